//! Which requests are repeated, after how long, and when the outcome of a write is unknown.

use customers_client::operation::Method::{self, Delete, Get, Patch, Post};
use customers_client::retry::Failure::{self, Lost, Offline, Status, Unread};
use customers_client::retry::{next, outcome_unknown};

const WRITES: [Method; 3] = [Post, Patch, Delete];

#[track_caller]
fn first(method: Method, failure: Failure, retry_after_ms: Option<f64>, expected: Option<f64>) {
    let found = next(method, failure, 1, retry_after_ms);
    assert_eq!(found, expected, "{method:?} {failure:?} {retry_after_ms:?}");
}

#[test]
fn reads_are_repeated_after_what_may_pass() {
    for failure in [408, 429, 500, 502, 503, 504].map(Status).into_iter().chain([Lost]) {
        first(Get, failure, None, Some(500.0));
        first(Get, failure, Some(0.0), Some(0.0));
        first(Get, failure, Some(60_000.0), Some(60_000.0));
        first(Get, failure, Some(60_001.0), None);
    }
}

#[test]
fn writes_are_repeated_only_where_they_were_surely_not_carried_out() {
    for method in WRITES {
        first(method, Status(429), None, Some(500.0));
        first(method, Status(429), Some(1_000.0), Some(1_000.0));
        first(method, Status(429), Some(61_000.0), None);
        first(method, Status(503), Some(1_000.0), Some(1_000.0));
        first(method, Status(503), None, None);
        for failure in [408, 500, 502, 504].map(Status) {
            first(method, failure, None, None);
            first(method, failure, Some(1_000.0), None);
        }
        first(method, Lost, None, None);
        first(method, Lost, Some(1_000.0), None);
    }
}

#[test]
fn what_would_fail_again_is_never_repeated() {
    for method in [Get, Post, Patch, Delete] {
        let statuses = (400..600).filter(|s| ![408, 429, 500, 502, 503, 504].contains(s));
        let hopeless = [Unread, Offline, Status(0), Status(301)];
        for failure in statuses.map(Status).chain(hopeless) {
            first(method, failure, None, None);
            first(method, failure, Some(1_000.0), None);
        }
    }
}

#[test]
fn waits_double_up_to_eight_seconds() {
    let waits: Vec<_> = (1..=8).map(|n| next(Get, Lost, n, None).unwrap()).collect();
    let expected = [500.0, 1_000.0, 2_000.0, 4_000.0, 8_000.0, 8_000.0, 8_000.0, 8_000.0];
    assert_eq!(waits, expected);
    assert_eq!(next(Get, Lost, u32::MAX, None), Some(8_000.0));
}

#[test]
fn the_outcome_of_a_write_without_an_answer_is_unknown() {
    for (failure, unknown) in [
        (Lost, true),
        (Offline, true),
        (Status(502), true),
        (Status(504), true),
        (Unread, true),
        (Status(301), false),
        (Status(400), false),
        (Status(408), false),
        (Status(429), false),
        (Status(500), false),
        (Status(503), false),
    ] {
        for method in WRITES {
            assert_eq!(outcome_unknown(method, failure), unknown, "{method:?} {failure:?}");
        }
        assert!(!outcome_unknown(Get, failure), "{failure:?}");
    }
}
