//! The only user of `web_sys`: send, abort, time-out.
//!
//! gloo-net builds the request; the send goes straight to `fetch`, because gloo-net takes
//! whatever a promise is rejected with for an `Error`, and a caller may abort with any value.

use std::cell::RefCell;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use gloo_net::http::RequestBuilder;
use js_sys::{ArrayBuffer, Date, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, Blob, FormData, Headers, ReferrerPolicy};
use web_sys::{RequestCache, RequestCredentials, RequestRedirect};

use crate::http::{Body, Request, Response};

#[wasm_bindgen]
extern "C" {
    // Bound as globals: `window` exists in pages only. Node's timers are objects.
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, ms: u32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}

/// Why a call ended before its answer was there.
#[derive(Clone)]
pub enum Stop {
    /// The caller's signal; its reason.
    Aborted(JsValue),
    /// `timeoutMs` ran out.
    TimedOut,
}

/// Ends a future early when a signal is aborted or the time is up, even where a `fetch` that the
/// caller gave ignores its signal. Dropping it removes its listener and its timer.
pub struct Watch {
    state: Rc<RefCell<(Option<Stop>, Option<Waker>)>>,
    controller: AbortController,
    signal: Option<AbortSignal>,
    on_abort: Closure<dyn FnMut()>,
    _on_timeout: Closure<dyn FnMut()>,
    timer: JsValue,
}

impl Watch {
    /// Begins to watch.
    pub fn start(signal: Option<&AbortSignal>, timeout_ms: u32) -> Result<Watch, JsValue> {
        let controller = AbortController::new()?;
        let state = Rc::new(RefCell::new((None, None)));
        let stop = {
            let (state, controller) = (state.clone(), controller.clone());
            move |why: Stop| {
                let waker = {
                    let mut state = state.borrow_mut();
                    state.0.get_or_insert(why);
                    state.1.take()
                };
                controller.abort();
                waker.iter().for_each(Waker::wake_by_ref);
            }
        };
        let on_abort = {
            let (signal, stop) = (signal.cloned(), stop.clone());
            Closure::new(move || stop(Stop::Aborted(reason_of(signal.as_ref()))))
        };
        let on_timeout = Closure::new(move || stop(Stop::TimedOut));
        if let Some(signal) = signal {
            if signal.aborted() {
                state.borrow_mut().0 = Some(Stop::Aborted(signal.reason()));
            }
            signal.add_event_listener_with_callback("abort", on_abort.as_ref().unchecked_ref())?;
        }
        let timer = set_timeout(on_timeout.as_ref().unchecked_ref(), timeout_ms);
        let signal = signal.cloned();
        Ok(Watch { state, controller, signal, on_abort, _on_timeout: on_timeout, timer })
    }

    /// The future's result, unless something stops it first.
    pub async fn run<T>(&self, future: impl Future<Output = T>) -> Result<T, Stop> {
        let mut future = pin!(future);
        std::future::poll_fn(|context: &mut Context| {
            if let Some(stop) = &self.state.borrow().0 {
                return Poll::Ready(Err(stop.clone()));
            }
            self.state.borrow_mut().1 = Some(context.waker().clone());
            future.as_mut().poll(context).map(Ok)
        })
        .await
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        clear_timeout(&self.timer);
        if let Some(signal) = &self.signal {
            let listener = self.on_abort.as_ref().unchecked_ref();
            // Only an object that merely looks like a signal could fail here, and too late to matter.
            let _ = signal.remove_event_listener_with_callback("abort", listener);
        }
    }
}

fn reason_of(signal: Option<&AbortSignal>) -> JsValue {
    signal.map_or(JsValue::UNDEFINED, AbortSignal::reason)
}

/// Whatever a value is, a promise or not: what it comes to.
pub async fn settled(value: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(value)).await
}

/// Where and as whom to send.
pub struct Target<'a> {
    /// Without a trailing slash.
    pub base_url: &'a str,
    /// The value of the header `Authorization`.
    pub authorization: Option<&'a str>,
    /// Cookies: `omit`, `same-origin` or `include`.
    pub credentials: &'a str,
    /// The caller's `fetch`; else the global one of this moment.
    pub fetch: Option<&'a Function>,
}

/// A response, and its body's bytes as JavaScript has them.
pub struct Received {
    /// What the pure floors read.
    pub response: Response,
    /// The bytes, once more: for `JSON.parse`.
    pub body: ArrayBuffer,
}

/// What became of an attempt that nothing stopped.
pub enum Sent {
    /// An answer.
    Received(Received),
    /// No answer, or one that broke off: its status if it had one, and what `fetch` said.
    Lost(Option<u16>, JsValue),
    /// The caller's `fetch` gave something that is no response.
    NotAResponse,
}

