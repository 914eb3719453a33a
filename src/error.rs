//! The one error of this client, and every message it can carry.

use std::fmt;

use crate::json::Value;

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

/// Every message of this client. Where the service has a text for a fault, it is the service's
/// (contract, "Errors" and "Refused before anything is sent").
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the texts below say what each one is")]
pub enum Message<'a> {
    Required,
    Null,
    Blank,
    NotAString,
    NotABoolean,
    Email,
    EmptySearch,
    NoData,
    NotADictionary(&'a str),
    NotAFile,
    PhotoEmpty,
    PhotoTooLarge(u64),
    PhotoType(&'a str),
    NullBesidePhoto,
    MetadataNotObject(&'a str),
    MetadataTooLarge(usize),
    Unsendable {
        path: &'a str,
        what: &'a str,
    },
    Integer {
        value: &'a str,
        min: u64,
        max: u64,
    },
    Id(&'a str),
    NotAnObject(&'a str),
    NotASignal,
    NotAFunction,
    BaseUrl(&'a str),
    BaseUrlHttp,
    BaseUrlCredentials,
    BaseUrlExtras,
    BaseUrlNoPage,
    KeyBlank,
    KeyCharacters,
    KeyColon,
    KeyLive,
    TwoCredentials,
    NoCredential,
    RequestCredentials(&'a str),
    TokenNotAString,
    TokenRejected,
    Refused {
        path: &'a str,
        message: &'a str,
        others: usize,
    },
    Offline,
    Network,
    Timeout {
        ms: u32,
    },
    Redirect,
    NotAResponse,
    Unexpected {
        what: &'a str,
    },
    Shape {
        path: &'a str,
        expected: &'a str,
        found: &'a str,
    },
    Answered(u16),
    Field {
        path: &'a str,
        message: &'a str,
    },
}

/// How to find out what became of a write that had no answer.
const FIND_OUT: &str = " The change may have been made all the same: \
    look first (search by email, get by id) before you repeat it.";

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Message::Required => "This field is required.",
            Message::Null => "This field may not be null.",
            Message::Blank => "This field may not be blank.",
            Message::NotAString => "Not a valid string.",
            Message::NotABoolean => "Must be a valid boolean.",
            Message::Email => "Enter a valid email address.",
            Message::EmptySearch => "The search query cannot be empty.",
            Message::NoData => "No data provided",
            Message::NotADictionary(found) => {
                return write!(f, "Invalid data. Expected a dictionary, but got {found}.");
            }
            Message::NotAFile => {
                "The submitted data was not a file. Check the encoding type on the form."
            }
            Message::PhotoEmpty => "The submitted file is empty.",
            Message::PhotoTooLarge(bytes) => {
                return write!(f, "The photo has {bytes} bytes; at most 5242880 (5 MB) are allowed.");
            }
            Message::PhotoType(found) => {
                return write!(f, "The photo must be a JPEG or PNG image; this is {found}.");
            }
            Message::NullBesidePhoto => {
                "This field cannot be null in the same call as a photo file: multipart has no null."
            }
            Message::MetadataNotObject(found) => {
                return write!(f, "Metadata must be a JSON object, not {found}.");
            }
            Message::MetadataTooLarge(bytes) => {
                return write!(
                    f,
                    "Metadata has {bytes} bytes of JSON; at most 10240 (10 KB) are allowed."
                );
            }
            Message::Unsendable { path, what } => {
                return write!(f, "{path} holds {what}, which JSON would change or lose.");
            }
            Message::Integer { value, min, max: u64::MAX } => {
                return write!(f, "{value} is not allowed: use an integer from {min}.");
            }
            Message::Integer { value, min, max } => {
                return write!(f, "{value} is not allowed: use an integer from {min} to {max}.");
            }
            Message::Id(id) => {
                return write!(f, "\"{id}\" is not an id: ids are not empty, \".\" or \"..\".");
            }
            Message::NotAnObject(found) => return write!(f, "Expected an object, but got {found}."),
            Message::NotASignal => "Not an AbortSignal.",
            Message::NotAFunction => "Not a function.",
            Message::BaseUrl(why) => return write!(f, "Not a usable base URL: {why}."),
            Message::BaseUrlHttp => {
                "The base URL must be https: over http the key and the customers could be read \
                 on the way. Only loopback hosts may use http."
            }
            Message::BaseUrlCredentials => "The base URL must not contain credentials.",
            Message::BaseUrlExtras => "The base URL must not have a query or a fragment.",
            Message::BaseUrlNoPage => {
                "A path as base URL means the page's own origin, and there is none here."
            }
            Message::KeyBlank => "May not be empty.",
            Message::KeyCharacters => {
                "Contains white space, a control character or one that is not Latin-1."
            }
            Message::KeyColon => {
                "Contains a colon. (In the service's curl examples it ends the user name; \
                 it is not part of the key.)"
            }
            Message::KeyLive => {
                "A live secret key in a web page can be read by every visitor. Keep it on a server: \
                 a gateway there adds it, and the page uses a baseUrl such as \"/api\" and no key. \
                 dangerouslyAllowLiveKey: true switches this check off."
            }
            Message::TwoCredentials => "Give apiKey or accessToken, not both.",
            Message::NoCredential => {
                "Give an apiKey or an accessToken, or the baseUrl of a gateway that adds one."
            }
            Message::RequestCredentials(value) => {
                return write!(
                    f,
                    "{value} is not allowed: use \"omit\", \"same-origin\" or \"include\"."
                );
            }
            Message::TokenNotAString => "The function gave no string to use as a token.",
            Message::TokenRejected => "The function failed; its error is the cause of this one.",
            Message::Refused { path, message, others: 0 } => {
                return write!(f, "Nothing was sent. {path}: {message}");
            }
            Message::Refused { path, message, others } => {
                return write!(f, "Nothing was sent. {path}: {message} (And {others} more.)");
            }
            Message::Offline => "This browser is offline.",
            Message::Network => {
                "No answer from the service: offline, the base URL is wrong, or its CORS rules do \
                 not allow this page."
            }
            Message::Timeout { ms } => return write!(f, "No complete answer within {ms} ms."),
            Message::Redirect => {
                "The service answered with a redirect, which is not followed: check the base URL."
            }
            Message::NotAResponse => "The fetch function gave something that is not a response.",
            Message::Unexpected { what } => {
                return write!(f, "The service answered a success whose body is {what}.");
            }
            Message::Shape { path, expected, found } => {
                return write!(
                    f,
                    "The service's answer does not match the contract: {path} should be \
                     {expected}, and is {found}."
                );
            }
            Message::Answered(status) => {
                return write!(f, "The service answered {status}{}", match status {
                    400 => ": it could not accept the request.",
                    401 => ": the credentials are missing, malformed or inactive.",
                    403 => ": this is not allowed.",
                    404 => ": there is nothing here. Check the base URL.",
                    413 => ": the request is too large.",
                    429 => ": too many requests, slow down.",
                    500.. => ": the fault is on its side.",
                    _ => " and refused the request.",
                });
            }
            Message::Field { path, message } => return write!(f, "{path}: {message}"),
        })
    }
}

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
        self.0
            .iter()
            .find(|(known, _)| known == path)
            .map_or(&[], |(_, messages)| messages)
    }

    /// True where nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Path and messages, in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0
            .iter()
            .map(|(path, messages)| (path.as_str(), messages.as_slice()))
    }

    /// As a JSON object.
    pub fn to_value(&self) -> Value {
        let messages =
            |texts: &[String]| Value::Array(texts.iter().map(|t| Value::text(t)).collect());
        Value::Object(
            self.iter()
                .map(|(path, texts)| (path.to_owned(), messages(texts)))
                .collect(),
        )
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
        if self.is_empty() {
            Ok(value)
        } else {
            Err(Error::invalid(self))
        }
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
        let (path, message) = fields
            .iter()
            .next()
            .map_or(("", ""), |(p, m)| (p, m[0].as_str()));
        let others = fields
            .iter()
            .map(|(_, messages)| messages.len())
            .sum::<usize>()
            .max(1)
            - 1;
        let message = Message::Refused {
            path,
            message,
            others,
        };
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
            (
                "outcomeUnknown".to_owned(),
                Value::Bool(self.outcome_unknown),
            ),
        ];
        let mut add = |name: &str, value: Option<Value>| {
            all.extend(value.map(|value| (name.to_owned(), value)));
        };
        add(
            "status",
            self.status.map(|status| Value::Number(status.into())),
        );
        add("title", self.title.as_deref().map(Value::text));
        add(
            "retryAfterMs",
            self.retry_after_ms.map(|ms| Value::Number(ms as f64)),
        );
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
