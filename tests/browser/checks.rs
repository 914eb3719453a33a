//! The checks for forms, by themselves and as schemas.

use customers_client::checks::{
    check_address_patch, check_customer_patch, check_new_address, check_new_customer,
    metadata_size, validate,
};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

const REQUIRED: &str = "This field is required.";

#[wasm_bindgen_test]
fn the_checks_find_faults_by_field() {
    assert_eq!(
        read(&check_new_customer(js(json!({"email": "ana@"})))),
        json!({"first_name": [REQUIRED], "last_name": [REQUIRED],
               "email": ["Enter a valid email address."]})
    );
    assert_eq!(read(&check_customer_patch(js(json!({})))), json!({}));
    assert_eq!(
        read(&check_customer_patch(js(json!({"email": null, "phone": 5})))),
        json!({"email": ["This field may not be null."], "phone": ["Not a valid string."]})
    );
    assert_eq!(
        read(&check_new_address(js(json!({"line1": "1", "city": " "})))),
        json!({"postal_code": [REQUIRED], "country": [REQUIRED],
               "city": ["This field may not be blank."]})
    );
    assert_eq!(
        read(&check_address_patch(js(json!({"is_default": 1})))),
        json!({"is_default": ["Must be a valid boolean."]})
    );
}

#[wasm_bindgen_test]
fn every_address_of_the_corpus_gets_the_services_verdict() {
    // Some have half a character, which Rust's strings cannot.
    let corpus = js_sys::JSON::parse(include_str!("../fixtures/email_corpus.json")).unwrap();
    let cases = js_sys::Array::from(&get(&corpus, "cases"));
    assert!(cases.length() >= 1000);
    for case in cases.iter() {
        let accepts = get(&case, "accepts");
        let faults =
            read(&check_customer_patch(with(js(json!({})), "email", &get(&case, "email"))));
        assert_eq!(accepts, faults == json!({}), "{}: {faults}", told(&case));
    }
}

#[wasm_bindgen_test]
fn a_check_finds_what_the_call_refuses_but_a_photos_content() {
    let gif = with(js(ana("a@b.co")), "photo", &evaluate("new Blob(['GIF89a....'])"));
    assert_eq!(read(&check_new_customer(gif)), json!({}));
    let large = with(js(ana("a@b.co")), "photo", &png(5_242_881));
    assert_eq!(
        read(&check_new_customer(large)),
        json!({"photo": ["The photo has 5242881 bytes; at most 5242880 (5 MB) are allowed."]})
    );
}

#[wasm_bindgen_test]
fn a_schema_gives_issues_with_paths_of_keys_and_indexes() {
    let given = with(
        js(json!({"first_name": "Ana", "email": "a@b.co"})),
        "metadata",
        &evaluate("({tags: [1, NaN]})"),
    );
    assert_eq!(
        read(&validate(false, true, given)),
        json!({"issues": [
            {"message": REQUIRED, "path": ["last_name"], "code": "required"},
            {"message": "metadata.tags.1 holds NaN, which JSON would change or lose.",
             "path": ["metadata", "tags", 1], "code": "unsendable"}
        ]})
    );
    let none = read(&validate(true, true, 5.into()));
    assert_eq!(none["issues"][0]["path"], json!([]));
}

#[wasm_bindgen_test]
fn a_schemas_value_is_a_copy_as_it_would_be_sent() {
    let photo = png(9);
    let given = with(
        evaluate(
            "({id: 'c1', test: true, first_name: ' Ana ', last_name: 'Mora', email: 'a@b.co',
               phone: undefined, loyalty: {level: 1}, metadata: {when: new Date(0)}})",
        ),
        "photo",
        &photo,
    );
    let valid = get(&validate(false, true, given.clone()), "value");
    assert_eq!(get(&valid, "photo"), photo, "the very same");
    assert_ne!(valid, given);
    assert_eq!(get(&get(&valid, "metadata"), "when"), "1970-01-01T00:00:00.000Z");
    let names = js_sys::Object::keys(valid.unchecked_ref::<js_sys::Object>());
    assert_eq!(
        read(&names),
        json!(["first_name", "last_name", "email", "loyalty", "metadata", "photo"])
    );
}

#[wasm_bindgen_test]
fn metadata_is_measured_in_bytes_of_utf_8() {
    assert_eq!(metadata_size(js(json!({"plan": "ñ\u{1f600}"}))), Ok(17.0));
    assert_eq!(metadata_size(js(json!({}))), Ok(2.0));
    assert_eq!(metadata_size(JsValue::NULL), Ok(4.0));
    let error = metadata_size(evaluate("({a: 1n})")).unwrap_err();
    assert!(error.is_instance_of::<CustomersError>());
    let says = "metadata.a holds a BigInt, which JSON would change or lose.";
    assert_eq!(read(&error)["fields"], json!({"metadata.a": [says]}));
}

#[wasm_bindgen_test]
fn metadata_may_have_10_kilobytes() {
    let sized = |bytes: usize| js(json!({"metadata": {"a": "x".repeat(bytes - 8)}}));
    assert_eq!(metadata_size(get(&sized(10_240), "metadata")), Ok(10_240.0));
    assert_eq!(read(&check_customer_patch(sized(10_240))), json!({}));
    assert_eq!(
        read(&check_customer_patch(sized(10_241))),
        json!({"metadata": ["Metadata has 10241 bytes of JSON; at most 10240 (10 KB) are allowed."]})
    );
}
