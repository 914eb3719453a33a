//! A client, and what becomes of a call's arguments before anything is sent.

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
    /// An error, and the JavaScript value that caused it, if one did.
    Error(Box<Error>, Option<JsValue>),
    /// What the caller's own code gave: its signal's reason, or what it threw.
    Thrown(JsValue),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Error(error.into(), None)
    }
}

/// A call before it is checked.
pub struct Call {
    pub operation: &'static Operation,
    pub arguments: Arguments,
    /// What is sent of the form among its arguments.
    pub body: Option<Body>,
    pub options: CallOptions,
}

/// A client. No `Debug`: it holds the credential.
pub struct Client {
    /// Its options.
    pub told: ClientInput,
    /// The header's value, where it is the same for every request.
    pub authorization: Option<String>,
    /// What no text from outside may show.
    pub secrets: Secrets,
}

impl Client {
    pub fn new(told: ClientInput) -> Client {
        let mut secrets = Secrets::default();
        let authorization = match &told.options.credential {
            Credential::None | Credential::Asked => None,
            Credential::Token(token) => {
                secrets.add(token);
                Some(format!("Bearer {token}"))
            }
            Credential::Key(key) => {
                // HTTP Basic, the key as user name, no password (contract, "Where and who"). It has
                // been checked that all of it is Latin-1.
                let encoded = btoa(&format!("{key}:")).unwrap_or_default();
                secrets.add(key);
                secrets.add(&encoded);
                Some(format!("Basic {encoded}"))
            }
        };
        Client { told, authorization, secrets }
    }

    /// `"test"`, `"live"` or `"unknown"`.
    pub fn mode(&self) -> &'static str {
        self.told.options.mode()
    }

    /// A call whole: its arguments are checked, and nothing is sent where one has a fault.
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

    /// A call of which everything has been checked.
    pub async fn send(
        &self,
        operation: &'static Operation,
        request: Request,
        body: Option<&Body>,
        signal: Option<AbortSignal>,
        limits: Limits,
    ) -> Result<JsValue, Failure> {
        let base_url = &self.told.options.base_url;
        let photo =
            |thrown| Failure::Error(refused("photo", Message::NotAFile).into(), Some(thrown));
        let outgoing = Outgoing::new(operation.method, base_url, &request, body).map_err(photo)?;
        Run::new(self, operation, request.params, outgoing, signal, limits).finish().await
    }
}

/// An error with one fault.
pub fn refused(name: &str, message: Message) -> Error {
    let mut faults = Faults::default();
    faults.add(name, message);
    Error::invalid(faults)
}
