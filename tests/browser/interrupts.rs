use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

/// Options with the signal of a new controller, and the controller.
fn abortable() -> (JsValue, JsValue) {
    let controller = evaluate("new AbortController()");
    let signal = Reflect::get(&controller, &"signal".into()).unwrap();
    (with(js(json!({})), "signal", &signal), controller)
}

fn abort(controller: &JsValue, reason: &str) {
    let call = evaluate(&format!("(controller) => controller.abort({reason})"));
    js_sys::Function::from(call).call1(&NONE, controller).unwrap();
}

#[wasm_bindgen_test]
async fn aborting_rejects_with_the_signals_reason_whatever_it_is() {
    let key = "sk_test_new_abort";
    for (reason, expected) in
        [("'why'", json!("why")), ("null", json!(null)), ("{a: 1}", json!({"a": 1}))]
    {
        order(key, json!({"delay_ms": 5000})).await;
        let (options, controller) = abortable();
        let promise = client(key).list(NONE, options);
        JsFuture::from(wait(50)).await.unwrap();
        abort(&controller, reason);
        assert_eq!(outcome(promise).await, Err(expected));
    }
    let (options, controller) = abortable();
    let promise = client(key).list(NONE, options);
    abort(&controller, "");
    let reason = JsFuture::from(promise).await.unwrap_err();
    assert_eq!(Reflect::get(&reason, &"name".into()).unwrap(), "AbortError");
}

fn wait(ms: u32) -> Promise {
    evaluate(&format!("new Promise((done) => setTimeout(done, {ms}))")).into()
}

#[wasm_bindgen_test]
async fn what_is_aborted_already_is_not_sent() {
    let key = "sk_test_new_aborted";
    let (options, controller) = abortable();
    abort(&controller, "'early'");
    assert_eq!(outcome(client(key).create(js(ana("a@b.co")), options)).await, Err(json!("early")));
    assert_eq!(count(key).await, 0.0);
}

#[wasm_bindgen_test]
async fn aborting_after_the_answer_changes_nothing() {
    let (options, controller) = abortable();
    let page = result(client(SEEDED).list(NONE, options)).await;
    abort(&controller, "'late'");
    assert_eq!(page["count"], 38);
}

#[wasm_bindgen_test]
async fn the_time_limit_covers_a_slow_answer() {
    let key = "sk_test_new_timeout";
    order(key, json!({"delay_ms": 5000})).await;
    let options = js(json!({"timeoutMs": 100, "maxRetries": 0}));
    let error = error(client(key).list(NONE, options)).await;
    assert_eq!((&error["code"], &error["attempts"]), (&json!("timeout"), &json!(1)));
    assert_eq!(error["message"], "No complete answer within 100 ms.");
    assert_eq!(error["outcomeUnknown"], false);
}

#[wasm_bindgen_test]
async fn a_write_that_timed_out_may_have_been_carried_out() {
    let key = "sk_test_new_timeout_write";
    order(key, json!({"delay_ms": 1000})).await;
    let error = error(client(key).create(js(ana("a@b.co")), js(json!({"timeoutMs": 100})))).await;
    assert_eq!((&error["code"], &error["outcomeUnknown"]), (&json!("timeout"), &json!(true)));
}

/// A client whose `fetch` is the given one.
fn fetching(function: &str) -> CustomersClient {
    let options = js(json!({"baseUrl": BASE, "timeoutMs": 200, "maxRetries": 0}));
    CustomersClient::new(with(options, "fetch", &evaluate(function))).unwrap()
}

#[wasm_bindgen_test]
async fn limits_hold_where_a_given_fetch_ignores_its_signal() {
    for function in [
        "() => new Promise(() => {})",
        "async () => ({status: 200, headers: new Headers(), arrayBuffer: () => new Promise(() => {})})",
    ] {
        let client = fetching(function);
        assert_eq!(error(client.list(NONE, NONE)).await["code"], "timeout", "{function}");
        let (options, controller) = abortable();
        let promise = client.list(NONE, options);
        JsFuture::from(wait(20)).await.unwrap();
        abort(&controller, "'why'");
        assert_eq!(outcome(promise).await, Err(json!("why")), "{function}");
    }
}

