//! What a list, a search or a path is given, checked (contract, "Refused before anything is sent").

use crate::error::{FieldErrors, Message};
use crate::json::Value;

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
    /// use customers_client::{error::FieldErrors, json::Value, params::ListParams};
    /// let mut faults = FieldErrors::default();
    /// let params = Value::Object(vec![("page_size".into(), Value::Number(1000.0))]);
    /// ListParams::parse(&params, &mut faults);
    /// assert_eq!(faults.get("page_size"), ["1000 is not allowed: use an integer from 1 to 100."]);
    /// ```
    pub fn parse(value: &Value, faults: &mut FieldErrors) -> ListParams {
        if !matches!(value, Value::Object(_) | Value::Null) {
            faults.add("params", Message::NotAnObject(value.kind()));
        }
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
    pub fn parse_all(value: &Value, faults: &mut FieldErrors) -> ListParams {
        let params = ListParams::parse(value, faults);
        let page_size = if params.given[1] { params.page_size } else { 100 };
        ListParams { page_size, given: [true, true], ..params }
    }

    /// The names and values to send.
    pub fn query(&self) -> Vec<(&'static str, String)> {
        let number = |name, given: bool, value: u64| given.then(|| (name, value.to_string()));
        let search = self.search.clone().map(|query| ("search", query));
        [
            number("page", self.given[0], self.page),
            number("page_size", self.given[1], self.page_size),
            search,
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// A query that is text, and more than white space.
fn search_query(value: &Value, faults: &mut FieldErrors) -> Option<String> {
    match value {
        Value::String(query) if crate::email::strip(query).is_empty() => {
            faults.add("search", Message::EmptySearch);
        }
        Value::String(query) => return Some(query.clone()),
        other => crate::customer::check_text("search", other, true, faults),
    }
    None
}

/// Checks an id, which is any text but the few that would change the path they stand in.
pub fn check_id(name: &str, value: &Value, faults: &mut FieldErrors) -> String {
    match value {
        Value::String(id) if matches!(id.as_str(), "" | "." | "..") => {
            faults.add(name, Message::Id(id));
        }
        Value::String(id) => return id.clone(),
        other => crate::customer::check_text(name, other, true, faults),
    }
    String::new()
}

/// An integer within a range; anything else but absence is a fault that names the range.
pub fn integer(
    value: &Value,
    name: &str,
    min: u64,
    max: u64,
    faults: &mut FieldErrors,
) -> Option<u64> {
    let found = match value.get(name) {
        None => return None,
        Some(Value::Number(n))
            if n.trunc() == *n && *n >= min as f64 && *n <= max.min(MAX_INTEGER) as f64 =>
        {
            return Some(*n as u64);
        }
        Some(Value::Unsendable(what)) => what.clone(),
        Some(other) => other.to_json(),
    };
    faults.add(name, Message::Integer { value: &crate::error::shorten(&found, 40), min, max });
    None
}
