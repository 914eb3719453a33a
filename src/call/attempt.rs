//! One attempt of a call, and how it ended.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::Run;
use crate::client::refused;
use crate::email::strip;
use crate::error::{Error, Faults, without_data_urls};
use crate::fetch::{Head, Sender, Sent, send};
use crate::guard::{Guard, Stop};
use crate::input::{self, get, global};
use crate::message::Message;
use crate::operation;
use crate::options::{OwnHeaders, check_secret, own_headers};
use crate::result::{parse, result_of};
use crate::retry;
use crate::scan::without_mark;
use crate::value::Value;

/// How an attempt failed.
pub struct Broken {
    pub error: Box<Error>,
    pub cause: Option<JsValue>,
    /// `None`: nothing was sent, or it would only fail again.
    pub how: Option<retry::Failure>,
}

/// How an attempt ended.
pub enum End {
    Result(JsValue),
    Broken(Broken),
    Aborted(JsValue),
}

impl Run<'_> {
    /// One attempt whole: asking for the token and the headers, sending, the body's arrival.
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
            Sent::Unfit(message) => End::broken("unexpected_response", message, None, None),
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
        // Much of what stands in front of a service answers HTML, or nothing: that says nothing.
        let said = match head.status {
            400..
                if matches!(
                    without_mark(body).trim_ascii_start().first(),
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
                End::Broken(Broken { error: error.into(), cause, how: Some(how) })
            }
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
        End::Broken(Broken { error: Error::new(code, message).into(), cause, how })
    }

    fn refused(name: &str, message: Message, cause: Option<JsValue>) -> End {
        End::Broken(Broken { error: refused(name, message).into(), cause, how: None })
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
        End::Broken(Broken { error: error.into(), cause: None, how: None })
    }
}

/// What an engine says of a failure, whatever it is that was thrown.
fn said_by(thrown: &JsValue) -> String {
    let message = || get(thrown, "message").as_string();
    let said = thrown.as_string().or_else(message).filter(|said| !strip(said).is_empty());
    said.map_or_else(|| "no reason was given".to_owned(), |said| without_data_urls(&said))
}

/// True where the browser knows that it has no network; elsewhere nobody knows.
fn is_offline() -> bool {
    get(&global("navigator"), "onLine").as_bool() == Some(false)
}
