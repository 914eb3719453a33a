//! Per operation one short async function: request, fetch, response.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Blob};

use crate::address::{AddressPatch, NewAddress};
use crate::customer::{CustomerPatch, NewCustomer};
use crate::error::{Code, Error, FieldErrors, Message};
use crate::fetch::{Received, Sent, Stop, Target, Watch, is_offline, send, settled};
use crate::http::Request;
use crate::options::{CallOptions, ClientOptions, Credential, bearer, check_secret};
use crate::params::ListParams;
use crate::{retry, wire};

#[wasm_bindgen(module = "/src/js/answer.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn parse(body: &js_sys::ArrayBuffer) -> Result<JsValue, JsValue>;
    fn customer(parsed: &JsValue, renamed: bool) -> JsValue;
    fn page(
        parsed: &JsValue,
        renamed: bool,
        page: f64,
        page_size: f64,
        next_page: Option<f64>,
        previous_page: Option<f64>,
    ) -> JsValue;
}

/// How a call fails.
pub enum Failure {
    /// An error, and the JavaScript value that caused it, if one did.
    Error(Error, Option<JsValue>),
    /// The caller's signal; its reason.
    Aborted(JsValue),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Error(error, None)
    }
}

/// What a call is given besides its arguments.
pub struct Call {
    /// The checked options.
    pub options: CallOptions,
    /// The caller's signal.
    pub signal: Option<AbortSignal>,
}

/// A client. No `Debug`: it holds the credential.
pub struct Client {
    /// The checked options.
    pub options: ClientOptions,
    /// Asked for a token before every attempt.
    pub token: Option<Function>,
    /// The caller's `fetch`.
    pub fetch: Option<Function>,
}

/// What a call comes to.
pub type Answer = Result<JsValue, Failure>;

impl Client {
    /// A page of customers.
    pub async fn list(&self, params: ListParams, call: Call) -> Answer {
        let answer = |received: &Received| {
            let head = wire::list_answer(&params, &received.response)?;
            let parsed = match head.body {
                wire::PageBody::Nothing => js_sys::Array::new().into(),
                _ => json(received)?,
            };
            let number = |n: u64| n as f64;
            let (next, previous) = (head.next_page.map(number), head.previous_page.map(number));
            let (at, size) = (number(head.page), number(head.page_size));
            Ok(page(&parsed, head.renamed, at, size, next, previous))
        };
        self.send(&wire::list(&params), None, &call, answer).await
    }

    /// A customer.
    pub async fn get(&self, id: String, call: Call) -> Answer {
        self.send(&wire::get(&id), None, &call, one_customer).await
    }

    /// The new customer.
    pub async fn create(&self, new: NewCustomer, photo: Option<Blob>, call: Call) -> Answer {
        self.send(&wire::create(new), photo.as_ref(), &call, one_customer).await
    }

    /// The changed customer.
    pub async fn update(
        &self,
        id: String,
        patch: CustomerPatch,
        photo: Option<Blob>,
        call: Call,
    ) -> Answer {
        self.send(&wire::update(&id, patch), photo.as_ref(), &call, one_customer).await
    }

    /// Nothing.
    pub async fn delete(&self, id: String, call: Call) -> Answer {
        self.send(&wire::delete(&id), None, &call, nothing).await
    }

    /// A customer's addresses.
    pub async fn list_addresses(&self, customer_id: String, call: Call) -> Answer {
        let answer = |received: &Received| {
            let enveloped = wire::list_addresses_answer(&received.response)?;
            let parsed = json(received)?;
            let results = || js_sys::Reflect::get(&parsed, &"results".into());
            Ok(if enveloped { results().unwrap_or_default() } else { parsed })
        };
        self.send(&wire::list_addresses(&customer_id), None, &call, answer).await
    }

    /// The new address.
    pub async fn create_address(&self, customer_id: String, new: NewAddress, call: Call) -> Answer {
        self.send(&wire::create_address(&customer_id, &new), None, &call, one_address).await
    }

    /// The changed address.
    pub async fn update_address(
        &self,
        customer_id: String,
        id: String,
        patch: AddressPatch,
        call: Call,
    ) -> Answer {
        let request = wire::update_address(&customer_id, &id, &patch);
        self.send(&request, None, &call, one_address).await
    }

    /// Nothing.
    pub async fn delete_address(&self, customer_id: String, id: String, call: Call) -> Answer {
        self.send(&wire::delete_address(&customer_id, &id), None, &call, nothing).await
    }

