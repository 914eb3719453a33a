//! Photos come by multipart, are checked, and are served without credentials.

use serde_json::{Value, json};

use crate::support::{Answer, CUSTOMERS, JPEG, PNG, Part, Sandbox};

const FIELDS: [Part<'static>; 3] = [
    ("first_name", None, b" Zo\xc3\xab "),
    ("last_name", None, b"M"),
    ("email", None, b"zoe@example.de"),
];

async fn create_with(sandbox: &Sandbox, extra: &[Part<'_>]) -> Answer {
    let parts = [&FIELDS, extra].concat();
    sandbox.send_form("POST", CUSTOMERS, &parts).await
}

/// The path of a customer's photo under its own host.
#[track_caller]
fn photo_path(customer: &Value) -> String {
    let url = customer["photo"].as_str().unwrap();
    url.strip_prefix("http://sandbox.test:8000").unwrap().to_owned()
}

#[tokio::test]
async fn a_photo_is_stored_and_served_with_the_type_of_its_content() {
    let sandbox = Sandbox::empty();
    let created = create_with(&sandbox, &[("photo", Some("me.PNG"), PNG)]).await;
    assert_eq!(created.status, 201, "{created:?}");
    assert_eq!(created.json()["first_name"], "Zoë");
    let path = photo_path(&created.json());
    assert!(path.starts_with("/media/") && path.ends_with(".png"), "{path}");
    let anyone = sandbox.with_authorization(None);
    let photo = anyone.get(&path).await;
    assert_eq!((photo.status, &photo.body[..]), (200, PNG));
    assert_eq!(photo.header("content-type"), Some("image/png"));
    assert_eq!(photo.header("x-content-type-options"), Some("nosniff"));

    // A JPEG under the name of a PNG is a JPEG.
    let customer = format!("{CUSTOMERS}{}/", created.id());
    let replaced = sandbox.send_form("PATCH", &customer, &[("photo", Some("me.png"), JPEG)]).await;
    assert_eq!(replaced.status, 200, "{replaced:?}");
    assert_eq!(replaced.json()["email"], "zoe@example.de");
    let new_path = photo_path(&replaced.json());
    assert!(new_path.ends_with(".jpg"), "{new_path}");
    let photo = anyone.get(&new_path).await;
    assert_eq!(photo.header("content-type"), Some("image/jpeg"));
    assert_eq!(anyone.get(&path).await.status, 404, "the old one is gone");
}

#[tokio::test]
async fn a_photo_goes_with_null_or_with_its_customer() {
    let sandbox = Sandbox::empty();
    let created = create_with(&sandbox, &[("photo", Some("a.jpeg"), JPEG)]).await;
    let customer = format!("{CUSTOMERS}{}/", created.id());
    let path = photo_path(&created.json());
    let kept = sandbox.patch(&customer, json!({"phone": "1"})).await;
    assert_eq!(photo_path(&kept.json()), path);
    let removed = sandbox.patch(&customer, json!({"photo": null})).await;
    assert_eq!((removed.status, &removed.json()["photo"]), (200, &Value::Null));
    assert_eq!(sandbox.get(&path).await.status, 404);

    let again = [("photo", Some("a.jpg"), JPEG)];
    let again = sandbox.send_form("PATCH", &customer, &again).await;
    let path = photo_path(&again.json());
    assert_eq!(sandbox.delete(&customer).await.status, 204);
    assert_eq!(sandbox.get(&path).await.status, 404);
}

#[tokio::test]
async fn a_faulty_photo_is_a_field_error_and_stores_nothing() {
    let not_an_image = "Upload a valid image. The file you uploaded was either not an image \
                        or a corrupted image.";
    let wrong_name = |extension: &str| {
        format!(
            "File extension “{extension}” is not allowed. \
             Allowed extensions are: jpg, jpeg, png."
        )
    };
    let long = "a".repeat(97) + ".png";
    let large = [PNG, &vec![0; 5_242_881 - PNG.len()]].concat();
    let cases: [(&str, &[u8], String); 10] = [
        ("blob", PNG, wrong_name("")),
        ("me.gif", PNG, wrong_name("gif")),
        (".png", PNG, wrong_name("")),
        ("../x/me.webp", PNG, wrong_name("webp")),
        ("me.png", b"GIF89a...", not_an_image.to_owned()),
        ("me.txt", b"text", not_an_image.to_owned()),
        ("me.png", b"", "The submitted file is empty.".to_owned()),
        (&long, PNG, "Ensure this filename has at most 100 characters (it has 101).".to_owned()),
        (
            "",
            PNG,
            "The submitted data was not a file. Check the encoding type on the form.".to_owned(),
        ),
        (
            "me.png",
            &large,
            "The photo has 5242881 bytes; the limit is 5242880 bytes (5 MB).".to_owned(),
        ),
    ];
    let sandbox = Sandbox::empty();
    for (name, content, message) in cases {
        let answer = create_with(&sandbox, &[("photo", Some(name), content)]).await;
        answer.is(400, &json!({"photo": [message]}));
    }
    assert_eq!(sandbox.get(CUSTOMERS).await.json()["count"], 0);
    let largest = &large[..5_242_880];
    let answer = create_with(&sandbox, &[("photo", Some("me.png"), largest)]).await;
    assert_eq!(answer.status, 201);
    let served = sandbox.get(&photo_path(&answer.json())).await;
    assert_eq!(served.body.len(), 5_242_880);
}

#[tokio::test]
async fn a_body_over_eight_megabytes_is_refused_whole() {
    let sandbox = Sandbox::empty();
    let body = vec![b' '; 8 * 1024 * 1024 + 1];
    let answer = sandbox.send_as("POST", CUSTOMERS, "application/json", body).await;
    answer.is(413, &json!({"detail": "The request body is larger than 8388608 bytes."}));
}

#[tokio::test]
async fn metadata_in_a_form_is_one_part_of_json() {
    let sandbox = Sandbox::empty();
    let broken = json!({"metadata": ["Value must be valid JSON."]});
    create_with(&sandbox, &[("metadata", None, b"")]).await.is(400, &broken);
    create_with(&sandbox, &[("metadata", None, b"{")]).await.is(400, &broken);
    let list = create_with(&sandbox, &[("metadata", None, b"[1]")]).await;
    let message = "Metadata must be a JSON object or null, not list.";
    list.is(400, &json!({"metadata": [message]}));
    let parts: [Part<'_>; 3] = [
        ("metadata", None, br#"{"a": {"b": "\u00e9"}}"#),
        ("phone", None, b" "),
        ("country", None, b"x"),
    ];
    let created = create_with(&sandbox, &parts).await.json();
    assert_eq!(created["metadata"], json!({"a": {"b": "é"}}));
    assert_eq!((&created["phone"], &created["country"]), (&json!(""), &json!("x")));
}

#[tokio::test]
async fn a_text_part_is_no_photo_and_an_empty_one_removes_it() {
    let sandbox = Sandbox::empty();
    let message = "The submitted data was not a file. Check the encoding type on the form.";
    let text = create_with(&sandbox, &[("photo", None, b"x")]).await;
    text.is(400, &json!({"photo": [message]}));
    let created = create_with(&sandbox, &[("photo", Some("a.png"), PNG)]).await;
    let customer = format!("{CUSTOMERS}{}/", created.id());
    let emptied = sandbox.send_form("PATCH", &customer, &[("photo", None, b"")]).await;
    assert_eq!(emptied.json()["photo"], Value::Null);
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_an_error_of_the_body() {
    let sandbox = Sandbox::empty();
    for content_type in ["multipart/form-data", "multipart/form-data; boundary=other"] {
        let answer = sandbox.send_as("POST", CUSTOMERS, content_type, "--limit--").await;
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert_eq!(answer.status, 400);
        assert!(detail.starts_with("Multipart form parse error - "), "{detail}");
    }
    // Cut in the middle of a part.
    let body = "--limit\r\nContent-Disposition: form-data; name=\"first_name\"\r\n\r\nZo";
    let content_type = "multipart/form-data; boundary=limit";
    let answer = sandbox.send_as("POST", CUSTOMERS, content_type, body).await;
    assert_eq!(answer.status, 400, "{answer:?}");
}
