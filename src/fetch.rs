//! A request and its answer, once over the wire: gloo-net builds the request and reads the answer's
//! head.
//!
//! `fetch` itself is called without gloo-net, and so is the reading of a body's bytes: gloo-net takes
//! whatever a promise rejects with for an `Error` of this realm, and panics where it is none.

use gloo_net::http::{Method as HttpMethod, QueryParams, RequestBuilder, Response};
use js_sys::{Array, Date, Function, JSON, Number, Object};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Blob, FormData, ReferrerPolicy, Request, RequestCache};
use web_sys::{RequestCredentials, RequestRedirect};

use crate::guard::{Guard, Stop};
use crate::input::{Body, NoBytes, bytes_of, get, global, is_a};
use crate::message::Message;
use crate::operation::{self, Method};

// The headers of an answer that are read.
const DATE: &str = "Date";
const RETRY_AFTER: &str = "Retry-After";
const REQUEST_ID: &str = "X-Request-Id";

/// What all attempts of a call send alike.
pub struct Outgoing {
    pub method: Method,
    pub base_url: String,
    /// The path below the base URL, percent-encoded, with its query.
    pub path: String,
    /// Text for JSON, a FormData for a form with a photo, else undefined.
    body: JsValue,
}

/// What a request has from the client's options and functions.
pub struct Sender<'a> {
    /// The value of the header `Authorization`.
    pub authorization: Option<&'a str>,
    /// The caller's own headers.
    pub headers: &'a [(String, String)],
    /// `omit`, `same-origin` or `include`.
    pub cookies: &'a str,
}

impl Outgoing {
    /// Makes the path and the body of a checked request. It fails where the engine does not take the
    /// photo for a file.
    pub fn new(
        method: Method,
        base_url: &str,
        request: &operation::Request,
        body: Option<&Body>,
    ) -> Result<Outgoing, JsValue> {
        let mut path = String::from("/");
        for segment in &request.segments {
            path.push_str(&String::from(js_sys::encode_uri_component(segment)));
            path.push('/');
        }
        let query = request.params.query();
        if !query.is_empty() {
            let params = QueryParams::new();
            for (name, value) in &query {
                params.append(name, value);
            }
            path = format!("{path}?{params}");
        }
        let body = match body {
            None => JsValue::UNDEFINED,
            Some(body) => {
                body.keep(&request.sent.fields);
                match (&body.photo, request.sent.photo) {
                    (Some(photo), Some(name)) => multipart(&body.plain, photo, name)?,
                    _ => JSON::stringify(&body.plain)?.into(),
                }
            }
        };
        Ok(Outgoing { method, base_url: base_url.to_owned(), path, body })
    }

    /// Builds a request. It fails where the engine cannot, with what the engine says.
    pub fn build(&self, sender: &Sender, signal: &AbortSignal) -> Result<Request, String> {
        let started = || {
            let method = match self.method {
                Method::Get => HttpMethod::GET,
                Method::Post => HttpMethod::POST,
                Method::Patch => HttpMethod::PATCH,
                Method::Delete => HttpMethod::DELETE,
            };
            let mut builder = RequestBuilder::new(&format!("{}{}", self.base_url, self.path))
                .method(method)
                .header("Accept", "application/json")
                .redirect(RequestRedirect::Manual)
                .abort_signal(Some(signal));
            for (name, value) in sender.headers {
                builder = builder.header(name, value);
            }
            if let Some(authorization) = sender.authorization {
                builder = builder.header("Authorization", authorization);
            }
            if self.body.is_string() {
                builder = builder.header("Content-Type", "application/json");
            }
            builder
        };
        let finished = |builder: RequestBuilder| match self.body.is_undefined() {
            true => builder.build(),
            false => builder.body(self.body.clone()),
        };
        let cookies = match sender.cookies {
            "include" => RequestCredentials::Include,
            "same-origin" => RequestCredentials::SameOrigin,
            _ => RequestCredentials::Omit,
        };
        let in_a_browser = started()
            .credentials(cookies)
            .cache(RequestCache::NoStore)
            .referrer_policy(ReferrerPolicy::NoReferrer);
        // Runtimes without cookies and a cache (workerd) refuse a request with these settings.
        let built = finished(in_a_browser)
            .or_else(|error| finished(started()).map_err(|_| error.to_string()));
        built.map(Request::from)
    }
}