#[wasm_bindgen_test]
async fn whatever_a_given_fetch_does_is_a_clear_error() {
    for (function, code) in [
        ("() => { throw new TypeError('no') }", "network"),
        ("() => { throw undefined }", "network"),
        ("async () => { throw null }", "network"),
        ("() => 5", "unexpected_response"),
        ("() => null", "unexpected_response"),
        ("async () => ({})", "unexpected_response"),
        ("async () => ({status: '200'})", "unexpected_response"),
        (
            "async () => ({status: 200, headers: null, arrayBuffer: async () => 'text'})",
            "unexpected_response",
        ),
        ("async () => ({status: 200, arrayBuffer() { throw 1 }})", "network"),
        ("async () => ({status: 200})", "network"),
        ("async () => Response.redirect('http://127.0.0.1/')", "unexpected_response"),
        ("async () => Response.error()", "unexpected_response"),
    ] {
        let error = error(fetching(function).list(NONE, NONE)).await;
        assert_eq!(error["code"], code, "{function}: {error}");
        assert_eq!(error["attempts"], 1);
    }
}

#[wasm_bindgen_test]
async fn a_given_fetch_gets_a_request_without_cookies_referrer_or_cache() {
    let fetch = "async function (request) { 'use strict';
      if (this !== undefined) throw new Error('a receiver');
      const { method, url, credentials, cache, redirect, referrerPolicy, headers } = request;
      throw { method, url, credentials, cache, redirect, referrerPolicy, headers: [...headers] };
    }";
    let options = js(json!({"baseUrl": BASE, "apiKey": "sk_test_x"}));
    let client = CustomersClient::new(with(options, "fetch", &evaluate(fetch))).unwrap();
    let told = |promise| async {
        let error = JsFuture::from(promise).await.unwrap_err();
        let cause = Reflect::get(&error, &"cause".into()).unwrap();
        serde_json::from_str::<Value>(&told(&cause)).unwrap()
    };
    let mut sent = told(client.create(js(ana("a@b.co")), NONE)).await;
    let headers = sent["headers"].take();
    assert_eq!(
        headers,
        json!([
            ["accept", "application/json"],
            ["authorization", "Basic c2tfdGVzdF94Og=="],
            ["content-type", "application/json"]
        ])
    );
    assert_eq!(
        sent,
        json!({
            "method": "POST", "url": format!("{BASE}/v1/customers/"), "credentials": "omit",
            "cache": "no-store", "redirect": "manual", "referrerPolicy": "no-referrer", "headers": null
        })
    );
    let sent = told(client.get("%2e%2e".into(), NONE)).await;
    assert_eq!(sent["url"], format!("{BASE}/v1/customers/%252e%252e/"));
    assert_eq!(sent["headers"].as_array().unwrap().len(), 2, "no Content-Type without a body");
}

#[wasm_bindgen_test]
async fn a_key_is_the_basic_user_name_and_letters_beyond_ascii_are_sent_as_latin_1() {
    let fetch = "({ headers }) => { throw headers.get('Authorization') }";
    for (key, header) in [
        ("sk_test_51O62xYzAbcDef123", "Basic c2tfdGVzdF81MU82MnhZekFiY0RlZjEyMzo="),
        ("é", "Basic 6To="),
    ] {
        let options = js(json!({"baseUrl": BASE, "apiKey": key, "maxRetries": 0}));
        let client = CustomersClient::new(with(options, "fetch", &evaluate(fetch))).unwrap();
        let error = JsFuture::from(client.list(NONE, NONE)).await.unwrap_err();
        assert_eq!(Reflect::get(&error, &"cause".into()).unwrap(), header);
    }
    assert!(CustomersClient::new(js(json!({"apiKey": "Ā"}))).is_err());
}

#[wasm_bindgen_test]
async fn a_client_can_be_freed_while_calls_are_under_way() {
    let key = "sk_test_new_freed";
    order(key, json!({"delay_ms": 200})).await;
    let client = client(key);
    let promise = client.list(NONE, NONE);
    client.free();
    assert_eq!(result(promise).await["count"], 0);
}

#[wasm_bindgen_test]
async fn two_hundred_calls_at_once_are_answered() {
    let client = client(SEEDED);
    let promises: js_sys::Array =
        (0..200).map(|_| JsValue::from(client.list(js(json!({"page_size": 1})), NONE))).collect();
    let all = JsFuture::from(Promise::all(&promises)).await.unwrap();
    assert_eq!(js_sys::Array::from(&all).length(), 200);
}
