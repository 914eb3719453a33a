use customers_client::customer::{CustomerPatch, NewCustomer, PhotoInput};
use customers_client::photo::{MAX_PHOTO_BYTES, Photo};

use crate::value;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JF";

fn file(size: u64, head: Option<&[u8]>) -> PhotoInput {
    PhotoInput::File(Photo { size, head: head.map(<[u8]>::to_vec) })
}

#[track_caller]
fn photo_faults(photo: PhotoInput) -> Vec<String> {
    let patch = CustomerPatch::parse(value("{}"), &photo);
    let faults = patch.err().map(|error| error.fields).unwrap_or_default();
    faults.get("photo").into_iter().map(str::to_owned).collect()
}

#[test]
fn jpeg_and_png_up_to_5_mb_are_taken() {
    assert_eq!(photo_faults(file(1000, Some(PNG))), [""; 0]);
    assert_eq!(photo_faults(file(MAX_PHOTO_BYTES, Some(JPEG))), [""; 0]);
}

#[test]
fn a_photo_over_5_mb_is_refused_with_its_size() {
    let message = "The photo has 5242881 bytes; at most 5242880 (5 MB) are allowed.";
    assert_eq!(photo_faults(file(5_242_881, Some(JPEG))), [message]);
    assert_eq!(photo_faults(file(5_242_881, None)), [message]);
}

#[test]
fn an_empty_photo_is_refused_as_the_service_does() {
    assert_eq!(photo_faults(file(0, Some(b""))), ["The submitted file is empty."]);
}

#[test]
fn other_content_is_refused_by_what_it_is() {
    for (head, found) in [
        (&b"GIF89a.."[..], "a GIF"),
        (b"RIFF\0\0\0\0", "a WebP or another RIFF file"),
        (b"BM......", "a BMP"),
        (b"%PDF-1.7", "a PDF"),
        (b"II*\0....", "a TIFF"),
        (b"\0\0\0\x18ftyp", "a HEIC, AVIF or MP4 file"),
        (b"<svg xml", "SVG, HTML or XML"),
        (b"\x89PNG\n\x1a\n\0", "something else"),
        (b"\xff\xd8", "something else"),
    ] {
        let message = format!("The photo must be a JPEG or PNG image; this is {found}.");
        assert_eq!(photo_faults(file(8, Some(head))), [message]);
    }
}

#[test]
fn an_object_that_is_no_file_is_refused_as_the_service_does() {
    assert_eq!(
        photo_faults(PhotoInput::NotAFile),
        ["The submitted data was not a file. Check the encoding type on the form."]
    );
}

#[test]
fn null_beside_a_photo_is_refused_in_an_update() {
    let patch = value(r#"{"phone": null, "country": "CR"}"#);
    let error = CustomerPatch::parse(patch, &file(9, Some(PNG))).unwrap_err();
    let message =
        "This field cannot be null in the same call as a photo file: multipart has no null.";
    assert_eq!(error.fields.get("phone"), [message]);
    assert!(error.fields.get("country").is_empty());
}

#[test]
fn an_unknown_null_beside_a_photo_is_not_lost_in_a_new_customer() {
    let customer =
        |extra: &str| format!(r#"{{"first_name":"A","last_name":"B","email":"a@b.co",{extra}}}"#);
    let faults = |extra: &str| {
        let parsed = NewCustomer::parse(value(&customer(extra)), &file(9, Some(PNG))).map(drop);
        parsed.err()
    };
    assert_eq!(faults(r#""phone":null,"metadata":null"#), None);
    let error = faults(r#""loyalty":null"#).unwrap();
    assert_eq!(error.fields.get("loyalty").len(), 1);
}
