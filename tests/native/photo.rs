//! The check of a photo, by its size and its first bytes.

use customers_client::error::Faults;
use customers_client::photo::{HEAD_BYTES, MAX_PHOTO_BYTES, Photo, kind_of};
use serde_json::{Value as Json, json};

use crate::{json_of, request};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JF";

/// A file, with its first bytes where they have been read.
fn file(size: u64, head: Option<&[u8]>) -> Photo {
    Photo::File { size, head: head.map(<[u8]>::to_vec) }
}

#[track_caller]
fn refused(args: Json, photo: Photo) -> Faults {
    let name = if args.as_array().unwrap().len() == 1 { "create" } else { "update" };
    request(name, &args, photo).expect_err("should be refused")
}

#[track_caller]
fn photo_faults(photo: Photo) -> Json {
    json_of(&refused(json!(["c", {}]), photo))
}

#[test]
fn jpeg_and_png_up_to_5_mb_are_taken() {
    for (photo, name) in [
        (file(1_000, Some(PNG)), "photo.png"),
        (file(MAX_PHOTO_BYTES, Some(JPEG)), "photo.jpg"),
        (file(3, Some(b"\xff\xd8\xff")), "photo.jpg"),
    ] {
        let request = request("update", &json!(["c", {}]), photo).unwrap();
        assert_eq!(request.sent.photo, Some(name));
    }
}

#[test]
fn where_there_is_no_file_none_is_sent() {
    let request = request("update", &json!(["c", {"phone": "1"}]), Photo::None).unwrap();
    assert_eq!(request.sent.photo, None);
}

#[test]
fn a_file_that_nobody_has_looked_into_yet_is_no_fault() {
    assert!(request("update", &json!(["c", {}]), file(9, None)).is_ok());
}

#[test]
fn a_photo_over_5_mb_is_refused_with_its_size() {
    let message = "The photo has 5242881 bytes; at most 5242880 (5 MB) are allowed.";
    let expected = json!({"photo": [message]});
    assert_eq!(photo_faults(file(5_242_881, Some(JPEG))), expected);
    assert_eq!(photo_faults(file(5_242_881, None)), expected);
    let gif = "The photo must be a JPEG or PNG image; this is a GIF.";
    let both = photo_faults(file(5_242_881, Some(b"GIF89a..")));
    assert_eq!(both, json!({"photo": [message, gif]}));
}

#[test]
fn an_empty_photo_is_refused_as_the_service_does() {
    for head in [Some(&b""[..]), None] {
        let faults = photo_faults(file(0, head));
        assert_eq!(faults, json!({"photo": ["The submitted file is empty."]}));
    }
}

#[test]
fn other_content_is_refused_by_what_it_is() {
    for (head, found) in [
        (&b"GIF89a.."[..], "a GIF"),
        (b"RIFF\0\0\0\0", "a WebP or another RIFF file"),
        (b"BM......", "a BMP"),
        (b"%PDF-1.7", "a PDF"),
        (b"II*\0....", "a TIFF"),
        (b"MM\0*....", "a TIFF"),
        (b"\0\0\0\x18ftyp", "a HEIC, AVIF or MP4 file"),
        (b"<svg xml", "SVG, HTML or XML"),
        (b"\x89PNG\n\x1a\n\0", "something else"),
        (b"\xff\xd8", "something else"),
        (b"", "something else"),
    ] {
        assert!(head.len() <= HEAD_BYTES);
        assert_eq!(kind_of(head), Err(found));
        let message = format!("The photo must be a JPEG or PNG image; this is {found}.");
        assert_eq!(photo_faults(file(8, Some(head))), json!({ "photo": [message] }));
    }
}

#[test]
fn an_object_that_is_no_file_is_refused_as_the_service_does() {
    let message = "The submitted data was not a file. Check the encoding type on the form.";
    assert_eq!(photo_faults(Photo::NotAFile), json!({ "photo": [message] }));
}

#[test]
fn null_beside_a_photo_is_refused_in_an_update() {
    let message =
        "This field cannot be null in the same call as a photo file: multipart has no null.";
    let patch = json!({
        "phone": null, "country": "CR", "metadata": null, "email": null, "loyalty": null,
    });
    let faults = refused(json!(["c", patch]), file(9, Some(PNG)));
    assert_eq!(
        json_of(&faults),
        json!({
            "email": ["This field may not be null."],
            "phone": [message],
            "metadata": [message],
            "loyalty": [message],
        })
    );
}

#[test]
fn an_unknown_null_beside_a_photo_is_not_lost_in_a_new_customer() {
    let customer = |extra: &str| {
        let mut customer = json!({"first_name": "A", "last_name": "B", "email": "a@b.co"});
        customer[extra] = json!(null);
        json!([customer])
    };
    for default in ["phone", "country", "metadata"] {
        let request = request("create", &customer(default), file(9, Some(PNG))).unwrap();
        let left = ["first_name", "last_name", "email"];
        assert_eq!(request.sent.fields, left, "{default} can be left out");
    }
    let faults = refused(customer("loyalty"), file(9, Some(PNG)));
    let message =
        "This field cannot be null in the same call as a photo file: multipart has no null.";
    assert_eq!(json_of(&faults), json!({ "loyalty": [message] }));
}

#[test]
fn a_null_without_a_photo_is_sent() {
    let patch = json!(["c", {"phone": null, "photo": null}]);
    let request = request("update", &patch, Photo::None).unwrap();
    assert_eq!(request.sent.fields, ["phone", "photo"], "a null removes the photo");
}
