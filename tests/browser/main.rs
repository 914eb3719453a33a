//! The package's client in a real browser, against a running sandbox: its address is given when
//! these tests are built, as `CUSTOMERS_SANDBOX`.
#![cfg(target_arch = "wasm32")]

mod addresses;
mod customers;
mod dates;
mod inputs;
mod interrupts;
mod javascript;
mod photos;

use js_sys::{Promise, Reflect};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use javascript::{
    CustomersClient, check_new_customer, evaluate, fault, metadata_size, png, requests, told,
};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Where the sandbox is.
const BASE: &str = match option_env!("CUSTOMERS_SANDBOX") {
    Some(url) => url,
    None => "http://127.0.0.1:8000",
};

/// The account with the 38 customers: tests only read it.
const SEEDED: &str = "sk_test_51O62xYzAbcDef123";

/// JSON as a JavaScript value.
fn js(value: Value) -> JsValue {
    js_sys::JSON::parse(&value.to_string()).unwrap()
}

/// A client of an account of its own: each test its own key.
fn client(key: &str) -> CustomersClient {
    client_with(json!({"apiKey": key, "baseUrl": BASE}))
}

fn client_with(options: Value) -> CustomersClient {
    CustomersClient::new(js(options)).unwrap_or_else(|error| panic!("{}", told(&error)))
}

/// What a call comes to, or its error, as JSON.
async fn outcome(promise: Promise) -> Result<Value, Value> {
    let json = |value: JsValue| serde_json::from_str(&told(&value)).unwrap_or(Value::Null);
    JsFuture::from(promise).await.map(json).map_err(json)
}

/// What a call comes to.
async fn result(promise: Promise) -> Value {
    outcome(promise).await.unwrap_or_else(|error| panic!("{error}"))
}

/// The error that a call must end in.
async fn error(promise: Promise) -> Value {
    let error = outcome(promise).await.expect_err("the call should fail");
    assert_eq!(error["isError"], true, "{error}");
    error
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

/// An object with one more property.
fn with(object: JsValue, name: &str, value: &JsValue) -> JsValue {
    Reflect::set(&object, &name.into(), value).unwrap();
    object
}

fn ana(email: &str) -> Value {
    json!({"first_name": "Ana", "last_name": "Mora", "email": email})
}

const NONE: JsValue = JsValue::UNDEFINED;
