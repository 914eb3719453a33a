//! Aborting a call by the caller's signal, at every moment of the call.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

/// Options with the signal of a new controller, and the controller.
fn abortable() -> (JsValue, JsValue) {
    let controller = evaluate("new AbortController()");
    (with(js(json!({})), "signal", &get(&controller, "signal")), controller)
}

#[wasm_bindgen_test]
async fn aborting_in_flight_rejects_with_the_signals_reason_whatever_it_is() {
    let key = "sk_test_new_abort";
    for reason in ["'why'", "null", "0", "{a: 1}", "new Error('mine')", "Symbol('s')", "() => 1"] {
        order(key, json!({"delay_ms": 5000})).await;
        let (options, controller) = abortable();
        let promise = client(key).list(NONE, options);
        wait(50).await;
        let reason = evaluate(reason);
        call(&controller, "abort", &reason);
        assert!(thrown(promise).await == reason, "the very same");
    }
}

#[wasm_bindgen_test]
async fn without_a_reason_it_is_the_browsers_own_error() {
    let (options, controller) = abortable();
    let promise = client("sk_test_new_no_reason").list(NONE, options);
    call(&controller, "abort", &NONE);
    let reason = thrown(promise).await;
    assert_eq!(get(&reason, "name"), "AbortError");
    assert_eq!(reason, get(&get(&controller, "signal"), "reason"));
}

#[wasm_bindgen_test]
async fn what_is_aborted_already_is_not_sent() {
    let key = "sk_test_new_aborted";
    let (options, controller) = abortable();
    call(&controller, "abort", &"early".into());
    assert_eq!(thrown(client(key).create(js(ana("a@b.co")), options)).await, "early");
    assert_eq!(count(key).await, 0.0);
}

#[wasm_bindgen_test]
async fn a_fault_of_an_argument_comes_before_an_abort() {
    let (options, controller) = abortable();
    call(&controller, "abort", &"early".into());
    let error = error(client("sk_test_x").get("".into(), options)).await;
    assert_eq!(error["code"], "invalid_input");
}

#[wasm_bindgen_test]
async fn aborting_after_the_answer_changes_nothing() {
    let (options, controller) = abortable();
    let page = result(client(SEEDED).list(NONE, options)).await;
    call(&controller, "abort", &"late".into());
    assert_eq!(page["count"], 38);
}

#[wasm_bindgen_test]
async fn aborting_ends_the_wait_before_a_repeat() {
    let key = "sk_test_new_abort_wait";
    order(key, json!({"status": 503, "retry_after": "50", "body": ""})).await;
    let (options, controller) = abortable();
    let promise = client(key).list(NONE, options);
    while count(key).await < 1.0 {
        wait(10).await;
    }
    wait(100).await;
    call(&controller, "abort", &"enough".into());
    assert_eq!(thrown(promise).await, "enough");
    assert_eq!(count(key).await, 1.0);
}

#[wasm_bindgen_test]
async fn aborting_ends_the_wait_for_a_token_or_headers() {
    let key = "sk_test_new_abort_asked";
    for name in ["accessToken", "headers"] {
        let options = js(json!({"baseUrl": BASE}));
        let asks = client_with(with(options, name, &evaluate("() => new Promise(() => {})")));
        let (options, controller) = abortable();
        let promise = asks.list(NONE, options);
        wait(20).await;
        call(&controller, "abort", &name.into());
        assert_eq!(thrown(promise).await, name);
    }
    // One that aborts the call itself, without waiting for anything.
    let (options, controller) = abortable();
    let global = js_sys::global();
    Reflect::set(&global, &"testController".into(), &controller).unwrap();
    let aborts = evaluate("() => { testController.abort('inside'); return {}; }");
    let client = client_with(with(js(json!({"apiKey": key, "baseUrl": BASE})), "headers", &aborts));
    assert_eq!(thrown(client.list(NONE, options)).await, "inside");
    assert_eq!(count(key).await, 0.0);
}

#[wasm_bindgen_test]
async fn aborting_holds_where_a_given_fetch_ignores_its_signal() {
    for fetch in [
        "() => new Promise(() => {})",
        "async () => new Response(new ReadableStream())",
        "async () => Object.assign(new Response(), {arrayBuffer: () => new Promise(() => {})})",
    ] {
        let (options, controller) = abortable();
        let promise = fetching(fetch).list(NONE, options);
        wait(20).await;
        call(&controller, "abort", &"why".into());
        assert_eq!(thrown(promise).await, "why", "{fetch}");
    }
}

#[wasm_bindgen_test]
async fn an_abort_reaches_the_request() {
    let fetch = "(request) => { globalThis.sent = request.signal; return new Promise(() => {}); }";
    let (options, controller) = abortable();
    let promise = fetching(fetch).list(NONE, options);
    wait(0).await;
    let sent = get(&js_sys::global(), "sent");
    assert_eq!(get(&sent, "aborted"), false);
    call(&controller, "abort", &"why".into());
    assert_eq!(get(&sent, "aborted"), true);
    assert_eq!(get(&sent, "reason"), "why");
    thrown(promise).await;
}

#[wasm_bindgen_test]
async fn a_signal_that_outlives_its_calls_keeps_no_listener_of_theirs() {
    let signal = evaluate(
        "(() => {
          const { signal } = new AbortController();
          const listeners = new Set();
          signal.listeners = listeners;
          signal.addEventListener = (type, listener) => listeners.add(listener);
          signal.removeEventListener = (type, listener) => listeners.delete(listener);
          return signal;
        })()",
    );
    let key = "sk_test_new_listeners";
    let client = client(key);
    let options = || with(js(json!({})), "signal", &signal);
    order(key, json!({"status": 503, "retry_after": "0", "body": ""})).await;
    result(client.list(NONE, options())).await;
    error(client.get("no such".into(), options())).await;
    error(client.get("".into(), options())).await;
    assert_eq!(get(&get(&signal, "listeners"), "size"), 0);
}
