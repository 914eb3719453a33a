//! What the tests need of JavaScript, and the crate's own error class: the file that the module
//! itself takes it from, so that it is the same class.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/js/error.js")]
extern "C" {
    #[derive(Clone)]
    pub type CustomersError;

    #[wasm_bindgen(js_name = isCustomersError)]
    pub fn is_customers_error(error: &JsValue) -> bool;
}

#[wasm_bindgen(inline_js = "
export const evaluate = (code) => (0, eval)(`(${code})`);
export const told = (value) => value instanceof Error
  ? JSON.stringify({ ...value, name: value.name, message: value.message })
  : JSON.stringify(value) ?? 'undefined';
export const fault = (base, fault) => fetch(`${base}/_faults`, {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: fault });
export const requests = async (base, key) =>
  (await (await fetch(`${base}/_faults?key=${key}`)).json()).requests;
export const png = (bytes) => new Blob(
  [new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]), new Uint8Array(bytes - 8)]);
")]
extern "C" {
    /// A JavaScript expression's value.
    pub fn evaluate(code: &str) -> JsValue;
    pub fn told(value: &JsValue) -> String;
    pub fn fault(base: &str, fault: &str) -> Promise;
    pub fn requests(base: &str, key: &str) -> Promise;
    pub fn png(bytes: u32) -> JsValue;
}
