//! Calls under way, attempt by attempt: what comes after each that failed.

use customers_client::call::{Call, Loss, Next};
use customers_client::client::Client;
use customers_client::error::{Code, Error};
use customers_client::http::Response;
use serde_json::{Value, json};

use crate::{client, fixture, handed_over, value};

/// How an attempt ends.
#[derive(Clone, Debug)]
pub enum End {
    Answered(Response),
    Lost(Loss, Option<u16>),
}

pub fn answered(status: u16) -> End {
    End::Answered(Response { status, ..Response::default() })
}

pub fn said(status: u16, body: Value) -> End {
    let body = body.to_string().into_bytes();
    End::Answered(Response { status, body, ..Response::default() })
}

fn asking_to_wait(status: u16, seconds: &str) -> End {
    let retry_after = Some(seconds.to_owned());
    End::Answered(Response { status, retry_after, ..Response::default() })
}

fn lost(loss: Loss) -> End {
    End::Lost(loss, None)
}

#[track_caller]
pub fn begin(client: &Client, operation: &str, options: Value) -> Call {
    let ana = json!({"first_name": "A", "last_name": "B", "email": "a@b.co"});
    let args = match operation {
        "list" => json!([options]),
        "create" => json!([options, ana]),
        "update" => json!([options, "c", ana]),
        _ => json!([options, "c"]),
    };
    let call = client.begin(operation, value(&handed_over(&args)).items());
    call.unwrap_or_else(|error| panic!("{operation}: {error:?}"))
}

/// One attempt that is sent, whole. Waits are the longest that they can be.
pub fn attempt(call: &mut Call, token: &str, end: End) -> Result<Next, Error> {
    call.authorize(token)?;
    ends(call, end)
}

pub fn ends(call: &mut Call, end: End) -> Result<Next, Error> {
    match end {
        End::Answered(response) => call.answered(response, 1.0),
        End::Lost(loss, status) => call.lost(loss, status, 1.0),
    }
}

/// The first attempt of a call of an account with a key.
fn first(operation: &str, end: End) -> Result<Next, Error> {
    let mut call = begin(&client(json!({"apiKey": "secret"})), operation, json!(null));
    attempt(&mut call, "", end)
}

const WRITES: [&str; 3] = ["create", "update", "delete"];

#[test]
fn a_read_is_sent_again_after_what_may_pass() {
    let passing = [408, 429, 500, 502, 503, 504].map(answered);
    let losses = [lost(Loss::Network), End::Lost(Loss::Network, Some(200)), lost(Loss::Timeout)];
    for end in passing.into_iter().chain(losses) {
        for read in ["list", "get", "listAddresses"] {
            assert_eq!(first(read, end.clone()), Ok(Next::Wait(500)), "{read} {end:?}");
        }
    }
}

#[test]
fn a_write_is_sent_again_only_where_it_was_surely_not_carried_out() {
    for write in WRITES {
        assert_eq!(first(write, answered(429)), Ok(Next::Wait(500)), "{write}");
        assert_eq!(first(write, asking_to_wait(429, "2")), Ok(Next::Wait(2_000)));
        assert_eq!(first(write, asking_to_wait(503, "0")), Ok(Next::Wait(0)));
        for (end, unknown) in [
            (answered(503), false),
            (answered(408), false),
            (answered(500), false),
            (asking_to_wait(500, "1"), false),
            (answered(502), true),
            (answered(504), true),
            (lost(Loss::Network), true),
            (End::Lost(Loss::Network, Some(201)), true),
            (lost(Loss::Timeout), true),
            (said(200, json!("not a customer")), true),
            (lost(Loss::NotAResponse), false),
            (answered(302), false),
        ] {
            let error = first(write, end.clone()).unwrap_err();
            assert_eq!((error.attempts, error.outcome_unknown), (1, unknown), "{write} {end:?}");
            assert_eq!(error.message.contains("look first"), unknown, "{}", error.message);
        }
    }
}

#[test]
fn what_would_fail_again_ends_the_call() {
    let statuses = [0, 301, 400, 401, 403, 404, 406, 409, 413, 415, 418, 501, 505];
    let others = [said(200, json!([5])), said(204, json!({})), lost(Loss::NotAResponse)];
    for operation in ["list", "get", "create", "update", "delete", "listAddresses"] {
        for end in statuses.map(answered).into_iter().chain(others.clone()) {
            if let ("delete", End::Answered(Response { status: 204, .. })) = (operation, &end) {
                continue;
            }
            let error = first(operation, end.clone()).unwrap_err();
            assert_eq!(error.attempts, 1, "{operation} {end:?}");
        }
    }
}

#[test]
fn retries_end_after_as_many_as_the_client_or_the_call_allows() {
    for (of_client, of_call, attempts) in [
        (json!(null), json!(null), 3),
        (json!({"maxRetries": 0}), json!(null), 1),
        (json!({"maxRetries": 5}), json!({}), 6),
        (json!({"maxRetries": 5}), json!({"maxRetries": 1}), 2),
        (json!({"maxRetries": 0}), json!({"maxRetries": 4}), 5),
        (json!({"maxRetries": 5}), json!({"maxRetries": 0}), 1),
    ] {
        let mut options = json!({"apiKey": "secret"});
        if let Some(retries) = of_client.get("maxRetries") {
            options["maxRetries"] = retries.clone();
        }
        let mut call = begin(&client(options), "get", of_call.clone());
        for sent in 1..attempts {
            let next = attempt(&mut call, "", answered(500));
            assert!(matches!(next, Ok(Next::Wait(_))), "{of_client} {of_call} {sent} {next:?}");
        }
        let error = attempt(&mut call, "", answered(500)).unwrap_err();
        assert_eq!((error.code, error.attempts), (Code::Status(500), attempts));
    }
}

