//! What comes after an answer that is an error: what it says, and whether it may be asked again.
//! The first byte chooses its status, whether it answers a write, and whether a search.
//!
//! The body is said as JavaScript says it: parsed, and written again; null where it is not JSON.

#![no_main]

use customers_client::call::End;
use customers_client::json::Json;
use customers_client::operation::Operation;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use reference::edits::edit;
use reference::errors::{has_markup, is_wrapped, read};
use reference::javascript::{parse, stringify};
use serde_json::{Value, json};

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

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let ours = seed.is_multiple_of(2).then(|| edit(data, size, max_size, seed));
    ours.flatten().unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});

fuzz_target!(|data: &[u8]| {
    let Some((first, body)) = data.split_first() else {
        return;
    };
    let (status, code, message) = STATUSES[usize::from(first % 8)];
    let (is_write, is_search) = (*first >= 128, first & 64 != 0);
    let said = parse(body).unwrap_or(Value::Null);
    let expected = if is_search && status == 404 && is_wrapped(&said) {
        json!({"empty": true})
    } else {
        let mut next = failed(code, message, &said);
        // Half a second at most before the first repeat; a write is only repeated where the
        // answer says that it was not carried out.
        if status == 429 || status > 500 && !is_write {
            next["wait"] = 500.into();
        }
        if status == 504 && is_write {
            next["outcomeUnknown"] = true.into();
        }
        next
    };

    let about = json!({"status": status, "redirected": false, "isSearch": is_search,
        "failures": 0, "maxRetries": 2})
    .to_string();
    let said = stringify(&said);
    let operation = Operation::named(if is_write { "update" } else { "list" }).expect("one");
    let end = End { about: Json::new(&about), said: Json::new(&said), body: b"" };
    let next = operation.next(end);
    let next: Value = serde_json::from_str(&next).unwrap_or_else(|_| panic!("not JSON: {next}"));
    assert_eq!(next, expected);
    if let Some(error) = next.get("error") {
        assert_fit(error);
    }
});

/// What the contract says of the parsed body; `answered` is said where that says nothing.
fn failed(code: &str, answered: &str, body: &Value) -> Value {
    let said = read(body);
    let message = said.message.unwrap_or_else(|| format!("The service answered {answered}"));
    let fields: Vec<_> = said.fields.into_iter().flat_map(|(path, text)| [path, text]).collect();
    let mut error = json!({"code": code, "message": message, "fields": fields});
    if let Some(title) = said.title {
        error["title"] = title.into();
    }
    json!({"error": error})
}

/// What is to be shown is something, and no markup; and messages have a place.
fn assert_fit(error: &Value) {
    for text in [&error["message"], &error["title"]].into_iter().filter_map(Value::as_str) {
        assert!(!text.is_empty() && !has_markup(text), "{text:?}");
    }
    let fields = error["fields"].as_array().expect("paths and messages");
    assert!(fields.len().is_multiple_of(2), "{fields:?}");
    assert!(fields.iter().step_by(2).all(|path| path != ""), "{fields:?}");
}
