//! The checks for forms and schemas that JavaScript sees, without logic. They are the checks that a
//! call runs before it sends. `src/js/types.d.ts` describes them to callers.

use js_sys::{Array, Object};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::{Faults, Issue, Path};
use crate::form::{self, ADDRESS, CUSTOMER, Form};
use crate::input;
use crate::metadata;
use crate::result::to_js;

#[wasm_bindgen(module = "/src/js/error.js")]
extern "C" {
    #[wasm_bindgen(js_name = byPath)]
    fn by_path(issues: JsValue) -> JsValue;
}

/// The faults of a new customer: messages by field. Only the size of a photo is looked at; its content
/// is looked at when it is sent.
#[wasm_bindgen(js_name = checkNewCustomer)]
pub fn check_new_customer(customer: JsValue) -> JsValue {
    faults_of(CUSTOMER, true, customer)
}

/// The faults of a change of a customer: messages by field.
#[wasm_bindgen(js_name = checkCustomerPatch)]
pub fn check_customer_patch(patch: JsValue) -> JsValue {
    faults_of(CUSTOMER, false, patch)
}

/// The faults of a new address: messages by field.
#[wasm_bindgen(js_name = checkNewAddress)]
pub fn check_new_address(address: JsValue) -> JsValue {
    faults_of(ADDRESS, true, address)
}

/// The faults of a change of an address: messages by field.
#[wasm_bindgen(js_name = checkAddressPatch)]
pub fn check_address_patch(patch: JsValue) -> JsValue {
    faults_of(ADDRESS, false, patch)
}

fn faults_of(table: &Form, new: bool, form: JsValue) -> JsValue {
    let mut faults = Faults::default();
    form::check(table, &input::form(&form).0, new, &mut faults);
    by_path(to_js(&faults.issues()))
}

/// Checks a form for a Standard Schema: the answer is `{ issues }`, or the `{ value }` that would be
/// sent.
#[wasm_bindgen]
pub fn validate(is_address: bool, new: bool, form: JsValue) -> JsValue {
    let (table, (given, body)) = (if is_address { ADDRESS } else { CUSTOMER }, input::form(&form));
    let mut faults = Faults::default();
    let sent = form::check(table, &given, new, &mut faults);
    let result = Object::new();
    if faults.is_empty() {
        input::set(&result, "value", &body.whole(&sent.fields));
    } else {
        let issues = Array::new();
        for Issue { message, steps, code, .. } in faults.issues() {
            issues.push(&to_js(&Fault { message, path: steps, code }));
        }
        input::set(&result, "issues", &issues);
    }
    result.into()
}

/// A fault as Standard Schema describes it.
#[derive(Serialize)]
struct Fault<'a> {
    message: &'a str,
    path: &'a Path,
    code: &'a str,
}

/// The bytes of metadata's compact UTF-8 JSON. It throws `invalid_input` for what is no metadata.
#[wasm_bindgen(js_name = metadataSize)]
pub fn metadata_size(metadata: JsValue) -> Result<f64, JsValue> {
    let (value, bytes) = input::metadata(&metadata);
    let mut faults = Faults::default();
    metadata::is_sendable(&value, &mut faults);
    Ok(faults.finish(bytes as f64)?)
}
