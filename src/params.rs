//! What a list, a search or a path is given, checked (contract, "Refused before anything is sent").

use alloc::string::String;
use alloc::vec::Vec;

use crate::error::{FieldErrors, Message};
use crate::fields::check_text;
use crate::json::Json;
use crate::text::{digits, number, strip};

/// 2^53 - 1: beyond it JavaScript's integers are not exact.
const MAX_INTEGER: u64 = (1 << 53) - 1;

/// Which page, of which search.
#[derive(Clone, Debug, PartialEq)]
pub struct ListParams {
    /// From 1.
    pub page: u64,
    /// 1 to 100.
    pub page_size: u64,
    /// Not blank, where there is one.
    pub search: Option<String>,
    /// The names that the caller gave: only they are sent.
    pub(crate) given: [bool; 2],
}

impl ListParams {
    /// Checks which page of which search is wanted; faults are added by name.
    ///
    /// ```
    /// use customers_client::{error::FieldErrors, json::Json, params::ListParams};
    /// let mut faults = FieldErrors::default();
    /// ListParams::parse(Json::read(br#"{"page_size": 1000}"#).unwrap(), &mut faults);
    /// assert_eq!(faults.get("page_size"), ["1000 is not allowed: use an integer from 1 to 100."]);
    /// ```
    pub fn parse(value: Json, faults: &mut FieldErrors) -> ListParams {
        must_be_object("params", value, faults);
        let search = value.get("search").and_then(|query| search_query(query, faults));
        let page = integer(value, "page", 1, MAX_INTEGER, faults);
        let page_size = integer(value, "page_size", 1, 100, faults);
        ListParams {
            page: page.unwrap_or(1),
            page_size: page_size.unwrap_or(10),
            search,
            given: [page.is_some(), page_size.is_some()],
        }
    }

    /// The same for a walk through all pages: by default with the largest ones.
    pub fn parse_all(value: Json, faults: &mut FieldErrors) -> ListParams {
        let params = ListParams::parse(value, faults);
        let page_size = if params.given[1] { params.page_size } else { 100 };
        ListParams { page_size, given: [true, true], ..params }
    }

    /// The names and values to send.
    pub fn query(&self) -> Vec<(&'static str, String)> {
        let mut query = Vec::new();
        if self.given[0] {
            query.push(("page", digits(self.page)));
        }
        if self.given[1] {
            query.push(("page_size", digits(self.page_size)));
        }
        if let Some(search) = &self.search {
            query.push(("search", search.clone()));
        }
        query
    }
}

/// Adds a fault for what is neither an object nor null.
pub fn must_be_object(name: &str, value: Json, faults: &mut FieldErrors) {
    if !value.is_object() && !value.is_null() {
        faults.add(name, Message::NotAnObject(&value.kind()));
    }
}

/// A query that is text, and more than white space.
fn search_query(value: Json, faults: &mut FieldErrors) -> Option<String> {
    let query = value.text();
    match &query {
        Some(query) if strip(query).is_empty() => {
            faults.add("search", Message::EmptySearch);
        }
        Some(_) => {}
        None => check_text("search", value, true, faults),
    }
    query
}

/// Checks an id, which is any text but the few that would change the path they stand in.
pub fn check_id(name: &str, value: Json, faults: &mut FieldErrors) -> String {
    let id = value.text();
    match id.as_deref() {
        Some(id @ ("" | "." | "..")) => faults.add(name, Message::Id(id)),
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
    let integer = number(given.raw()).filter(|n| (min..=max.min(MAX_INTEGER)).contains(n));
    if integer.is_some() {
        return integer;
    }
    let found = given.note().unwrap_or_else(|| given.as_written());
    faults.add(name, Message::Integer { value: &crate::error::shorten(&found, 40), min, max });
    None
}