    async fn send(
        &self,
        request: &Request,
        photo: Option<&Blob>,
        call: &Call,
        read: impl Fn(&Received) -> Result<JsValue, Error>,
    ) -> Answer {
        let retries = call.options.max_retries.unwrap_or(self.options.max_retries);
        let mut secrets = self.options.secrets.clone();
        let (mut attempts, mut failures, mut renewed) = (0, 0, false);
        loop {
            if is_offline() {
                let mut error = Error::new(Code::Network, Message::Offline);
                error.attempts = attempts;
                return Err(error.into());
            }
            let before = attempts;
            let attempt = self.attempt(request, photo, call, &mut secrets, &mut attempts).await;
            let (mut error, cause) = match attempt.and_then(|received| Ok(read(&received)?)) {
                Err(Failure::Error(error, cause)) => (error, cause),
                other => return other,
            };
            let wait = if error.code == Code::Status(401) && self.token.is_some() && !renewed {
                // The token may have run out just now: its function is asked once more.
                renewed = true;
                Some(0)
            } else {
                failures += 1;
                let wait = retry::next(request.method, error.code, failures, error.retry_after_ms);
                wait.filter(|_| failures <= retries).map(|wait| wait.ms(js_sys::Math::random()))
            };
            match wait {
                Some(ms) => pause(call, ms).await?,
                None => {
                    error.attempts = attempts;
                    let was_sent = attempts > before;
                    error.outcome_unknown =
                        was_sent && retry::outcome_unknown(request.method, &error);
                    error.seal(&secrets);
                    return Err(Failure::Error(error, cause));
                }
            }
        }
    }

    /// One attempt whole: asking for the token, sending, the body's arrival.
    async fn attempt(
        &self,
        request: &Request,
        photo: Option<&Blob>,
        call: &Call,
        secrets: &mut Vec<String>,
        attempts: &mut u32,
    ) -> Result<Received, Failure> {
        let ms = call.options.timeout_ms.unwrap_or(self.options.timeout_ms);
        let stopped = |stop| match stop {
            Stop::Aborted(reason) => Failure::Aborted(reason),
            Stop::TimedOut => Error::new(Code::Timeout, Message::Timeout { ms }).into(),
        };
        let watch =
            Watch::start(call.signal.as_ref(), ms).map_err(|thrown| no_answer(None, thrown))?;
        let authorization = match &self.options.credential {
            Credential::Gateway => None,
            Credential::Fixed(value) => Some(value.clone()),
            Credential::Asked => {
                let token = watch.run(self.ask()).await.map_err(stopped)??;
                secrets.push(token.clone());
                Some(bearer(&token))
            }
        };
        // What was aborted already is not sent.
        watch.run(async {}).await.map_err(stopped)?;
        *attempts += 1;
        let target = Target {
            base_url: &self.options.base_url,
            authorization: authorization.as_deref(),
            credentials: &self.options.credentials,
            fetch: self.fetch.as_ref(),
        };
        match send(request, photo, &target, &watch).await.map_err(stopped)? {
            Sent::Received(received) => Ok(received),
            Sent::Lost(status, cause) => Err(no_answer(status, cause)),
            Sent::NotAResponse => {
                Err(Error::new(Code::UnexpectedResponse, Message::NotAResponse).into())
            }
        }
    }

    /// A token from the caller's function.
    async fn ask(&self) -> Result<String, Failure> {
        let refused = |message, cause| {
            let mut faults = FieldErrors::default();
            faults.add("accessToken", message);
            Failure::Error(Error::invalid(faults), cause)
        };
        let asked = match self.token.as_ref().map(|token| token.call0(&JsValue::UNDEFINED)) {
            Some(Ok(promise)) => settled(&promise).await,
            Some(Err(thrown)) => Err(thrown),
            None => Ok(JsValue::UNDEFINED),
        };
        let given = asked.map_err(|thrown| refused(Message::TokenRejected, Some(thrown)))?;
        let token = given.as_string().ok_or_else(|| refused(Message::TokenNotAString, None))?;
        let mut faults = FieldErrors::default();
        check_secret("accessToken", &token, &mut faults);
        Ok(faults.finish(token)?)
    }
}

/// No answer, or one that broke off.
fn no_answer(status: Option<u16>, cause: JsValue) -> Failure {
    let error = Error::new(Code::Network, Message::Network);
    Failure::Error(Error { status, ..error }, Some(cause))
}

/// Waits, unless the caller's signal ends the call.
async fn pause(call: &Call, ms: u32) -> Result<(), Failure> {
    let watch = Watch::start(call.signal.as_ref(), ms).map_err(|thrown| no_answer(None, thrown))?;
    match watch.run(std::future::pending::<()>()).await {
        Err(Stop::Aborted(reason)) => Err(Failure::Aborted(reason)),
        _ => Ok(()),
    }
}

fn json(received: &Received) -> Result<JsValue, Error> {
    parse(&received.body).map_err(|_| wire::not_json(&received.response))
}

fn one_customer(received: &Received) -> Result<JsValue, Error> {
    let renamed = wire::customer_answer(&received.response)?;
    Ok(customer(&json(received)?, renamed))
}

fn one_address(received: &Received) -> Result<JsValue, Error> {
    wire::address_answer(&received.response)?;
    json(received)
}

fn nothing(received: &Received) -> Result<JsValue, Error> {
    wire::delete_answer(&received.response)?;
    Ok(JsValue::UNDEFINED)
}
