//! What a given `fetch` is called with, and what it may answer.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

#[wasm_bindgen_test]
async fn a_given_fetch_gets_a_request_without_cookies_referrer_or_cache() {
    let fetch = "async function (request) { 'use strict';
      if (this !== undefined) throw new Error('a receiver');
      const { method, url, credentials, cache, redirect, referrerPolicy, headers } = request;
      throw { method, url, credentials, cache, redirect, referrerPolicy, headers: [...headers] };
    }";
    let options = js(json!({"baseUrl": BASE, "apiKey": "sk_test_x", "maxRetries": 0}));
    let client = client_with(with(options, "fetch", &evaluate(fetch)));
    let sent = |promise| async { read(&get(&thrown(promise).await, "cause")) };
    let mut created = sent(client.create(js(ana("a@b.co")), NONE)).await;
    assert_eq!(
        created["headers"].take(),
        json!([
            ["accept", "application/json"],
            ["authorization", "Basic c2tfdGVzdF94Og=="],
            ["content-type", "application/json"]
        ])
    );
    assert_eq!(
        created,
        json!({
            "method": "POST", "url": format!("{BASE}/v1/customers/"), "credentials": "omit",
            "cache": "no-store", "redirect": "manual", "referrerPolicy": "no-referrer", "headers": null
        })
    );
    let got = sent(client.get("%2e%2e".into(), NONE)).await;
    assert_eq!(got["url"], format!("{BASE}/v1/customers/%252e%252e/"));
    assert_eq!(got["headers"].as_array().unwrap().len(), 2, "no Content-Type without a body");
    let listed = sent(client.list(js(json!({"search": "a&b +ñ", "page": 2})), NONE)).await;
    assert_eq!(listed["url"], format!("{BASE}/v1/customers/?page=2&search=a%26b+%2B%C3%B1"));
}

#[wasm_bindgen_test]
async fn an_id_is_one_segment_of_the_path_whatever_it_contains() {
    let client = fetching("({ url }) => { throw url }");
    for (id, path) in [
        ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("%", "%25"),
        (" ", "%20"),
        ("ñ\u{1f600}", "%C3%B1%F0%9F%98%80"),
    ] {
        let url = get(&thrown(client.list_addresses(id.into(), NONE)).await, "cause");
        assert_eq!(url, format!("{BASE}/v1/customers/{path}/addresses/"));
    }
}

#[wasm_bindgen_test]
async fn cookies_are_sent_where_they_are_asked_for() {
    for cookies in ["same-origin", "include"] {
        let options = js(json!({"baseUrl": BASE, "credentials": cookies, "maxRetries": 0}));
        let fetch = evaluate("(request) => { throw request.credentials }");
        let client = client_with(with(options, "fetch", &fetch));
        assert_eq!(get(&thrown(client.list(NONE, NONE)).await, "cause"), cookies);
    }
}

#[wasm_bindgen_test]
async fn the_global_fetch_is_looked_up_at_each_call() {
    let client = client_with(js(json!({"baseUrl": BASE, "maxRetries": 0})));
    let global = js_sys::global();
    let fetch = get(&global, "fetch");
    Reflect::set(&global, &"fetch".into(), &evaluate("() => { throw 'mine' }")).unwrap();
    let promise = client.list(NONE, NONE);
    let thrown = thrown(promise).await;
    Reflect::set(&global, &"fetch".into(), &fetch).unwrap();
    assert_eq!(get(&thrown, "cause"), "mine");
}

#[wasm_bindgen_test]
async fn whatever_a_given_fetch_does_is_a_clear_error() {
    let branded = |body: &str| {
        format!(
            "async () => ({{[Symbol.toStringTag]: 'Response', status: 200, redirected: false, {body}}})"
        )
    };
    let patched = |body: &str| {
        format!("async () => Object.assign(new Response('{{}}'), {{arrayBuffer: {body}}})")
    };
    for (fetch, code) in [
        ("() => { throw new TypeError('no') }", "network"),
        ("() => { throw undefined }", "network"),
        ("async () => { throw null }", "network"),
        ("async () => { throw Object.create(null) }", "network"),
        ("() => 5", "unexpected_response"),
        ("() => null", "unexpected_response"),
        ("async () => ({})", "unexpected_response"),
        ("async () => ({status: 200, headers: new Headers()})", "unexpected_response"),
        ("async () => Object.create(Response.prototype)", "unexpected_response"),
        ("async () => Response.redirect('http://127.0.0.1/')", "unexpected_response"),
        ("async () => Response.error()", "unexpected_response"),
        (&branded("headers: null"), "unexpected_response"),
        (&branded("headers: {get() { throw 1 }}"), "unexpected_response"),
        (&branded("headers: new Headers()"), "network"),
        (&patched("async () => 'text'"), "unexpected_response"),
        (&patched("() => { throw 1 }"), "network"),
        (&patched("async () => { throw 1 }"), "network"),
    ] {
        let error = error(fetching(fetch).list(NONE, NONE)).await;
        assert_eq!(error["code"], code, "{fetch}: {error}");
        assert_eq!(error["attempts"], 1);
    }
}
