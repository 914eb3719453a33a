//! The time limit of an attempt.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

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
async fn a_read_is_sent_again_after_a_time_limit_which_is_each_attempts_own() {
    let key = "sk_test_new_timeout_again";
    order(key, json!({"delay_ms": 5000})).await;
    let page = result(client(key).list(NONE, js(json!({"timeoutMs": 1000})))).await;
    assert_eq!((&page["count"], count(key).await), (&json!(0), 2.0));
}

#[wasm_bindgen_test]
async fn a_write_that_timed_out_may_have_been_carried_out() {
    let key = "sk_test_new_timeout_write";
    order(key, json!({"delay_ms": 1000})).await;
    let error = error(client(key).create(js(ana("a@b.co")), js(json!({"timeoutMs": 100})))).await;
    assert_eq!((&error["code"], &error["outcomeUnknown"]), (&json!("timeout"), &json!(true)));
    assert_eq!(error["attempts"], 1);
}

#[wasm_bindgen_test]
async fn the_time_limit_holds_where_a_given_fetch_ignores_its_signal() {
    for fetch in [
        "() => new Promise(() => {})",
        "async () => new Response(new ReadableStream())",
        "async () => Object.assign(new Response(), {arrayBuffer: () => new Promise(() => {})})",
    ] {
        let error = error(fetching(fetch).list(NONE, js(json!({"timeoutMs": 50})))).await;
        assert_eq!((&error["code"], &error["attempts"]), (&json!("timeout"), &json!(1)), "{fetch}");
    }
}

#[wasm_bindgen_test]
async fn a_limit_that_runs_out_before_anything_is_sent_leaves_no_doubt() {
    for name in ["accessToken", "headers"] {
        let options = js(json!({"baseUrl": BASE, "timeoutMs": 50}));
        let asks = client_with(with(options, name, &evaluate("() => new Promise(() => {})")));
        let error = error(asks.create(js(ana("a@b.co")), NONE)).await;
        assert_eq!((&error["code"], &error["attempts"]), (&json!("timeout"), &json!(0)));
        assert_eq!(error["outcomeUnknown"], false);
    }
}

#[wasm_bindgen_test]
async fn a_calls_limits_come_before_its_clients() {
    let fetch = "async () => new Response('', { status: 500, headers: { 'Retry-After': '0' } })";
    let options = js(json!({"baseUrl": BASE, "maxRetries": 1, "timeoutMs": 60_000}));
    let client = client_with(with(options, "fetch", &evaluate(fetch)));
    assert_eq!(error(client.list(NONE, NONE)).await["attempts"], 2);
    assert_eq!(error(client.list(NONE, js(json!({"maxRetries": 3})))).await["attempts"], 4);
    assert_eq!(error(client.list(NONE, js(json!({"maxRetries": 0})))).await["attempts"], 1);
}