/// One request, and the answer's body.
pub async fn send(
    request: &Request,
    photo: Option<&Blob>,
    target: &Target<'_>,
    watch: &Watch,
) -> Result<Sent, Stop> {
    let lost = |thrown| Ok(Sent::Lost(None, thrown));
    let answered = match build(request, photo, target, watch).and_then(|built| {
        let global = Reflect::get(&js_sys::global(), &"fetch".into());
        let fetch = match target.fetch {
            Some(fetch) => fetch.clone(),
            None => global?.dyn_into::<Function>()?,
        };
        // No receiver: the global fetch refuses any but its own.
        fetch.call1(&JsValue::UNDEFINED, &built)
    }) {
        Ok(promise) => watch.run(settled(&promise)).await?,
        Err(thrown) => return lost(thrown),
    };
    let answer = match answered {
        Ok(answer) => answer,
        Err(thrown) => return lost(thrown),
    };
    let Some(mut response) = head_of(&answer) else {
        return Ok(Sent::NotAResponse);
    };
    let buffer = match answer.unchecked_ref::<web_sys::Response>().array_buffer() {
        Ok(promise) => watch.run(settled(&promise)).await?,
        Err(thrown) => Err(thrown),
    };
    let body = match buffer.map(JsCast::dyn_into::<ArrayBuffer>) {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return Ok(Sent::NotAResponse),
        // An error's status says enough without its body.
        Err(_) if response.status >= 400 => ArrayBuffer::new(0),
        Err(thrown) => return Ok(Sent::Lost(Some(response.status), thrown)),
    };
    response.body = Uint8Array::new(&body).to_vec();
    Ok(Sent::Received(Received { response, body }))
}

/// Status and headers; nothing where this is not a response.
fn head_of(answer: &JsValue) -> Option<Response> {
    if !answer.is_object() {
        return None;
    }
    let get = |name: &str| Reflect::get(answer, &name.into()).unwrap_or_default();
    let status = get("status").as_f64().filter(|status| (0.0..1000.0).contains(status))?;
    let headers: Headers = get("headers").unchecked_into();
    let header = |name: &str| headers.get(name).ok().flatten();
    let date = header("Date").map(|date| Date::parse(&date)).filter(|ms| !ms.is_nan());
    Some(Response {
        status: status as u16,
        redirected: get("redirected").is_truthy(),
        retry_after: header("Retry-After"),
        request_id: header("X-Request-Id"),
        now_ms: date.unwrap_or_else(Date::now),
        body: Vec::new(),
    })
}

fn build(
    request: &Request,
    photo: Option<&Blob>,
    target: &Target,
    watch: &Watch,
) -> Result<JsValue, JsValue> {
    let cookies = match target.credentials {
        "include" => RequestCredentials::Include,
        "same-origin" => RequestCredentials::SameOrigin,
        _ => RequestCredentials::Omit,
    };
    let mut builder = RequestBuilder::new(&format!("{}{}", target.base_url, request.path))
        .method(request.method.as_str().parse().unwrap_or_default())
        .query(request.query.iter().map(|(name, value)| (*name, value)))
        .header("Accept", "application/json")
        .credentials(cookies)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Manual)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&watch.controller.signal()));
    if let Some(authorization) = target.authorization {
        builder = builder.header("Authorization", authorization);
    }
    let built = match &request.body {
        Body::Empty => builder.build(),
        Body::Json(text) => builder.header("Content-Type", "application/json").body(text.as_str()),
        Body::Multipart { parts, photo: format } => {
            let form = FormData::new()?;
            for (name, value) in parts {
                form.append_with_str(name, value)?;
            }
            if let Some(photo) = photo {
                form.append_with_blob_and_filename("photo", photo, format.file_name())?;
            }
            builder.body(&form)
        }
    };
    match built {
        Ok(built) => Ok(web_sys::Request::from(built).into()),
        Err(error) => Err(js_sys::Error::new(&error.to_string()).into()),
    }
}

/// True where the browser knows that it has no network; elsewhere nobody knows.
pub fn is_offline() -> bool {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    let navigator = get(&js_sys::global(), "navigator");
    navigator.is_object() && get(&navigator, "onLine").as_bool() == Some(false)
}

/// A file's first bytes, if it can be read.
pub async fn head_of_file(file: &Blob, bytes: usize) -> Result<Vec<u8>, JsValue> {
    let head = file.slice_with_f64_and_f64(0.0, bytes as f64)?;
    let buffer = settled(&head.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// True for what can be used as a signal, a polyfill's too.
pub fn is_signal(value: &Object) -> bool {
    let get = |name: &str| Reflect::get(value, &name.into()).unwrap_or_default();
    get("aborted").as_bool().is_some() && get("addEventListener").is_function()
}
