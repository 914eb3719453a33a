//! A call under way: attempt by attempt, to its result or error.

mod attempt;

use std::pin::Pin;

use js_sys::{Date, Function, Math};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use attempt::{Broken, End};

use crate::client::{Client, Failure};
use crate::error::{Secrets, sealed};
use crate::fetch::{Head, Outgoing};
use crate::guard::{Guard, Stop};
use crate::input::global;
use crate::operation::Operation;
use crate::options::Limits;
use crate::params::Params;
use crate::result::to_js;
use crate::retry;

const TIMEOUT_MS: u32 = 30_000;
const MAX_RETRIES: u32 = 2;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = performance, js_name = now)]
    fn performance_now() -> Result<f64, JsValue>;
}

/// Milliseconds from some moment on; by the day's clock where there is no better one.
fn now() -> f64 {
    performance_now().unwrap_or_else(|_| Date::now())
}

/// One request and how it ended, as the caller's function is told.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Attempt<'a> {
    operation: &'a str,
    method: &'a str,
    path: &'a str,
    attempt: u32,
    duration_ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_in_ms: Option<f64>,
}

/// A call under way.
pub struct Run<'a> {
    client: &'a Client,
    operation: &'static Operation,
    params: Params,
    outgoing: Outgoing,
    signal: Option<AbortSignal>,
    timeout_ms: u32,
    max_retries: u32,
    /// Requests sent.
    attempts: u32,
    failures: u32,
    /// A token has been asked for once more after a 401.
    is_renewed: bool,
    /// The client's, and each token that was asked for.
    secrets: Secrets,
}

/// What comes after an attempt that failed.
#[derive(Clone, Copy)]
enum Next {
    /// With a new token, without a wait.
    AtOnce,
    /// After so many milliseconds.
    After(f64),
}

impl<'a> Run<'a> {
    pub fn new(
        client: &'a Client,
        operation: &'static Operation,
        params: Params,
        outgoing: Outgoing,
        signal: Option<AbortSignal>,
        limits: Limits,
    ) -> Run<'a> {
        let ours = client.told.options.limits;
        Run {
            client,
            operation,
            params,
            outgoing,
            signal,
            timeout_ms: limits.timeout_ms.or(ours.timeout_ms).unwrap_or(TIMEOUT_MS),
            max_retries: limits.max_retries.or(ours.max_retries).unwrap_or(MAX_RETRIES),
            attempts: 0,
            failures: 0,
            is_renewed: false,
            secrets: client.secrets.clone(),
        }
    }

    pub async fn finish(mut self) -> Result<JsValue, Failure> {
        loop {
            let before = self.attempts;
            let started = self.client.told.on_attempt.as_ref().map(|_| now());
            let mut head = None;
            // Boxed, so that its states do not become this function's, which is smaller so.
            let attempt: Pin<Box<dyn Future<Output = End>>> = Box::pin(self.attempt(&mut head));
            let mut end = attempt.await;
            let was_sent = self.attempts > before;
            let next = match &mut end {
                End::Broken(broken) => self.judge(broken, head.as_ref()),
                _ => None,
            };
            if let Some(started) = started.filter(|_| was_sent) {
                self.tell(&end, head.as_ref(), started, next);
            }
            match (end, next) {
                (End::Result(value), _) => return Ok(value),
                (End::Aborted(reason), _) => return Err(Failure::Thrown(reason)),
                (End::Broken(Broken { error, cause, .. }), None) => {
                    return Err(Failure::Error(error, cause));
                }
                (_, Some(Next::AtOnce)) => {}
                (_, Some(Next::After(ms))) => self.pause(ms).await?,
            }
        }
    }

    /// Completes an attempt's error; what comes after it, where it is not the last one.
    fn judge(&mut self, broken: &mut Broken, head: Option<&Head>) -> Option<Next> {
        let method = self.operation.method;
        let error = &mut broken.error;
        if let Some(head) = head {
            error.status = Some(head.status).filter(|status| *status != 0);
            error.request_id = head.request_id.clone();
            error.retry_after_ms = head.retry_after_ms;
        }
        error.attempts = self.attempts;
        error.outcome_unknown = broken.how.is_some_and(|how| retry::outcome_unknown(method, how));
        error.seal(&self.secrets);
        if error.code == "unauthorized" && self.client.told.token.is_some() && !self.is_renewed {
            // It may have run out just now: the function is asked once more.
            self.is_renewed = true;
            return Some(Next::AtOnce);
        }
        self.failures += 1;
        let asked = error.retry_after_ms;
        let wait = retry::next(method, broken.how?, self.failures, asked)?;
        let ms = asked.unwrap_or_else(|| wait * Math::random());
        (self.failures <= self.max_retries).then_some(Next::After(ms))
    }

    /// Tells the caller's function of an attempt that was sent.
    fn tell(&self, end: &End, head: Option<&Head>, started: f64, next: Option<Next>) {
        let Some(function) = &self.client.told.on_attempt else { return };
        let id = |head: &Head| Some(sealed(head.request_id.as_deref()?, &self.secrets));
        let attempt = Attempt {
            operation: self.operation.name,
            method: self.operation.method.as_str(),
            path: &self.outgoing.path,
            attempt: self.attempts,
            duration_ms: now() - started,
            status: head.map(|head| head.status).filter(|status| *status != 0),
            request_id: head.and_then(id),
            code: match end {
                End::Result(_) => None,
                End::Aborted(_) => Some("aborted"),
                End::Broken(broken) => Some(broken.error.code),
            },
            retry_in_ms: next.map(|next| match next {
                Next::AtOnce => 0.0,
                Next::After(ms) => ms,
            }),
        };
        if let Err(thrown) = function.call1(&JsValue::UNDEFINED, &to_js(&attempt)) {
            report(&thrown);
        }
    }

    /// Waits, unless the caller's signal ends the call.
    async fn pause(&self, ms: f64) -> Result<(), Failure> {
        let Ok(guard) = Guard::start(self.signal.as_ref(), Some(ms)) else { return Ok(()) };
        match guard.wait().await {
            Stop::Aborted(reason) => Err(Failure::Thrown(reason)),
            Stop::TimedOut => Ok(()),
        }
    }
}

/// What a function of the caller's throws is told as any uncaught error is, where the engine has a
/// way to.
fn report(thrown: &JsValue) {
    let report = global("reportError");
    if report.is_function() {
        let _ = report.unchecked_ref::<Function>().call1(&JsValue::UNDEFINED, thrown);
    }
}
