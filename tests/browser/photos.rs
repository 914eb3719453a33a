use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

#[wasm_bindgen_test]
async fn a_photo_is_sent_served_and_removed() {
    let client = client("sk_test_new_photo");
    let mut new = ana("photo@example.com");
    new["metadata"] = json!({"a": [1]});
    new["phone"] = json!(null);
    let made = result(client.create(with(js(new), "photo", &png(100)), NONE)).await;
    assert_eq!(made["metadata"], json!({"a": [1]}));
    let url = made["photo"].as_str().unwrap().to_owned();
    assert!(url.ends_with(".png"), "{url}");
    let id = || JsValue::from(made["id"].as_str().unwrap());
    let patch = with(js(json!({"first_name": "Ana B"})), "photo", &png(200));
    let changed = result(client.update(id(), patch, NONE)).await;
    assert_eq!(changed["first_name"], "Ana B");
    assert_ne!(changed["photo"], made["photo"]);
    let removed = result(client.update(id(), js(json!({"photo": null})), NONE)).await;
    assert_eq!(removed["photo"], json!(null));
}

#[wasm_bindgen_test]
async fn what_is_no_photo_is_not_sent() {
    let key = "sk_test_new_no_photo";
    for (photo, says) in [
        (png(5_242_881), "5242881 bytes"),
        (evaluate("new Blob([])"), "empty"),
        (evaluate("new Blob(['GIF89a....'])"), "a GIF"),
        (evaluate("({})"), "not a file"),
        (evaluate("new Uint8Array([255, 216, 255])"), "not a file"),
    ] {
        let customer = with(js(ana("x@")), "photo", &photo);
        let error = error(client(key).create(customer, NONE)).await;
        assert!(error["fields"]["photo"][0].as_str().unwrap().contains(says), "{error}");
        assert_eq!(error["fields"]["email"].as_array().unwrap().len(), 1, "all faults together");
    }
    assert_eq!(count(key).await, 0.0);
}

#[wasm_bindgen_test]
async fn a_photo_and_null_in_one_update_are_refused() {
    let patch = with(js(json!({"country": null})), "photo", &png(100));
    let error = error(client("sk_test_new_null").update("x".into(), patch, NONE)).await;
    assert!(error["fields"]["country"][0].as_str().unwrap().contains("null"), "{error}");
}
