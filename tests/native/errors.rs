//! What an answer with an error status says: its code, its message and its issues.

use customers_client::error::{Error, Issue};
use customers_client::failure::error_of;
use customers_client::message::Message;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use crate::{fixture, value};

/// What an error answer says.
fn error(status: u16, body: &Json) -> Error {
    error_of(status, &value(body))
}

#[track_caller]
fn read(body: &str) -> Json {
    serde_json::from_str(body).expect("the test's own JSON")
}

/// Messages by path.
fn fields(error: &Error) -> Json {
    let mut fields = json!({});
    for Issue { path, message, .. } in &error.issues {
        let messages = fields[path].as_array().cloned().unwrap_or_default();
        fields[path] = [messages, vec![json!(message)]].concat().into();
    }
    fields
}

#[test]
fn each_status_has_its_code() {
    for (status, code) in [
        (400, "bad_request"),
        (401, "unauthorized"),
        (402, "client_error"),
        (403, "forbidden"),
        (404, "not_found"),
        (405, "client_error"),
        (406, "not_acceptable"),
        (408, "client_error"),
        (413, "payload_too_large"),
        (415, "unsupported_media_type"),
        (418, "client_error"),
        (429, "rate_limited"),
        (500, "server_error"),
        (503, "server_error"),
        (599, "server_error"),
    ] {
        assert_eq!(error(status, &Json::Null).code, code, "{status}");
    }
}

