//! One attempt: gloo-net builds the request and reads the answer's head.
//!
//! `fetch` itself is called here, the caller's or the global one of the moment, and a body's bytes
//! are read here: gloo-net takes whatever rejects for an `Error` of this realm, and panics where it
//! is none.

use gloo_net::http::{Method as HttpMethod, QueryParams, RequestBuilder, Response};
use js_sys::{Array, Date, Function, JSON, Number, Object};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Blob, FormData, ReferrerPolicy, Request, RequestCache};
use web_sys::{RequestCredentials, RequestRedirect};

use crate::guard::{Guard, Stop};
use crate::input::{Body, NoBytes, bytes_of, get, global, is_a};
use crate::message::Message;
use crate::operation::{self, Method};

// What is read of an answer's headers.
const DATE: &str = "Date";
const RETRY_AFTER: &str = "Retry-After";
const REQUEST_ID: &str = "X-Request-Id";

/// What each attempt of a call sends.
pub struct Outgoing {
    pub method: Method,
    pub base_url: String,
    /// Below the base URL, percent-encoded, with its query.
    pub path: String,
    /// Text, a FormData, or undefined.
    body: JsValue,
}

/// What differs from attempt to attempt, or is the client's.
pub struct Sender<'a> {
    pub authorization: Option<&'a str>,
    pub headers: &'a [(String, String)],
    /// `omit`, `same-origin` or `include`.
    pub cookies: &'a str,
}

impl Outgoing {
    /// It fails where a photo is no file to this engine.
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

    /// A request; it fails where this engine cannot build it.
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
        // Runtimes without cookies and a cache (workerd) refuse to be told about them.
        let built = finished(in_a_browser)
            .or_else(|error| finished(started()).map_err(|_| error.to_string()));
        built.map(Request::from)
    }
}

/// Sends a request by the caller's `fetch`, or else the global one of this moment, and receives
/// the answer whole.
pub async fn send(
    request: &Request,
    fetch: Option<&Function>,
    guard: &Guard,
) -> Result<Sent, Stop> {
    let answer = match call_fetch(fetch, request) {
        Ok(promise) => guard.run(&promise).await?,
        Err(thrown) => Err(thrown),
    };
    let answer = match answer {
        Ok(answer) if is_response(&answer) => answer.unchecked_into::<web_sys::Response>(),
        Ok(_) => return Ok(Sent::Unfit(Message::NotAResponse)),
        Err(cause) => return Ok(Sent::Lost { head: None, cause }),
    };
    let head = head_of(Response::from(Clone::clone(&answer)));
    let buffer = match answer.array_buffer() {
        Ok(promise) => guard.run(&promise).await?,
        Err(thrown) => Err(thrown),
    };
    guard.done();
    match buffer.map(|buffer| bytes_of(&buffer)) {
        Ok(Ok(body)) => Ok(Sent::Received { head, body }),
        Ok(Err(NoBytes::NotABuffer)) => Ok(Sent::Unfit(Message::NotAResponse)),
        Ok(Err(NoBytes::TooMany)) => Ok(Sent::Unfit(Message::UnexpectedBody("too large"))),
        // An error's status says enough without its body.
        Err(_) if head.status >= 400 => Ok(Sent::Received { head, body: Vec::new() }),
        Err(cause) => Ok(Sent::Lost { head: Some(head), cause }),
    }
}

/// `metadata` is one part holding JSON.
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
    // No receiver: the global fetch refuses any but its own.
    fetch.unchecked_ref::<Function>().call1(&JsValue::UNDEFINED, request)
}

/// What became of an attempt that nothing stopped.
pub enum Sent {
    /// An answer.
    Received { head: Head, body: Vec<u8> },
    /// No answer, or one that broke off: its head if it had one, and what `fetch` said.
    Lost { head: Option<Head>, cause: JsValue },
    /// The caller's `fetch` gave something that is no response, or more than can be read.
    Unfit(Message<'static>),
}

/// What is to be known of an answer besides its body.
pub struct Head {
    /// 0 where a browser hides it.
    pub status: u16,
    pub redirected: bool,
    pub retry_after_ms: Option<f64>,
    pub request_id: Option<String>,
}

/// True for a response that can be read. It is looked at with care: what only has the brand would
/// throw where nothing can catch it.
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

/// What `Retry-After` asks for, in milliseconds: seconds, or a date by the service's clock.
fn wait_of(text: &str, date: Option<String>) -> Option<f64> {
    let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let ms = if is_number {
        Number::parse_float(text) * 1000.0
    } else {
        let now = date.and_then(|date| time_of(&date)).unwrap_or_else(Date::now);
        time_of(text)? - now
    };
    // A number too large to hold is a long time all the same.
    Some(ms.clamp(0.0, Number::MAX_SAFE_INTEGER))
}

/// One of HTTP's three kinds of date. The engines read much more as dates, some of it as local.
fn time_of(text: &str) -> Option<f64> {
    let rest = text.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let is_date = rest.strip_prefix(',').unwrap_or(rest).starts_with(' ') && rest.contains(':');
    let zone = if text.ends_with("GMT") { "" } else { " GMT" };
    Some(Date::parse(&format!("{text}{zone}"))).filter(|ms| is_date && !ms.is_nan())
}
