use customers_client::photo::MAX_PHOTO_BYTES;
use serde_json::{Value, json};

use crate::{characters, faults, json_of, request};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JF";

/// What is told of a file: its first bytes as characters, where they have been read.
fn file(size: u64, head: Option<&[u8]>) -> Value {
    match head {
        Some(head) => json!({"size": size, "head": characters(head)}),
        None => json!({ "size": size }),
    }
}

#[track_caller]
fn photo_faults(photo: Value) -> Vec<String> {
    faults("update", &json!([null, "c", {}, photo])).get("photo")
}

#[test]
fn jpeg_and_png_up_to_5_mb_are_taken() {
    for (photo, name) in [
        (file(1_000, Some(PNG)), "photo.png"),
        (file(MAX_PHOTO_BYTES, Some(JPEG)), "photo.jpg"),
        (file(3, Some(b"\xff\xd8\xff")), "photo.jpg"),
    ] {
        let request = request("update", &json!([null, "c", {}, photo])).unwrap();
        assert_eq!(request["fileName"], name);
    }
}

#[test]
fn a_file_that_nobody_has_looked_into_yet_is_no_fault() {
    assert_eq!(photo_faults(file(9, None)), [""; 0]);
}

#[test]
fn a_photo_over_5_mb_is_refused_with_its_size() {
    let message = "The photo has 5242881 bytes; at most 5242880 (5 MB) are allowed.";
    assert_eq!(photo_faults(file(5_242_881, Some(JPEG))), [message]);
    assert_eq!(photo_faults(file(5_242_881, None)), [message]);
    let gif = "The photo must be a JPEG or PNG image; this is a GIF.";
    assert_eq!(photo_faults(file(5_242_881, Some(b"GIF89a.."))), [message, gif]);
}

#[test]
fn an_empty_photo_is_refused_as_the_service_does() {
    assert_eq!(photo_faults(file(0, Some(b""))), ["The submitted file is empty."]);
    assert_eq!(photo_faults(file(0, None)), ["The submitted file is empty."]);
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
        let message = format!("The photo must be a JPEG or PNG image; this is {found}.");
        assert_eq!(photo_faults(file(8, Some(head))), [message]);
    }
}

#[test]
fn an_object_that_is_no_file_is_refused_as_the_service_does() {
    assert_eq!(
        photo_faults(json!("~an object")),
        ["The submitted data was not a file. Check the encoding type on the form."]
    );
}

#[test]
fn null_beside_a_photo_is_refused_in_an_update() {
    let message =
        "This field cannot be null in the same call as a photo file: multipart has no null.";
    let patch = json!({"phone": null, "country": "CR", "metadata": null, "email": null});
    assert_eq!(
        json_of(&faults("update", &json!([null, "c", patch, file(9, Some(PNG))]))),
        json!({
            "email": ["This field may not be null."], "phone": [message], "metadata": [message],
        })
    );
}

#[test]
fn an_unknown_null_beside_a_photo_is_not_lost_in_a_new_customer() {
    let customer = |extra: &str| {
        let mut customer = json!({"first_name": "A", "last_name": "B", "email": "a@b.co"});
        customer[extra] = json!(null);
        json!([null, customer, file(9, Some(PNG))])
    };
    for default in ["phone", "country", "metadata"] {
        let request = request("create", &customer(default)).unwrap();
        assert_eq!(request["body"].get(default), None, "it can be left out");
    }
    assert_eq!(faults("create", &customer("loyalty")).get("loyalty").len(), 1);
}