#[test]
fn the_services_own_words_are_the_message() {
    for (status, body, title, message) in [
        (
            400,
            fixture!("edition2_bad_request.json"),
            Some("Invalid request"),
            "The search query cannot be empty.",
        ),
        (
            401,
            fixture!("edition2_unauthorized.json"),
            None,
            "Authentication credentials were not provided.",
        ),
        (
            404,
            fixture!("edition2_not_found.json"),
            Some("Customer not found"),
            "The customer could not be found, please check the id.",
        ),
        (
            404,
            fixture!("edition2_no_results.json"),
            Some("Customer not found"),
            "No customers found matching the query: 'customer_name'.",
        ),
        (
            406,
            fixture!("edition2_not_acceptable.json"),
            Some("Address registration failure"),
            "Customer already has 3 addresses registered.",
        ),
        (404, r#"{"detail":"Invalid page."}"#, None, "Invalid page."),
        (400, r#""Just text.""#, None, "Just text."),
    ] {
        let error = error(status, &read(body));
        assert_eq!((error.title.as_deref(), error.message.as_str()), (title, message));
        assert!(error.issues.is_empty());
    }
}

#[test]
fn field_errors_have_one_shape_however_they_nest() {
    let body = json!({
        "email": ["Enter a valid email address.", "And another."],
        "last_name": "This field is required.",
        "addresses": [{}, {"city": ["This field may not be blank."]}],
        "metadata": {"tags": {"0": ["Not a valid string."]}},
        "non_field_errors": ["Try again."],
        "code": 7
    });
    let error = error(400, &body);
    assert_eq!(
        fields(&error),
        json!({
            "email": ["Enter a valid email address.", "And another."],
            "last_name": ["This field is required."],
            "addresses.1.city": ["This field may not be blank."],
            "metadata.tags.0": ["Not a valid string."],
            "non_field_errors": ["Try again."]
        })
    );
    assert_eq!(error.message, "email: Enter a valid email address.");
}

#[test]
fn a_taken_email_is_a_fault_of_the_email_in_either_shape() {
    let set = |fields: &str| format!("The fields {fields} must make a unique set.");
    let together = error(400, &json!({"non_field_errors": [set("developer, email")]}));
    assert_eq!(fields(&together), json!({"email": [set("developer, email")]}));
    assert_eq!(together.message, format!("email: {}", set("developer, email")));
    let alone = error(400, &json!({"email": ["This field must be unique."]}));
    assert_eq!(fields(&alone), json!({"email": ["This field must be unique."]}));
    let other = error(400, &json!({"non_field_errors": [set("developer, emails")]}));
    assert_eq!(fields(&other), json!({"non_field_errors": [set("developer, emails")]}));
}

#[test]
fn a_bare_list_of_messages_belongs_to_no_field() {
    let error = error(400, &json!(["One.", "Two."]));
    assert_eq!(fields(&error), json!({"non_field_errors": ["One.", "Two."]}));
    assert_eq!(error.message, "One.");
}

#[test]
fn bodies_that_say_nothing_leave_the_statuss_own_message() {
    for body in [
        json!(null),
        json!({}),
        json!([]),
        json!(5),
        json!({"detail": 5}),
        json!({"detail": "<p>no</p>"}),
        json!({"detail": " \u{a0}\u{feff}"}),
        json!({"content": "Failed: <!DOCTYPE html>"}),
        json!({"content": "<p>no</p>", "title": "T", "type": "danger"}),
        json!(""),
        json!("<p>"),
        json!({"<b>": ["x"]}),
        json!({"x": ["</b>", " "]}),
    ] {
        let error = error(502, &body);
        assert_eq!(error.message, "The service answered 502: the fault is on its side.", "{body}");
        assert_eq!(error.code, "server_error");
    }
}

#[test]
fn the_first_message_that_can_be_shown_is_the_one_that_is_told() {
    let body = json!({"<b>": ["x"], "phone": ["<i>", "Too long."], "email": ["Taken."]});
    let error = error(400, &body);
    assert_eq!(error.message, "phone: Too long.");
    let all = json!({"<b>": ["x"], "phone": ["<i>", "Too long."], "email": ["Taken."]});
    assert_eq!(fields(&error), all, "the fields hold them all");
}

#[test]
fn a_title_that_is_markup_is_none() {
    let body = json!({"title": "<b>T</b>", "content": "No."});
    let error = error(400, &body);
    assert_eq!((error.title, error.message.as_str()), (None, "No."));
}

#[test]
fn a_field_without_a_name_is_no_field() {
    let error = error(400, &json!({" ": ["Try again."], "<b>": "x"}));
    assert_eq!(fields(&error), json!({"non_field_errors": ["Try again."], "<b>": ["x"]}));
    assert_eq!(error.message, "Try again.");
}

#[test]
fn what_nests_deeper_than_anybody_reads_says_nothing() {
    let nested = |depth: usize| (0..depth).fold(json!("x"), |inner, _| json!([inner]));
    assert_eq!(error(400, &nested(31)).issues.len(), 1);
    for depth in [32, 33, 120] {
        let error = error(400, &nested(depth));
        assert!(error.issues.is_empty(), "{depth}");
        assert_eq!(error.message, "The service answered 400: it could not accept the request.");
    }
    let deepest = (0..1_000).fold(json!("x"), |inner, _| json!([inner]));
    let read = customers_client::value::Value::deserialize(deepest).unwrap();
    assert!(error_of(400, &read).issues.is_empty());
}

#[test]
fn an_error_is_written_under_the_names_that_javascript_knows() {
    let flat = error(406, &read(fixture!("edition2_not_acceptable.json")));
    assert_eq!(
        serde_json::to_value(&flat).unwrap(),
        json!({
            "code": "not_acceptable",
            "message": "Customer already has 3 addresses registered.",
            "title": "Address registration failure",
            "issues": [],
            "attempts": 0,
            "outcomeUnknown": false
        })
    );
    let full = Error {
        status: Some(502),
        retry_after_ms: Some(7_000.0),
        request_id: Some("r".to_owned()),
        attempts: 3,
        outcome_unknown: true,
        ..error(502, &json!({"phone": ["\"é\"\n"]}))
    };
    assert_eq!(
        serde_json::to_value(&full).unwrap(),
        json!({
            "code": "server_error",
            "message": "phone: \"é\"\n",
            "status": 502,
            "issues": [{"path": "phone", "code": "invalid", "message": "\"é\"\n"}],
            "retryAfterMs": 7_000.0,
            "requestId": "r",
            "attempts": 3,
            "outcomeUnknown": true
        })
    );
}

#[test]
fn a_new_error_has_a_message_and_nothing_else() {
    let error = Error::new("timeout", Message::Timeout { ms: 5 });
    let expected = json!({
        "code": "timeout",
        "message": "No complete answer within 5 ms.",
        "issues": [],
        "attempts": 0,
        "outcomeUnknown": false
    });
    assert_eq!(serde_json::to_value(&error).unwrap(), expected);
}
