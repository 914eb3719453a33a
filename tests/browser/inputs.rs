//! What callers hand over: it is read as `JSON.stringify` reads it, and refused where JSON would
//! change or lose a part of it.

use customers_client::checks::{check_new_customer, metadata_size};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

fn metadata(code: &str) -> Value {
    let customer = with(js(ana("a@b.co")), "metadata", &evaluate(code));
    read(&check_new_customer(customer))
}

#[track_caller]
fn refused(code: &str, path: &str, what: &str) {
    let says = format!("{path} holds {what}, which JSON would change or lose.");
    assert_eq!(metadata(code), json!({ path: [says] }), "{code}");
}

#[wasm_bindgen_test]
fn what_json_would_change_or_lose_is_refused_with_its_path() {
    refused("({a: NaN})", "metadata.a", "NaN");
    refused("({a: [1, -Infinity]})", "metadata.a.1", "-Infinity");
    refused("({a: {b: 10n}})", "metadata.a.b", "a BigInt");
    refused("({a: () => 1})", "metadata.a", "a function");
    refused("({a: Symbol('x')})", "metadata.a", "a symbol");
    refused("({a: new Map()})", "metadata.a", "a Map");
    refused("({a: new Set([1])})", "metadata.a", "a Set");
    refused("({a: new Uint8Array(2)})", "metadata.a", "a Uint8Array");
    refused("({a: new ArrayBuffer(2)})", "metadata.a", "an ArrayBuffer");
    refused("({a: new Blob([])})", "metadata.a", "a Blob");
    refused("({a: /x/})", "metadata.a", "a RegExp");
    refused("({a: Promise.resolve()})", "metadata.a", "a Promise");
    refused("({a: new Error('x')})", "metadata.a", "an Error");
    refused("({a: [undefined]})", "metadata.a.0", "undefined in a list");
    refused("({a: [, 1]})", "metadata.a.0", "undefined in a list");
    refused("({a: new Date(NaN)})", "metadata.a", "an invalid Date");
    refused("(() => { const o = {}; o.o = {o}; return o; })()", "metadata.o.o", "a cycle");
    refused("({a: 'x\\ud800'})", "metadata.a", "text with a lone surrogate");
    refused("({'\\udc00': 1})", "metadata.\u{fffd}", "a key with a lone surrogate");
    let throws = "a value that throws an error when it is read";
    refused("({get a() { throw 1 }})", "metadata.a", throws);
    refused("({a: {toJSON() { throw 1 }}})", "metadata.a", throws);
    refused(
        "(() => { const {proxy, revoke} = Proxy.revocable({}, {}); revoke(); return {a: proxy}; })()",
        "metadata.a",
        throws,
    );
    let deep = "(() => { let o = {}; for (let i = 0; i < 100000; i++) o = {o}; return o; })()";
    assert!(metadata(deep).to_string().contains("nested more than 500 deep"));
}

#[wasm_bindgen_test]
fn metadata_itself_has_to_be_an_object() {
    for (code, what) in [
        ("[]", "an array"),
        ("new Date(0)", "a string"),
        ("new Map()", "a Map"),
        ("'{}'", "a string"),
        ("5", "a number"),
        ("() => 1", "a function"),
        ("new Number(5)", "a number"),
    ] {
        let says = format!("Metadata must be a JSON object, not {what}.");
        assert_eq!(metadata(code), json!({"metadata": [says]}), "{code}");
    }
}

#[wasm_bindgen_test]
fn metadata_is_read_as_json_stringify_reads_it() {
    for code in [
        "({})",
        "({a: undefined, b: 1})",
        "({when: new Date(0), s: new String('x'), n: new Number(5), t: new Boolean(false)})",
        "({a: {toJSON(key) { return key + '!' }}})",
        "Object.create({inherited: 1}, {hidden: {value: 1}, own: {value: 2, enumerable: true}})",
        "Object.assign(Object.create(null), {x: 1})",
        "(() => { const both = {}; return {a: both, b: both}; })()",
        "({[Symbol('x')]: 1, '': 2, '__proto__x': 3})",
        "JSON.parse('{\"__proto__\": {\"a\": 1}}')",
        "(new (class Point { x = 1; get y() { return 2 } })())",
        "({e: '\\ud83d\\ude00\\u2028\\u0000', n: [1e21, 1e-7, -0, 0.1, 123456789012345680000]})",
        "new Proxy({a: 1}, {})",
    ] {
        let expected =
            evaluate(&format!("new TextEncoder().encode(JSON.stringify({code})).length"));
        let size = metadata_size(evaluate(code)).unwrap_or_else(|e| panic!("{code} {}", told(&e)));
        assert_eq!(Some(size), expected.as_f64(), "{code}");
    }
}

