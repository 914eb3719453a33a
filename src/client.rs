//! A client's options, and the check of a call's arguments before anything is sent.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::call::Run;
use crate::error::{Error, Faults, Secrets};
use crate::fetch::Outgoing;
use crate::input::{self, Body, CallOptions, ClientInput};
use crate::message::Message;
use crate::operation::{Arguments, Operation, Request};
use crate::options::{self, Credential, Limits};
use crate::photo::Photo;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn btoa(latin1: &str) -> Result<String, JsValue>;
}

/// How a call fails.
pub enum Failure {
    /// By an error of this client. The second value is what another party threw, if anything.
    Error(Box<Error>, Option<JsValue>),
    /// By a value of the caller's own: the reason of its signal, or what its function threw.
    Thrown(JsValue),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Error(error.into(), None)
    }
}

/// A call as it was asked for, before it is checked.
pub struct Call {
    pub operation: &'static Operation,
    pub arguments: Arguments,
    /// The JavaScript side of the form among its arguments.
    pub body: Option<Body>,
    pub options: CallOptions,
}

/// A client. No `Debug`: it holds the credential.
pub struct Client {
    pub settings: ClientInput,
    /// The value of the header `Authorization`, where it is the same for every request.
    pub authorization: Option<String>,
    /// The credentials that no text from outside may show.
    pub secrets: Secrets,
}

impl Client {
    pub fn new(settings: ClientInput) -> Client {
        let mut secrets = Secrets::default();
        let authorization = match &settings.options.credential {
            Credential::None | Credential::Asked => None,
            Credential::Token(token) => {
                secrets.add(token);
                Some(format!("Bearer {token}"))
            }
            Credential::Key(key) => {
                // HTTP Basic with the key as user name and no password (contract, `secretKey`). The
                // key has been checked to be Latin-1, so `btoa` cannot fail.
                let encoded = btoa(&format!("{key}:")).unwrap_or_default();
                secrets.add(key);
                secrets.add(&encoded);
                Some(format!("Basic {encoded}"))
            }
        };
        Client { settings, authorization, secrets }
    }

    /// `"test"`, `"live"` or `"unknown"`.
    pub fn mode(&self) -> &'static str {
        self.settings.options.mode()
    }

    /// Checks a call's arguments and options, and sends it where they have no fault.
    pub async fn run(self: Rc<Client>, call: Call) -> Result<JsValue, Failure> {
        let Call { operation, mut arguments, body, options } = call;
        let file = body.as_ref().and_then(|body| body.photo.as_ref());
        if let (Some(file), Some(given)) = (file, &mut arguments.form)
            && let Photo::File { head, .. } = &mut given.photo
        {
            *head = Some(input::first_bytes(file).await);
        }
        let mut faults = Faults::default();
        let request = operation.request(&arguments, &mut faults);
        let limits = options::call(&options.value, options.signal.is_some(), &mut faults);
        faults.finish(())?;
        self.send(operation, request, body.as_ref(), options.signal, limits).await
    }

    /// Sends a call that has been checked.
    pub async fn send(
        &self,
        operation: &'static Operation,
        request: Request,
        body: Option<&Body>,
        signal: Option<AbortSignal>,
        limits: Limits,
    ) -> Result<JsValue, Failure> {
        let base_url = &self.settings.options.base_url;
        let not_a_file =
            |thrown| Failure::Error(refused("photo", Message::NotAFile).into(), Some(thrown));
        let outgoing =
            Outgoing::new(operation.method, base_url, &request, body).map_err(not_a_file)?;
        Run::new(self, operation, request.params, outgoing, signal, limits).finish().await
    }
}

/// An `invalid_input` error with one fault.
pub fn refused(name: &str, message: Message) -> Error {
    let mut faults = Faults::default();
    faults.add(name, message);
    Error::invalid(faults)
}
