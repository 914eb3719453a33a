//! The operations on customers, against the sandbox.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

#[wasm_bindgen_test]
async fn a_page_of_the_seeded_customers_is_listed() {
    let page = result(client(SEEDED).list(js(json!({"page": 2, "page_size": 5})), NONE)).await;
    assert_eq!(page["count"], 38);
    assert_eq!((&page["page"], &page["page_size"]), (&json!(2), &json!(5)));
    assert_eq!((&page["next_page"], &page["previous_page"]), (&json!(3), &json!(1)));
    assert_eq!(page["results"].as_array().unwrap().len(), 5);
    let last = result(client(SEEDED).list(js(json!({"page": 4})), NONE)).await;
    assert_eq!((&last["next_page"], last["results"].as_array().unwrap().len()), (&json!(null), 8));
}

#[wasm_bindgen_test]
async fn a_page_past_the_end_is_not_found() {
    let error = error(client(SEEDED).list(js(json!({"page": 99})), NONE)).await;
    assert_eq!((&error["code"], &error["status"]), (&json!("not_found"), &json!(404)));
    assert_eq!(error["message"], "Invalid page.");
    assert_eq!(error["attempts"], 1);
    assert!(error["requestId"].is_string(), "{error}");
}

#[wasm_bindgen_test]
async fn a_search_finds_and_a_search_without_results_is_an_empty_page() {
    let found = result(client(SEEDED).search("ALEJANDRO".into(), NONE, NONE)).await;
    assert_eq!(found["count"], 2);
    let none = result(client(SEEDED).search("no such one".into(), NONE, NONE)).await;
    assert_eq!(
        none,
        json!({"count": 0, "page": 1, "page_size": 10, "next_page": null, "previous_page": null, "results": []})
    );
    let paged = js(json!({"page_size": 1, "page": 2}));
    let second = result(client(SEEDED).search("alejandro".into(), paged, NONE)).await;
    assert_eq!((&second["page"], &second["previous_page"]), (&json!(2), &json!(1)));
}

#[wasm_bindgen_test]
async fn a_customer_is_created_read_changed_and_deleted() {
    let client = client("sk_test_new_lifecycle");
    let mut new = ana("ana@example.com");
    new["metadata"] = json!({"plan": "gold", "n": [1, 2.5]});
    let made = result(client.create(js(new), NONE)).await;
    assert_eq!((&made["email"], &made["phone"]), (&json!("ana@example.com"), &json!(null)));
    assert_eq!(made["metadata"], json!({"plan": "gold", "n": [1, 2.5]}));
    let id = || JsValue::from(made["id"].as_str().unwrap());
    assert_eq!(result(client.get(id(), NONE)).await, made);

    let mut whole = made.clone();
    whole["phone"] = json!("+506 8323 6988");
    let changed = result(client.update(id(), js(whole), NONE)).await;
    assert_eq!(changed["phone"], "+506 8323 6988");
    let cleared = result(client.update(id(), js(json!({"phone": null})), NONE)).await;
    assert_eq!((&cleared["phone"], &cleared["metadata"]), (&json!(null), &made["metadata"]));

    assert_eq!(result(client.delete(id(), NONE)).await, json!(null));
    let gone = error(client.get(id(), NONE)).await;
    assert_eq!(
        (&gone["code"], &gone["title"]),
        (&json!("not_found"), &json!("Customer not found"))
    );
}

#[wasm_bindgen_test]
async fn a_taken_email_is_a_fault_of_the_email() {
    let client = client("sk_test_new_taken");
    result(client.create(js(ana("same@example.com")), NONE)).await;
    let error = error(client.create(js(ana("same@example.com")), NONE)).await;
    assert_eq!(error["code"], "bad_request");
    assert!(error["fields"]["email"][0].as_str().unwrap().contains("unique"), "{error}");
    assert_eq!(error["outcomeUnknown"], false);
}
