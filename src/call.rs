//! A call under way: attempt by attempt, to its result or error.

use js_sys::{Function, Math, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::client::{Client, Failure, refused};
use crate::error::{Error, Faults, Secrets, sealed, without_data_urls};
use crate::fetch::{Head, Outgoing, Sender, Sent, send};
use crate::guard::{Guard, Stop};
use crate::input;
use crate::message::Message;
use crate::operation::{self, Operation};
use crate::options::{Limits, OwnHeaders, check_secret, own_headers};
use crate::params::Params;
use crate::result::{parse, result_of};
use crate::retry;
use crate::value::Value;

const TIMEOUT_MS: u32 = 30_000;
const MAX_RETRIES: u32 = 2;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

#[wasm_bindgen(module = "/src/js/error.js")]
extern "C" {
    fn report(error: &JsValue);
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

/// How an attempt failed.
struct Broken {
    error: Error,
    cause: Option<JsValue>,
    /// `None`: it would only fail again.
    how: Option<retry::Failure>,
}

/// How an attempt ended.
enum End {
    Result(JsValue),
    Broken(Broken),
    Aborted(JsValue),
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

    pub async fn to_its_end(mut self) -> Result<JsValue, Failure> {
        loop {
            let before = self.attempts;
            let started = self.client.told.on_attempt.as_ref().map(|_| now());
            let mut head = None;
            let mut end = self.attempt(&mut head).await;
            let was_sent = self.attempts > before;
            let next = match &mut end {
                End::Broken(broken) => self.judge(broken, head.as_ref(), was_sent),
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
    fn judge(&mut self, broken: &mut Broken, head: Option<&Head>, was_sent: bool) -> Option<Next> {
        let method = self.operation.method;
        let error = &mut broken.error;
        if let Some(head) = head {
            error.status = Some(head.status).filter(|status| *status != 0);
            error.request_id = head.request_id.clone();
            error.retry_after_ms = head.retry_after_ms;
        }
        error.attempts = self.attempts;
        error.outcome_unknown =
            was_sent && broken.how.is_some_and(|how| retry::outcome_unknown(method, how));
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

    /// One attempt whole: asking for the token and the headers, sending, the body's arrival.
    async fn attempt(&mut self, head: &mut Option<Head>) -> End {
        let is_offline = is_offline();
        let before = self.attempts;
        let ms = self.timeout_ms;
        let guard = match Guard::start(self.signal.as_ref(), Some(ms.into())) {
            Ok(guard) => guard,
            Err(thrown) => return not_built(&said_by(&thrown)),
        };
        let sent = match self.send(&guard).await {
            Ok(Ok(sent)) => sent,
            Ok(Err(end)) => return end,
            Err(Stop::Aborted(reason)) => return End::Aborted(reason),
            Err(Stop::TimedOut) => {
                let how = (self.attempts > before).then_some(retry::Failure::Lost);
                return End::broken("timeout", Message::Timeout { ms }, None, how);
            }
        };
        match sent {
            Sent::Received { head: received, body } => {
                let end = self.read(&received, &body);
                *head = Some(received);
                end
            }
            Sent::Lost { head: received, cause } => {
                *head = received;
                let said = &said_by(&cause);
                let (message, how) = match is_offline {
                    true => (Message::Offline { said }, retry::Failure::Offline),
                    false => (Message::Network { said }, retry::Failure::Lost),
                };
                End::broken("network", message, Some(cause), Some(how))
            }
            Sent::NotAResponse => {
                End::broken("unexpected_response", Message::NotAResponse, None, None)
            }
        }
    }

    async fn send(&mut self, guard: &Guard) -> Result<Result<Sent, End>, Stop> {
        guard.check()?;
        let told = &self.client.told;
        let mut authorization = self.client.authorization.clone();
        if let Some(token) = &told.token {
            match ask(token, "accessToken", guard).await?.and_then(token_of) {
                Ok(token) => {
                    authorization = Some(format!("Bearer {token}"));
                    self.secrets.add(&token);
                }
                Err(end) => return Ok(Err(end)),
            }
        }
        let mut own = Vec::new();
        let headers = match (&told.options.headers, &told.headers) {
            (OwnHeaders::Fixed(headers), _) => headers,
            (OwnHeaders::Asked, None) => &own,
            (OwnHeaders::Asked, Some(function)) => {
                match ask(function, "headers", guard).await?.and_then(headers_of) {
                    Ok(headers) => own = headers,
                    Err(end) => return Ok(Err(end)),
                }
                &own
            }
        };
        let sender = Sender {
            authorization: authorization.as_deref(),
            headers,
            cookies: &told.options.cookies,
        };
        let request = match self.outgoing.build(&sender, &guard.signal()) {
            Ok(request) => request,
            Err(said) => return Ok(Err(not_built(&said))),
        };
        // A function may have aborted the call without waiting for anything.
        guard.check()?;
        self.attempts += 1;
        send(&request, told.fetch.as_ref(), guard).await.map(Ok)
    }

    fn read(&self, head: &Head, body: &[u8]) -> End {
        let said = match head.status {
            400.. => parse(body).map_or(Value::Null, |said| input::value_of(&said)),
            _ => Value::Null,
        };
        let is_search = self.params.search.is_some();
        let facts =
            operation::Head { status: head.status, redirected: head.redirected, is_search };
        let result = match self.operation.read(facts, body, &said) {
            Ok(success) => result_of(self.operation, &self.params, success, body).map_err(|cause| {
                let message = Message::UnexpectedBody("not JSON");
                (Error::new("unexpected_response", message), Some(cause))
            }),
            Err(error) => Err((error, None)),
        };
        let how = match head.status {
            200..=299 => retry::Failure::Unread,
            status => retry::Failure::Status(status),
        };
        match result {
            Ok(value) => End::Result(value),
            Err((error, cause)) => End::Broken(Broken { error, cause, how: Some(how) }),
        }
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
        let told = attempt.serialize(&Serializer::new()).map_err(JsValue::from);
        if let Err(thrown) = told.and_then(|told| function.call1(&JsValue::UNDEFINED, &told)) {
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

impl End {
    fn broken(
        code: &'static str,
        message: Message,
        cause: Option<JsValue>,
        how: Option<retry::Failure>,
    ) -> End {
        End::Broken(Broken { error: Error::new(code, message), cause, how })
    }

    fn refused(name: &str, message: Message, cause: Option<JsValue>) -> End {
        End::Broken(Broken { error: refused(name, message), cause, how: None })
    }
}

fn not_built(said: &str) -> End {
    End::broken("invalid_input", Message::NotBuilt { said }, None, None)
}

/// What a function of the caller's gives for this attempt.
async fn ask(
    function: &Function,
    name: &'static str,
    guard: &Guard,
) -> Result<Result<JsValue, End>, Stop> {
    let given = match function.call0(&JsValue::UNDEFINED) {
        Ok(promise) => guard.run(&promise).await?,
        Err(thrown) => Err(thrown),
    };
    Ok(given.map_err(|thrown| End::refused(name, Message::FunctionFailed, Some(thrown))))
}

fn token_of(given: JsValue) -> Result<String, End> {
    let Some(token) = given.as_string() else {
        return Err(End::refused("accessToken", Message::TokenNotAString, None));
    };
    let mut faults = Faults::default();
    check_secret("accessToken", &token, &mut faults);
    faults.finish(token).map_err(End::from)
}

fn headers_of(given: JsValue) -> Result<Vec<(String, String)>, End> {
    let mut faults = Faults::default();
    let headers = own_headers(&input::headers(&given), &mut faults);
    faults.finish(headers).map_err(End::from)
}

impl From<Error> for End {
    fn from(error: Error) -> End {
        End::Broken(Broken { error, cause: None, how: None })
    }
}

/// What an engine says of a failure, whatever it is that was thrown.
fn said_by(thrown: &JsValue) -> String {
    let message = || Reflect::get(thrown, &"message".into()).ok().and_then(|text| text.as_string());
    let said = thrown.as_string().or_else(message).filter(|said| !said.trim().is_empty());
    said.map_or_else(|| "no reason was given".to_owned(), |said| without_data_urls(&said))
}

/// True where the browser knows that it has no network; elsewhere nobody knows.
fn is_offline() -> bool {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    get(&get(&js_sys::global(), "navigator"), "onLine").as_bool() == Some(false)
}
