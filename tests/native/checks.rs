use customers_client::error::FieldErrors;
use customers_client::json::Json;
use customers_client::metadata::{MAX_METADATA_BYTES, metadata_size};
use serde_json::{Value, json};

use crate::{faults, fixture, json_of};

fn new_customer(input: &Value) -> FieldErrors {
    faults("create", &json!([null, input]))
}

fn customer_with(key: &str, extra: Value) -> Value {
    let mut customer = json!({"first_name": "A", "last_name": "B", "email": "a@b.co"});
    customer[key] = extra;
    customer
}

/// Each case of the fixture as a new thing and as a change of one.
#[track_caller]
fn all_cases(of: &str, create: &str, update: &str, ids: &[&str]) {
    let cases: Value = serde_json::from_str(fixture!("checks.json")).unwrap();
    for case in cases[of].as_array().unwrap() {
        let args = |ids: &[&str]| {
            let mut args = vec![Value::Null];
            args.extend(ids.iter().map(|id| json!(id)));
            args.push(case["input"].clone());
            Value::from(args)
        };
        let created = faults(create, &args(&ids[1..]));
        assert_eq!(json_of(&created), case["create"], "create {}", case["input"]);
        let expected = case.get("patch").unwrap_or(&case["create"]);
        let patched = faults(update, &args(ids));
        assert_eq!(json_of(&patched), *expected, "patch {}", case["input"]);
    }
}

#[test]
fn customers_get_every_fault_of_every_field_together() {
    all_cases("customers", "create", "update", &["c"]);
}

#[test]
fn addresses_get_every_fault_of_every_field_together() {
    all_cases("addresses", "createAddress", "updateAddress", &["c", "a"]);
}

#[test]
fn metadata_of_10_240_bytes_is_sent_and_one_more_is_refused() {
    let metadata = |bytes: usize| json!({"é": "x".repeat(bytes - r#"{"é":""}"#.len())});
    let at_the_limit = metadata(MAX_METADATA_BYTES);
    assert_eq!(metadata_size(Json::new(&at_the_limit.to_string())).unwrap(), 10_240);
    assert!(new_customer(&customer_with("metadata", at_the_limit)).is_empty());
    let faults = new_customer(&customer_with("metadata", metadata(MAX_METADATA_BYTES + 1)));
    assert_eq!(
        faults.get("metadata"),
        ["Metadata has 10241 bytes of JSON; at most 10240 (10 KB) are allowed."]
    );
}

#[test]
fn what_json_cannot_carry_is_refused_with_its_path() {
    let metadata = json!({"tags": [null, "~NaN"], "when": "~a BigInt"});
    assert_eq!(
        json_of(&new_customer(&customer_with("metadata", metadata))),
        json!({
            "metadata.tags.1": ["metadata.tags.1 holds NaN, which JSON would change or lose."],
            "metadata.when": ["metadata.when holds a BigInt, which JSON would change or lose."],
        })
    );
    let surrogate = "~text with a lone surrogate";
    let names_it = |path: &str| {
        format!("{path} holds text with a lone surrogate, which JSON would change or lose.")
    };
    for field in ["phone", "country", "loyalty"] {
        let faults = new_customer(&customer_with(field, json!(surrogate)));
        assert_eq!(faults.get(field), [names_it(field)]);
    }
    let address = json!({"line2": surrogate, "note": surrogate});
    let faults = faults("updateAddress", &json!([null, "c", "a", address]));
    assert_eq!(faults.get("line2"), [names_it("line2")]);
    assert_eq!(faults.get("note"), [names_it("note")]);
    let faults = new_customer(&customer_with("phone", json!("~a BigInt")));
    assert_eq!(faults.get("phone"), ["Not a valid string."]);
}

#[test]
fn the_size_of_what_is_no_metadata_is_an_error() {
    for (wrong, kind) in [("[]", "an array"), ("5", "a number"), ("\"{}\"", "a string")] {
        let message = format!("Metadata must be a JSON object, not {kind}.");
        assert_eq!(metadata_size(Json::new(wrong)).unwrap_err().get("metadata"), [message]);
    }
    assert_eq!(metadata_size(Json::NULL).unwrap(), 4);
}
