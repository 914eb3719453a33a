//! A call under way: it is attempted until there is a result, or no further attempt may follow.

mod attempt;

use std::pin::Pin;

use js_sys::{Date, Function, Math};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use attempt::{End, FailedAttempt};

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

// What holds where neither the call nor the client says otherwise.
const TIMEOUT_MS: u32 = 30_000;
const MAX_RETRIES: u32 = 2;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = performance, js_name = now)]
    fn performance_now() -> Result<f64, JsValue>;
}

/// Milliseconds since some moment, to measure durations with. Where the engine has no such clock, the
/// time of day serves instead.
fn now() -> f64 {
    performance_now().unwrap_or_else(|_| Date::now())
}

/// One request and how it ended, as the caller's `onAttempt` is told; the type `Attempt` of
/// `src/js/types.d.ts` describes the fields.
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
    /// How many requests have been sent.
    attempts: u32,
    /// How many of them have failed; one that led to a new token does not count.
    failures: u32,
    /// True where a token has been asked for once more after a 401.
    is_renewed: bool,
    /// The client's secrets, and each token that was asked for.
    secrets: Secrets,
}

/// When the next attempt follows one that failed.
#[derive(Clone, Copy)]
enum Next {
    /// At once, with a new token.
    AtOnce,
    /// After this many milliseconds.
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
        let ours = client.settings.options.limits;
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

    /// Makes attempts up to the call's result, or to the error after which none may follow.
    pub async fn finish(mut self) -> Result<JsValue, Failure> {
        loop {
            let before = self.attempts;
            let started = self.client.settings.on_attempt.as_ref().map(|_| now());
            let mut head = None;
            // Boxed, because the module is larger where this future holds the attempt's states too.
            let attempt: Pin<Box<dyn Future<Output = End>>> = Box::pin(self.attempt(&mut head));
            let mut end = attempt.await;
            let was_sent = self.attempts > before;
            let next = match &mut end {
                End::Failed(failed) => self.judge(failed, head.as_ref()),
                _ => None,
            };
            if let Some(started) = started.filter(|_| was_sent) {
                self.tell(&end, head.as_ref(), started, next);
            }
            match (end, next) {
                (End::Result(value), _) => return Ok(value),
                (End::Aborted(reason), _) => return Err(Failure::Thrown(reason)),
                (End::Failed(FailedAttempt { error, cause, .. }), None) => {
                    return Err(Failure::Error(error, cause));
                }
                (_, Some(Next::AtOnce)) => {}
                (_, Some(Next::After(ms))) => self.pause(ms).await?,
            }
        }
    }

    /// Completes the error of an attempt, and answers when the next attempt follows; `None` where this
    /// was the last.
    fn judge(&mut self, failed: &mut FailedAttempt, head: Option<&Head>) -> Option<Next> {
        let method = self.operation.method;
        let error = &mut failed.error;
        if let Some(head) = head {
            error.status = Some(head.status).filter(|status| *status != 0);
            error.request_id = head.request_id.clone();
            error.retry_after_ms = head.retry_after_ms;
        }
        error.attempts = self.attempts;
        error.outcome_unknown = failed.how.is_some_and(|how| retry::outcome_unknown(method, how));
        error.seal(&self.secrets);
        let has_token_function = self.client.settings.token.is_some();
        if error.code == "unauthorized" && has_token_function && !self.is_renewed {
            // The token may have expired meanwhile: the function is asked for another, once.
            self.is_renewed = true;
            return Some(Next::AtOnce);
        }
        self.failures += 1;
        let asked = error.retry_after_ms;
        let wait = retry::next(method, failed.how?, self.failures, asked)?;
        let ms = asked.unwrap_or_else(|| wait * Math::random());
        (self.failures <= self.max_retries).then_some(Next::After(ms))
    }

    /// Tells the caller's function of an attempt that was sent.
    fn tell(&self, end: &End, head: Option<&Head>, started: f64, next: Option<Next>) {
        let Some(function) = &self.client.settings.on_attempt else { return };
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
                End::Failed(failed) => Some(failed.error.code),
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

    /// Waits before the next attempt. It fails where the caller's signal ends the call meanwhile.
    async fn pause(&self, ms: f64) -> Result<(), Failure> {
        let Ok(guard) = Guard::start(self.signal.as_ref(), Some(ms)) else { return Ok(()) };
        match guard.wait().await {
            Stop::Aborted(reason) => Err(Failure::Thrown(reason)),
            Stop::TimedOut => Ok(()),
        }
    }
}

/// Reports what a function of the caller's has thrown as an uncaught error, where the engine has
/// `reportError`.
fn report(thrown: &JsValue) {
    let report = global("reportError");
    if report.is_function() {
        let _ = report.unchecked_ref::<Function>().call1(&JsValue::UNDEFINED, thrown);
    }
}
