//! Photos: sent as multipart, and refused where they are none.

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

#[wasm_bindgen_test]
async fn an_empty_file_input_gives_no_photo() {
    let client = client("sk_test_new_no_file");
    let empty = evaluate("new File([], '')");
    let made = result(client.create(with(js(ana("a@b.co")), "photo", &empty), NONE)).await;
    assert_eq!(made["photo"], json!(null));
    let named = evaluate("new File([], 'photo.png')");
    let error = error(client.create(with(js(ana("b@b.co")), "photo", &named), NONE)).await;
    assert_eq!(error["fields"], json!({"photo": ["The submitted file is empty."]}));
    assert_eq!(error["issues"][0]["code"], "empty_file");
}

/// It watches what is appended to the form, because WebKit cannot read a form with a file from a
/// request.
#[wasm_bindgen_test]
async fn a_photo_is_sent_under_the_name_of_what_it_is() {
    let prototype = evaluate("FormData.prototype");
    let append = get(&prototype, "append");
    let note = "function (key, value, name) { globalThis.parts.push([key, name ?? value]) }";
    with(prototype.clone(), "append", &evaluate(note));
    let client = fetching("() => { throw 1 }");
    let mut sent = Vec::new();
    for file in [
        "new Blob([new Uint8Array([255, 216, 255, 224, 0])])",
        "new File([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])], 'x.gif')",
    ] {
        let parts = evaluate("globalThis.parts = []");
        let mut new = ana("a@b.co");
        new["metadata"] = json!({"a": [1]});
        new["phone"] = json!(null);
        thrown(client.create(with(js(new), "photo", &evaluate(file)), NONE)).await;
        sent.push(read(&parts));
    }
    with(prototype, "append", &append);
    for (parts, name) in sent.into_iter().zip(["photo.jpg", "photo.png"]) {
        assert_eq!(
            parts,
            json!([
                ["first_name", "Ana"],
                ["last_name", "Mora"],
                ["email", "a@b.co"],
                ["metadata", "{\"a\":[1]}"],
                ["photo", name]
            ])
        );
    }
}
