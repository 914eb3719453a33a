//! The one error of this client.

use crate::json::Value;
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
pub struct FieldErrors(Vec<(String, Vec<String>)>);

impl FieldErrors {
    /// Adds one of this client's messages at a path.
    pub fn add(&mut self, path: &str, message: Message) {
        self.push(path, message.to_string());
    }

    /// Adds a message of the service at a path.
    pub fn push(&mut self, path: &str, message: String) {
        match self.0.iter_mut().find(|(known, _)| known == path) {
            Some((_, messages)) => messages.push(message),
            None => self.0.push((path.to_owned(), vec![message])),
        }
    }

    /// The messages at a path.
    pub fn get(&self, path: &str) -> &[String] {
        self.0.iter().find(|(known, _)| known == path).map_or(&[], |(_, messages)| messages)
    }

    /// True where nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Path and messages, in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(path, messages)| (path.as_str(), messages.as_slice()))
    }

    /// As a JSON object.
    pub fn to_value(&self) -> Value {
        let messages =
            |texts: &[String]| Value::Array(texts.iter().map(|t| Value::text(t)).collect());
        Value::Object(self.iter().map(|(path, texts)| (path.to_owned(), messages(texts))).collect())
    }

    /// Appends everything of another set.
    pub fn append(&mut self, other: FieldErrors) {
        for (path, messages) in other.0 {
            for message in messages {
                self.push(&path, message);
            }
        }
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
            message: message.to_string(),
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
        let (path, message) = fields.iter().next().map_or(("", ""), |(p, m)| (p, m[0].as_str()));
        let others = fields.iter().map(|(_, messages)| messages.len()).sum::<usize>().max(1) - 1;
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
                if text.contains(secret.as_str()) {
                    *text = text.replace(secret.as_str(), "[redacted]");
                }
            }
            *text = shorten(text, LONGEST);
        };
        seal(&mut self.message);
        self.title.iter_mut().for_each(seal);
        self.request_id.iter_mut().for_each(seal);
        for (path, messages) in &mut self.fields.0 {
            seal(path);
            messages.iter_mut().for_each(seal);
        }
        if self.outcome_unknown {
            self.message = shorten(&self.message, LONGEST - FIND_OUT.len()) + FIND_OUT;
        }
    }

    /// Everything but the cause, named as the package's `CustomersError` names it.
    pub fn to_value(&self) -> Value {
        let mut all = vec![
            ("code".to_owned(), Value::text(self.code.as_str())),
            ("message".to_owned(), Value::text(&self.message)),
            ("fields".to_owned(), self.fields.to_value()),
            ("attempts".to_owned(), Value::Number(self.attempts.into())),
            ("outcomeUnknown".to_owned(), Value::Bool(self.outcome_unknown)),
        ];
        let mut add = |name: &str, value: Option<Value>| {
            all.extend(value.map(|value| (name.to_owned(), value)));
        };
        add("status", self.status.map(|status| Value::Number(status.into())));
        add("title", self.title.as_deref().map(Value::text));
        add("retryAfterMs", self.retry_after_ms.map(|ms| Value::Number(ms as f64)));
        add("requestId", self.request_id.as_deref().map(Value::text));
        Value::Object(all)
    }
}

/// How many characters a message may have.
const LONGEST: usize = 300;

/// At most so many characters, on one line: messages are sentences, not documents.
pub fn shorten(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(longest) {
        None => line,
        Some((end, _)) => format!("{}…", &line[..end]),
    }
}
