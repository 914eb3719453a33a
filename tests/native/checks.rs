//! The checks of forms, by the cases of tests/fixtures/checks.json.

use customers_client::error::Faults;
use customers_client::form::{CUSTOMER, Given, check};
use customers_client::metadata::{MAX_METADATA_BYTES, is_sendable};
use customers_client::photo::Photo;
use serde_json::{Value as Json, json};

use crate::{faults, fixture, json_of, value};

fn new_customer(input: &Json) -> Faults {
    faults("create", &json!([input]))
}

fn customer_with(key: &str, extra: Json) -> Json {
    let mut customer = json!({"first_name": "A", "last_name": "B", "email": "a@b.co"});
    customer[key] = extra;
    customer
}

/// Each case of the fixture as a new thing and as a change of one.
#[track_caller]
fn all_cases(of: &str, create: &str, update: &str, ids: &[&str]) {
    let cases: Json = serde_json::from_str(fixture!("checks.json")).unwrap();
    for case in cases[of].as_array().unwrap() {
        let args = |ids: &[&str]| {
            let mut args: Vec<_> = ids.iter().map(|id| json!(id)).collect();
            args.push(case["input"].clone());
            Json::from(args)
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
    assert_eq!(at_the_limit.to_string().len(), 10_240);
    assert!(new_customer(&customer_with("metadata", at_the_limit)).is_empty());
    let faults = new_customer(&customer_with("metadata", metadata(MAX_METADATA_BYTES + 1)));
    assert_eq!(
        faults.at("metadata"),
        ["Metadata has 10241 bytes of JSON; at most 10240 (10 KB) are allowed."]
    );
}

#[test]
fn the_size_of_metadata_is_what_json_stringify_makes_of_it() {
    // An object with `toJSON` may be written in more bytes than its entries have.
    let value = value(&json!({"metadata": {"a": 1}}));
    let given = Given { value, metadata_bytes: 20_000, photo: Photo::None };
    let mut faults = Faults::default();
    check(CUSTOMER, &given, false, &mut faults);
    assert_eq!(
        faults.at("metadata"),
        ["Metadata has 20000 bytes of JSON; at most 10240 (10 KB) are allowed."]
    );
}

#[test]
fn what_json_cannot_carry_is_told_before_a_size_that_says_nothing() {
    let metadata = json!({"a": "x".repeat(20_000), "b": "~a Map"});
    let faults = new_customer(&customer_with("metadata", metadata));
    let says = "metadata.b holds a Map, which JSON would change or lose.";
    assert_eq!(json_of(&faults), json!({"metadata.b": [says]}));
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
        assert_eq!(faults.at(field), [names_it(field)]);
    }
    let address = json!({"line2": surrogate, "note": surrogate});
    let faults = faults("updateAddress", &json!(["c", "a", address]));
    assert_eq!(faults.at("line2"), [names_it("line2")]);
    assert_eq!(faults.at("note"), [names_it("note")]);
    let faults = new_customer(&customer_with("phone", json!("~a BigInt")));
    assert_eq!(faults.at("phone"), ["Not a valid string."]);
}

#[test]
fn what_is_no_metadata_is_a_fault_whatever_its_size() {
    for (wrong, kind) in [
        (json!([]), "an array"),
        (json!(5), "a number"),
        (json!("{}"), "a string"),
        (json!("~a Date"), "a Date"),
    ] {
        let mut faults = Faults::default();
        assert!(!is_sendable(&value(&wrong), &mut faults));
        let message = format!("Metadata must be a JSON object, not {kind}.");
        assert_eq!(json_of(&faults), json!({ "metadata": [message] }));
    }
    let mut faults = Faults::default();
    assert!(!is_sendable(&value(&json!({"a": "~NaN"})), &mut faults));
    assert_eq!(faults.at("metadata.a").len(), 1);
    for right in [json!(null), json!({}), json!({"a": "x".repeat(20_000)})] {
        let mut faults = Faults::default();
        assert!(is_sendable(&value(&right), &mut faults) && faults.is_empty());
    }
}

#[test]
fn what_is_no_form_is_named_as_the_service_names_it() {
    for (wrong, kind) in [("~a function", "a function"), ("~a Map", "a Map")] {
        let says = format!("Invalid data. Expected a dictionary, but got {kind}.");
        for (operation, args) in [("create", json!([wrong])), ("update", json!(["c", wrong]))] {
            let faults = faults(operation, &args);
            assert_eq!(json_of(&faults), json!({ "non_field_errors": [says] }));
        }
    }
}