#[wasm_bindgen_test]
fn lone_surrogates_are_refused_wherever_they_stand() {
    let customer = evaluate(
        "({first_name: 'x\\ud800', last_name: '\\udc00', email: 'a\\ud800@b.co',
           tags: ['\\ud83d\\ude00', '\\ude00\\ud83d'], metadata: {a: [{b: '\\udfff'}]}})",
    );
    let faults = read(&check_new_customer(customer));
    let says = |path: &str| {
        json!([format!(
            "{path} holds text with a lone surrogate, which JSON would change or lose."
        )])
    };
    for path in ["first_name", "last_name", "email", "tags.1", "metadata.a.0.b"] {
        assert_eq!(faults[path], says(path), "{faults}");
    }
    assert_eq!(faults.as_object().unwrap().len(), 5);
}

#[wasm_bindgen_test]
fn text_fields_take_strings_only() {
    for code in [
        "5",
        "true",
        "[]",
        "({})",
        "new Date(0)",
        "new String('x')",
        "({toJSON: () => 'x'})",
        "() => 'x'",
        "1n",
        "Symbol('x')",
    ] {
        let customer = with(js(ana("a@b.co")), "phone", &evaluate(code));
        let faults = read(&check_new_customer(customer));
        assert_eq!(faults, json!({"phone": ["Not a valid string."]}), "{code}");
    }
}

#[wasm_bindgen_test]
async fn unknown_fields_are_sent_and_read_only_ones_are_not() {
    let fetch = evaluate("async (request) => { throw await request.text() }");
    let options = with(js(json!({"baseUrl": BASE})), "fetch", &fetch);
    let customer = evaluate(
        "({id: 1, developer: 1, developer_id: 1, test: 1, created_on: 1, pay_providers: 1,
           photo: 'https://x/y.png', phone: null, country: undefined, loyalty: {a: [1]}})",
    );
    let thrown = thrown(client_with(options).update("x".into(), customer, NONE)).await;
    assert_eq!(get(&thrown, "cause"), r#"{"phone":null,"loyalty":{"a":[1]}}"#);
}

#[wasm_bindgen_test]
async fn what_is_sent_is_what_was_checked() {
    let client = client("sk_test_new_shifty");
    let shifty = evaluate(
        "(() => { let n = 0; return {first_name: 'Ana', last_name: 'Mora',
           get email() { n += 1; return n === 1 ? 'shifty@example.com' : 'not an email' },
           metadata: {get n() { n += 1; return n }}}; })()",
    );
    let promise = client.create(shifty.clone(), NONE);
    with(shifty, "first_name", &"changed later".into());
    let made = result(promise).await;
    assert_eq!(
        (&made["first_name"], &made["email"]),
        (&json!("Ana"), &json!("shifty@example.com"))
    );
    assert_eq!(made["metadata"], json!({"n": 2}));
}

#[wasm_bindgen_test]
async fn arguments_of_any_kind_are_refused_by_name() {
    let client = client("sk_test_new_arguments");
    for (promise, field) in [
        (client.get(NONE, NONE), "id"),
        (client.get(5.into(), NONE), "id"),
        (client.get("..".into(), NONE), "id"),
        (client.get(evaluate("'\\ud800'"), NONE), "id"),
        (client.delete("".into(), NONE), "id"),
        (client.search(" ".into(), NONE, NONE), "search"),
        (client.search(NONE, NONE, NONE), "search"),
        (client.list(js(json!({"search": ""})), NONE), "search"),
        (client.list(js(json!({"page": 0})), NONE), "page"),
        (client.list(5.into(), NONE), "params"),
        (client.list(NONE, 5.into()), "options"),
        (client.list(NONE, evaluate("({signal: {}})")), "signal"),
        (client.list(NONE, evaluate("({signal: 'x'})")), "signal"),
        (client.list(NONE, evaluate("({get timeoutMs() { throw 1 }})")), "timeoutMs"),
        (client.create(NONE, NONE), "non_field_errors"),
        (client.create(evaluate("new FormData()"), NONE), "non_field_errors"),
        (client.list_addresses("".into(), NONE), "customerId"),
        (client.delete_address("x".into(), "".into(), NONE), "addressId"),
    ] {
        let error = error(promise).await;
        assert_eq!(error["code"], "invalid_input");
        assert_eq!(faulty(&error), [field]);
    }
    assert_eq!(count("sk_test_new_arguments").await, 0.0);
}
