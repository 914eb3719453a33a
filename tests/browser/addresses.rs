//! The operations on addresses, against the sandbox.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

fn calle(line1: &str) -> JsValue {
    js(json!({"line1": line1, "city": "San José", "postal_code": "10101", "country": "CR"}))
}

#[wasm_bindgen_test]
async fn addresses_are_created_listed_changed_and_deleted() {
    let client = client("sk_test_new_addresses");
    let customer = result(client.create(js(ana("a@example.com")), NONE)).await;
    let id = || JsValue::from(customer["id"].as_str().unwrap());
    assert_eq!(result(client.list_addresses(id(), NONE)).await, json!([]));
    let mut made = Vec::new();
    for line in ["1", "2", "3"] {
        made.push(result(client.create_address(id(), calle(line), NONE)).await);
    }
    assert_eq!((&made[0]["is_default"], &made[1]["is_default"]), (&json!(true), &json!(false)));

    let fourth = error(client.create_address(id(), calle("4"), NONE)).await;
    assert_eq!((&fourth["code"], &fourth["status"]), (&json!("not_acceptable"), &json!(406)));
    assert_eq!(fourth["title"], "Address registration failure");
    assert_eq!(fourth["message"], "Customer already has 3 addresses registered.");

    let second = || JsValue::from(made[1]["id"].as_str().unwrap());
    let patch = js(json!({"is_default": true, "state": "SJ"}));
    let changed = result(client.update_address(id(), second(), patch, NONE)).await;
    assert_eq!((&changed["state"], &changed["is_default"]), (&json!("SJ"), &json!(true)));
    assert_eq!(result(client.delete_address(id(), second(), NONE)).await, json!(null));
    let left = result(client.list_addresses(id(), NONE)).await;
    let lines: Vec<_> = left.as_array().unwrap().iter().map(|a| &a["line1"]).collect();
    assert_eq!(lines, [&json!("1"), &json!("3")]);
    assert_eq!(left[0]["is_default"], true, "the oldest left");
}

#[wasm_bindgen_test]
async fn addresses_in_an_envelope_are_a_list_too() {
    let key = "sk_test_new_envelope";
    let address = include_str!("../fixtures/address.json");
    let body = format!(r#"{{"count":1,"next":null,"previous":null,"results":[{address}]}}"#);
    order(key, json!({"status": 200, "body": body, "content_type": "application/json"})).await;
    let list = result(client(key).list_addresses("x".into(), NONE)).await;
    assert_eq!(list[0]["city"], "San José");
}

#[wasm_bindgen_test]
async fn every_fault_of_a_call_is_reported_together() {
    let key = "sk_test_new_together";
    let options = js(json!({"timeoutMs": 0}));
    let error =
        error(client(key).update_address("".into(), "..".into(), js(json!({"city": ""})), options))
            .await;
    assert_eq!((&error["code"], &error["attempts"]), (&json!("invalid_input"), &json!(0)));
    let mut names: Vec<_> = error["fields"].as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(names, ["addressId", "city", "customerId", "timeoutMs"]);
    assert_eq!(count(key).await, 0.0);
}
