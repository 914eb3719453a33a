//! Which failures are followed by another attempt, and how long the client waits before it.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

/// Milliseconds, from an arbitrary beginning.
fn now() -> f64 {
    evaluate("performance.now()").as_f64().unwrap()
}

fn answer(status: u16, retry_after: Option<&str>) -> Value {
    match retry_after {
        Some(retry_after) => json!({"status": status, "retry_after": retry_after, "body": ""}),
        None => json!({"status": status, "body": ""}),
    }
}

#[wasm_bindgen_test]
async fn a_read_is_repeated_after_what_may_pass() {
    let key = "sk_test_new_read_again";
    let client = client(key);
    for status in [408, 429, 500, 502, 503, 504] {
        let before = count(key).await;
        order(key, answer(status, Some("0"))).await;
        assert_eq!(result(client.list(NONE, NONE)).await["count"], 0, "{status}");
        assert_eq!(count(key).await - before, 2.0, "{status}");
    }
}

#[wasm_bindgen_test]
async fn nothing_is_repeated_after_what_would_only_come_again() {
    let key = "sk_test_new_never_again";
    let client = client(key);
    for status in [400, 401, 403, 404, 406, 409, 413, 415, 418, 501, 505] {
        order(key, answer(status, Some("0"))).await;
        let error = error(client.list(NONE, NONE)).await;
        assert_eq!((&error["status"], &error["attempts"]), (&json!(status), &json!(1)));
    }
}

#[wasm_bindgen_test]
async fn a_write_is_repeated_only_where_it_was_surely_not_carried_out() {
    let key = "sk_test_new_write_again";
    let client = client(key);
    for (index, fault) in
        [answer(429, None), answer(429, Some("0")), answer(503, Some("0"))].into_iter().enumerate()
    {
        order(key, fault).await;
        result(client.create(js(ana(&format!("a{index}@b.co"))), NONE)).await;
    }
    for (fault, is_unknown) in [
        (answer(408, Some("0")), false),
        (answer(500, Some("0")), false),
        (answer(502, Some("0")), true),
        (answer(503, None), false),
        (answer(504, Some("0")), true),
    ] {
        order(key, fault).await;
        let error = error(client.update("x".into(), js(json!({"phone": "1"})), NONE)).await;
        assert_eq!((&error["attempts"], &error["outcomeUnknown"]), (&json!(1), &json!(is_unknown)));
    }
    assert_eq!(count(key).await, 3.0 * 2.0 + 5.0);
}

#[wasm_bindgen_test]
async fn repeats_end_after_two_and_the_last_answer_is_told() {
    let key = "sk_test_new_in_the_end";
    order(key, answer(500, Some("0"))).await;
    order(key, answer(502, Some("0"))).await;
    order(key, answer(503, Some("0"))).await;
    let error = error(client(key).list(NONE, NONE)).await;
    assert_eq!((&error["status"], &error["attempts"]), (&json!(503), &json!(3)));
    assert_eq!(count(key).await, 3.0);
}

#[wasm_bindgen_test]
async fn what_the_service_asks_for_is_waited_for_up_to_a_minute() {
    let key = "sk_test_new_slow_down";
    order(key, answer(429, Some("1"))).await;
    let since = now();
    result(client(key).list(NONE, NONE)).await;
    assert!(now() - since >= 1000.0, "{}", now() - since);

    order(key, answer(429, Some("61"))).await;
    let since = now();
    let error = error(client(key).list(NONE, NONE)).await;
    assert!(now() - since < 1000.0);
    assert_eq!((&error["code"], &error["retryAfterMs"]), (&json!("rate_limited"), &json!(61_000)));
    assert_eq!(error["attempts"], 1);
}

#[wasm_bindgen_test]
async fn without_a_wish_of_the_service_waits_are_random_up_to_a_bound_that_doubles() {
    let global = js_sys::global();
    let (timers, random) = (get(&global, "setTimeout"), get(&get(&global, "Math"), "random"));
    evaluate(
        "(() => {
          const original = setTimeout;
          globalThis.waits = [];
          globalThis.setTimeout = (callback, ms) => {
            if (ms < 30_000) { waits.push(ms); ms = 0; }
            return original(callback, ms);
          };
          Math.random = () => 0.75;
        })()",
    );
    let fetch = "async () => { throw new TypeError('lost') }";
    let error = error(fetching(fetch).list(NONE, js(json!({"maxRetries": 6})))).await;
    let waits = read(&get(&global, "waits"));
    Reflect::set(&global, &"setTimeout".into(), &timers).unwrap();
    Reflect::set(&get(&global, "Math"), &"random".into(), &random).unwrap();
    assert_eq!((&error["code"], &error["attempts"]), (&json!("network"), &json!(7)));
    let bounds = [500, 1000, 2000, 4000, 8000, 8000];
    let expected: Vec<_> = bounds.map(|bound| bound * 3 / 4).into();
    assert_eq!(waits, json!(expected));
}

#[wasm_bindgen_test]
async fn offline_is_told_at_once() {
    let set = "Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })";
    evaluate(set);
    let lost = fetching("async () => { throw new TypeError('lost') }");
    let read_lost = error(lost.list(NONE, js(json!({"maxRetries": 5})))).await;
    let write_lost = error(lost.create(js(ana("a@b.co")), NONE)).await;
    let answered = result(client(SEEDED).list(NONE, NONE)).await;
    evaluate("delete navigator.onLine");
    assert_eq!((&read_lost["code"], &read_lost["attempts"]), (&json!("network"), &json!(1)));
    assert_eq!(read_lost["message"], "No answer from the service (lost): this browser is offline.");
    assert_eq!(write_lost["outcomeUnknown"], true);
    assert_eq!(answered["count"], 38, "a loopback host answers all the same");
}
