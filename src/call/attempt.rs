//! One attempt of a call, and how it ended.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::Run;
use crate::client::refused;
use crate::email::strip;
use crate::error::{Error, Faults, without_data_urls};
use crate::fetch::{Head, Outcome, Sender, send};
use crate::guard::{Guard, Stop};
use crate::input::{self, get, global};
use crate::message::Message;
use crate::operation;
use crate::options::{OwnHeaders, check_secret, own_headers};
use crate::result::{parse, result_of};
use crate::retry;
use crate::scan::without_byte_order_mark;
use crate::value::Value;

/// An attempt that failed.
pub struct FailedAttempt {
    pub error: Box<Error>,
    /// What another party threw, if anything.
    pub cause: Option<JsValue>,
    /// How the request failed; `None` where nothing was sent, or a repeat would only fail again.
    pub how: Option<retry::Failure>,
}

/// How an attempt ended.
pub enum End {
    /// With what the call's promise resolves with.
    Result(JsValue),
    Failed(FailedAttempt),
    /// By the caller's signal, with its reason.
    Aborted(JsValue),
}

impl Run<'_> {
    /// Makes one attempt: asks for the token and the headers, sends the request, and receives the whole
    /// answer, whose head goes into `head`.
    pub async fn attempt(&mut self, head: &mut Option<Head>) -> End {
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
                return End::failed("timeout", Message::Timeout { ms }, None, how);
            }
        };
        match sent {
            Outcome::Received { head: received, body } => {
                let end = self.read(&received, &body);
                *head = Some(received);
                end
            }
            Outcome::Lost { head: received, cause } => {
                *head = received;
                let said = &said_by(&cause);
                let (message, how) = match is_offline {
                    true => (Message::Offline { said }, retry::Failure::Offline),
                    false => (Message::Network { said }, retry::Failure::Lost),
                };
                End::failed("network", message, Some(cause), Some(how))
            }
            Outcome::Unfit(message) => End::failed("unexpected_response", message, None, None),
        }
    }

    /// Asks the caller's functions, builds the request and sends it. The inner error is an attempt that
    /// ended before anything was sent.
    async fn send(&mut self, guard: &Guard) -> Result<Result<Outcome, End>, Stop> {
        guard.check()?;
        let settings = &self.client.settings;
        let mut authorization = self.client.authorization.clone();
        if let Some(token) = &settings.token {
            match ask(token, "accessToken", guard).await?.and_then(token_of) {
                Ok(token) => {
                    authorization = Some(format!("Bearer {token}"));
                    self.secrets.add(&token);
                }
                Err(end) => return Ok(Err(end)),
            }
        }
        let mut own = Vec::new();
        let headers = match (&settings.options.headers, &settings.headers) {
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
            cookies: &settings.options.cookies,
        };
        let request = match self.outgoing.build(&sender, &guard.signal()) {
            Ok(request) => request,
            Err(said) => return Ok(Err(not_built(&said))),
        };
        // One of the caller's functions may have aborted the call.
        guard.check()?;
        self.attempts += 1;
        send(&request, settings.fetch.as_ref(), guard).await.map(Ok)
    }

    /// Reads a whole answer.
    fn read(&self, head: &Head, body: &[u8]) -> End {
        // Proxies in front of a service answer errors in HTML, or without a body. Only what begins as
        // the JSON of an error is parsed.
        let said = match head.status {
            400..
                if matches!(
                    without_byte_order_mark(body).trim_ascii_start().first(),
                    Some(b'{' | b'[' | b'"')
                ) =>
            {
                parse(body).map_or(Value::Null, |said| input::value_of(&said))
            }
            _ => Value::Null,
        };
        let is_search = self.params.search.is_some();
        let facts = operation::Head { status: head.status, redirected: head.redirected, is_search };
        let result = match self.operation.read(facts, body, &said) {
            Ok(success) => {
                result_of(self.operation, &self.params, success, body).map_err(|cause| {
                    let message = Message::UnexpectedBody("not JSON");
                    (Error::new("unexpected_response", message), Some(cause))
                })
            }
            Err(error) => Err((error, None)),
        };
        let how = match head.status {
            200..=299 => retry::Failure::Unread,
            status => retry::Failure::Status(status),
        };
        match result {
            Ok(value) => End::Result(value),
            Err((error, cause)) => {
                End::Failed(FailedAttempt { error: error.into(), cause, how: Some(how) })
            }
        }
    }
}

impl End {
    fn failed(
        code: &'static str,
        message: Message,
        cause: Option<JsValue>,
        how: Option<retry::Failure>,
    ) -> End {
        End::Failed(FailedAttempt { error: Error::new(code, message).into(), cause, how })
    }

    fn refused(name: &str, message: Message, cause: Option<JsValue>) -> End {
        End::Failed(FailedAttempt { error: refused(name, message).into(), cause, how: None })
    }
}

fn not_built(said: &str) -> End {
    End::failed("invalid_input", Message::NotBuilt { said }, None, None)
}

/// Calls a function of the caller's, and waits for what it gives.
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
        End::Failed(FailedAttempt { error: error.into(), cause: None, how: None })
    }
}

/// The message of what was thrown, which may be any value.
fn said_by(thrown: &JsValue) -> String {
    let message = || get(thrown, "message").as_string();
    let said = thrown.as_string().or_else(message).filter(|said| !strip(said).is_empty());
    said.map_or_else(|| "no reason was given".to_owned(), |said| without_data_urls(&said))
}

/// True where the browser knows that it has no network; elsewhere nobody knows.
fn is_offline() -> bool {
    get(&global("navigator"), "onLine").as_bool() == Some(false)
}
