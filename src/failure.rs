//! What an answer with an error status says, as an [`Error`] (contract, `responses`).

use crate::error::{Error, Faults, NO_FIELD};
use crate::message::Message;
use crate::value::Value;

/// How deep an error's body is read.
const DEEPEST: u32 = 32;

/// The code of an error status: a literal of `ErrorCode`, which `src/js/types.d.ts` declares.
pub fn code_of(status: u16) -> &'static str {
    match status {
        400 => "bad_request",
        401 => "unauthorized",
        403 => "forbidden",
        404 => "not_found",
        406 => "not_acceptable",
        413 => "payload_too_large",
        415 => "unsupported_media_type",
        429 => "rate_limited",
        500.. => "server_error",
        _ => "client_error",
    }
}

/// Makes an error of an answer, in the answer's own words: [`Error::seal`] makes them fit to be shown.
/// Any status can come with any body. A body that cannot be read (`body` is null then) leaves the
/// message that the status has.
///
/// ```
/// use customers_client::failure::error_of;
/// let body = serde_json::from_str(r#"{"email": ["Enter a valid email address."]}"#).unwrap();
/// let error = error_of(400, &body);
/// assert_eq!(error.code, "bad_request");
/// assert_eq!(error.issues[0].path, "email");
/// assert_eq!(error.issues[0].code, "invalid_email");
/// ```
pub fn error_of(status: u16, body: &Value) -> Error {
    let mut error = Error::new(code_of(status), Message::Answered(status));
    // Title and content stand in the body itself, or in its `message` (contract, `FlatError` and
    // `NoResults`).
    let body = body.get("message").filter(|inner| text(inner, "content").is_some()).unwrap_or(body);
    let mut faults = Faults::default();
    let mut said = None;
    if let Some(content) = text(body, "content") {
        error.title = text(body, "title").filter(|title| is_plain(title)).map(str::to_owned);
        said = Some(content.to_owned());
    } else if let Some(sentence) = text(body, "detail").or(body.text()) {
        said = Some(sentence.to_owned());
    } else {
        let path = if matches!(body, Value::Object(_)) { "" } else { NO_FIELD };
        collect(path, body, DEEPEST, &mut faults, &mut said);
    }
    if let Some(said) = said.filter(|said| is_plain(said)) {
        error.message = said;
    }
    error.issues = faults.into();
    error
}

/// True for the body of the 404 by which a search says that nobody matches (contract, `NoResults`).
pub fn is_no_results(body: &Value) -> bool {
    body.get("message").is_some_and(|inner| text(inner, "content").is_some())
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::text)
}

/// True for a text that can be a message: not blank, and not markup.
fn is_plain(text: &str) -> bool {
    let is_markup = text.as_bytes().windows(2).any(|pair| match pair {
        [b'<', next] => next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'),
        _ => false,
    });
    !is_markup && !is_blank(text)
}

/// True where there is nothing to see. U+FEFF counts as white space, as it does in JavaScript.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c <= ' ' || c.is_whitespace() || c == '\u{feff}')
}

/// Adds each message in an error's body to `faults`, under its dotted path (contract, `FieldErrors`).
/// Messages can stand alone, in lists, and nested. The messages of one list share its path; in a list
/// of objects each object's index is a step of the path. `said` becomes the first message that can
/// be shown, with the field that it is about.
fn collect(path: &str, value: &Value, depth: u32, faults: &mut Faults, said: &mut Option<String>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::Text(text) => {
            let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
            let is_general = path == NO_FIELD;
            // That the email is taken may be said under no field: it is about the email all the same.
            let is_email = is_general
                && words.clone().any(|word| word == "unique")
                && words.any(|word| word == "email");
            let path = if is_email { "email" } else { path };
            faults.quote(path, text);
            if said.is_none() && is_plain(path) && is_plain(text) {
                let message = Message::Field { path, message: text };
                *said = Some(if path == NO_FIELD { text.clone() } else { message.to_string() });
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let next = match item {
                    Value::Text(_) => path.to_owned(),
                    _ => below(path, &index.to_string()),
                };
                collect(&next, item, depth, faults, said);
            }
        }
        Value::Object(entries) => {
            for (key, item) in entries {
                let next = match path {
                    "" if is_blank(key) => NO_FIELD.to_owned(),
                    _ => below(path, key),
                };
                collect(&next, item, depth, faults, said);
            }
        }
        _ => {}
    }
}

fn below(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") }
}
