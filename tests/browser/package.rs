//! The package's own JavaScript, around the module that these tests are part of.
//!
//! wasm-bindgen copies the files that a block names, and keeps their places: so each file that
//! `client.js` imports has a block.

use customers_client as _; // its exports are what `provide` hands over
use js_sys::Promise;
use wasm_bindgen::prelude::*;

// The runner serves the module's glue under this name, without an ending.
#[wasm_bindgen(inline_js = r#"
import * as wasm from "/wasm-bindgen-test";
import { provide } from "./src/js/module.js";
provide(wasm);
export const provided = true;
"#)]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = provided)]
    static PROVIDED: bool;
}

#[wasm_bindgen(module = "/src/js/client.js")]
extern "C" {
    pub type CustomersClient;

    #[wasm_bindgen(constructor, catch)]
    fn make(options: JsValue) -> Result<CustomersClient, JsValue>;

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
}

impl CustomersClient {
    pub fn new(options: JsValue) -> Result<CustomersClient, JsValue> {
        assert!(PROVIDED.with(|provided| *provided));
        CustomersClient::make(options)
    }
}

/// Names the files that `client.js` imports.
macro_rules! files {
    ($($path:literal: $export:ident),* $(,)?) => {
        $(
            #[wasm_bindgen(module = $path)]
            extern "C" {
                #[allow(dead_code)]
                fn $export();
            }
        )*
    };
}

files! {
    "/src/js/call.js": settle,
    "/src/js/error.js": byPath,
    "/src/js/input.js": snapshot,
    "/src/js/module.js": provide,
    "/src/js/walk.js": customers,
}
