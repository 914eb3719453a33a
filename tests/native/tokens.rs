//! Whom attempts come from: the header of each, renewal after a 401, and that no credential shows.

use customers_client::call::{Call, Loss, Next};
use customers_client::client::Client;
use customers_client::error::{Code, Error};
use customers_client::http::Response;
use serde_json::json;

use crate::calls::{End, answered, attempt, begin, ends, said};
use crate::{client, json_of};

/// A client whose tokens come from a function.
fn asking() -> Client {
    client(json!({"accessToken": "~a function"}))
}

fn get() -> Call {
    begin(&asking(), "get", json!(null))
}

#[track_caller]
fn refused_token(error: &Error, message: &str, attempts: u32) {
    assert_eq!((error.code, error.attempts), (Code::InvalidInput, attempts));
    assert_eq!(json_of(&error.fields), json!({"accessToken": [message]}));
    assert!(!error.outcome_unknown);
}

#[test]
fn each_kind_of_credential_has_its_header() {
    for (options, header) in [
        (json!({"apiKey": "secret"}), Some("Basic c2VjcmV0Og==")),
        (json!({"accessToken": "fixed"}), Some("Bearer fixed")),
        (json!({"accessToken": "~a function"}), Some("Bearer given")),
        (json!({"baseUrl": "https://shop.example/api"}), None),
    ] {
        let mut call = begin(&client(options), "get", json!(null));
        for _ in 0..2 {
            assert_eq!(call.authorize("given"), Ok(header.map(str::to_owned)));
        }
    }
}

#[test]
fn each_attempt_has_the_token_that_was_given_for_it() {
    let mut call = get();
    assert_eq!(call.authorize("one"), Ok(Some("Bearer one".to_owned())));
    ends(&mut call, answered(500)).unwrap();
    assert_eq!(call.authorize("two"), Ok(Some("Bearer two".to_owned())));
}

#[test]
fn a_token_is_asked_for_once_more_after_a_401_and_at_once() {
    for operation in ["get", "create", "delete"] {
        for options in [json!(null), json!({"maxRetries": 0})] {
            let mut call = begin(&asking(), operation, options);
            assert_eq!(attempt(&mut call, "old", answered(401)), Ok(Next::Wait(0)));
            let error = attempt(&mut call, "new", answered(401)).unwrap_err();
            assert_eq!((error.code, error.attempts), (Code::Status(401), 2));
        }
    }
}

#[test]
fn the_renewal_is_no_retry() {
    let mut call = get();
    assert_eq!(attempt(&mut call, "a", answered(500)), Ok(Next::Wait(500)));
    assert_eq!(attempt(&mut call, "b", answered(401)), Ok(Next::Wait(0)));
    assert_eq!(attempt(&mut call, "c", answered(500)), Ok(Next::Wait(1_000)));
    let error = attempt(&mut call, "d", answered(500)).unwrap_err();
    assert_eq!(error.attempts, 4);
}

#[test]
fn a_credential_that_cannot_be_renewed_is_not_sent_again_after_a_401() {
    for options in [
        json!({"apiKey": "secret"}),
        json!({"accessToken": "fixed"}),
        json!({"baseUrl": "https://shop.example/api"}),
    ] {
        let mut call = begin(&client(options), "get", json!(null));
        let error = attempt(&mut call, "", answered(401)).unwrap_err();
        assert_eq!((error.code, error.attempts), (Code::Status(401), 1));
    }
}

#[test]
fn a_token_that_cannot_stand_in_a_header_is_refused_and_not_shown() {
    let characters = "Contains white space, a control character or one that is not Latin-1.";
    for (token, message) in [
        ("", "May not be empty."),
        ("a marker", characters),
        ("marker\r\nX-Evil: 1", characters),
        ("marker\u{2028}", characters),
    ] {
        let error = get().authorize(token).unwrap_err();
        refused_token(&error, message, 0);
        assert!(!error.to_json().contains("marker"), "{error:?}");
    }
    // A colon and a live key's prefix are no fault of a token that a function gives.
    assert!(get().authorize("a:b").is_ok() && get().authorize("sk_live_x").is_ok());
}

#[test]
fn an_attempt_without_a_token_is_not_counted() {
    for (loss, message) in [
        (Loss::TokenRejected, "The function failed; its error is the cause of this one."),
        (Loss::TokenNotAString, "The function gave no string to use as a token."),
    ] {
        for operation in ["get", "create"] {
            let mut call = begin(&asking(), operation, json!(null));
            let error = ends(&mut call, End::Lost(loss, None)).unwrap_err();
            refused_token(&error, message, 0);

            let mut call = begin(&asking(), operation, json!(null));
            attempt(&mut call, "old", answered(401)).unwrap();
            let error = ends(&mut call, End::Lost(loss, None)).unwrap_err();
            refused_token(&error, message, 1);
        }
    }
}

#[test]
fn a_time_out_before_anything_was_sent_leaves_no_doubt_about_a_write() {
    let timeout = End::Lost(Loss::Timeout, None);
    for (before, attempts) in [(None, 0), (Some(answered(401)), 1), (Some(answered(429)), 1)] {
        let mut call = begin(&asking(), "create", json!(null));
        if let Some(end) = before {
            attempt(&mut call, "old", end).unwrap();
        }
        let error = ends(&mut call, timeout.clone()).unwrap_err();
        assert_eq!((error.code, error.attempts), (Code::Timeout, attempts));
        assert!(!error.outcome_unknown, "{attempts}");
    }
    let mut call = begin(&asking(), "create", json!(null));
    assert!(attempt(&mut call, "given", timeout.clone()).unwrap_err().outcome_unknown);
    assert_eq!(ends(&mut get(), timeout), Ok(Next::Wait(500)), "a read asks again");
}

#[test]
fn what_the_service_says_shows_no_credential_wherever_it_stands() {
    let body = json!({"secret": ["secret and c2VjcmV0Og== here"], "plain": ["no"]});
    let response = Response {
        status: 400,
        request_id: Some("r-secret".to_owned()),
        body: body.to_string().into_bytes(),
        ..Response::default()
    };
    let mut call = begin(&client(json!({"apiKey": "secret"})), "create", json!(null));
    let error = attempt(&mut call, "", End::Answered(response)).unwrap_err();
    let fields = json!({"[redacted]": ["[redacted] and [redacted] here"], "plain": ["no"]});
    assert_eq!(json_of(&error.fields), fields);
    assert_eq!(error.message, "[redacted]: [redacted] and [redacted] here");
    assert_eq!(error.request_id.as_deref(), Some("r-[redacted]"));

    let wrapped = json!({"title": "secret", "content": "Wrong: secret"});
    let mut call = begin(&client(json!({"accessToken": "secret"})), "get", json!(null));
    let error = attempt(&mut call, "", said(404, wrapped)).unwrap_err();
    assert_eq!(
        (error.title.as_deref(), error.message.as_str()),
        (Some("[redacted]"), "Wrong: [redacted]")
    );
}

#[test]
fn the_tokens_of_all_attempts_are_sealed_in_the_last_error() {
    let mut call = get();
    attempt(&mut call, "t0ken-one", answered(401)).unwrap();
    attempt(&mut call, "t0ken-two", answered(500)).unwrap();
    let quoting = json!({"detail": "Not t0ken-one, t0ken-two or t0ken-three."});
    let error = attempt(&mut call, "t0ken-three", said(403, quoting)).unwrap_err();
    assert_eq!(error.message, "Not [redacted], [redacted] or [redacted].");
    assert_eq!(error.attempts, 3);
    assert!(!error.to_json().contains("t0ken"));
}
