//! Paging, as DRF's `PageNumberPagination` does it.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::text;

const DEFAULT_SIZE: i64 = 10;
const MAX_SIZE: i64 = 100;

/// The parameters of a query string, repeated names included.
#[derive(Debug, Clone)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Broken percent escapes and broken UTF-8 are read as Python reads them: kept or replaced.
    pub fn parse(raw: Option<&str>) -> Self {
        let pairs = form_urlencoded::parse(raw.unwrap_or_default().as_bytes());
        Self(pairs.into_owned().collect())
    }

    /// The last value of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        let last = self.0.iter().rev().find(|(key, _)| key == name);
        last.map(|(_, value)| value.as_str())
    }

    /// The same parameters with another `page` or none, in DRF's order: sorted by name.
    fn with_page(&self, page: Option<i64>) -> String {
        let mut grouped: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (key, value) in self.0.iter().filter(|(key, _)| key != "page") {
            grouped.entry(key).or_default().push(value);
        }
        let number = page.map(|page| page.to_string());
        if let Some(number) = &number {
            grouped.insert("page", vec![number]);
        }
        let pairs = grouped.iter().flat_map(|(key, values)| {
            let pair = |value: &&str| format!("{}={}", quote(key), quote(value));
            values.iter().map(pair).collect::<Vec<_>>()
        });
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// Python's `quote_plus`.
fn quote(text: &str) -> String {
    const QUOTED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'.').remove(b'-').remove(b'~');
    utf8_percent_encode(text, QUOTED).to_string().replace("%20", "+")
}

/// Which rows make up the page that was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    count: i64,
    number: i64,
    last: i64,
    /// Rows on a page.
    pub size: i64,
}

impl Page {
    /// `page_size` out of range is silently the default or the maximum; a `page` that is not
    /// there, or not a number, is an error. `last` is a number too.
    pub fn find(query: &Query, count: i64) -> Result<Self, ApiError> {
        let size = match query.get("page_size").and_then(text::int) {
            Some(size) if size >= 1 => size.min(MAX_SIZE),
            _ => DEFAULT_SIZE,
        };
        let last = ((count + size - 1) / size).max(1);
        let number = match query.get("page") {
            None | Some("") => 1,
            Some("last") => last,
            Some(other) => text::int(other).ok_or(ApiError::InvalidPage)?,
        };
        if !(1..=last).contains(&number) {
            return Err(ApiError::InvalidPage);
        }
        Ok(Self { count, number, last, size })
    }

    /// How many rows come before it.
    pub fn offset(&self) -> i64 {
        (self.number - 1) * self.size
    }

    /// The envelope. `url` is the absolute one of the list, without a query.
    pub fn envelope(&self, url: &str, query: &Query, results: Vec<Value>) -> Value {
        let link = |page| match query.with_page(page) {
            text if text.is_empty() => url.to_owned(),
            text => format!("{url}?{text}"),
        };
        let next = (self.number < self.last).then(|| link(Some(self.number + 1)));
        let previous = match self.number {
            1 => None,
            2 => Some(link(None)),
            number => Some(link(Some(number - 1))),
        };
        json!({"count": self.count, "next": next, "previous": previous, "results": results})
    }
}
