//! What a caller gets: bytes that have been checked become plain objects by the engine's own
//! `JSON.parse`. Pages, and customers with a `developer_id`, are reshaped here and nowhere else.

use js_sys::{Array, JSON, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::answer::Expected;
use crate::input::{get, set};
use crate::operation::{Operation, Success};
use crate::params::Params;
use crate::scan::without_byte_order_mark;

/// A Rust value as plain objects and arrays.
pub fn to_js(value: &impl Serialize) -> JsValue {
    // It fails only for maps with keys that are no text, of which this client has none.
    value.serialize(&Serializer::json_compatible()).unwrap_or_default()
}

/// What a page has besides its customers.
#[derive(Serialize)]
struct Numbers {
    count: f64,
    page: f64,
    page_size: f64,
    next_page: Option<f64>,
    previous_page: Option<f64>,
}

/// Parses a body's bytes. It fails where they are not UTF-8 or not JSON.
pub fn parse(body: &[u8]) -> Result<JsValue, JsValue> {
    match std::str::from_utf8(without_byte_order_mark(body)) {
        Ok(text) => JSON::parse(text),
        Err(_) => Err(js_sys::TypeError::new("the body is not UTF-8").into()),
    }
}

/// Makes the result of a call. It fails as [`parse`] does.
pub fn result_of(
    operation: &Operation,
    params: &Params,
    success: Success,
    body: &[u8],
) -> Result<JsValue, JsValue> {
    let (parsed, renamed) = match success {
        Success::Nothing => return Ok(JsValue::UNDEFINED),
        Success::NoResults => (Array::new().into(), false),
        Success::Body(checked) => (parse(body)?, checked.renamed),
    };
    Ok(match operation.answer {
        Some(Expected::Customers) => page(parsed, renamed, params),
        Some(Expected::Addresses) if !Array::is_array(&parsed) => get(&parsed, "results"),
        Some(Expected::Customer) if renamed => {
            rename(&parsed);
            parsed
        }
        _ => parsed,
    })
}

/// Makes a page of the service's envelope, or of the bare array that it may answer instead (contract,
/// `CustomerList`). `next` and `previous` only say whether there is such a page; they are never
/// followed. A bare array says nothing of a next page, and has a previous one unless it is the first.
fn page(parsed: JsValue, renamed: bool, params: &Params) -> JsValue {
    let is_bare = Array::is_array(&parsed);
    let results = if is_bare { parsed.clone() } else { get(&parsed, "results") };
    let customers: &Array = results.unchecked_ref();
    if renamed {
        customers.iter().for_each(|customer| rename(&customer));
    }
    let has_next = !is_bare && !get(&parsed, "next").is_null();
    let has_previous = is_bare || !get(&parsed, "previous").is_null();
    let count = if is_bare { None } else { get(&parsed, "count").as_f64() };
    let page = params.page.unwrap_or(1) as f64;
    let numbers = Numbers {
        count: count.unwrap_or(customers.length().into()),
        page,
        page_size: params.page_size.unwrap_or(10) as f64,
        next_page: has_next.then_some(page + 1.0),
        previous_page: (page > 1.0 && has_previous).then_some(page - 1.0),
    };
    let page = to_js(&numbers);
    set(&page, "results", &results);
    page
}

/// Gives a customer its `developer`, which some answers call `developer_id`.
fn rename(customer: &JsValue) {
    let (theirs, ours) = ("developer_id", "developer");
    let customer: &Object = customer.unchecked_ref();
    if !Object::has_own(customer, &ours.into()) {
        set(customer, ours, &get(customer, theirs));
        let _ = Reflect::delete_property(customer, &theirs.into()); // a plain object refuses none
    }
}
