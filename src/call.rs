//! One operation under way, attempt by attempt: what to send, and what to make of what came back.
//!
//! It does no input or output. `src/js/call.js` sends, waits and parses as it is told here, so
//! that every decision can be tested natively, and the module needs no machinery for promises.

use alloc::borrow::ToOwned;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::{Code, Error, FieldErrors, Message};
use crate::http::{Body, Request, Response};
use crate::json::Writer;
use crate::options::{CallOptions, ClientOptions, Credential, bearer, check_secret};
use crate::retry;
use crate::text::join;
use crate::wire::{Answer, not_json};

/// An operation under way. No `Debug`: it holds the credential.
pub struct Call {
    client: Rc<ClientOptions>,
    request: Request,
    answer: Answer,
    options: CallOptions,
    /// Texts that must not show in an error.
    secrets: Vec<String>,
    /// Requests sent.
    attempts: u32,
    /// The attempt under way has been sent.
    sent: bool,
    failures: u32,
    /// The token function has been asked once more after a 401.
    renewed: bool,
    /// The last answer, without its body.
    response: Response,
}

/// What comes after an attempt that did not end the call in an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Another one, after so many milliseconds.
    Wait(u32),
    /// The end: how the parsed body becomes the result (see [`Answer::read`]).
    Done(String),
}

/// How an attempt can end without an answer that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Nothing was sent: the browser knows that it has no network.
    Offline,
    /// No answer, or one that broke off.
    Network,
    /// `timeoutMs` ran out.
    Timeout,
    /// The caller's `fetch` gave something else.
    NotAResponse,
    /// A body of the right shape that `JSON.parse` refuses all the same.
    NotJson,
    /// The caller's token function failed.
    TokenRejected,
    /// It gave something else than text.
    TokenNotAString,
}

impl Loss {
    /// By the name that `src/js/call.js` gives it.
    pub fn named(name: &str) -> Loss {
        match name {
            "offline" => Loss::Offline,
            "timeout" => Loss::Timeout,
            "not a response" => Loss::NotAResponse,
            "not JSON" => Loss::NotJson,
            "token rejected" => Loss::TokenRejected,
            "token not a string" => Loss::TokenNotAString,
            _ => Loss::Network,
        }
    }
}

impl Call {
    /// Before its first attempt.
    pub fn new(
        client: Rc<ClientOptions>,
        options: CallOptions,
        request: Request,
        answer: Answer,
    ) -> Call {
        Call {
            secrets: client.secrets.clone(),
            client,
            request,
            answer,
            options,
            attempts: 0,
            sent: false,
            failures: 0,
            renewed: false,
            response: Response::default(),
        }
    }

    /// What every attempt sends, as JSON for `src/js/call.js`.
    pub fn plan(&self) -> String {
        let Request { method, path, body } = &self.request;
        let mut plan = Writer::default();
        plan.text("method", method.as_str());
        plan.text("url", &join(&[&self.client.base_url, path]));
        plan.text("credentials", self.client.credentials);
        plan.number("timeoutMs", self.timeout_ms().into());
        plan.flag("asks", self.client.credential == Credential::Asked);
        match body {
            Body::Empty => {}
            Body::Json(text) => plan.text("body", text),
            Body::Multipart { parts, photo } => {
                let mut form = Writer::default();
                for (name, text) in parts {
                    form.text(name, text);
                }
                plan.raw("parts", &form.finish());
                plan.text("fileName", photo.file_name());
            }
        }
        plan.finish()
    }

    fn timeout_ms(&self) -> u32 {
        self.options.timeout_ms.unwrap_or(self.client.timeout_ms)
    }

    /// Begins an attempt: the value of its header `Authorization`. `token` is what the token
    /// function gave, where there is one.
    pub fn authorize(&mut self, token: &str) -> Result<Option<String>, Error> {
        let value = match &self.client.credential {
            Credential::Gateway => None,
            Credential::Fixed(value) => Some(value.clone()),
            Credential::Asked => {
                let mut faults = FieldErrors::default();
                check_secret("accessToken", token, &mut faults);
                faults.finish(()).map_err(|error| self.ended(error))?;
                self.secrets.push(token.to_owned());
                Some(bearer(token))
            }
        };
        self.attempts += 1;
        self.sent = true;
        Ok(value)
    }

    /// Takes an answer; `random` is from 0 to 1.
    pub fn answered(&mut self, mut response: Response, random: f64) -> Result<Next, Error> {
        let read = self.answer.read(&response);
        response.body = Vec::new();
        self.response = response;
        read.map(Next::Done).or_else(|error| self.failed(error, random))
    }

    /// Takes that there is none; `status` where it broke off.
    pub fn lost(&mut self, loss: Loss, status: Option<u16>, random: f64) -> Result<Next, Error> {
        let token = |message| {
            let mut faults = FieldErrors::default();
            faults.add("accessToken", message);
            Error::invalid(faults)
        };
        let error = match loss {
            Loss::Offline => {
                return Err(self.ended(Error::new(Code::Network, Message::Offline)));
            }
            Loss::Network => Error { status, ..Error::new(Code::Network, Message::Network) },
            Loss::Timeout => Error::new(Code::Timeout, Message::Timeout { ms: self.timeout_ms() }),
            Loss::NotAResponse => Error::new(Code::UnexpectedResponse, Message::NotAResponse),
            Loss::NotJson => not_json(&self.response),
            Loss::TokenRejected => token(Message::TokenRejected),
            Loss::TokenNotAString => token(Message::TokenNotAString),
        };
        self.failed(error, random)
    }

    fn failed(&mut self, error: Error, random: f64) -> Result<Next, Error> {
        let asked = self.client.credential == Credential::Asked;
        if error.code == Code::Status(401) && asked && !self.renewed {
            // The token may have run out just now: its function is asked once more.
            self.renewed = true;
            self.sent = false;
            return Ok(Next::Wait(0));
        }
        self.failures += 1;
        let wait =
            retry::next(self.request.method, error.code, self.failures, error.retry_after_ms);
        let most = self.options.max_retries.unwrap_or(self.client.max_retries);
        match wait {
            Some(wait) if self.failures <= most => {
                self.sent = false;
                Ok(Next::Wait(wait.ms(random)))
            }
            _ => Err(self.ended(error)),
        }
    }

    /// The error in which the call ends.
    fn ended(&self, mut error: Error) -> Error {
        error.attempts = self.attempts;
        error.outcome_unknown = self.sent && retry::outcome_unknown(self.request.method, &error);
        error.seal(&self.secrets);
        error
    }
}
