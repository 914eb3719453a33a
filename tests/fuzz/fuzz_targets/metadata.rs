//! Metadata: what a caller hands over is what is sent, measured in the bytes that are sent.
//!
//! The input is JSON. Text that begins with "~" stands for what JSON cannot carry.

#![no_main]

use customers_client::customer::{CustomerPatch, NewCustomer, PhotoInput};
use customers_client::error::Error;
use customers_client::http::Body;
use customers_client::json::Json;
use customers_client::metadata::metadata_size;
use customers_client::wire;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use reference::edits::edit;
use reference::handed_over::{handed_over, notes};
use reference::javascript::kind;
use serde_json::Value;

const LIMIT: usize = 10 * 1024;

/// What else a new customer must have.
const ANA: &str = r#""first_name":"Ana","last_name":"Mora","email":"ana@example.com","#;

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let ours = seed.is_multiple_of(2).then(|| edit(data, size, max_size, seed));
    ours.flatten().unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});

fuzz_target!(|data: &[u8]| {
    let Ok(mut given) = serde_json::from_slice::<Value>(data) else {
        return;
    };
    assert_seen(Json::read(data).expect("JSON"), &given);
    assert_judged(&given);
    // And at the limit's two sides.
    if given.is_object() {
        given["padding"] = "".into();
        let size = handed_over(&given).len();
        for wanted in [LIMIT, LIMIT + 1] {
            given["padding"] = "x".repeat(wanted.saturating_sub(size)).into();
            assert_eq!(handed_over(&given).len(), size.max(wanted));
            assert_judged(&given);
        }
    }
});

/// What is read in place is what a parser reads, whatever the white space and the escapes.
fn assert_seen(seen: Json, parsed: &Value) {
    assert_eq!(seen.kind(), kind(parsed));
    assert_eq!((seen.text().as_deref(), seen.note()), (parsed.as_str(), None));
    let same = match parsed {
        Value::Null => seen.is_null(),
        Value::Bool(value) => seen.is_boolean() && (seen.raw() == b"true") == *value,
        Value::Number(number) => {
            let text = std::str::from_utf8(seen.raw()).expect("ASCII");
            seen.is_number() && text.parse::<f64>().ok() == number.as_f64()
        }
        Value::String(_) => seen.is_text(),
        Value::Array(_) | Value::Object(_) => true,
    };
    assert!(same, "{parsed}");

    let items = parsed.as_array().map(Vec::as_slice).unwrap_or_default();
    assert_eq!(seen.items().len(), items.len());
    for (item, parsed) in seen.items().into_iter().zip(items) {
        assert_seen(item, parsed);
    }
    let mut names: Vec<_> = seen.entries().into_iter().map(|entry| entry.key).collect();
    names.sort();
    names.dedup();
    let entries = parsed.as_object().into_iter().flatten();
    assert_eq!(names.len(), entries.clone().count());
    for (name, parsed) in entries {
        assert_seen(seen.get(name).expect("an entry"), parsed);
    }
}

/// JSON but for the lone surrogates of notes.
fn read(text: &str) -> Json<'_> {
    Json::read(text.as_bytes()).expect("our own JSON")
}

/// Whoever measures it says the same: the size where it can be sent, every fault where not. What
/// can be sent is sent as it was handed over.
fn assert_judged(given: &Value) {
    let text = handed_over(given);
    let json = read(&text);
    let mut faults = match given {
        Value::Null | Value::Object(_) => notes("metadata", given),
        other => {
            let found = other.as_str().and_then(|text| text.strip_prefix('~'));
            let found = found.unwrap_or(kind(other));
            vec![("metadata".to_owned(), format!("Metadata must be a JSON object, not {found}."))]
        }
    };
    match metadata_size(json) {
        Ok(measured) => assert_eq!((measured, faults.len()), (text.len(), 0)),
        Err(error) => assert_eq!(faults_of(&error), sorted(faults.clone())),
    }

    if faults.is_empty() && given.is_object() && text.len() > LIMIT {
        let size = text.len();
        let large =
            format!("Metadata has {size} bytes of JSON; at most 10240 (10 KB) are allowed.");
        faults.push(("metadata".to_owned(), large));
    }
    let form = |others: &str| format!(r#"{{{others}"metadata":{text}}}"#);
    let (new, change) = (form(ANA), form(""));
    let photo = PhotoInput::InValue;
    let create = NewCustomer::parse(read(&new), &photo).map(wire::create);
    let update = CustomerPatch::parse(read(&change), &photo).map(|patch| wire::update("x", patch));
    for (outcome, form) in [(create, new), (update, change)] {
        let found = outcome.as_ref().err().map(faults_of).unwrap_or_default();
        assert_eq!(found, sorted(faults.clone()));
        if let Ok(request) = outcome {
            assert_eq!(request.body, Body::Json(form));
        }
    }
}

fn faults_of(error: &Error) -> Vec<(String, String)> {
    let fields = error.fields.iter();
    sorted(fields.map(|(path, text)| (path.to_owned(), text.to_owned())).collect())
}

fn sorted(mut faults: Vec<(String, String)>) -> Vec<(String, String)> {
    faults.sort();
    faults
}
