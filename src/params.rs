//! What a list, a search or a path is given, checked (contract, "Refused before anything is sent").

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::error::FieldErrors;
use crate::fields::check_text;
use crate::json::Json;
use crate::message;
use crate::text::{digits, number, percent_encoded, strip};

/// 2^53 - 1: beyond it JavaScript's integers are not exact.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// Checks which page of which search is wanted; faults are added by name. What comes back is the
/// query to send: only what the caller gave is in it.
///
/// ```
/// use customers_client::{error::FieldErrors, json::Json, params::query};
/// let mut faults = FieldErrors::default();
/// assert_eq!(query(Json::new(r#"{"search":"a&b","page":2}"#), &mut faults), "?page=2&search=a%26b");
/// query(Json::new(r#"{"page_size":1000}"#), &mut faults);
/// assert_eq!(faults.get("page_size"), ["1000 is not allowed: use an integer from 1 to 100."]);
/// ```
pub fn query(value: Json, faults: &mut FieldErrors) -> String {
    must_be_object("params", value, faults);
    let search = value.get("search").and_then(|query| search_query(query, faults));
    let page = integer(value, "page", 1, MAX_INTEGER, faults).map(digits);
    let page_size = integer(value, "page_size", 1, 100, faults).map(digits);
    let mut query = String::new();
    for (name, given) in [("page=", page), ("page_size=", page_size), ("search=", search)] {
        if let Some(given) = given {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(name);
            query.push_str(&percent_encoded(&given));
        }
    }
    query
}

/// Checks what a walk through all pages can be told besides which search; faults are added by
/// name.
pub fn check_walk(value: Json, faults: &mut FieldErrors) {
    integer(value, "concurrency", 1, 16, faults);
    integer(value, "limit", 0, MAX_INTEGER, faults);
    must_be_function(value, "onProgress", faults);
}

/// Adds a fault for what is neither an object nor null.
pub fn must_be_object(name: &str, value: Json, faults: &mut FieldErrors) {
    if !value.is_object() && !value.is_null() {
        faults.add(name, message::NOT_AN_OBJECT, &[&value.kind()]);
    }
}

/// Adds a fault where there is something that is no function.
pub fn must_be_function(value: Json, name: &str, faults: &mut FieldErrors) {
    if value.get(name).is_some_and(|given| !given.is_null() && !given.is_function()) {
        faults.add(name, message::NOT_A_FUNCTION, &[]);
    }
}

/// A query that is text, and more than white space.
fn search_query(value: Json, faults: &mut FieldErrors) -> Option<String> {
    let query = value.text();
    match &query {
        Some(query) if strip(query).is_empty() => faults.add("search", message::EMPTY_SEARCH, &[]),
        Some(_) => {}
        None => check_text("search", value, true, faults),
    }
    query
}

/// Checks an id, which is any text but the few that would change the path they stand in.
pub fn check_id(name: &str, value: Json, faults: &mut FieldErrors) -> String {
    let id = value.text();
    match id.as_deref() {
        Some(id @ ("" | "." | "..")) => faults.add(name, message::ID, &[id]),
        Some(_) => {}
        None => check_text(name, value, true, faults),
    }
    id.unwrap_or_default()
}

/// An integer within a range; anything else but absence is a fault that names the range.
pub fn integer(
    value: Json,
    name: &str,
    min: u64,
    max: u64,
    faults: &mut FieldErrors,
) -> Option<u64> {
    let given = value.get(name)?;
    // What JavaScript writes without sign, fraction and exponent is an integer.
    let integer = number(given.raw()).filter(|n| (min..=max).contains(n));
    if integer.is_none() {
        let short = if given.raw().len() > 40 { given.kind() } else { given.raw().to_owned() };
        let found = given.note().unwrap_or(short);
        faults.add(name, message::INTEGER, &[&found, &digits(min), &digits(max)]);
    }
    integer
}
