//! Answers with an error status: what the error says, and whether the request may be repeated.
//! The first byte chooses its status, whether it was redirected to, how long it asks to wait,
//! whether it answers a search, and whether a write.

#![no_main]

use customers_client::error::{Error, Issue, Path, Secrets};
use customers_client::operation::{Head, LIST, Success, UPDATE};
use customers_client::retry::{Failure, next, outcome_unknown};
use customers_client::value::Value as Ours;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use reference::edits::edit;
use reference::errors::{has_markup, is_one_short_line, is_wrapped, read};
use reference::javascript::parse;
use serde::Deserialize;
use serde_json::Value;

/// Credentials that the service may quote.
const SECRETS: [&str; 2] = ["sk_test_1", "sk_test_12"];

const REDIRECTED: &str =
    "The service answered with a redirect, which is not followed: check the base URL.";

/// Each with its code and its message.
const STATUSES: [(u16, &str, &str); 8] = [
    (400, "bad_request", "400: it could not accept the request."),
    (401, "unauthorized", "401: the credentials are missing, malformed or inactive."),
    (404, "not_found", "404: there is nothing here. Check the base URL."),
    (406, "not_acceptable", "406 and refused the request."),
    (413, "payload_too_large", "413: the request is too large."),
    (429, "rate_limited", "429: too many requests, slow down."),
    (503, "server_error", "503: the fault is on its side."),
    (504, "server_error", "504: the fault is on its side."),
];

const RETRY_AFTER_MS: [Option<f64>; 4] = [None, Some(60_000.0), Some(60_001.0), None];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let ours = seed.is_multiple_of(2).then(|| edit(data, size, max_size, seed));
    ours.flatten().unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});

fuzz_target!(|data: &[u8]| {
    let Some((first, body)) = data.split_first() else {
        return;
    };
    let (status, code, message) = STATUSES[usize::from(first % 8)];
    let (redirected, is_search) = (first & 8 != 0, first & 64 != 0);
    let operation = if *first >= 128 { &UPDATE } else { &LIST };
    // JSON.parse has read it before the client does: null where it is not JSON.
    let said = parse(body).unwrap_or(Value::Null);
    let ours = Ours::deserialize(&said).expect("any JSON is one");

    let head = Head { status, redirected, is_search };
    let answer = operation.read(head, b"", &ours);
    let expected = if redirected {
        Err(error("unexpected_response", REDIRECTED.to_owned()))
    } else if is_search && status == 404 && is_wrapped(&said) {
        Ok(Success::NoResults)
    } else {
        Err(failed(code, message, &said))
    };
    assert_eq!(answer, expected);

    let is_write = *first >= 128;
    let retry_after_ms = RETRY_AFTER_MS[usize::from(first >> 4 & 3)];
    let failures = body.len() as u32 % 8 + 1;
    let failure = Failure::Status(status);
    let wait = next(operation.method, failure, failures, retry_after_ms);
    assert_eq!(wait, wait_of(status, is_write, failures, retry_after_ms));
    let unknown = outcome_unknown(operation.method, failure);
    assert_eq!(unknown, status == 504 && is_write);

    if let Err(mut error) = answer {
        error.outcome_unknown = unknown;
        error.request_id = Some(String::from_utf8_lossy(body).into_owned());
        assert_fit(error);
    }
});

/// What the parsed body says; where it says nothing, the message is `answered`.
fn failed(code: &'static str, answered: &str, body: &Value) -> Error {
    let said = read(body);
    let message = said.message.unwrap_or_else(|| format!("The service answered {answered}"));
    let issue = |(path, code, message)| Issue { path, code, message, steps: Path::default() };
    let issues = said.fields.into_iter().map(issue).collect();
    Error { title: said.title, issues, ..error(code, message) }
}

fn error(code: &'static str, message: String) -> Error {
    Error {
        code,
        message,
        status: None,
        title: None,
        issues: Vec::new(),
        retry_after_ms: None,
        request_id: None,
        attempts: 0,
        outcome_unknown: false,
    }
}

/// The wait before a repeat. A write is repeated only where the answer says that it was not carried
/// out, and nothing is repeated after an answer that asks for more than a minute.
fn wait_of(status: u16, is_write: bool, failures: u32, asked: Option<f64>) -> Option<f64> {
    let is_repeated = match status {
        429 => true,
        503 => !is_write || asked.is_some(),
        504 => !is_write,
        _ => false,
    };
    let backoff = [500.0, 1_000.0, 2_000.0, 4_000.0, 8_000.0, 8_000.0, 8_000.0, 8_000.0];
    let wait = asked.unwrap_or(backoff[failures as usize - 1]);
    (is_repeated && wait <= 60_000.0).then_some(wait)
}

/// Fails unless an error is fit to be shown: message and title are not empty and no markup, every text
/// is short and on one line, every issue has a path, and no text quotes a credential.
fn assert_fit(mut error: Error) {
    let mut secrets = Secrets::default();
    SECRETS.iter().for_each(|secret| secrets.add(secret));
    error.seal(&secrets);
    for text in [Some(&error.message), error.title.as_ref()].into_iter().flatten() {
        assert!(!text.is_empty() && !has_markup(text), "{text:?}");
    }
    assert!(error.issues.iter().all(|issue| !issue.path.is_empty()), "{error:?}");
    let issues = error.issues.iter().flat_map(|issue| [&issue.path, &issue.message]);
    let texts = [&error.message].into_iter().chain(&error.title).chain(&error.request_id);
    for text in texts.chain(issues) {
        assert!(is_one_short_line(text), "{text:?}");
    }
    let written = serde_json::to_string(&error).expect("JSON");
    assert!(!written.contains(SECRETS[0]), "{written}");
    assert!(!error.outcome_unknown || error.message.contains(" look first "), "{error:?}");
}
