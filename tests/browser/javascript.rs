//! The package's own JavaScript, around the module that these tests are part of, and what tests
//! need besides.

use customers_client as _; // its exports are what that JavaScript calls
use js_sys::Promise;
use wasm_bindgen::prelude::*;

// wasm-bindgen's test runner serves the module's glue under a name without an ending, and the
// crate's own files. All in one, and one after the other: of connections that come at the same
// moment its server (tiny_http 0.12) may leave one waiting for good.
#[wasm_bindgen(inline_js = r#"
import * as wasm from "/wasm-bindgen-test";
const load = (name) => import(`/src/js/${name}.js`);
await load("error");
const { provide } = await load("module");
for (const name of ["input", "result", "call", "walk"]) await load(name);
export const { CustomersClient, checkNewCustomer, metadataSize } = await load("client");
// This module has std, and an allocator with nothing to forget.
provide({ invoke: (input, body) => wasm.invoke(input, body), reset() {} });

export const evaluate = (code) => (0, eval)(`(${code})`);
export const told = (value) => value instanceof Error
  ? JSON.stringify({ ...value, name: value.name, message: value.message, isError: true })
  : JSON.stringify(value) ?? 'undefined';
export const fault = (base, fault) => fetch(`${base}/_faults`, {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: fault });
export const requests = async (base, key) =>
  (await (await fetch(`${base}/_faults?key=${key}`)).json()).requests;
export const png = (bytes) => new Blob(
  [new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]), new Uint8Array(bytes - 8)]);
"#)]
extern "C" {
    pub type CustomersClient;

    #[wasm_bindgen(constructor, catch)]
    pub fn new(options: JsValue) -> Result<CustomersClient, JsValue>;

    #[wasm_bindgen(method, getter)]
    pub fn mode(this: &CustomersClient) -> String;

    #[wasm_bindgen(method)]
    pub fn list(this: &CustomersClient, params: JsValue, options: JsValue) -> Promise;

    #[wasm_bindgen(method)]
    pub fn search(
        this: &CustomersClient,
        query: JsValue,
        params: JsValue,
        options: JsValue,
    ) -> Promise;

    #[wasm_bindgen(method)]
    pub fn get(this: &CustomersClient, id: JsValue, options: JsValue) -> Promise;

    #[wasm_bindgen(method)]
    pub fn create(this: &CustomersClient, customer: JsValue, options: JsValue) -> Promise;

    #[wasm_bindgen(method)]
    pub fn update(this: &CustomersClient, id: JsValue, patch: JsValue, options: JsValue)
    -> Promise;

    #[wasm_bindgen(method)]
    pub fn delete(this: &CustomersClient, id: JsValue, options: JsValue) -> Promise;

    #[wasm_bindgen(method, js_name = listAddresses)]
    pub fn list_addresses(this: &CustomersClient, id: JsValue, options: JsValue) -> Promise;

    #[wasm_bindgen(method, js_name = createAddress)]
    pub fn create_address(
        this: &CustomersClient,
        id: JsValue,
        address: JsValue,
        options: JsValue,
    ) -> Promise;

    #[wasm_bindgen(method, js_name = updateAddress)]
    pub fn update_address(
        this: &CustomersClient,
        customer: JsValue,
        id: JsValue,
        patch: JsValue,
        options: JsValue,
    ) -> Promise;

    #[wasm_bindgen(method, js_name = deleteAddress)]
    pub fn delete_address(
        this: &CustomersClient,
        customer: JsValue,
        id: JsValue,
        options: JsValue,
    ) -> Promise;

    #[wasm_bindgen(method)]
    pub fn free(this: &CustomersClient);

    #[wasm_bindgen(js_name = checkNewCustomer)]
    pub fn check_new_customer(customer: JsValue) -> JsValue;

    #[wasm_bindgen(js_name = metadataSize, catch)]
    pub fn metadata_size(metadata: JsValue) -> Result<JsValue, JsValue>;

    /// A JavaScript expression's value.
    pub fn evaluate(code: &str) -> JsValue;
    pub fn told(value: &JsValue) -> String;
    pub fn fault(base: &str, fault: &str) -> Promise;
    pub fn requests(base: &str, key: &str) -> Promise;
    pub fn png(bytes: u32) -> JsValue;
}
