//! Values of another window are as good as our own; values that only look like them are refused.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

/// A value of another window's.
fn foreign(code: &str) -> JsValue {
    let frame = evaluate(
        "globalThis.testFrame ??= document.body.appendChild(document.createElement('iframe'))",
    );
    let evaluate = get(&get(&frame, "contentWindow"), "eval");
    Function::from(evaluate).call1(&NONE, &format!("({code})").into()).unwrap()
}

#[wasm_bindgen_test]
async fn a_signal_of_another_window_aborts() {
    let controller = foreign("new AbortController()");
    let options = with(js(json!({})), "signal", &get(&controller, "signal"));
    let promise = fetching("() => new Promise(() => {})").list(NONE, options);
    wait(0).await;
    call(&controller, "abort", &"elsewhere".into());
    assert_eq!(thrown(promise).await, "elsewhere");
}

#[wasm_bindgen_test]
async fn a_photo_of_another_window_is_sent() {
    let photo = foreign("new Blob([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0])])");
    let customer = with(js(ana("frame@b.co")), "photo", &photo);
    let made = result(client("sk_test_new_frame_photo").create(customer, NONE)).await;
    assert!(made["photo"].as_str().unwrap().ends_with(".png"), "{made}");
}

#[wasm_bindgen_test]
async fn a_response_of_another_window_is_read() {
    foreign("0");
    let fetch = "async () => new testFrame.contentWindow.Response('[]')";
    assert_eq!(result(fetching(fetch).list(NONE, NONE)).await["count"], 0);
}

#[wasm_bindgen_test]
async fn what_another_window_throws_is_told() {
    foreign("0");
    let fetch = "async () => { throw new testFrame.contentWindow.TypeError('cut') }";
    let error = error(fetching(fetch).list(NONE, NONE)).await;
    assert_eq!(error["code"], "network");
    assert!(error["message"].as_str().unwrap().contains("(cut)"), "{error}");
}

#[wasm_bindgen_test]
async fn objects_of_another_window_are_read_as_any_other() {
    let key = "sk_test_new_frame_objects";
    let options = foreign(&json!({"apiKey": key, "baseUrl": BASE}).to_string());
    let customer = foreign(
        "{first_name: 'Ana', last_name: 'Mora', email: 'ana@b.co', metadata: {when: new Date(0)}}",
    );
    let made = result(client_with(options).create(customer, NONE)).await;
    assert_eq!(made["metadata"], json!({"when": "1970-01-01T00:00:00.000Z"}));
    let patch = foreign("{metadata: {a: new Map(), b: new Uint8Array(1), c: /x/}}");
    let error = error(client(key).update("x".into(), patch, NONE)).await;
    assert_eq!(faulty(&error), ["metadata.a", "metadata.b", "metadata.c"]);
}

#[wasm_bindgen_test]
async fn what_has_the_brand_only_is_refused_and_nothing_is_sent() {
    let key = "sk_test_new_brand_only";
    let client = client(key);
    let photo = evaluate("Object.create(Blob.prototype)");
    let error_of = error(client.create(with(js(ana("a@b.co")), "photo", &photo), NONE)).await;
    assert_eq!(faulty(&error_of), ["photo"]);
    let text = "The submitted data was not a file. Check the encoding type on the form.";
    assert_eq!(error_of["fields"]["photo"], json!([text]));
    for signal in [
        "Object.create(AbortSignal.prototype)",
        "({ aborted: false, addEventListener() {} })",
        "({ [Symbol.toStringTag]: 'AbortSignal' })",
        "new AbortController()",
    ] {
        let options = with(js(json!({})), "signal", &evaluate(signal));
        let error = error(client.list(NONE, options)).await;
        assert_eq!(error["fields"], json!({"signal": ["Not an AbortSignal."]}), "{signal}");
    }
    assert_eq!(count(key).await, 0.0);
}
