//! The crate's own exports in a real browser, against a running sandbox: its address is given when
//! these tests are built, as `CUSTOMERS_SANDBOX`.
#![cfg(target_arch = "wasm32")]

mod aborts;
mod addresses;
mod answers;
mod attempts;
mod checks;
mod credentials;
mod customers;
mod dates;
mod errors;
mod freed;
mod headers;
mod inputs;
mod javascript;
mod limits;
mod options;
mod photos;
mod realms;
mod repeats;
mod requests;
mod walks;

use customers_client::js::CustomersClient;
use js_sys::{Function, Promise, Reflect};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use javascript::{CustomersError, evaluate, fault, png, requests, told};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Where the sandbox is.
const BASE: &str = match option_env!("CUSTOMERS_SANDBOX") {
    Some(url) => url,
    None => "http://127.0.0.1:8000",
};

/// The key of the account with the 38 customers; tests only read from it.
const SEEDED: &str = "sk_test_51O62xYzAbcDef123";

/// The one token that the sandbox takes.
const TOKEN: &str = "PdSKf04xi9LEcvcwIAdbWAXVg380Kz";

const NONE: JsValue = JsValue::UNDEFINED;

/// JSON as a JavaScript value.
fn js(value: Value) -> JsValue {
    js_sys::JSON::parse(&value.to_string()).unwrap()
}

/// A JavaScript value as JSON, errors too.
fn read(value: &JsValue) -> Value {
    serde_json::from_str(&told(value)).unwrap_or(Value::Null)
}

/// A client of an account of its own: each test its own key.
fn client(key: &str) -> CustomersClient {
    client_with(js(json!({"apiKey": key, "baseUrl": BASE})))
}

fn client_with(options: JsValue) -> CustomersClient {
    CustomersClient::new(options).unwrap_or_else(|error| panic!("{}", told(&error)))
}

/// A client without a credential whose `fetch` is the given one, and which repeats nothing.
fn fetching(fetch: &str) -> CustomersClient {
    let options = js(json!({"baseUrl": BASE, "maxRetries": 0}));
    client_with(with(options, "fetch", &evaluate(fetch)))
}

/// What a call resolves or rejects with, as JSON.
async fn outcome(promise: Promise) -> Result<Value, Value> {
    JsFuture::from(promise).await.map(|value| read(&value)).map_err(|thrown| read(&thrown))
}

/// What a call resolves with, as JSON; it must not reject.
async fn result(promise: Promise) -> Value {
    outcome(promise).await.unwrap_or_else(|error| panic!("{error}"))
}

/// What a call rejects with; it must not resolve.
async fn thrown(promise: Promise) -> JsValue {
    JsFuture::from(promise).await.expect_err("the call should fail")
}

/// The error that a call rejects with, as JSON; it must not resolve.
async fn error(promise: Promise) -> Value {
    let thrown = thrown(promise).await;
    assert!(thrown.is_instance_of::<CustomersError>(), "{}", told(&thrown));
    read(&thrown)
}

/// Orders the next fault for a key.
async fn order(key: &str, mut order: Value) {
    order["key"] = json!(key);
    JsFuture::from(fault(BASE, &order.to_string())).await.unwrap();
}

/// How many requests the sandbox has seen of a key.
async fn count(key: &str) -> f64 {
    JsFuture::from(requests(BASE, key)).await.unwrap().as_f64().unwrap()
}

async fn wait(ms: u32) {
    let timer = evaluate(&format!("new Promise((done) => setTimeout(done, {ms}))"));
    JsFuture::from(Promise::from(timer)).await.unwrap();
}

/// A property of an object.
#[track_caller]
fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

/// An object with one more property.
fn with(object: JsValue, name: &str, value: &JsValue) -> JsValue {
    Reflect::set(&object, &name.into(), value).unwrap();
    object
}

/// Calls a method as JavaScript does.
#[track_caller]
fn call(object: &JsValue, method: &str, argument: &JsValue) -> JsValue {
    Function::from(get(object, method)).call1(object, argument).unwrap()
}

/// The names of the fields that an error finds fault with, in alphabetical order.
fn faulty(error: &Value) -> Vec<&str> {
    let mut names: Vec<_> = error["fields"].as_object().unwrap().keys().collect();
    names.sort();
    names.into_iter().map(String::as_str).collect()
}

fn ana(email: &str) -> Value {
    json!({"first_name": "Ana", "last_name": "Mora", "email": email})
}
