//! An answer that is an error, as an [`Error`] (contract, "Errors" of sections 5 and 7).

use crate::error::{Code, Error, FieldErrors, Message};
use crate::http::Response;
use crate::json::Value;
use crate::scan::{parse, text_of};

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
    if let Some(body) = text_of(&response.body).and_then(parse) {
        read(&body, &mut error);
    }
    describe(&mut error, response);
    error
}

/// What every error that comes from an answer has.
pub fn describe(error: &mut Error, response: &Response) {
    error.status = (response.status != 0).then_some(response.status);
    error.retry_after_ms =
        response.retry_after.as_deref().and_then(|value| retry_after_ms(value, response.now_ms));
    error.request_id = response.request_id.clone();
}

/// True for the wrapped 404 that means "a search with no results".
pub fn is_no_results(response: &Response) -> bool {
    let body = text_of(&response.body).and_then(parse);
    let wrapped = body.as_ref().and_then(|body| body.get("message"));
    response.status == 404 && wrapped.is_some_and(|message| message.get("content").is_some())
}

fn read(body: &Value, error: &mut Error) {
    // The flat form, and its wrapped form.
    let inner = body.get("message").filter(|message| message.get("content").is_some());
    let body = inner.unwrap_or(body);
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    if let Some(said) = text("content").or(text("detail")) {
        error.title = text("title").and_then(plain).filter(|_| text("content").is_some());
        error.message = plain(said).unwrap_or_else(|| std::mem::take(&mut error.message));
        return;
    }
    match body {
        Value::Object(entries) => {
            for (name, value) in entries {
                let name = if name.trim().is_empty() { "non_field_errors" } else { name };
                collect(name, value, &mut error.fields);
            }
        }
        Value::Array(_) => collect("non_field_errors", body, &mut error.fields),
        _ => {}
    }
    let first = error.fields.iter().find_map(|(path, messages)| {
        let message = plain(messages.first()?)?;
        match path {
            "non_field_errors" => Some(message),
            _ => plain(&Message::Field { path, message: &message }.to_string()),
        }
    });
    if let Some(said) = first.or_else(|| body.as_str().and_then(plain)) {
        error.message = said;
    }
}

/// A text that can be a message: not blank, and not markup.
fn plain(text: &str) -> Option<String> {
    let mut parts = text.split('<').skip(1);
    let markup =
        parts.any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!".contains(c)));
    if markup || text.trim().is_empty() { None } else { Some(text.to_owned()) }
}

/// Messages can stand alone, in lists, and nested: their path is dotted. In a list of objects
/// each one's index is part of the path; messages beside each other share theirs.
fn collect(path: &str, value: &Value, fields: &mut FieldErrors) {
    match value {
        Value::String(text) => {
            let unique_email = path == "non_field_errors"
                && text.contains("unique")
                && text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "email");
            fields.push(if unique_email { "email" } else { path }, text.clone());
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                match item {
                    Value::Object(_) | Value::Array(_) => {
                        collect(&format!("{path}.{index}"), item, fields);
                    }
                    _ => collect(path, item, fields),
                }
            }
        }
        Value::Object(entries) => {
            for (name, value) in entries {
                collect(&format!("{path}.{name}"), value, fields);
            }
        }
        _ => {}
    }
}

/// `Retry-After`, in seconds or as an HTTP date.
///
/// ```
/// use customers_client::failure::retry_after_ms;
/// assert_eq!(retry_after_ms("120", 0.0), Some(120_000));
/// assert_eq!(retry_after_ms("Thu, 01 Jan 1970 00:00:10 GMT", 4_000.0), Some(6_000));
/// assert_eq!(retry_after_ms("soon", 0.0), None);
/// ```
pub fn retry_after_ms(value: &str, now_ms: f64) -> Option<u64> {
    let value = value.trim();
    if value.bytes().all(|b| b.is_ascii_digit()) {
        // A number too large to hold is a long time all the same.
        let seconds = if value.is_empty() { None } else { Some(value.parse().unwrap_or(u64::MAX)) };
        return seconds.map(|seconds: u64| seconds.saturating_mul(1000));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    let since_1970 = date.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some((since_1970.as_millis() as f64 - now_ms).max(0.0) as u64)
}
