//! What a body may hold, with DRF's messages.

use serde_json::{Value, json};

use crate::support::{CUSTOMERS, Sandbox};

/// A mandatory customer with `extra` laid over it.
fn with(extra: Value) -> Value {
    let mut body = json!({"first_name": "a", "last_name": "b", "email": "a@b.co"});
    for (key, value) in extra.as_object().unwrap() {
        body[key] = value.clone();
    }
    body
}

async fn creating(extra: Value) -> (u16, Value) {
    let answer = Sandbox::empty().post(CUSTOMERS, with(extra)).await;
    (answer.status, answer.json())
}

#[track_caller]
fn refuses(answer: (u16, Value), body: Value) {
    assert_eq!(answer, (400, body));
}

#[tokio::test]
async fn all_mandatory_fields_that_are_missing_are_reported_together() {
    let required = json!(["This field is required."]);
    let body = json!({"first_name": required, "last_name": required, "email": required});
    let sandbox = Sandbox::empty();
    sandbox.post(CUSTOMERS, json!({})).await.is(400, &body);
    // An empty body is an empty submission, whatever its type.
    let empty = sandbox.send_as("POST", CUSTOMERS, "text/plain", "").await;
    empty.is(400, &body);
    sandbox.send("POST", CUSTOMERS, &[], "").await.is(400, &body);
}

#[tokio::test]
async fn null_blank_and_wrong_types_have_messages_of_their_own() {
    refuses(
        creating(json!({"first_name": null, "last_name": "\u{1c} \u{3000}\u{85}", "email": 5}))
            .await,
        json!({
            "first_name": ["This field may not be null."],
            "last_name": ["This field may not be blank."],
            "email": ["Enter a valid email address."],
        }),
    );
    refuses(
        creating(
            json!({"first_name": true, "last_name": [], "email": {}, "phone": true, "country": {}}),
        )
        .await,
        json!({
            "first_name": ["Not a valid string."],
            "last_name": ["Not a valid string."],
            "email": ["Enter a valid email address."],
            "phone": ["Not a valid string."],
            "country": ["Not a valid string."],
        }),
    );
    refuses(
        creating(json!({"email": ""})).await,
        json!({"email": ["This field may not be blank."]}),
    );
    refuses(
        creating(json!({"email": null})).await,
        json!({"email": ["This field may not be null."]}),
    );
    refuses(
        creating(json!({"first_name": "\0", "email": "\0"})).await,
        json!({
            "first_name": ["Null characters are not allowed."],
            "email": ["Null characters are not allowed.", "Enter a valid email address."],
        }),
    );
}

#[tokio::test]
async fn a_patch_may_leave_fields_out_but_not_empty_them() {
    let sandbox = Sandbox::empty();
    let path = sandbox.customer("a@b.co").await;
    let refused = sandbox.patch(&path, json!({"first_name": "", "email": null})).await;
    refused.is(
        400,
        &json!({
            "first_name": ["This field may not be blank."],
            "email": ["This field may not be null."],
        }),
    );
}

#[tokio::test]
async fn numbers_are_taken_for_text() {
    let (status, body) = creating(json!({"first_name": 5.0, "last_name": 7, "phone": 506})).await;
    assert_eq!(status, 201);
    assert_eq!([&body["first_name"], &body["last_name"], &body["phone"]], ["5.0", "7", "506"]);
}

#[tokio::test]
async fn a_body_that_is_not_an_object_is_named_as_python_names_it() {
    let sandbox = Sandbox::empty();
    let cases = [
        ("[]", "Invalid data. Expected a dictionary, but got list."),
        ("5", "Invalid data. Expected a dictionary, but got int."),
        ("1.5", "Invalid data. Expected a dictionary, but got float."),
        ("\"x\"", "Invalid data. Expected a dictionary, but got str."),
        ("true", "Invalid data. Expected a dictionary, but got bool."),
        ("null", "No data provided"),
    ];
    let path = sandbox.customer("a@b.co").await;
    for (body, message) in cases {
        for (method, path) in [("POST", CUSTOMERS), ("PATCH", path.as_str())] {
            let answer = sandbox.send_as(method, path, "application/json", body).await;
            answer.is(400, &json!({"non_field_errors": [message]}));
        }
    }
}

#[tokio::test]
async fn a_body_that_is_not_json_is_a_parse_error() {
    let sandbox = Sandbox::empty();
    let bodies: [&[u8]; 7] = [
        b"{",
        b"{\"a\":NaN}",
        b"\xff{}",
        b"\xef\xbb\xbf{}",
        b"{} x",
        // A lone surrogate, at the top and inside metadata.
        b"{\"first_name\":\"\\ud800\",\"last_name\":\"b\",\"email\":\"a@b.co\"}",
        b"{\"first_name\":\"a\",\"last_name\":\"b\",\"email\":\"a@b.co\",\"metadata\":{\"a\":[\"\\udfff\"]}}",
    ];
    for body in bodies {
        let answer = sandbox.send_as("POST", CUSTOMERS, "application/json", body).await;
        assert_eq!(answer.status, 400, "{answer:?}");
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.starts_with("JSON parse error - "), "{detail}");
    }
    assert_eq!(sandbox.get(CUSTOMERS).await.json()["count"], 0);
}

#[tokio::test]
async fn metadata_is_an_object_of_at_most_10240_bytes_or_null() {
    for (value, name) in
        [(json!("x"), "str"), (json!([1]), "list"), (json!(5), "int"), (json!(false), "bool")]
    {
        let message = format!("Metadata must be a JSON object or null, not {name}.");
        refuses(creating(json!({"metadata": value})).await, json!({"metadata": [message]}));
    }
    // {"é":"…"} has 9 bytes besides the text.
    let fits = json!({"é": "x".repeat(10_240 - 9 + 1)});
    assert_eq!(fits.to_string().len(), 10_241);
    refuses(
        creating(json!({"metadata": fits})).await,
        json!({"metadata": ["Metadata has 10241 bytes as JSON; the limit is 10240 bytes."]}),
    );
    let fits = json!({"é": "x".repeat(10_240 - 9)});
    let (status, body) = creating(json!({"metadata": fits})).await;
    assert_eq!((status, &body["metadata"]), (201, &fits));
}

#[tokio::test]
async fn metadata_comes_back_as_it_went_in() {
    let text = r#"{"z":1,"a":[0.1,-0.0,1e21,5e-324,123456789012345680000,9007199254740993,1.7976931348623157e308],"":{"\u0000":"\u2028😀"},"__proto__":{"x":null}}"#;
    let sent: Value = serde_json::from_str(text).unwrap();
    let sandbox = Sandbox::empty();
    let created = sandbox.post(CUSTOMERS, with(json!({"metadata": sent}))).await;
    assert_eq!(created.status, 201);
    let path = format!("{CUSTOMERS}{}/", created.id());
    let read = sandbox.get(&path).await.json()["metadata"].to_string();
    assert_eq!(read, sent.to_string());
}

#[tokio::test]
async fn a_photo_in_json_can_only_be_null() {
    let message = "The submitted data was not a file. Check the encoding type on the form.";
    for photo in [json!("http://x.example/y.jpg"), json!(5), json!("")] {
        refuses(creating(json!({"photo": photo})).await, json!({"photo": [message]}));
    }
    assert_eq!(creating(json!({"photo": null})).await.0, 201);
}
