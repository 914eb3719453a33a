//! What comes after an attempt: the result, an error, or another attempt.

use serde_json::{Value, json};

use crate::{fixture, next};

const READS: [&str; 3] = ["list", "get", "listAddresses"];
const WRITES: [&str; 6] =
    ["create", "update", "delete", "createAddress", "updateAddress", "deleteAddress"];

/// The end of a call's first attempt; without a status there was no complete answer.
fn ended(status: Option<u16>, retry_after_ms: Option<u64>) -> Value {
    let mut about = json!({"failures": 0, "maxRetries": 2});
    if let Some(status) = status {
        about["status"] = json!(status);
    }
    if let Some(ms) = retry_after_ms {
        about["retryAfterMs"] = json!(ms);
    }
    about
}

#[track_caller]
fn first(operation: &str, status: Option<u16>, retry_after_ms: Option<u64>) -> Value {
    next(operation, &ended(status, retry_after_ms), &Value::Null, b"")
}

#[test]
fn a_read_is_sent_again_after_what_may_pass() {
    for operation in READS {
        for status in [408, 429, 500, 502, 503, 504] {
            let next = first(operation, Some(status), None);
            assert_eq!(next["wait"], 500, "{operation} {status}");
            assert!(next["error"]["message"].is_string(), "what to tell where it was the last");
        }
        assert_eq!(first(operation, None, None), json!({"wait": 500}), "{operation}");
    }
}

#[test]
fn a_write_is_sent_again_only_where_it_was_surely_not_carried_out() {
    for write in WRITES {
        for (status, retry_after_ms, wait) in
            [(429, None, 500), (429, Some(2_000), 2_000), (503, Some(0), 0)]
        {
            let next = first(write, Some(status), retry_after_ms);
            assert_eq!(next["wait"], wait, "{write} {status}");
            assert_eq!(next.get("outcomeUnknown"), None, "{write} {status}");
        }
        for (status, retry_after_ms, unknown) in [
            (Some(503), None, false),
            (Some(408), None, false),
            (Some(500), None, false),
            (Some(500), Some(1_000), false),
            (Some(502), None, true),
            (Some(504), None, true),
            (Some(302), None, false),
            (None, None, true),
        ] {
            let next = first(write, status, retry_after_ms);
            assert_eq!(next.get("wait"), None, "{write} {status:?}");
            assert_eq!(next.get("outcomeUnknown").is_some(), unknown, "{write} {status:?}");
        }
        let unread = next(write, &ended(Some(200), None), &Value::Null, b"\"not a customer\"");
        assert_eq!(unread["error"]["code"], "unexpected_response");
        assert_eq!((unread.get("wait"), &unread["outcomeUnknown"]), (None, &json!(true)));
    }
}

#[test]
fn what_would_fail_again_ends_the_call() {
    let statuses = [0, 301, 400, 401, 403, 404, 406, 409, 413, 415, 418, 501, 505];
    for operation in READS.into_iter().chain(WRITES) {
        let errors = statuses.map(|status| first(operation, Some(status), None));
        let unread = [(200, &b"[5]"[..]), (204, b"{}")].map(|(status, body)| {
            let is_deletion = operation.starts_with("delete") && status == 204;
            let next = next(operation, &ended(Some(status), None), &Value::Null, body);
            if is_deletion { json!({"error": {}}) } else { next }
        });
        for next in errors.into_iter().chain(unread) {
            assert!(next["error"].is_object(), "{operation} {next}");
            assert_eq!(next.get("wait"), None, "{operation} {next}");
        }
    }
}

#[test]
fn what_was_read_is_in_no_doubt() {
    for read in READS {
        for status in [None, Some(200), Some(502), Some(504)] {
            assert_eq!(first(read, status, None).get("outcomeUnknown"), None, "{read}");
        }
    }
}

#[test]
fn a_call_may_fail_as_often_as_it_is_told() {
    for status in [None, Some(500)] {
        for max_retries in [0, 1, 4, 1_000] {
            for failures in [0, 1, 3, 4, 999, 1_000, 1_001] {
                let mut about = ended(status, None);
                about["maxRetries"] = json!(max_retries);
                about["failures"] = json!(failures);
                let next = next("get", &about, &Value::Null, b"");
                let may = failures < max_retries;
                assert_eq!(next.get("wait").is_some(), may, "{failures} of {max_retries}");
            }
        }
    }
}

#[test]
fn waits_double_up_to_their_bound() {
    for (failures, wait) in [500, 1_000, 2_000, 4_000, 8_000, 8_000].into_iter().enumerate() {
        let about = json!({"failures": failures, "maxRetries": 9});
        assert_eq!(next("get", &about, &Value::Null, b""), json!({ "wait": wait }));
    }
}

#[test]
fn what_the_service_asks_for_is_waited_for_up_to_a_minute() {
    for operation in ["get", "create"] {
        for status in [429, 503] {
            for ms in [0, 7_000, 60_000] {
                assert_eq!(first(operation, Some(status), Some(ms))["wait"], ms, "{operation}");
            }
            for ms in [60_001, 61_000, (1 << 53) - 1] {
                assert_eq!(first(operation, Some(status), Some(ms)).get("wait"), None, "{ms}");
            }
        }
    }
}

#[test]
fn an_answer_ends_the_call_however_many_attempts_came_before() {
    let body = fixture!("edition2_get.json").as_bytes();
    let about = json!({"status": 200, "failures": 2, "maxRetries": 2});
    assert_eq!(next("get", &about, &Value::Null, body), json!({}));
    let about = json!({"status": 204, "failures": 2, "maxRetries": 2});
    assert_eq!(next("delete", &about, &Value::Null, b""), json!({}));
}
