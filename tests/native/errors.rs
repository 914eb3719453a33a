use customers_client::error::{Code, Error, Message};
use customers_client::failure::{error_of, retry_after_ms};
use customers_client::http::{Method, Response};
use customers_client::retry::outcome_unknown;
use serde_json::json;

use crate::{fixture, json_of};

fn error(status: u16, body: impl Into<Vec<u8>>) -> Error {
    error_of(&Response { status, body: body.into(), ..Response::default() })
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
        let error = error(status, "");
        assert_eq!((error.code.as_str(), error.status), (code, Some(status)));
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
        let error = error(status, body);
        assert_eq!((error.title.as_deref(), error.message.as_str()), (title, message));
        assert!(error.fields.is_empty());
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
    let error = error(400, body.to_string());
    assert_eq!(
        json_of(&error.fields),
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
    let together =
        r#"{"non_field_errors":["The fields developer, email must make a unique set."]}"#;
    assert_eq!(
        json_of(&error(400, together).fields),
        json!({"email": ["The fields developer, email must make a unique set."]})
    );
    let alone = r#"{"email":["This field must be unique."]}"#;
    assert_eq!(
        json_of(&error(400, alone).fields),
        json!({"email": ["This field must be unique."]})
    );
    let other = r#"{"non_field_errors":["The fields developer, emails must make a unique set."]}"#;
    assert!(error(400, other).fields.get("email").is_empty());
}

#[test]
fn a_bare_list_of_messages_belongs_to_no_field() {
    let error = error(400, r#"["One.", "Two."]"#);
    assert_eq!(json_of(&error.fields), json!({"non_field_errors": ["One.", "Two."]}));
    assert_eq!(error.message, "One.");
}

#[test]
fn bodies_that_say_nothing_leave_the_statuss_own_message() {
    let plain = "The service answered 502: the fault is on its side.";
    for body in [
        &b""[..],
        b"<html><body><h1>502 Bad Gateway</h1></body></html>",
        b"{\"detail\": \"cut",
        b"\xff\xfe",
        b"{}",
        b"[]",
        b"null",
        b"{\"detail\": 5}",
        b"{\"detail\": \"<p>no</p>\"}",
        b"{\"content\": \"Failed: <!DOCTYPE html>\"}",
        b"{\"content\": \"<p>no</p>\", \"title\": \"T\", \"type\": \"danger\"}",
        b"\"\"",
        b"\"<p>\"",
        b"{\"<b>\": [\"x\"]}",
    ] {
        let error = error(502, body);
        assert_eq!(error.message, plain, "{}", String::from_utf8_lossy(body));
        assert_eq!(error.code, Code::Status(502));
    }
}

#[test]
fn a_field_without_a_name_is_no_field() {
    let error = error(400, r#"{" ": ["Try again."], "<b>": "x"}"#);
    assert_eq!(error.fields.get("non_field_errors"), ["Try again."]);
    assert_eq!(error.message, "Try again.");
}

#[test]
fn a_byte_order_mark_does_not_hide_what_an_error_says() {
    assert_eq!(error(404, "\u{feff}{\"detail\": \"Invalid page.\"}").message, "Invalid page.");
}

#[test]
fn a_long_message_is_shortened_to_one_line() {
    let detail = format!("a\n\tb {}", "é".repeat(1000));
    let mut error = error(400, json!({ "detail": detail }).to_string());
    error.seal(&[]);
    assert!(error.message.starts_with("a b éé"));
    assert!(error.message.ends_with('…'));
    assert_eq!(error.message.chars().count(), 301);
}

#[test]
fn a_credential_that_the_service_quotes_is_redacted_everywhere() {
    let body = json!({
        "sk_test_1": ["No sk_test_1 here."],
        "x": ["c2tfdGVzdF8xOg== and sk_test_1 again"]
    });
    let mut error = error_of(&Response {
        status: 401,
        request_id: Some("r-sk_test_1".to_owned()),
        body: body.to_string().into_bytes(),
        ..Response::default()
    });
    error.title = Some("Bad sk_test_1".to_owned());
    error.seal(&["sk_test_1".to_owned(), "c2tfdGVzdF8xOg==".to_owned()]);
    let shown = format!("{error:?} {}", error.to_json());
    assert!(!shown.contains("sk_test_1") && !shown.contains("c2tf"), "{shown}");
    assert_eq!(error.fields.get("x"), ["[redacted] and [redacted] again"]);
}

#[test]
fn a_credential_is_redacted_before_a_message_is_shortened() {
    let mut error =
        error(400, json!({ "detail": format!("{}sk_test_1", "x".repeat(295)) }).to_string());
    error.seal(&["sk_test_1".to_owned()]);
    assert_eq!(error.message, format!("{}[reda…", "x".repeat(295)));
}

#[test]
fn where_the_outcome_is_unknown_the_message_says_how_to_find_out() {
    for body in [json!({"detail": "Bad."}), json!({"detail": "é".repeat(1000)})] {
        let mut error = error(502, body.to_string());
        error.outcome_unknown = true;
        error.seal(&[]);
        assert!(error.message.ends_with("(search by email, get by id) before you repeat it."));
        assert!(error.message.chars().count() <= 301, "{}", error.message);
    }
}

#[test]
fn headers_are_kept_where_they_say_something() {
    let response = Response {
        status: 429,
        retry_after: Some("7".to_owned()),
        request_id: Some("abc".to_owned()),
        ..Response::default()
    };
    let error = error_of(&response);
    assert_eq!((error.retry_after_ms, error.request_id.as_deref()), (Some(7000), Some("abc")));
}

#[test]
fn retry_after_is_seconds_or_a_date() {
    let now = 784_111_777_000.0; // Sun, 06 Nov 1994 08:49:37 GMT
    for (value, date, expected) in [
        ("0", None, Some(0)),
        (" 3 ", None, Some(3000)),
        ("Sun, 06 Nov 1994 08:49:47 GMT", Some(784_111_787_000.0), Some(10_000)),
        ("Sun, 06 Nov 1994 08:49:00 GMT", Some(784_111_740_000.0), Some(0)),
        ("Sun, 06 Nov 1994 08:49:47 GMT", Some(784_111_777_000.5), Some(0)),
        // What is a number of seconds is no year, whatever JavaScript makes of it.
        ("1994", Some(757_382_400_000.0), Some(1_994_000)),
        ("-1", None, None),
        ("1.5", None, None),
        ("", None, None),
        ("4294967296", None, Some(4_294_967_296_000)),
        ("99999999999999999999999", None, Some(u64::MAX)),
        ("tomorrow", None, None),
    ] {
        assert_eq!(retry_after_ms(value, date, now), expected, "{value:?}");
    }
}

#[test]
fn the_outcome_of_a_write_without_an_answer_is_unknown() {
    let ended =
        |code, status, attempts| Error { status, attempts, ..Error::new(code, Message::NoData) };
    for (method, error, expected) in [
        (Method::Post, ended(Code::Network, None, 1), true),
        (Method::Patch, ended(Code::Timeout, None, 1), true),
        (Method::Delete, ended(Code::Status(502), Some(502), 1), true),
        (Method::Post, ended(Code::Status(504), Some(504), 1), true),
        (Method::Post, ended(Code::UnexpectedResponse, Some(201), 1), true),
        (Method::Post, ended(Code::UnexpectedResponse, Some(301), 1), false),
        (Method::Post, ended(Code::Status(500), Some(500), 1), false),
        (Method::Post, ended(Code::Status(503), Some(503), 1), false),
        (Method::Post, ended(Code::Status(400), Some(400), 1), false),
        (Method::Post, ended(Code::Timeout, None, 0), false),
        (Method::Get, ended(Code::Network, None, 1), false),
    ] {
        assert_eq!(outcome_unknown(method, &error), expected, "{method:?} {error:?}");
    }
}

#[test]
fn an_error_is_written_under_the_names_that_javascript_knows() {
    let mut error = error(406, fixture!("edition2_not_acceptable.json"));
    error.attempts = 1;
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&error.to_json()).unwrap(),
        json!({
            "code": "not_acceptable",
            "message": "Customer already has 3 addresses registered.",
            "fields": [],
            "attempts": 1,
            "status": 406,
            "title": "Address registration failure"
        })
    );
}
