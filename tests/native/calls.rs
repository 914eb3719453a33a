//! Per operation: whether a failed attempt may have been carried out, and whether another may follow.

use customers_client::operation::{ALL, Head, Operation, Success};
use customers_client::retry::Failure::{self, Lost, Status, Unread};
use customers_client::retry::{next, outcome_unknown};
use customers_client::value::Value;

use crate::fixture;

const READS: [&str; 3] = ["list", "get", "listAddresses"];
const WRITES: [&str; 6] =
    ["create", "update", "delete", "createAddress", "updateAddress", "deleteAddress"];

fn operations(names: &[&str]) -> impl Iterator<Item = &'static Operation> {
    ALL.iter().copied().filter(|operation| names.contains(&operation.name))
}

/// How an attempt failed, if it did; without a status there was no complete answer.
fn failure(operation: &Operation, status: Option<u16>, body: &[u8]) -> Option<Failure> {
    let Some(status) = status else { return Some(Lost) };
    let error = operation.read(Head { status, ..Head::default() }, body, &Value::Null).err()?;
    assert!(!error.message.is_empty(), "there is something to tell where it was the last");
    Some(if (200..=299).contains(&status) { Unread } else { Status(status) })
}

/// How long to wait before the second attempt, and whether the first may have been carried out.
#[track_caller]
fn first(operation: &Operation, status: Option<u16>, after_ms: Option<f64>) -> (Option<f64>, bool) {
    let failure = failure(operation, status, b"").expect("should be a failure");
    let method = operation.method;
    (next(method, failure, 1, after_ms), outcome_unknown(method, failure))
}

#[test]
fn reads_and_writes_are_all_there_are() {
    let names: Vec<_> = ALL.iter().map(|operation| operation.name).collect();
    assert_eq!(names.len(), READS.len() + WRITES.len());
    assert!(operations(&READS).all(|read| !read.method.is_write()));
    assert!(operations(&WRITES).all(|write| write.method.is_write()));
    assert_eq!((operations(&READS).count(), operations(&WRITES).count()), (3, 6), "{names:?}");
}

#[test]
fn a_read_is_sent_again_after_what_may_pass() {
    for read in operations(&READS) {
        for status in [408, 429, 500, 502, 503, 504] {
            assert_eq!(first(read, Some(status), None), (Some(500.0), false), "{}", read.name);
        }
        assert_eq!(first(read, None, None), (Some(500.0), false), "{}", read.name);
    }
}

#[test]
fn a_write_is_sent_again_only_where_it_was_surely_not_carried_out() {
    for write in operations(&WRITES) {
        for (status, after_ms, wait, unknown) in [
            (Some(429), None, Some(500.0), false),
            (Some(429), Some(2_000.0), Some(2_000.0), false),
            (Some(503), Some(0.0), Some(0.0), false),
            (Some(503), None, None, false),
            (Some(408), None, None, false),
            (Some(500), None, None, false),
            (Some(500), Some(1_000.0), None, false),
            (Some(502), None, None, true),
            (Some(504), None, None, true),
            (Some(302), None, None, false),
            (None, None, None, true),
        ] {
            let found = first(write, status, after_ms);
            assert_eq!(found, (wait, unknown), "{} {status:?} {after_ms:?}", write.name);
        }
        let unread = failure(write, Some(200), b"\"not a customer\"").expect("should be unread");
        assert_eq!(unread, Unread, "{}", write.name);
        assert_eq!(next(write.method, unread, 1, Some(0.0)), None, "{}", write.name);
        assert!(outcome_unknown(write.method, unread), "{}", write.name);
    }
}

#[test]
fn what_would_fail_again_ends_the_call() {
    let hopeless = [0, 301, 400, 401, 403, 404, 406, 409, 413, 415, 418, 501, 505];
    for operation in ALL {
        for status in hopeless {
            assert_eq!(first(operation, Some(status), None).0, None, "{} {status}", operation.name);
        }
        for (status, body) in [(200, &b"[5]"[..]), (201, b"{}"), (204, b"{}")] {
            match failure(operation, Some(status), body) {
                Some(failure) => assert_eq!(next(operation.method, failure, 1, None), None),
                None => assert_eq!((operation.answer, status), (None, 204), "{}", operation.name),
            }
        }
    }
}

#[test]
fn what_was_read_is_in_no_doubt() {
    for read in operations(&READS) {
        for status in [None, Some(200), Some(502), Some(504)] {
            assert!(!first(read, status, None).1, "{} {status:?}", read.name);
        }
    }
}

#[test]
fn what_the_service_asks_for_is_waited_for_up_to_a_minute() {
    for operation in ALL {
        for status in [429, 503] {
            for ms in [0.0, 7_000.0, 60_000.0] {
                assert_eq!(first(operation, Some(status), Some(ms)).0, Some(ms));
            }
            for ms in [60_001.0, 61_000.0, 9_007_199_254_740_991.0, f64::INFINITY] {
                assert_eq!(first(operation, Some(status), Some(ms)).0, None, "{ms}");
            }
        }
    }
}

#[test]
fn each_operation_takes_the_answers_that_the_contract_gives_it() {
    let customer = fixture!("edition2_get.json");
    let address = fixture!("address.json");
    for (name, status, body) in [
        ("list", 200, fixture!("edition2_list.json")),
        ("get", 200, customer),
        ("create", 201, customer),
        ("update", 200, customer),
        ("delete", 204, ""),
        ("listAddresses", 200, "[]"),
        ("createAddress", 201, address),
        ("updateAddress", 200, address),
        ("deleteAddress", 204, ""),
    ] {
        let operation = crate::operation(name);
        let head = Head { status, ..Head::default() };
        let read = operation.read(head, body.as_bytes(), &Value::Null);
        let is_nothing = read.expect("should be a success") == Success::Nothing;
        assert_eq!(is_nothing, operation.answer.is_none(), "{name}");
    }
}
