//! The options of a client and of a call: which are accepted, and that no others are.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

#[track_caller]
fn refused(options: &str) -> Value {
    let error = CustomersClient::new(evaluate(options)).err().expect(options);
    assert!(error.is_instance_of::<CustomersError>());
    assert_eq!(get(&error, "code"), "invalid_input");
    read(&error)
}

#[wasm_bindgen_test]
fn options_that_cannot_be_honoured_are_thrown_all_together() {
    let error = refused(
        "({apiKey: 'sk_live_marker', fetch: 5, accessToken: {}, timeoutMs: 10n, maxRetries: -1,
           credentials: 'all', headers: 5, onAttempt: {}, dangerouslyAllowLiveKey: 1})",
    );
    assert_eq!(
        faulty(&error),
        [
            "accessToken",
            "apiKey",
            "credentials",
            "dangerouslyAllowLiveKey",
            "fetch",
            "headers",
            "maxRetries",
            "onAttempt",
            "timeoutMs"
        ]
    );
    assert!(!error.to_string().contains("marker"));
}

#[wasm_bindgen_test]
fn what_are_no_options_at_all_is_refused() {
    for options in ["undefined", "null", "5", "'x'", "[]", "new Map([['apiKey', 'k']])"] {
        assert_eq!(faulty(&refused(options)), ["options"], "{options}");
    }
    assert_eq!(faulty(&refused("({})")), ["apiKey"]);
}

#[wasm_bindgen_test]
fn a_misspelt_option_is_refused_with_what_was_meant() {
    for (name, says) in [
        ("baseURL", "Unknown option \"baseURL\": did you mean \"baseUrl\"?"),
        ("apikey", "Unknown option \"apikey\": did you mean \"apiKey\"?"),
        ("acessToken", "Unknown option \"acessToken\": did you mean \"accessToken\"?"),
        ("onattempts", "Unknown option \"onattempts\": did you mean \"onAttempt\"?"),
        ("retries", "Unknown option \"retries\"."),
        ("__proto__", "Unknown option \"__proto__\"."),
    ] {
        let options = format!("{{\"apiKey\": \"sk_test_x\", \"{name}\": \"x\"}}");
        let error = refused(&format!("JSON.parse('{options}')"));
        assert_eq!(error["fields"][name], json!([says]));
        assert_eq!(error["issues"][0]["code"], "unknown_option");
    }
    assert!(CustomersClient::new(evaluate("({apiKey: 'x', baseURL: undefined})")).is_ok());
}

#[wasm_bindgen_test]
async fn parameters_and_a_calls_options_are_closed_too() {
    let key = "sk_test_new_closed";
    let client = client(key);
    let given = |name: &str| js(json!({ name: 1 }));
    for (promise, field, near) in [
        (client.list(given("pageSize"), NONE), "pageSize", Some("page_size")),
        (client.list(given("Search"), NONE), "Search", Some("search")),
        (client.list(given("limit"), NONE), "limit", None),
        (client.list(NONE, given("timeout")), "timeout", Some("timeoutMs")),
        (client.search("a".into(), js(json!({"search": "b"})), NONE), "search", None),
        (client.get("x".into(), given("sgnal")), "sgnal", Some("signal")),
        (client.delete("x".into(), given("headers")), "headers", None),
        (client.create(js(ana("a@b.co")), given("maxretry")), "maxretry", None),
        (client.list_addresses("x".into(), given("page")), "page", None),
        (call_next(&client.list_all(given("pagesize"), NONE)), "pagesize", Some("page_size")),
        (call_next(&client.list_all(given("page"), NONE)), "page", None),
        (call_next(&client.list_all(NONE, given("x"))), "x", None),
    ] {
        let error = error(promise).await;
        let says = match near {
            Some(near) => format!("Unknown option \"{field}\": did you mean \"{near}\"?"),
            None => format!("Unknown option \"{field}\"."),
        };
        assert_eq!(error["fields"], json!({ field: [says] }));
    }
    let undefined = evaluate("({pageSize: undefined})");
    result(client.list(undefined, evaluate("({timeout: undefined})"))).await;
    assert_eq!(count(key).await, 1.0, "the last one");
}

fn call_next(walk: &JsValue) -> Promise {
    call(walk, "next", &NONE).into()
}

#[wasm_bindgen_test]
fn a_base_url_is_https_or_loopback_or_this_pages_own_origin() {
    let own = evaluate("location.origin").as_string().unwrap();
    for url in ["https://example.com/a", "http://localhost:1", "http://[::1]:1", "/api", &own] {
        assert!(CustomersClient::new(js(json!({"apiKey": "x", "baseUrl": url}))).is_ok(), "{url}");
    }
    for url in [
        "http://example.com",
        "https://a:b@example.com",
        "https://example.com?x",
        "ftp://example.com",
        "//example.com",
        "example.com",
        "",
    ] {
        let error = refused(&json!({"apiKey": "x", "baseUrl": url}).to_string());
        assert_eq!(faulty(&error), ["baseUrl"], "{url}");
    }
}

#[wasm_bindgen_test]
fn options_are_read_once() {
    let options = evaluate(
        "(() => { let n = 0; return {apiKey: 'x', get baseUrl() {
           n += 1; return n === 1 ? 'http://127.0.0.1:1' : 'http://example.com' }}; })()",
    );
    assert!(CustomersClient::new(options).is_ok());
}
