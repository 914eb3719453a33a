//! The checks of a list's parameters, a search's query and a path's ids (promised by `ListParams` and
//! `ListAllParams`).

use crate::email::strip;
use crate::error::Faults;
use crate::form::check_text;
use crate::message::Message;
use crate::value::Value;

/// The largest integer, 2^53 - 1, up to which JavaScript's integers are exact.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// The names of the parameters of `list`.
pub const LIST: &[&str] = &["page", "page_size", "search"];
/// The names of the parameters of `search`, besides its query.
pub const SEARCH: &[&str] = &["page", "page_size"];
/// The names of the parameters of `listAll`.
pub const WALK: &[&str] = &["search", "page_size", "concurrency", "limit", "onProgress"];

/// Which page to list, and of which search. What is `None` is not sent: the service's default holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params {
    /// The page's number, from 1.
    pub page: Option<u64>,
    /// Customers in a page, 1 to 100.
    pub page_size: Option<u64>,
    /// What to search for; not blank.
    pub search: Option<String>,
}

impl Params {
    /// Checks parameters that may have the names in `known`, and adds all faults by name.
    ///
    /// ```
    /// use customers_client::error::Faults;
    /// use customers_client::params::{LIST, Params};
    /// let mut faults = Faults::default();
    /// let given = serde_json::from_str(r#"{"page_size": 1000}"#).unwrap();
    /// Params::parse(&given, LIST, &mut faults);
    /// let message = "1000 is not allowed: use an integer from 1 to 100.";
    /// assert_eq!(faults.at("page_size"), [message]);
    /// ```
    pub fn parse(value: &Value, known: &[&str], faults: &mut Faults) -> Params {
        must_be_record("params", value, known, faults);
        let given = |name: &str| value.get(name).filter(|_| known.contains(&name));
        let search = given("search").and_then(|query| search_query(query, faults));
        let page = given("page").and_then(|_| integer(value, "page", 1, MAX_INTEGER, faults));
        let page_size = integer(value, "page_size", 1, 100, faults);
        Params { page, page_size, search }
    }

    /// The names and values of the URL's query.
    pub fn query(&self) -> Vec<(&'static str, String)> {
        let mut query = Vec::new();
        for (name, number) in [("page", self.page), ("page_size", self.page_size)] {
            if let Some(number) = number {
                query.push((name, number.to_string()));
            }
        }
        if let Some(search) = &self.search {
            query.push(("search", search.clone()));
        }
        query
    }
}

/// Adds a fault under `name` for what is neither an object nor null, and one for each key of an
/// object that is not in `known`.
pub fn must_be_record(name: &str, value: &Value, known: &[&str], faults: &mut Faults) {
    match value {
        Value::Null => {}
        Value::Object(entries) => {
            for (key, _) in entries.iter().filter(|(key, _)| !known.contains(&key.as_str())) {
                let near = nearest(key, known);
                faults.add(key, Message::UnknownOption { name: key, near });
            }
        }
        other => faults.add(name, Message::NotAnObject(other.kind())),
    }
}

/// The known name that a misspelt one is nearest to: at most two edits away, without regard to case.
fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    // No known name is nearly as long as 64 bytes, so a longer one need not be compared.
    let name = Some(name).filter(|name| name.len() <= 64)?.to_ascii_lowercase();
    let edits = |known: &str| strsim::levenshtein(&name, &known.to_ascii_lowercase());
    let (mut least, mut nearest) = (3, None);
    for known in known {
        if edits(known) < least {
            (least, nearest) = (edits(known), Some(*known));
        }
    }
    nearest
}

/// Adds a fault where the option is given and is no function.
pub fn must_be_function(value: &Value, name: &str, faults: &mut Faults) {
    if value.get(name).is_some_and(|given| !given.is_null() && !given.is_function()) {
        faults.add(name, Message::NotAFunction);
    }
}

/// Checks what to search for: a text that is not blank. Faults are added under `search`.
pub fn search_query(value: &Value, faults: &mut Faults) -> Option<String> {
    match value.text() {
        Some(query) if strip(query).is_empty() => faults.add("search", Message::EmptySearch),
        Some(_) => {}
        None => check_text("search", value, true, faults),
    }
    value.text().map(str::to_owned)
}

/// Checks an id: any text but the few that would change the path they stand in. A fault is added
/// under `name`.
pub fn check_id(name: &str, value: &Value, faults: &mut Faults) -> String {
    match value.text() {
        Some(id @ ("" | "." | "..")) => faults.add(name, Message::Id(id)),
        Some(_) => {}
        None => check_text(name, value, true, faults),
    }
    value.text().unwrap_or_default().to_owned()
}

/// The integer at `name`, from `min` to `max`. `None` where nothing is given; anything else is a
/// fault that names the range.
pub fn integer(value: &Value, name: &str, min: u64, max: u64, faults: &mut Faults) -> Option<u64> {
    let given = value.get(name)?;
    let integer = match given {
        Value::Number(number) if number.trunc() == *number && *number >= 0.0 => {
            Some(*number as u64)
        }
        _ => None,
    };
    let integer = integer.filter(|integer| (min..=max).contains(integer));
    if integer.is_none() {
        faults.add(name, Message::OutOfRange { found: &shown(given), min, max });
    }
    integer
}

/// How a message shows a refused value: as it was given where that is short, else by its kind.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::Number(number) => (number + 0.0).to_string(), // shows -0 as 0
        Value::Text(text) => format!("\"{text}\""),
        Value::Bool(flag) => flag.to_string(),
        _ => return value.kind().to_owned(),
    };
    if text.len() > 40 { value.kind().to_owned() } else { text }
}
