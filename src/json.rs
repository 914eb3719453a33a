//! JSON text, read where it stands and written piece by piece.
//!
//! What a caller hands over stays the text that `JSON.stringify` made of it: its values are looked
//! at in place, and what is sent is copied from it. So nothing is lost on the way (numbers keep
//! their digits), and the module needs neither a tree of values nor a way to write one.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::{FieldErrors, Message};
use crate::scan::{Broken, Scanner, unescape, without_mark};
use crate::text::{digits, hex_digit, join};

/// How `src/js/input.js` begins the note that something stood here which JSON cannot carry: a
/// string with a lone surrogate, which no string begins with that JSON.stringify wrote of a valid
/// one.
const NOTE: &[u8] = br#""\udc00"#;

/// A JSON value, as it stands in its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Json<'a>(&'a [u8]);

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a> {
    /// The key.
    pub key: String,
    /// The value.
    pub value: Json<'a>,
    raw_key: &'a [u8],
}

impl<'a> Json<'a> {
    /// What stands for a value that is not there.
    pub const NULL: Json<'static> = Json(b"null");

    /// The value that a text is. The text need not be JSON to the last letter: where it is not,
    /// this reads odd values or none.
    ///
    /// ```
    /// use customers_client::json::Json;
    /// let body = Json::read(br#"{"detail": "Invalid page."}"#).unwrap();
    /// assert_eq!(body.get("detail").unwrap().text().unwrap(), "Invalid page.");
    /// assert!(Json::read(b"<html>").is_none());
    /// ```
    pub fn read(text: &'a [u8]) -> Option<Json<'a>> {
        let mut scanner = Scanner::new(without_mark(text));
        let value = scanner.value().ok()?;
        scanner.finish().ok()?;
        Some(Json(value))
    }

    /// Its text.
    pub fn raw(self) -> &'a [u8] {
        self.0
    }

    /// The same.
    pub fn as_written(self) -> String {
        string(self.0.to_vec())
    }

    fn first(self) -> u8 {
        self.0.first().copied().unwrap_or_default()
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
        let end = self.0.len().saturating_sub(1);
        string(unescape(self.0.get(start..end).unwrap_or_default()))
    }

    /// True where JavaScript had a function, which `src/js/input.js` keeps.
    pub fn is_function(self) -> bool {
        self.note().is_some_and(|what| what == "a function")
    }

    /// What kind of value this is, in words.
    pub fn kind(self) -> String {
        let kind = match self.first() {
            b'n' => "null",
            b't' | b'f' => "a boolean",
            b'[' => "an array",
            b'{' => "an object",
            b'"' => return self.note().unwrap_or_else(|| "a string".to_owned()),
            _ => "a number",
        };
        kind.to_owned()
    }

    /// What a key of an object holds, the last time it stands; nothing for other values.
    pub fn get(self, key: &str) -> Option<Json<'a>> {
        let mut found = None;
        let _ = self.each(*b"{}", |scanner| {
            let is_it = scanner.take_key(key)? || unescape(scanner.key()?) == key.as_bytes();
            let value = Json(scanner.value()?);
            found = if is_it { Some(value) } else { found };
            Ok(())
        });
        found
    }

    /// An object's entries, in the order of the text; none for other values.
    pub fn entries(self) -> Vec<Entry<'a>> {
        let mut entries = Vec::new();
        // What was a value is one.
        let _ = self.each(*b"{}", |scanner| {
            let raw_key = scanner.key()?;
            let value = Json(scanner.value()?);
            entries.push(Entry { key: string(unescape(raw_key)), value, raw_key });
            Ok(())
        });
        entries
    }

    /// A list's items; none for other values.
    pub fn items(self) -> Vec<Json<'a>> {
        let mut items = Vec::new();
        let _ = self.each(*b"[]", |scanner| {
            items.push(Json(scanner.value()?));
            Ok(())
        });
        items
    }

    fn each(
        self,
        brackets: [u8; 2],
        mut take: impl FnMut(&mut Scanner<'a>) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        let mut scanner = Scanner::new(self.0);
        let mut more = self.first() == brackets[0] && scanner.open(brackets)?;
        while more {
            take(&mut scanner)?;
            more = scanner.more(brackets[1])?;
        }
        Ok(())
    }

    /// Adds a fault for each place that JSON cannot carry, under its path.
    pub fn find_unsendable(self, path: &str, faults: &mut FieldErrors) {
        if !self.0.windows(NOTE.len()).any(|bytes| bytes == NOTE) {
            return;
        }
        if let Some(what) = self.note() {
            faults.add(path, Message::Unsendable { path, what: &what });
        }
        for (index, item) in self.items().into_iter().enumerate() {
            item.find_unsendable(&below(path, &digits(index as u64)), faults);
        }
        for Entry { key, value, .. } in self.entries() {
            value.find_unsendable(&below(path, &key), faults);
        }
    }
}

fn string(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

/// A path's next step: `metadata`, `tags` → `metadata.tags`.
pub fn below(path: &str, step: &str) -> String {
    join(&[path, ".", step])
}

/// The text of an object with these entries.
pub fn object_of(entries: &[Entry]) -> String {
    let mut text = Vec::new();
    for Entry { raw_key, value, .. } in entries {
        text.push(if text.is_empty() { b'{' } else { b',' });
        for piece in [b"\"".as_slice(), raw_key, b"\":", value.0] {
            text.extend_from_slice(piece);
        }
    }
    if text.is_empty() {
        text.push(b'{');
    }
    text.push(b'}');
    string(text)
}

/// Writes JSON.
///
/// ```
/// use customers_client::json::Writer;
/// let mut object = Writer::default();
/// object.text("name", "a\"b");
/// object.number("size", 5);
/// object.raw("tags", "[]");
/// assert_eq!(object.finish(), r#"{"name":"a\"b","size":5,"tags":[]}"#);
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

    /// An entry that is an integer.
    pub fn number(&mut self, key: &str, number: u64) {
        self.raw(key, &digits(number));
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
            out.push(hex_digit(c as u8 & 15).to_ascii_lowercase());
        } else {
            out.push(c);
        }
    }
    out.push('"');
}
