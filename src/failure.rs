//! An answer that is an error, as an [`Error`] (contract, "Errors" of sections 5 and 7).

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::answer::fits;
use crate::error::{Error, FieldErrors};
use crate::json::{Entry, Json, below};
use crate::message::{ANSWERED, FIELD, fill};
use crate::shape::{DETAIL, ERROR, WRAPPED_ERROR};
use crate::text::digits;

/// How deep an error's body may nest.
const DEEPEST: u32 = 32;

const REFUSED: &str = " and refused the request.";

/// Each error status of the contract: the literal of the package's `ErrorCode` type, and what it
/// means.
const STATUSES: &[(u16, &str, &str)] = &[
    (400, "bad_request", ": it could not accept the request."),
    (401, "unauthorized", ": the credentials are missing, malformed or inactive."),
    (403, "forbidden", ": this is not allowed."),
    (404, "not_found", ": there is nothing here. Check the base URL."),
    (406, "not_acceptable", REFUSED),
    (413, "payload_too_large", ": the request is too large."),
    (415, "unsupported_media_type", REFUSED),
    (429, "rate_limited", ": too many requests, slow down."),
];

/// What an error answer says, as it says it. Any status can come with any body: what cannot be
/// read (`body` is null then) leaves the message that the status has.
///
/// ```
/// use customers_client::{failure::error_of, json::Json};
/// let error = error_of(400, Json::new(r#"{"email":["Enter a valid email address."]}"#));
/// assert_eq!(error.code, "bad_request");
/// assert_eq!(error.fields.get("email"), ["Enter a valid email address."]);
/// ```
pub fn error_of(status: u16, body: Json) -> Error {
    let known = STATUSES.iter().find(|(known, ..)| *known == status);
    let (code, meaning) = match known {
        Some((_, code, meaning)) => (*code, *meaning),
        None if status >= 500 => ("server_error", ": the fault is on its side."),
        None => ("client_error", REFUSED),
    };
    let message = fill(ANSWERED, &[&digits(status.into()), meaning]);
    let mut error = Error::new(code, message);
    if !body.is_null() {
        read(body, &mut error);
    }
    error
}

/// True for the wrapped 404 that means "a search with no results".
pub fn is_no_results(status: u16, body: Json) -> bool {
    status == 404 && fits(body, WRAPPED_ERROR)
}

fn read(body: Json, error: &mut Error) {
    let inner = if fits(body, WRAPPED_ERROR) { body.get("message") } else { None };
    let body = inner.unwrap_or(body);
    let text = |name: &str| body.get(name).and_then(Json::text);
    let mut said = body.text();
    if fits(body, ERROR) {
        error.title = text("title").filter(|title| is_plain(title));
        said = text("content");
    } else if fits(body, DETAIL) {
        said = text("detail");
    } else if said.is_none() {
        let path = if body.is_object() { "" } else { "non_field_errors" };
        collect(path, body, DEEPEST, &mut error.fields, &mut said);
    }
    if let Some(said) = said.filter(|said| is_plain(said)) {
        error.message = said;
    }
}

/// True for a text that can be a message: not blank, and not markup.
fn is_plain(text: &str) -> bool {
    let markup = text.as_bytes().windows(2).any(|pair| match pair {
        [b'<', next] => next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'),
        _ => false,
    });
    !markup && !is_blank(text)
}

/// True where there is nothing to see; JavaScript trims U+FEFF too.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c <= ' ' || c.is_whitespace() || c == '\u{feff}')
}

/// Messages can stand alone, in lists, and nested: their path is dotted. In a list of objects
/// each one's index is part of the path; messages beside each other share theirs. The first that
/// can be shown is what is `said`, with the field that it is about.
fn collect(
    path: &str,
    value: Json,
    depth: u32,
    fields: &mut FieldErrors,
    said: &mut Option<String>,
) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if let Some(text) = value.text() {
        let words = || text.as_bytes().split(|b| !b.is_ascii_alphanumeric());
        let says = |wanted: &[u8]| words().any(|word| word == wanted);
        let unique_email = path == "non_field_errors" && says(b"unique") && says(b"email");
        let path = if unique_email { "email" } else { path };
        fields.push(path, &text);
        if said.is_none() && is_plain(path) && is_plain(&text) {
            let is_general = path == "non_field_errors";
            *said = Some(if is_general { text } else { fill(FIELD, &[path, &text]) });
        }
    }
    for Entry { key, value: item } in value.entries() {
        let next = if item.is_text() && !value.is_object() {
            path.to_owned()
        } else if path.is_empty() && is_blank(&key) {
            "non_field_errors".to_owned()
        } else {
            below(path, &key)
        };
        collect(&next, item, depth, fields, said);
    }
}
