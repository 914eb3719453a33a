//! JSON text, read where it stands and written piece by piece.
//!
//! What a caller hands over stays the text that `JSON.stringify` made of it: its values are looked
//! at in place, and what is sent is copied from it. So nothing is lost on the way (numbers keep
//! their digits), and the module needs neither a tree of values nor a way to write one.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::FieldErrors;
use crate::escape::unescape;
use crate::message::UNSENDABLE;
use crate::scan::{Scanner, kind_of};
use crate::text::{digits, hex_digit, join};

/// How `src/js/input.js` begins the note that something stood here which JSON cannot carry: a
/// string with a lone surrogate, which no string begins with that JSON.stringify wrote of a valid
/// one.
const NOTE: &str = r#""\udc00"#;

/// A JSON value, as it stands in its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Json<'a>(&'a str);

/// An object's key or a list's index, and the value there.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a> {
    /// The key, or the index in decimal digits.
    pub key: String,
    /// The value.
    pub value: Json<'a>,
}

impl<'a> Json<'a> {
    /// What stands for a value that is not there.
    pub const NULL: Json<'static> = Json("null");

    /// The value that a text is, as `JSON.stringify` writes it.
    ///
    /// ```
    /// use customers_client::json::Json;
    /// let body = Json::new(r#"{"detail":"Invalid page."}"#);
    /// assert_eq!(body.get("detail").unwrap().text().unwrap(), "Invalid page.");
    /// assert!(body.get("content").is_none());
    /// ```
    pub fn new(text: &'a str) -> Json<'a> {
        Json(text)
    }

    /// Its text.
    pub fn raw(self) -> &'a str {
        self.0
    }

    #[inline(never)]
    fn first(self) -> u8 {
        self.0.bytes().next().unwrap_or_default()
    }

    /// True for `null`.
    pub fn is_null(self) -> bool {
        self.first() == b'n'
    }

    /// True for an object.
    pub fn is_object(self) -> bool {
        self.first() == b'{'
    }

    /// True for `true` and `false`.
    pub fn is_boolean(self) -> bool {
        matches!(self.first(), b't' | b'f')
    }

    /// True for a number.
    pub fn is_number(self) -> bool {
        matches!(self.first(), b'-' | b'0'..=b'9')
    }

    /// True for a string that is no note.
    pub fn is_text(self) -> bool {
        self.first() == b'"' && !self.0.starts_with(NOTE)
    }

    /// The text of a string that is no note.
    pub fn text(self) -> Option<String> {
        self.is_text().then(|| self.from(1))
    }

    /// What JavaScript had here that JSON cannot carry, in words ("a BigInt").
    pub fn note(self) -> Option<String> {
        self.0.starts_with(NOTE).then(|| self.from(NOTE.len()))
    }

    /// A string's text from one of its bytes.
    fn from(self, start: usize) -> String {
        let end = self.0.len().wrapping_sub(1);
        unescape(self.0.get(start..end).unwrap_or_default())
    }

    /// True where JavaScript had a function, which `src/js/input.js` keeps.
    pub fn is_function(self) -> bool {
        self.note().is_some_and(|what| what == "a function")
    }

    /// What kind of value this is, in words.
    pub fn kind(self) -> String {
        self.note().unwrap_or_else(|| kind_of(self.first()).to_owned())
    }

    /// What a key of an object or an index of a list holds, the last time it stands.
    pub fn get(self, key: &str) -> Option<Json<'a>> {
        self.entries().into_iter().rev().find(|entry| entry.key == key).map(|entry| entry.value)
    }

    /// The entries of an object or a list, in the order of the text; none for other values.
    pub fn entries(self) -> Vec<Entry<'a>> {
        let mut entries = Vec::new();
        let (is_object, brackets) = match self.first() {
            b'{' => (true, *b"{}"),
            b'[' => (false, *b"[]"),
            _ => return entries,
        };
        let mut scanner = Scanner::new(self.0.as_bytes());
        let mut more = scanner.open(brackets);
        while more {
            let key = if is_object {
                let start = scanner.position() + 1;
                let length = scanner.key().len();
                unescape(self.0.get(start..start + length).unwrap_or_default())
            } else {
                digits(entries.len() as u64)
            };
            let start = scanner.position();
            scanner.skip();
            let value = Json(self.0.get(start..scanner.at).unwrap_or_default());
            entries.push(Entry { key, value });
            more = scanner.more(brackets[1]);
        }
        entries
    }

    /// Adds a fault for each place that JSON cannot carry, under its path; true where there is one.
    pub fn find_unsendable(self, path: &str, faults: &mut FieldErrors) -> bool {
        let note = self.note();
        if let Some(what) = &note {
            faults.add(path, UNSENDABLE, &[path, what]);
        }
        let entries = self.entries().into_iter();
        entries.fold(note.is_some(), |found, Entry { key, value }| {
            value.find_unsendable(&below(path, &key), faults) || found
        })
    }
}

/// A path's next step: `metadata`, `tags` → `metadata.tags`.
pub fn below(path: &str, step: &str) -> String {
    join(&[path, if path.is_empty() { "" } else { "." }, step])
}

/// Writes a JSON object.
///
/// ```
/// use customers_client::json::Writer;
/// let mut object = Writer::default();
/// object.text("name", "a\"b");
/// object.raw("tags", "[]");
/// assert_eq!(object.finish(), r#"{"name":"a\"b","tags":[]}"#);
/// ```
#[derive(Default)]
pub struct Writer(String);

impl Writer {
    /// An entry that is JSON text itself.
    pub fn raw(&mut self, key: &str, json: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        write_text(key, &mut self.0);
        self.0.push(':');
        self.0.push_str(json);
    }

    /// An entry that is a text.
    pub fn text(&mut self, key: &str, text: &str) {
        let mut json = String::new();
        write_text(text, &mut json);
        self.raw(key, &json);
    }

    /// An entry that is true, or else left out.
    pub fn flag(&mut self, key: &str, is_true: bool) {
        if is_true {
            self.raw(key, "true");
        }
    }

    /// The object's text.
    pub fn finish(mut self) -> String {
        self.0.push_str(if self.0.is_empty() { "{}" } else { "}" });
        self.0
    }
}

/// Writes a string as JSON.
pub fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        if c < ' ' {
            out.push_str("\\u00");
            out.push(if c < '\u{10}' { '0' } else { '1' });
            out.push(hex_digit(c as u8 & 15));
        } else {
            out.push(c);
        }
    }
    out.push('"');
}
