//! What a caller hands over: it is sent as it is, and metadata is measured in the bytes that are
//! sent.
//!
//! The input is JSON. Text that begins with "~" stands for what JSON cannot carry.

#![no_main]

use customers_client::error::FieldErrors;
use customers_client::fields::CUSTOMER;
use customers_client::json::Json;
use customers_client::metadata::metadata_size;
use customers_client::operation::Operation;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use reference::edits::edit;
use reference::handed_over::{handed_over, notes};
use reference::javascript::kind;
use serde_json::{Value, json};

const LIMIT: usize = 10 * 1024;

/// What else a new customer must have.
const ANA: &str = r#""first_name":"Ana","last_name":"Mora","email":"ana@example.com","#;

/// Paths and messages.
type Faults = Vec<(String, String)>;

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let ours = seed.is_multiple_of(2).then(|| edit(data, size, max_size, seed));
    ours.flatten().unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});

fuzz_target!(|data: &[u8]| {
    let Ok(mut given) = serde_json::from_slice::<Value>(data) else {
        return;
    };
    assert_seen(Json::new(&given.to_string()), &given);
    assert_judged(&given);
    assert_unknown_fields_are_sent(&given);
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

/// What is read in place is what a parser reads.
fn assert_seen(seen: Json, parsed: &Value) {
    assert_eq!(seen.raw(), parsed.to_string());
    assert_eq!(seen.kind(), kind(parsed));
    assert_eq!((seen.text().as_deref(), seen.note()), (parsed.as_str(), None));
    let is = (seen.is_null(), seen.is_boolean(), seen.is_number(), seen.is_text());
    let is_string = parsed.is_string();
    assert_eq!(is, (parsed.is_null(), parsed.is_boolean(), parsed.is_number(), is_string));
    assert_eq!(seen.is_object(), parsed.is_object());
    let entries: Vec<(String, &Value)> = match parsed {
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        Value::Object(entries) => entries.iter().map(|(key, item)| (key.clone(), item)).collect(),
        _ => Vec::new(),
    };
    let ours = seen.entries();
    assert_eq!(ours.len(), entries.len());
    for (entry, (key, item)) in ours.into_iter().zip(entries) {
        assert_eq!(entry.key, key);
        assert_eq!(seen.get(&key), Some(entry.value));
        assert_seen(entry.value, item);
    }
}

/// Whoever measures it says the same: the size where it can be sent, every fault where not. What
/// can be sent is sent as it was handed over.
fn assert_judged(given: &Value) {
    let text = handed_over(given);
    let mut faults = match given {
        Value::Null | Value::Object(_) => notes("metadata", given),
        other => {
            let found = other.as_str().and_then(|text| text.strip_prefix('~'));
            let found = found.unwrap_or(kind(other));
            vec![("metadata".to_owned(), format!("Metadata must be a JSON object, not {found}."))]
        }
    };
    match metadata_size(Json::new(&text)) {
        Ok(measured) => assert_eq!((measured, faults.len()), (text.len(), 0)),
        Err(found) => assert_eq!(found.all(), faults),
    }

    if faults.is_empty() && given.is_object() && text.len() > LIMIT {
        let size = text.len();
        let large =
            format!("Metadata has {size} bytes of JSON; at most 10240 (10 KB) are allowed.");
        faults.push(("metadata".to_owned(), large));
    }
    for (others, outcome) in [("", update as fn(&str) -> _), (ANA, create)] {
        let form = format!(r#"{{{others}"metadata":{text}}}"#);
        match outcome(&form) {
            Ok(sent) => assert_eq!((sent, faults.len()), (form, 0)),
            Err(found) => assert_eq!(found, faults),
        }
    }
}

/// What no table of the client has is the service's to judge.
fn assert_unknown_fields_are_sent(given: &Value) {
    let Value::Object(mut form) = given.clone() else {
        return;
    };
    // Below a field without a name, a path cannot tell its steps apart.
    form.retain(|name, _| !name.is_empty() && CUSTOMER.iter().all(|(known, _)| known != name));
    let faults: Faults = form.iter().flat_map(|(name, value)| notes(name, value)).collect();
    let form = Value::Object(form);
    match update(&handed_over(&form)) {
        Ok(sent) => {
            assert_eq!(serde_json::from_str::<Value>(&sent).expect("JSON"), form);
            assert!(faults.is_empty(), "{faults:?}");
        }
        Err(found) => assert_eq!(found, faults),
    }
}

fn create(form: &str) -> Result<String, Faults> {
    body_of("create", "POST", "/v1/customers/", &format!("[null,{form},null]"))
}

fn update(form: &str) -> Result<String, Faults> {
    body_of("update", "PATCH", "/v1/customers/x/", &format!(r#"[null,"x",{form},null]"#))
}

/// The body's text, of a request that is nothing else but what it has to be.
fn body_of(name: &str, method: &str, path: &str, args: &str) -> Result<String, Faults> {
    let operation = Operation::named(name).expect("one of the contract's");
    let request = operation.request(Json::new(args)).map_err(|faults| all_of(&faults))?;
    let start = format!(r#"{{"method":"{method}","path":"{path}","body":"#);
    let body = request.strip_prefix(&start).and_then(|rest| rest.strip_suffix('}'));
    Ok(body.unwrap_or_else(|| panic!("{request}")).to_owned())
}

/// The list of faults, as JavaScript reads it too.
fn all_of(faults: &FieldErrors) -> Faults {
    let all = faults.all();
    let flat: Vec<&String> = all.iter().flat_map(|(path, text)| [path, text]).collect();
    let json: Value = serde_json::from_str(&faults.to_json()).expect("JSON");
    assert_eq!(json, json!(flat));
    all
}
