use customers_client::error::Code;
use customers_client::http::Method::{self, Delete, Get, Patch, Post};
use customers_client::retry::Wait::{Exactly, UpTo};
use customers_client::retry::{Wait, next};

const WRITES: [Method; 3] = [Post, Patch, Delete];

#[track_caller]
fn first(method: Method, outcome: Code, retry_after_ms: Option<u64>, expected: Option<Wait>) {
    let found = next(method, outcome, 1, retry_after_ms);
    assert_eq!(found, expected, "{method:?} {outcome:?} {retry_after_ms:?}");
}

#[test]
fn reads_are_repeated_after_what_may_pass() {
    let passing = [408, 429, 500, 502, 503, 504].map(Code::Status);
    for outcome in passing.into_iter().chain([Code::Network, Code::Timeout]) {
        first(Get, outcome, None, Some(UpTo(500)));
        first(Get, outcome, Some(0), Some(Exactly(0)));
        first(Get, outcome, Some(60_000), Some(Exactly(60_000)));
        first(Get, outcome, Some(60_001), None);
    }
}

#[test]
fn writes_are_repeated_only_where_they_were_surely_not_carried_out() {
    for method in WRITES {
        first(method, Code::Status(429), None, Some(UpTo(500)));
        first(method, Code::Status(429), Some(1_000), Some(Exactly(1_000)));
        first(method, Code::Status(429), Some(61_000), None);
        first(method, Code::Status(503), Some(1_000), Some(Exactly(1_000)));
        first(method, Code::Status(503), None, None);
        for outcome in [408, 500, 502, 504].map(Code::Status) {
            first(method, outcome, None, None);
            first(method, outcome, Some(1_000), None);
        }
        first(method, Code::Network, None, None);
        first(method, Code::Timeout, None, None);
    }
}

#[test]
fn what_would_fail_again_is_never_repeated() {
    for method in [Get, Post, Patch, Delete] {
        let statuses = (400..600).filter(|s| ![408, 429, 500, 502, 503, 504].contains(s));
        let hopeless = [Code::InvalidInput, Code::UnexpectedResponse];
        for outcome in statuses.map(Code::Status).chain(hopeless) {
            first(method, outcome, None, None);
            first(method, outcome, Some(1_000), None);
        }
    }
}

#[test]
fn waits_double_up_to_eight_seconds() {
    let waits: Vec<_> = (1..=8).map(|n| next(Get, Code::Network, n, None).unwrap()).collect();
    let expected = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000].map(UpTo);
    assert_eq!(waits, expected);
    assert_eq!(next(Get, Code::Network, u32::MAX, None), Some(UpTo(8_000)));
}

#[test]
fn a_wait_is_anywhere_up_to_its_bound_unless_the_service_named_it() {
    assert_eq!((UpTo(500).ms(0.0), UpTo(500).ms(0.5), UpTo(500).ms(0.999)), (0, 250, 499));
    assert_eq!((Exactly(1_500).ms(0.0), Exactly(1_500).ms(0.999)), (1_500, 1_500));
}
