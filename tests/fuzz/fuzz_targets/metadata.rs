//! Metadata: what a caller hands over is what is sent, measured in the bytes that are sent.
//!
//! The input is JSON. Text that begins with "~" stands for what JSON cannot carry.

#![no_main]

use customers_client::customer::{CustomerPatch, NewCustomer, PhotoInput, metadata_size};
use customers_client::error::Error;
use customers_client::json::Value as Ours;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use reference::edits::edit;
use reference::handed_over::{HandedOver, notes};
use reference::javascript::kind;
use serde::Deserialize;
use serde_json::Value;

const LIMIT: usize = 10 * 1024;

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let ours = seed.is_multiple_of(2).then(|| edit(data, size, max_size, seed));
    ours.flatten().unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});

fuzz_target!(|data: &[u8]| {
    let Ok(mut given) = serde_json::from_slice::<Value>(data) else {
        return;
    };
    let written = ours(&given).to_json();
    assert_same(&given, &written);
    assert_judged(&given, written.len());
    // And at the limit's two sides.
    if given.is_object() {
        given["padding"] = "".into();
        let size = ours(&given).to_json().len();
        for wanted in [LIMIT, LIMIT + 1] {
            given["padding"] = "x".repeat(wanted.saturating_sub(size)).into();
            assert_judged(&given, size.max(wanted));
        }
    }
});

fn ours(given: &Value) -> Ours {
    Ours::deserialize(HandedOver(given.clone())).expect("any value is one")
}

/// What is written is the same JSON, in the same order.
fn assert_same(given: &Value, written: &str) {
    if !notes("metadata", given).is_empty() {
        return; // It is never sent.
    }
    let back: Value = serde_json::from_str(written).expect("our own JSON");
    assert_eq!(as_doubles(&back).to_string(), as_doubles(given).to_string(), "{written}");
    // Small integers are written in one way only, and everything else always is.
    if has_small_integers_only(given) {
        assert_eq!(written, given.to_string());
    }
}

/// JavaScript's numbers are doubles, and JSON.stringify knows no -0.
fn as_doubles(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::from(number.as_f64().expect("finite") + 0.0),
        Value::Array(items) => items.iter().map(as_doubles).collect(),
        Value::Object(entries) => {
            entries.iter().map(|(name, value)| (name.clone(), as_doubles(value))).collect()
        }
        other => other.clone(),
    }
}

fn has_small_integers_only(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_i64().is_some_and(|n| n.abs() < 1 << 53),
        Value::Array(items) => items.iter().all(has_small_integers_only),
        Value::Object(entries) => entries.values().all(has_small_integers_only),
        _ => true,
    }
}

/// Whoever measures it says the same: the size where it can be sent, every fault where not.
fn assert_judged(given: &Value, size: usize) {
    let mut faults = match given {
        Value::Null | Value::Object(_) => notes("metadata", given),
        other => {
            let found = other.as_str().and_then(|text| text.strip_prefix('~'));
            let found = found.unwrap_or(kind(other));
            vec![("metadata".to_owned(), format!("Metadata must be a JSON object, not {found}."))]
        }
    };
    match metadata_size(&ours(given)) {
        Ok(measured) => assert_eq!((measured, faults.len()), (size, 0)),
        Err(error) => assert_eq!(faults_of(&error), sorted(faults.clone())),
    }

    if faults.is_empty() && given.is_object() && size > LIMIT {
        let large =
            format!("Metadata has {size} bytes of JSON; at most 10240 (10 KB) are allowed.");
        faults.push(("metadata".to_owned(), large));
    }
    let form = |names: &[&str]| {
        let text = |name: &&str| ((*name).to_owned(), Ours::text("ana@example.com"));
        let metadata = ("metadata".to_owned(), ours(given));
        Ours::Object(names.iter().map(text).chain([metadata]).collect())
    };
    let photo = PhotoInput::InValue;
    let create = NewCustomer::parse(form(&["first_name", "last_name", "email"]), &photo);
    let update = CustomerPatch::parse(form(&[]), &photo);
    for outcome in [create.map(drop), update.map(drop)] {
        let found = outcome.as_ref().err().map(faults_of).unwrap_or_default();
        assert_eq!(found, sorted(faults.clone()));
    }
}

fn faults_of(error: &Error) -> Vec<(String, String)> {
    let fields = error.fields.iter();
    let pairs = fields.flat_map(|(path, texts)| texts.iter().map(|t| (path.to_owned(), t.clone())));
    sorted(pairs.collect())
}

fn sorted(mut faults: Vec<(String, String)>) -> Vec<(String, String)> {
    faults.sort();
    faults
}
