//! The one error of this client.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::json::{Writer, write_text};
pub use crate::message::Message;

/// What kind of failure an [`Error`] is; `as_str` is the `code` that JavaScript sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Refused before anything was sent.
    InvalidInput,
    /// A success that is not what the contract says, or any redirect.
    UnexpectedResponse,
    /// No response: DNS, connection, CORS, offline.
    Network,
    /// `timeoutMs` ran out.
    Timeout,
    /// An answer with an error status (4xx or 5xx).
    Status(u16),
}

impl Code {
    /// The literal of the package's `ErrorCode` type.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::InvalidInput => "invalid_input",
            Code::UnexpectedResponse => "unexpected_response",
            Code::Network => "network",
            Code::Timeout => "timeout",
            Code::Status(400) => "bad_request",
            Code::Status(401) => "unauthorized",
            Code::Status(403) => "forbidden",
            Code::Status(404) => "not_found",
            Code::Status(406) => "not_acceptable",
            Code::Status(413) => "payload_too_large",
            Code::Status(415) => "unsupported_media_type",
            Code::Status(429) => "rate_limited",
            Code::Status(500..) => "server_error",
            Code::Status(_) => "client_error",
        }
    }
}

/// How to find out what became of a write that had no answer.
const FIND_OUT: &str = " The change may have been made all the same: \
    look first (search by email, get by id) before you repeat it.";

/// Dotted path (`email`, `metadata.tags.1`, `non_field_errors`) → messages: one shape for
/// our checks and the service's.
///
/// ```
/// use customers_client::error::{FieldErrors, Message};
/// let mut fields = FieldErrors::default();
/// fields.add("email", Message::Email);
/// assert_eq!(fields.get("email"), ["Enter a valid email address."]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldErrors(Vec<(String, String)>);

impl FieldErrors {
    /// Adds one of this client's messages at a path.
    pub fn add(&mut self, path: &str, message: Message) {
        self.push(path, message.text());
    }

    /// Adds a message of the service at a path.
    pub fn push(&mut self, path: &str, message: String) {
        self.0.push((path.to_owned(), message));
    }

    /// The messages at a path.
    pub fn get(&self, path: &str) -> Vec<&str> {
        self.iter().filter(|(known, _)| *known == path).map(|(_, message)| message).collect()
    }

    /// True where nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Paths and messages, in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, message)| (path.as_str(), message.as_str()))
    }

    /// As a JSON array of path, message, path, message …; `src/js/error.js` sorts them by path.
    pub fn to_json(&self) -> String {
        let mut json = String::new();
        for text in self.0.iter().flat_map(|(path, message)| [path, message]) {
            json.push(if json.is_empty() { '[' } else { ',' });
            write_text(text, &mut json);
        }
        json.push_str(if json.is_empty() { "[]" } else { "]" });
        json
    }

    /// Appends everything of another set.
    pub fn append(&mut self, other: FieldErrors) {
        self.0.extend(other.0);
    }

    /// `Ok(value)` where nothing is wrong, else the faults as an `invalid_input` error.
    pub fn finish<T>(self, value: T) -> Result<T, Error> {
        if self.is_empty() { Ok(value) } else { Err(Error::invalid(self)) }
    }
}

/// The one error. What it can hold never includes the credential: see [`Error::seal`].
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    /// What kind of failure this is.
    pub code: Code,
    /// One sentence of at most about 300 characters.
    pub message: String,
    /// HTTP status, where there was a response.
    pub status: Option<u16>,
    /// The service's own title.
    pub title: Option<String>,
    /// Messages per field.
    pub fields: FieldErrors,
    /// From `Retry-After`, in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// From `X-Request-Id`.
    pub request_id: Option<String>,
    /// Requests sent: 0 when refused here.
    pub attempts: u32,
    /// True when a write may have been carried out although no answer came.
    pub outcome_unknown: bool,
}

impl Error {
    /// An error with a message and nothing else yet.
    pub fn new(code: Code, message: Message) -> Error {
        Error {
            code,
            message: message.text(),
            status: None,
            title: None,
            fields: FieldErrors::default(),
            retry_after_ms: None,
            request_id: None,
            attempts: 0,
            outcome_unknown: false,
        }
    }

    /// `invalid_input`: everything that is wrong with what the caller gave.
    pub fn invalid(fields: FieldErrors) -> Error {
        let (path, message) = fields.iter().next().unwrap_or_default();
        let others = fields.0.len().saturating_sub(1);
        let message = Message::Refused { path, message, others };
        let mut error = Error::new(Code::InvalidInput, message);
        error.message = shorten(&error.message, LONGEST);
        error.fields = fields;
        error
    }

    /// Makes an error fit to be shown: each of `secrets` becomes `[redacted]` in every text that
    /// came from outside, only then are texts shortened, and where nobody can know whether a
    /// write was carried out, the message says how to find out.
    pub fn seal(&mut self, secrets: &[String]) {
        let seal = |text: &mut String| {
            for secret in secrets {
                redact(text, secret);
            }
            *text = shorten(text, LONGEST);
        };
        seal(&mut self.message);
        self.title.iter_mut().for_each(seal);
        self.request_id.iter_mut().for_each(seal);
        for (path, message) in &mut self.fields.0 {
            seal(path);
            seal(message);
        }
        if self.outcome_unknown {
            self.message = shorten(&self.message, LONGEST - FIND_OUT.len()) + FIND_OUT;
        }
    }

    /// Everything but the cause, as JSON, named as the package's `CustomersError` names it.
    pub fn to_json(&self) -> String {
        let mut all = Writer::default();
        all.text("code", self.code.as_str());
        all.text("message", &self.message);
        all.raw("fields", &self.fields.to_json());
        all.number("attempts", self.attempts.into());
        all.flag("outcomeUnknown", self.outcome_unknown);
        let mut text = |name, text: &Option<String>| {
            if let Some(text) = text {
                all.text(name, text);
            }
        };
        text("title", &self.title);
        text("requestId", &self.request_id);
        let numbers =
            [("status", self.status.map(u64::from)), ("retryAfterMs", self.retry_after_ms)];
        for (name, number) in numbers {
            if let Some(number) = number {
                all.number(name, number);
            }
        }
        all.finish()
    }
}

/// How many characters a message may have.
const LONGEST: usize = 300;

/// Puts `[redacted]` in place of each `secret`. (`str::replace` would bring 3 KB of code along.)
fn redact(text: &mut String, secret: &str) {
    let mut rest = text.as_str();
    let mut redacted = String::new();
    while let Some(c) = rest.chars().next() {
        match rest.strip_prefix(secret) {
            Some(after) if !secret.is_empty() => {
                redacted.push_str("[redacted]");
                rest = after;
            }
            _ => {
                redacted.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
    *text = redacted;
}

/// At most so many characters, on one line: messages are sentences, not documents.
pub fn shorten(text: &str, longest: usize) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if let Some((end, _)) = line.char_indices().nth(longest) {
        line.truncate(end);
        line.push('…');
    }
    line
}
