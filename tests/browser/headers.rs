//! Headers of the caller's own.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

/// A client with headers, whose `fetch` throws those of its request.
fn showing(headers: &JsValue) -> Result<CustomersClient, JsValue> {
    let options = js(json!({"baseUrl": BASE, "apiKey": "sk_test_x", "maxRetries": 0}));
    let fetch = evaluate("({ headers }) => { throw Object.fromEntries(headers) }");
    CustomersClient::new(with(with(options, "headers", headers), "fetch", &fetch))
}

async fn sent(headers: &str) -> Value {
    let client = showing(&evaluate(headers)).unwrap_or_else(|error| panic!("{}", told(&error)));
    read(&get(&thrown(client.list(NONE, NONE)).await, "cause"))
}

#[wasm_bindgen_test]
async fn headers_of_the_callers_own_are_sent_beside_the_clients() {
    for headers in [
        "({'X-Trace': 'é 1', 'x-other': ''})",
        "() => ({'X-Trace': 'é 1', 'x-other': ''})",
        "async () => ({'X-Trace': 'é 1', 'x-other': ''})",
    ] {
        let sent = sent(headers).await;
        assert_eq!((&sent["x-trace"], &sent["x-other"]), (&json!("é 1"), &json!("")), "{headers}");
        assert_eq!(sent["accept"], "application/json");
        assert_eq!(sent["authorization"], "Basic c2tfdGVzdF94Og==");
    }
}

const REFUSED: &[(&str, &str)] = &[
    ("({accept: 'x'})", "accept is set by this client and cannot be given."),
    ("({AUTHORIZATION: 'x'})", "AUTHORIZATION is set by this client and cannot be given."),
    ("({'Content-Type': 'x'})", "Content-Type is set by this client and cannot be given."),
    ("({'a b': 'x'})", "\"a b\" is not the name of a header."),
    ("({'': 'x'})", "\"\" is not the name of a header."),
    (
        "({a: 'marker\\n'})",
        "The value of a is no text, or has a control character or one that is not Latin-1.",
    ),
    (
        "({a: 'marker\\u0100'})",
        "The value of a is no text, or has a control character or one that is not Latin-1.",
    ),
    (
        "({a: 5})",
        "The value of a is no text, or has a control character or one that is not Latin-1.",
    ),
    ("new Headers({a: 'marker'})", "Expected a plain object of texts, but got a Headers."),
    ("[['a', 'marker']]", "Expected a plain object of texts, but got an array."),
    ("new Map([['a', 'marker']])", "Expected a plain object of texts, but got a Map."),
];

#[wasm_bindgen_test]
fn what_cannot_be_a_header_is_refused_by_name_and_not_shown() {
    for (headers, says) in REFUSED {
        let error = read(&showing(&evaluate(headers)).err().unwrap());
        assert_eq!(error["fields"], json!({"headers": [says]}), "{headers}");
        assert!(!error.to_string().contains("marker"));
    }
}

#[wasm_bindgen_test]
async fn a_functions_headers_are_refused_alike_and_nothing_is_sent() {
    for (headers, says) in REFUSED {
        let client = showing(&evaluate(&format!("() => {headers}"))).unwrap_or_else(|_| panic!());
        let error = error(client.list(NONE, NONE)).await;
        assert_eq!(error["fields"], json!({"headers": [says]}), "{headers}");
        assert_eq!((&error["code"], &error["attempts"]), (&json!("invalid_input"), &json!(0)));
        assert!(!error.to_string().contains("marker"));
    }
    let fails = showing(&evaluate("async () => { throw 'why' }")).unwrap_or_else(|_| panic!());
    let thrown = thrown(fails.list(NONE, NONE)).await;
    assert_eq!(
        (get(&thrown, "cause"), read(&thrown)["attempts"].clone()),
        ("why".into(), json!(0))
    );
}

#[wasm_bindgen_test]
async fn the_function_is_asked_before_each_attempt_after_the_token() {
    let key = "asked-in-order";
    order(key, json!({"status": 503, "retry_after": "0", "body": ""})).await;
    let asked = evaluate("globalThis.asked = []");
    let token = format!(
        "async () => {{ asked.push('token'); return asked.length > 2 ? '{TOKEN}' : '{key}' }}"
    );
    let options = with(js(json!({"baseUrl": BASE})), "accessToken", &evaluate(&token));
    let headers = evaluate("() => { asked.push('headers'); return {} }");
    result(client_with(with(options, "headers", &headers)).list(NONE, NONE)).await;
    assert_eq!(read(&asked), json!(["token", "headers", "token", "headers"]));
}