#[test]
fn waits_double_and_are_anywhere_up_to_their_bound() {
    let options = json!({"apiKey": "secret", "maxRetries": 9});
    for (random, waits) in [
        (1.0, [500, 1_000, 2_000, 4_000, 8_000, 8_000]),
        (0.5, [250, 500, 1_000, 2_000, 4_000, 4_000]),
        (0.0, [0; 6]),
    ] {
        let mut call = begin(&client(options.clone()), "get", json!(null));
        for wait in waits {
            call.authorize("").unwrap();
            assert_eq!(call.lost(Loss::Network, None, random), Ok(Next::Wait(wait)));
        }
    }
}

#[test]
fn what_the_service_asks_for_is_waited_for_up_to_a_minute() {
    for operation in ["get", "create"] {
        for (seconds, wait) in [("0", 0), ("7", 7_000), ("60", 60_000)] {
            assert_eq!(first(operation, asking_to_wait(429, seconds)), Ok(Next::Wait(wait)));
        }
        let error = first(operation, asking_to_wait(503, "61")).unwrap_err();
        assert_eq!((error.retry_after_ms, error.attempts), (Some(61_000), 1));
    }
    let date = Response {
        status: 503,
        retry_after: Some("Sun, 06 Nov 1994 08:49:47 GMT".to_owned()),
        retry_at_ms: Some(784_111_787_000.0),
        now_ms: 784_111_777_000.0,
        ..Response::default()
    };
    assert_eq!(first("create", End::Answered(date)), Ok(Next::Wait(10_000)));
}

#[test]
fn an_answer_ends_the_call_however_many_attempts_came_before() {
    let customer: Value = serde_json::from_str(fixture!("edition2_get.json")).unwrap();
    let mut call = begin(&client(json!({"apiKey": "secret"})), "get", json!(null));
    assert_eq!(attempt(&mut call, "", lost(Loss::Timeout)), Ok(Next::Wait(500)));
    assert_eq!(attempt(&mut call, "", answered(503)), Ok(Next::Wait(1_000)));
    let done = Next::Done("{}".to_owned());
    assert_eq!(attempt(&mut call, "", said(200, customer)), Ok(done));
    let done = Next::Done(r#"{"nothing":true}"#.to_owned());
    assert_eq!(first("delete", answered(204)), Ok(done));
}

#[test]
fn a_body_that_json_parse_refuses_is_an_answer_that_cannot_be_read() {
    for (operation, status, unknown) in [("list", 200, false), ("create", 201, true)] {
        let body = match operation {
            "list" => "[]",
            _ => fixture!("edition2_get.json"),
        };
        let response = Response {
            status,
            request_id: Some("r-1".to_owned()),
            body: body.into(),
            ..Response::default()
        };
        let mut call = begin(&client(json!({"apiKey": "secret"})), operation, json!(null));
        let next = attempt(&mut call, "", End::Answered(response));
        assert!(matches!(next, Ok(Next::Done(_))), "{next:?}");
        let error = ends(&mut call, lost(Loss::NotJson)).unwrap_err();
        assert_eq!((error.code, error.status), (Code::UnexpectedResponse, Some(status)));
        assert_eq!((error.attempts, error.request_id.as_deref()), (1, Some("r-1")));
        assert_eq!(error.outcome_unknown, unknown);
        let says = "The service answered a success whose body is not JSON.";
        assert!(error.message.starts_with(says), "{}", error.message);
    }
}

#[test]
fn the_last_failure_is_the_one_that_is_told() {
    let options = json!({"apiKey": "secret", "maxRetries": 1});
    let mut call = begin(&client(options), "get", json!({"timeoutMs": 1234}));
    attempt(&mut call, "", said(500, json!({"detail": "First."}))).unwrap();
    let error = attempt(&mut call, "", lost(Loss::Timeout)).unwrap_err();
    assert_eq!((error.code, error.status, error.attempts), (Code::Timeout, None, 2));
    assert_eq!(error.message, "No complete answer within 1234 ms.");

    let error = first("create", End::Lost(Loss::Network, Some(201))).unwrap_err();
    assert_eq!((error.code, error.status), (Code::Network, Some(201)), "it broke off");
}

#[test]
fn offline_ends_a_call_at_once() {
    for operation in ["get", "create", "delete"] {
        let mut call = begin(&client(json!({"apiKey": "secret"})), operation, json!(null));
        let error = ends(&mut call, lost(Loss::Offline)).unwrap_err();
        assert_eq!(
            (error.code, error.message.as_str()),
            (Code::Network, "This browser is offline.")
        );
        assert_eq!((error.attempts, error.outcome_unknown), (0, false));

        let mut call = begin(&client(json!({"apiKey": "secret"})), operation, json!(null));
        attempt(&mut call, "", answered(429)).unwrap();
        let error = ends(&mut call, lost(Loss::Offline)).unwrap_err();
        assert_eq!((error.attempts, error.outcome_unknown), (1, false), "429 is no doubt");
    }
}

#[test]
fn each_loss_has_the_name_that_javascript_gives_it() {
    for (name, loss) in [
        ("offline", Loss::Offline),
        ("network", Loss::Network),
        ("timeout", Loss::Timeout),
        ("not a response", Loss::NotAResponse),
        ("not JSON", Loss::NotJson),
        ("token rejected", Loss::TokenRejected),
        ("token not a string", Loss::TokenNotAString),
    ] {
        assert_eq!(Loss::named(name), loss);
        let script = include_str!("../../src/js/call.js");
        let lost = script.contains(&format!("loss: \"{name}\""));
        assert!(lost || script.contains(&format!("lost(\"{name}\"")), "{name}");
    }
}
