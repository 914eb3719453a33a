//! An answer that is an error, as an [`Error`] (contract, "Errors" of sections 5 and 7).

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::error::{Code, Error, FieldErrors, Message};
use crate::http::Response;
use crate::json::{Entry, Json, below};
use crate::text::{digits, number, strip};

/// How deep an error's body may nest.
const DEEPEST: u32 = 32;

/// What an error answer says, as it says it: [`Error::seal`] makes it fit to be shown. Any status
/// can come with any body: what cannot be read leaves the message that the status has.
///
/// ```
/// use customers_client::{failure::error_of, http::Response};
/// let error = error_of(&Response {
///     status: 400,
///     body: br#"{"email": ["Enter a valid email address."]}"#.to_vec(),
///     ..Response::default()
/// });
/// assert_eq!(error.code.as_str(), "bad_request");
/// assert_eq!(error.fields.get("email"), ["Enter a valid email address."]);
/// ```
pub fn error_of(response: &Response) -> Error {
    let mut error = Error::new(Code::Status(response.status), Message::Answered(response.status));
    if let Some(body) = Json::read(&response.body) {
        read(body, &mut error);
    }
    describe(&mut error, response);
    error
}

/// What every error that comes from an answer has.
pub fn describe(error: &mut Error, response: &Response) {
    error.status = (response.status != 0).then_some(response.status);
    error.retry_after_ms = response
        .retry_after
        .as_deref()
        .and_then(|value| retry_after_ms(value, response.retry_at_ms, response.now_ms));
    error.request_id = response.request_id.clone();
}

/// True for the wrapped 404 that means "a search with no results".
pub fn is_no_results(response: &Response) -> bool {
    let wrapped = Json::read(&response.body).and_then(|body| body.get("message"));
    response.status == 404 && wrapped.is_some_and(|message| message.get("content").is_some())
}

fn read(body: Json, error: &mut Error) {
    // The flat form, and its wrapped form.
    let inner = body.get("message").filter(|message| message.get("content").is_some());
    let body = inner.unwrap_or(body);
    let text = |name: &str| body.get(name).and_then(Json::text);
    let content = text("content");
    if content.is_some() {
        error.title = text("title").filter(|title| is_plain(title));
    }
    let said = match content.or_else(|| text("detail")) {
        Some(said) => Some(said),
        None => {
            let path = if body.is_object() { "" } else { "non_field_errors" };
            if !body.is_text() {
                collect(path, body, DEEPEST, &mut error.fields);
            }
            body.text().or_else(|| first_of(&error.fields))
        }
    };
    if let Some(said) = said.filter(|said| is_plain(said)) {
        error.message = said;
    }
}

/// The first message of all fields that can be shown, and which field it is about.
fn first_of(fields: &FieldErrors) -> Option<String> {
    let (path, message) =
        fields.iter().find(|(path, message)| is_plain(path) && is_plain(message))?;
    Some(match path {
        "non_field_errors" => message.to_owned(),
        _ => Message::Field { path, message }.text(),
    })
}

/// True for a text that can be a message: not blank, and not markup.
fn is_plain(text: &str) -> bool {
    let markup = text.as_bytes().windows(2).any(|pair| match pair {
        [b'<', next] => next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'),
        _ => false,
    });
    !markup && !strip(text).is_empty()
}

/// Messages can stand alone, in lists, and nested: their path is dotted. In a list of objects
/// each one's index is part of the path; messages beside each other share theirs.
fn collect(path: &str, value: Json, depth: u32, fields: &mut FieldErrors) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if let Some(text) = value.text() {
        let says =
            |wanted| text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == wanted);
        let unique_email = path == "non_field_errors" && says("unique") && says("email");
        fields.push(if unique_email { "email" } else { path }, text);
    }
    for (index, item) in value.items().into_iter().enumerate() {
        if item.is_text() {
            collect(path, item, depth, fields);
        } else {
            collect(&below(path, &digits(index as u64)), item, depth, fields);
        }
    }
    for Entry { key, value, .. } in value.entries() {
        let key = if strip(&key).is_empty() && path.is_empty() { "non_field_errors" } else { &key };
        if path.is_empty() {
            collect(key, value, depth, fields);
        } else {
            collect(&below(path, key), value, depth, fields);
        }
    }
}

/// `Retry-After`, in seconds or as an HTTP date; `date_ms` is what the header means as a date, in
/// milliseconds since 1970 (JavaScript reads it: a parser here would be 6 KB of the module).
///
/// ```
/// use customers_client::failure::retry_after_ms;
/// assert_eq!(retry_after_ms("120", None, 0.0), Some(120_000));
/// assert_eq!(retry_after_ms("Thu, 01 Jan 1970 00:00:10 GMT", Some(10_000.0), 4_000.0), Some(6_000));
/// assert_eq!(retry_after_ms("soon", None, 0.0), None);
/// ```
pub fn retry_after_ms(value: &str, date_ms: Option<f64>, now_ms: f64) -> Option<u64> {
    match (number(strip(value).as_bytes()), date_ms) {
        // A number too large to hold is a long time all the same.
        (Some(seconds), _) => Some(seconds.saturating_mul(1000)),
        (None, Some(date_ms)) => Some((date_ms - now_ms).max(0.0) as u64),
        (None, None) => None,
    }
}
