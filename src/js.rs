//! What the JavaScript beside it sees: exports without logic. `src/js/index.js` is the package's
//! entry; `src/js/types.d.ts` describes that to callers.
//!
//! What goes in and out is text, numbers and bytes: JSON is read and written by the engine faster
//! than values could be handed over one by one, and it takes no code in the module to do so.
//! What is thrown is an error as JSON.

use alloc::borrow::ToOwned;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::address::NewAddress;
use crate::call::{self, Loss, Next};
use crate::client;
use crate::customer::{CustomerPatch, NewCustomer, PhotoInput};
use crate::error::{Error, FieldErrors};
use crate::http::Response;
use crate::json::{Json, Writer};
use crate::metadata;
use crate::options::{CallOptions, ClientOptions, Place};
use crate::walk::{self, Taken};

/// The arguments that JavaScript gives as one array.
fn args(json: &str) -> Vec<Json<'_>> {
    Json::read(json.as_bytes()).unwrap_or(Json::NULL).items()
}

fn last<'a>(args: &mut Vec<Json<'a>>) -> Json<'a> {
    args.pop().unwrap_or(Json::NULL)
}

fn thrown(error: Error) -> String {
    error.to_json()
}

/// A client.
#[wasm_bindgen]
pub struct Client(Rc<client::Client>);

#[wasm_bindgen]
impl Client {
    /// The options, and what is known of the place (see [`Place`]).
    #[wasm_bindgen(constructor)]
    pub fn new(
        options: &str,
        origin: Option<String>,
        is_web: bool,
        encoded_key: String,
    ) -> Result<Client, String> {
        let options = last(&mut args(options));
        let options = ClientOptions::parse(options, &Place { origin, encoded_key, is_web })
            .map_err(thrown)?;
        Ok(Client(Rc::new(client::Client { options: Rc::new(options) })))
    }

    /// `"test"`, `"live"` or `"unknown"`.
    pub fn mode(&self) -> String {
        self.0.options.mode.as_str().to_owned()
    }

    /// Begins an operation.
    pub fn begin(&self, operation: &str, json: &str) -> Result<Call, String> {
        self.0.begin(operation, args(json)).map(Call).map_err(thrown)
    }

    /// Begins a walk.
    pub fn walk(&self, json: &str) -> Result<Walk, String> {
        let (walk, options) = self.0.walk(args(json)).map_err(thrown)?;
        Ok(Walk { client: self.0.clone(), walk, options })
    }
}

/// An operation under way.
#[wasm_bindgen]
pub struct Call(call::Call);

/// What comes next, as JSON.
fn next(next: Result<Next, Error>) -> Result<String, String> {
    Ok(match next.map_err(thrown)? {
        Next::Wait(ms) => {
            let mut wait = Writer::default();
            wait.number("wait", ms.into());
            wait.finish()
        }
        Next::Done(how) => how,
    })
}

#[wasm_bindgen]
impl Call {
    /// What every attempt sends, as JSON.
    pub fn plan(&self) -> String {
        self.0.plan()
    }

    /// Begins an attempt.
    pub fn authorize(&mut self, token: &str) -> Result<Option<String>, String> {
        self.0.authorize(token).map_err(thrown)
    }

    /// Takes an answer.
    #[expect(clippy::too_many_arguments, reason = "an object would have to be read piece by piece")]
    pub fn answered(
        &mut self,
        status: u16,
        redirected: bool,
        retry_after: Option<String>,
        retry_at_ms: f64,
        request_id: Option<String>,
        now_ms: f64,
        body: Vec<u8>,
        random: f64,
    ) -> Result<String, String> {
        let retry_at_ms = (!retry_at_ms.is_nan()).then_some(retry_at_ms);
        let response =
            Response { status, redirected, retry_after, retry_at_ms, request_id, now_ms, body };
        next(self.0.answered(response, random))
    }

    /// Takes that there is none. Status 0 is none, too.
    pub fn lost(&mut self, loss: &str, status: u16, random: f64) -> Result<String, String> {
        next(self.0.lost(Loss::named(loss), (status != 0).then_some(status), random))
    }
}

/// A walk through all customers.
#[wasm_bindgen]
pub struct Walk {
    client: Rc<client::Client>,
    walk: walk::Walk,
    options: CallOptions,
}

#[wasm_bindgen]
impl Walk {
    /// The call for the next page, if one is to be asked for while `held` pages are held.
    pub fn ask(&mut self, held: usize) -> Option<Call> {
        self.walk.ask(held).map(|params| Call(self.client.list(params, self.options)))
    }

    /// Takes the next page in order, its ids as a JSON array: how far the walk is then.
    pub fn take(&mut self, count: f64, has_next: bool, ids: &str) -> String {
        let ids = args(ids).into_iter().map(Json::raw).collect::<Vec<_>>();
        let new = self.walk.take(&Taken { count: count as u64, has_next, ids: &ids });
        self.walk.state(&new)
    }

    /// The next page in order is not there: how far the walk is, or nothing where it is an error.
    pub fn miss(&mut self) -> Option<String> {
        self.walk.take_missing().then(|| self.walk.state(&[]))
    }
}

/// The faults of what a form has; a photo's content is looked at on sending only.
#[wasm_bindgen]
pub fn check(what: &str, json: &str) -> String {
    let mut args = args(json);
    let (photo, value) = (PhotoInput::parse(last(&mut args)), last(&mut args));
    let parsed = match what {
        "customer" => NewCustomer::parse(value, &photo).map(drop),
        "patch" => CustomerPatch::parse(value, &photo).map(drop),
        _ => NewAddress::parse(value).map(drop),
    };
    let faults = parsed.err().map_or_else(FieldErrors::default, |error| error.fields);
    faults.to_json()
}

/// Bytes of metadata's compact UTF-8 JSON.
#[wasm_bindgen(js_name = metadataSize)]
pub fn metadata_size(json: &str) -> Result<usize, String> {
    metadata::metadata_size(last(&mut args(json))).map_err(thrown)
}
