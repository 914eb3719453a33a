//! What is wrong, and where. `src/js/error.js` makes the one error of this client of it.

use alloc::string::String;
use alloc::vec::Vec;

use crate::json::{Json, Writer, write_text};
use crate::message::fill;
use crate::text::join;

/// Dotted path (`email`, `metadata.tags.1`, `non_field_errors`) → messages: one shape for
/// our checks and the service's. It is kept as the JSON that it becomes: path, message, path,
/// message …, which `src/js/error.js` sorts by path.
///
/// ```
/// use customers_client::error::FieldErrors;
/// use customers_client::message::EMAIL;
/// let mut fields = FieldErrors::default();
/// fields.add("email", EMAIL, &[]);
/// assert_eq!(fields.get("email"), ["Enter a valid email address."]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldErrors(String);

impl FieldErrors {
    /// Adds one of this client's messages at a path: a template, and its values.
    pub fn add(&mut self, path: &str, template: &str, values: &[&str]) {
        self.push(path, &fill(template, values));
    }

    /// Adds a message of the service at a path.
    pub fn push(&mut self, path: &str, message: &str) {
        for text in [path, message] {
            if !self.is_empty() {
                self.0.push(',');
            }
            write_text(text, &mut self.0);
        }
    }

    /// The messages at a path.
    pub fn get(&self, path: &str) -> Vec<String> {
        let all = self.all();
        all.into_iter().filter(|(known, _)| known == path).map(|(_, message)| message).collect()
    }

    /// Paths and messages, in the order they were found.
    pub fn all(&self) -> Vec<(String, String)> {
        let json = self.to_json();
        let entries = Json::new(&json).entries();
        let texts: Vec<_> = entries.iter().filter_map(|entry| entry.value.text()).collect();
        let pair = |pair: &[String]| Some((pair.first()?.clone(), pair.get(1)?.clone()));
        texts.chunks(2).filter_map(pair).collect()
    }

    /// True where nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As a JSON array.
    pub fn to_json(&self) -> String {
        join(&["[", &self.0, "]"])
    }

    /// `Ok(value)` where nothing is wrong.
    pub fn finish<T>(self, value: T) -> Result<T, FieldErrors> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

/// An answer that is none, as it says it: what is made of it for the caller, without secrets and
/// shortened, is `src/js/error.js`'s to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    /// The literal of the package's `ErrorCode` type.
    pub code: &'static str,
    /// What it says, or what its status means.
    pub message: String,
    /// The service's own title.
    pub title: Option<String>,
    /// Messages per field.
    pub fields: FieldErrors,
}

impl Error {
    /// A success that is not what the contract says, or any redirect.
    pub fn unexpected(template: &str, values: &[&str]) -> Error {
        Error::new("unexpected_response", fill(template, values))
    }

    /// An error with a message and nothing else yet.
    pub fn new(code: &'static str, message: String) -> Error {
        Error { code, message, title: None, fields: FieldErrors::default() }
    }

    /// As JSON.
    pub fn to_json(&self) -> String {
        let mut all = Writer::default();
        all.text("code", self.code);
        all.text("message", &self.message);
        all.raw("fields", &self.fields.to_json());
        if let Some(title) = &self.title {
            all.text("title", title);
        }
        all.finish()
    }
}
