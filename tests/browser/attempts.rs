//! What `onAttempt` is told.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

/// A client, and the list of what it tells of its attempts, without their times.
fn telling(key: &str) -> (CustomersClient, JsValue) {
    let told = evaluate("[]");
    let tell = call(
        &evaluate(
            "({ into: (list) => ({ durationMs, ...rest }) => {
          list.push({ ...rest, isTimed: durationMs >= 0 });
        } })",
        ),
        "into",
        &told,
    );
    let options = js(json!({"apiKey": key, "baseUrl": BASE}));
    (client_with(with(options, "onAttempt", &tell)), told)
}

/// What `onAttempt` was told, without the request ids, which differ in each run.
fn all(told: &JsValue) -> Value {
    let mut attempts = read(told);
    for attempt in attempts.as_array_mut().unwrap() {
        let attempt = attempt.as_object_mut().unwrap();
        assert_eq!(attempt.shift_remove("isTimed"), Some(json!(true)));
        if attempt.contains_key("status") {
            assert!(attempt.shift_remove("requestId").unwrap().is_string());
        }
    }
    attempts
}

#[wasm_bindgen_test]
async fn each_request_is_told_when_it_has_ended() {
    let key = "sk_test_new_told";
    let (client, told) = telling(key);
    order(key, json!({"status": 503, "retry_after": "0", "body": ""})).await;
    result(client.list(js(json!({"page_size": 5})), NONE)).await;
    error(client.get("a/b".into(), NONE)).await;
    let path = "/v1/customers/?page_size=5";
    assert_eq!(
        all(&told),
        json!([
            {"operation": "list", "method": "GET", "path": path, "attempt": 1, "status": 503,
             "code": "server_error", "retryInMs": 0},
            {"operation": "list", "method": "GET", "path": path, "attempt": 2, "status": 200},
            {"operation": "get", "method": "GET", "path": "/v1/customers/a%2Fb/", "attempt": 1,
             "status": 404, "code": "not_found"}
        ])
    );
}

#[wasm_bindgen_test]
async fn a_search_without_results_succeeded() {
    let (client, told) = telling("sk_test_new_told_search");
    result(client.search("nobody".into(), NONE, NONE)).await;
    let told = all(&told);
    assert_eq!(told[0]["status"], 404);
    assert!(told[0].get("code").is_none());
}

#[wasm_bindgen_test]
async fn what_was_refused_here_is_not_told() {
    let (client, told) = telling("sk_test_new_told_refused");
    error(client.get("".into(), NONE)).await;
    error(client.create(js(json!({})), NONE)).await;
    assert_eq!(all(&told), json!([]));
}

#[wasm_bindgen_test]
async fn an_abort_and_a_time_limit_are_told_where_something_was_sent() {
    let key = "sk_test_new_told_ends";
    let (client, told) = telling(key);
    order(key, json!({"delay_ms": 5000, "times": 2})).await;
    let controller = evaluate("new AbortController()");
    let options = with(js(json!({})), "signal", &get(&controller, "signal"));
    let promise = client.list(NONE, options.clone());
    wait(50).await;
    call(&controller, "abort", &"why".into());
    assert_eq!(thrown(promise).await, "why");
    assert_eq!(thrown(client.list(NONE, options)).await, "why");
    error(client.list(NONE, js(json!({"timeoutMs": 50, "maxRetries": 0})))).await;
    let codes: Vec<_> = all(&told).as_array().unwrap().iter().map(|a| a["code"].clone()).collect();
    assert_eq!(codes, [json!("aborted"), json!("timeout")]);
}

#[wasm_bindgen_test]
async fn it_is_told_before_the_calls_promise_settles() {
    let (client, told) = telling("sk_test_new_told_before");
    let count = evaluate("({ within: (told) => () => told.length })");
    let then = call(&count, "within", &told);
    let count = call(&client.list(NONE, NONE), "then", &then);
    assert_eq!(JsFuture::from(Promise::from(count)).await.unwrap(), 1);
}

#[wasm_bindgen_test]
async fn what_it_throws_is_reported_and_changes_nothing() {
    let global = js_sys::global();
    let original = get(&global, "reportError");
    let reported = evaluate("globalThis.reported = []");
    evaluate("globalThis.reportError = (error) => reported.push(error)");
    let options = js(json!({"apiKey": SEEDED, "baseUrl": BASE}));
    let throws = evaluate("() => { throw 'from onAttempt' }");
    let client = client_with(with(options, "onAttempt", &throws));
    let page = result(client.list(NONE, NONE)).await;
    Reflect::set(&global, &"reportError".into(), &original).unwrap();
    assert_eq!((&page["count"], read(&reported)), (&json!(38), json!(["from onAttempt"])));
}