/// Sends a request by the caller's `fetch`, or else by the global one as it is at this moment, and
/// receives the whole answer.
pub async fn send(
    request: &Request,
    fetch: Option<&Function>,
    guard: &Guard,
) -> Result<Outcome, Stop> {
    let answer = match call_fetch(fetch, request) {
        Ok(promise) => guard.run(&promise).await?,
        Err(thrown) => Err(thrown),
    };
    let answer = match answer {
        Ok(answer) if is_response(&answer) => answer.unchecked_into::<web_sys::Response>(),
        Ok(_) => return Ok(Outcome::Unfit(Message::NotAResponse)),
        Err(cause) => return Ok(Outcome::Lost { head: None, cause }),
    };
    let head = head_of(Response::from(Clone::clone(&answer)));
    let buffer = match answer.array_buffer() {
        Ok(promise) => guard.run(&promise).await?,
        Err(thrown) => Err(thrown),
    };
    guard.done();
    match buffer.map(|buffer| bytes_of(&buffer)) {
        Ok(Ok(body)) => Ok(Outcome::Received { head, body }),
        Ok(Err(NoBytes::NotABuffer)) => Ok(Outcome::Unfit(Message::NotAResponse)),
        Ok(Err(NoBytes::TooMany)) => Ok(Outcome::Unfit(Message::UnexpectedBody("too large"))),
        // The status of an error says enough, also without a body.
        Err(_) if head.status >= 400 => Ok(Outcome::Received { head, body: Vec::new() }),
        Err(cause) => Ok(Outcome::Lost { head: Some(head), cause }),
    }
}

/// The body of a form with a photo. What is no text, such as `metadata`, is a part that holds JSON.
fn multipart(plain: &Object, photo: &Blob, name: &str) -> Result<JsValue, JsValue> {
    let form = FormData::new()?;
    for entry in Object::entries(plain).iter() {
        let entry: Array = entry.unchecked_into();
        let (field, value) = (entry.get(0), entry.get(1));
        let text = match value.as_string() {
            Some(text) => text,
            None => JSON::stringify(&value)?.into(),
        };
        form.append_with_str(&field.as_string().unwrap_or_default(), &text)?;
    }
    form.append_with_blob_and_filename("photo", photo, name)?;
    Ok(form.into())
}

fn call_fetch(given: Option<&Function>, request: &Request) -> Result<JsValue, JsValue> {
    let fetch = match given {
        Some(fetch) => fetch.clone().into(),
        None => global("fetch"),
    };
    if !fetch.is_function() {
        return Err(js_sys::TypeError::new("there is no fetch function").into());
    }
    // `this` stays undefined: the global fetch refuses any `this` but its own.
    fetch.unchecked_ref::<Function>().call1(&JsValue::UNDEFINED, request)
}

/// What became of a request, unless the time limit or an abort has ended it.
pub enum Outcome {
    /// A whole answer.
    Received { head: Head, body: Vec<u8> },
    /// No answer, or one that broke off: its head if it had one, and what was thrown.
    Lost { head: Option<Head>, cause: JsValue },
    /// Something that is no response, or a body that is too large; the message says which.
    Unfit(Message<'static>),
}

/// What an answer has besides its body.
pub struct Head {
    /// The HTTP status; 0 where a browser hides it.
    pub status: u16,
    /// True where `fetch` has followed a redirect.
    pub redirected: bool,
    /// How long the service asks to wait, in milliseconds.
    pub retry_after_ms: Option<f64>,
    /// The service's name for the request.
    pub request_id: Option<String>,
}

/// True for a response that can be read. All that gloo-net and web-sys use of it is looked at here
/// first: what only calls itself a response would throw there, where nothing can catch it.
fn is_response(answer: &JsValue) -> bool {
    if !is_a(answer, "Response") {
        return false;
    }
    let status = get(answer, "status").as_f64().unwrap_or(-1.0);
    let (headers, redirected) = (get(answer, "headers"), get(answer, "redirected"));
    let read = get(&headers, "get");
    let is_text = |name: &str| {
        let asked = read.unchecked_ref::<Function>().call1(&headers, &name.into());
        asked.is_ok_and(|text| text.is_null() || text.is_string())
    };
    (0.0..1000.0).contains(&status)
        && status.trunc() == status
        && redirected.as_bool().is_some()
        && read.is_function()
        && [DATE, RETRY_AFTER, REQUEST_ID].into_iter().all(is_text)
}

fn head_of(response: Response) -> Head {
    let headers = response.headers();
    let (status, redirected) = (response.status(), response.redirected());
    let retry_after_ms =
        headers.get(RETRY_AFTER).and_then(|text| wait_of(&text, headers.get(DATE)));
    Head { status, redirected, retry_after_ms, request_id: headers.get(REQUEST_ID) }
}

/// The wait that `Retry-After` asks for, in milliseconds. It holds seconds, or a date by the service's
/// clock, which is read from the header `Date`.
fn wait_of(text: &str, date: Option<String>) -> Option<f64> {
    let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let ms = if is_number {
        Number::parse_float(text) * 1000.0
    } else {
        let now = date.and_then(|date| time_of(&date)).unwrap_or_else(Date::now);
        time_of(text)? - now
    };
    // A number too large to be exact is a long time all the same.
    Some(ms.clamp(0.0, Number::MAX_SAFE_INTEGER))
}

/// The time in a date of HTTP's three kinds, in milliseconds since 1970. `Date.parse` by itself would
/// read much more as dates, some of it as local time.
fn time_of(text: &str) -> Option<f64> {
    let rest = text.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let is_date = rest.strip_prefix(',').unwrap_or(rest).starts_with(' ') && rest.contains(':');
    let zone = if text.ends_with("GMT") { "" } else { " GMT" };
    Some(Date::parse(&format!("{text}{zone}"))).filter(|ms| is_date && !ms.is_nan())
}
