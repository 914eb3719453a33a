//! Which credential a request carries, and that no error shows it.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

#[wasm_bindgen_test]
async fn a_wrong_key_is_unauthorized_and_does_not_show() {
    let error = error(client("sk_test_wrong").list(NONE, NONE)).await;
    assert_eq!((&error["code"], &error["status"]), (&json!("unauthorized"), &json!(401)));
    assert!(!error.to_string().contains("sk_test_wrong"));
}

/// A client whose token function is the given one.
fn asking(function: &str) -> CustomersClient {
    let options = js(json!({"baseUrl": BASE}));
    client_with(with(options, "accessToken", &evaluate(function)))
}

#[wasm_bindgen_test]
async fn a_token_and_a_token_function_are_bearers() {
    let fixed = client_with(js(json!({"accessToken": TOKEN, "baseUrl": BASE})));
    assert_eq!(fixed.mode(), "unknown");
    result(fixed.list(NONE, NONE)).await;
    for function in [format!("() => '{TOKEN}'"), format!("async () => '{TOKEN}'")] {
        result(asking(&function).list(NONE, NONE)).await;
    }
}

#[wasm_bindgen_test]
async fn a_token_function_is_asked_before_each_attempt() {
    let key = "sk_token_of_repeats";
    order(key, json!({"status": 503, "retry_after": "0", "body": "", "times": 2})).await;
    evaluate("globalThis.asked = 0");
    let asks = asking(&format!("() => (asked += 1) > 2 ? '{TOKEN}' : '{key}'"));
    result(asks.list(NONE, NONE)).await;
    assert_eq!((evaluate("asked"), count(key).await), (3.into(), 2.0));
}

#[wasm_bindgen_test]
async fn a_token_that_has_run_out_is_renewed_once_also_for_a_write() {
    evaluate("globalThis.asked = 0");
    let renews = asking(&format!("async () => (asked += 1) === 2 ? '{TOKEN}' : 'run-out'"));
    let email = evaluate("`renewed-${Date.now()}@example.com`").as_string().unwrap();
    let made = result(renews.create(js(ana(&email)), NONE)).await;
    assert_eq!(evaluate("asked"), 2);
    let kept = asking(&format!("() => '{TOKEN}'"));
    result(kept.delete(made["id"].as_str().unwrap().into(), NONE)).await;

    evaluate("globalThis.asked = 0");
    let error = error(asking("() => `run-out-${asked += 1}`").list(NONE, NONE)).await;
    assert_eq!((&error["code"], &error["attempts"]), (&json!("unauthorized"), &json!(2)));
    assert_eq!(evaluate("asked"), 2);
}

#[wasm_bindgen_test]
async fn a_credential_that_does_not_change_is_not_sent_again_after_a_401() {
    let fixed = client_with(js(json!({"accessToken": "run-out", "baseUrl": BASE})));
    assert_eq!(error(fixed.list(NONE, NONE)).await["attempts"], 1);
}

#[wasm_bindgen_test]
async fn a_token_function_that_fails_is_the_cause() {
    for function in ["() => { throw 'why' }", "async () => { throw 'why' }"] {
        let thrown = thrown(asking(function).list(NONE, NONE)).await;
        assert_eq!(get(&thrown, "cause"), "why");
        let error = read(&thrown);
        assert_eq!((&error["code"], &error["attempts"]), (&json!("invalid_input"), &json!(0)));
        let says = "The function failed; its error is the cause of this one.";
        assert_eq!(error["fields"], json!({"accessToken": [says]}));
    }
}

#[wasm_bindgen_test]
async fn what_is_no_token_is_refused_and_not_shown() {
    for (function, says) in [
        ("() => 5", "The function gave no string to use as a token."),
        ("() => undefined", "The function gave no string to use as a token."),
        ("() => ''", "May not be empty."),
        (
            "() => 'marker\\n'",
            "Contains white space, a control character or one that is not Latin-1.",
        ),
    ] {
        let error = error(asking(function).list(NONE, NONE)).await;
        assert_eq!(error["fields"], json!({"accessToken": [says]}), "{function}");
        assert!(!error.to_string().contains("marker"));
        assert_eq!(error["attempts"], 0);
    }
}

#[wasm_bindgen_test]
async fn a_key_is_the_basic_user_name_and_letters_beyond_ascii_are_sent_as_latin_1() {
    for (key, header) in [
        ("sk_test_51O62xYzAbcDef123", "Basic c2tfdGVzdF81MU82MnhZekFiY0RlZjEyMzo="),
        ("é", "Basic 6To="),
    ] {
        let options = js(json!({"baseUrl": BASE, "apiKey": key, "maxRetries": 0}));
        let fetch = evaluate("({ headers }) => { throw headers.get('Authorization') }");
        let client = client_with(with(options, "fetch", &fetch));
        assert_eq!(get(&thrown(client.list(NONE, NONE)).await, "cause"), header);
    }
}

#[wasm_bindgen_test]
async fn what_the_service_quotes_of_a_credential_is_redacted() {
    let key = "sk_test_new_quoted";
    let encoded = evaluate(&format!("btoa('{key}:')")).as_string().unwrap();
    let body = json!({"detail": format!("No: {key}, nor Basic {encoded}.")}).to_string();
    order(key, json!({"status": 403, "body": body, "headers": {"X-Request-Id": key}})).await;
    let error = error(client(key).list(NONE, NONE)).await;
    assert_eq!(error["message"], "No: [redacted], nor Basic [redacted].");
    assert!(!error.to_string().contains(key), "{error}");
}

#[wasm_bindgen_test]
fn the_mode_is_the_keys() {
    let mode = |options: Value| client_with(js(options)).mode();
    assert_eq!(mode(json!({"apiKey": "sk_test_x"})), "test");
    assert_eq!(mode(json!({"apiKey": "sk_live_x", "dangerouslyAllowLiveKey": true})), "live");
    assert_eq!(mode(json!({"apiKey": "x"})), "unknown");
    assert_eq!(mode(json!({"baseUrl": "/api"})), "unknown");
}
