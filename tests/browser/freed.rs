//! A client's end, and calls that are made within calls.

use std::cell::RefCell;
use std::rc::Rc;

use customers_client::js::is_at_work;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

#[wasm_bindgen_test]
async fn a_client_can_be_freed_while_calls_are_under_way() {
    let key = "sk_test_new_freed";
    order(key, json!({"delay_ms": 200})).await;
    // As JavaScript has it: by the class that wasm-bindgen exports.
    let client = JsValue::from(client(key));
    let promise = Promise::from(call(&client, "list", &NONE));
    call(&client, "free", &NONE);
    assert_eq!(result(promise).await["count"], 0);
}

#[wasm_bindgen_test]
async fn a_client_can_be_freed_while_a_repeat_is_waited_for() {
    let key = "sk_test_new_freed_waiting";
    order(key, json!({"status": 503, "retry_after": "1", "body": ""})).await;
    let client = client(key);
    let promise = client.list(NONE, NONE);
    wait(100).await;
    drop(client);
    assert_eq!(result(promise).await["count"], 0);
}

#[wasm_bindgen_test]
async fn a_walk_outlives_its_client() {
    let client = client(SEEDED);
    let walk = client.list_all(js(json!({"page_size": 20})), NONE);
    drop(client);
    let all = evaluate(
        "({ of: async (walk) => { let n = 0; for await (const _ of walk) n += 1; return n } })",
    );
    assert_eq!(JsFuture::from(Promise::from(call(&all, "of", &walk))).await.unwrap(), 38);
}

#[wasm_bindgen_test]
async fn a_callers_function_may_free_the_client_and_call_others() {
    let global = js_sys::global();
    let options = js(json!({"apiKey": SEEDED, "baseUrl": BASE}));
    let frees =
        evaluate("() => { globalThis.within = other.list({ page_size: 1 }); freed.free(); }");
    let freed = JsValue::from(client_with(with(options, "onAttempt", &frees)));
    Reflect::set(&global, &"freed".into(), &freed).unwrap();
    Reflect::set(&global, &"other".into(), &client(SEEDED).into()).unwrap();
    assert_eq!(result(call(&freed, "list", &NONE).into()).await["count"], 38);
    assert_eq!(result(get(&global, "within").into()).await["page_size"], 1);
}

#[wasm_bindgen_test]
async fn it_is_at_work_only_while_it_is() {
    // Asserted at the end: a failed assertion within a caller's function would fail that function only.
    let seen = Rc::new(RefCell::new(vec![is_at_work()]));
    let look = || {
        let seen = seen.clone();
        Closure::<dyn FnMut()>::new(move || seen.borrow_mut().push(is_at_work()))
    };
    let (fetch, on_attempt) = (look(), look());
    let options = js(json!({"baseUrl": BASE, "maxRetries": 0}));
    let options = with(with(options, "fetch", fetch.as_ref()), "onAttempt", on_attempt.as_ref());
    error(client_with(options).list(NONE, NONE)).await;
    seen.borrow_mut().push(is_at_work());
    assert_eq!(*seen.borrow(), [false, true, true, false]);
}

#[wasm_bindgen_test]
async fn two_hundred_calls_at_once_are_answered() {
    let client = client(SEEDED);
    let promises: js_sys::Array =
        (0..200).map(|_| JsValue::from(client.list(js(json!({"page_size": 1})), NONE))).collect();
    let all = JsFuture::from(Promise::all(&promises)).await.unwrap();
    assert_eq!(js_sys::Array::from(&all).length(), 200);
}
