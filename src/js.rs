//! What JavaScript sees, without logic: [`CustomersClient`]. The checks are beside it.
//! `src/js/index.js` is the package's entry; `src/js/types.d.ts` describes it to callers.
//!
//! A method reads all its arguments before it returns its promise, so that what is sent is what
//! was checked; and it owns its share of the client, so that `free()` does not break a call.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::AbortSignal;

use crate::client::{Call, Client, Failure};
use crate::error::Error;
use crate::guard::{self, Polled};
use crate::input::{self, call_options, one, record};
use crate::operation::{self, Arguments, Operation};
use crate::params;
use crate::result::to_js;
use crate::walker::Walker;

#[wasm_bindgen(module = "/src/js/error.js")]
extern "C" {
    type CustomersError;
    #[wasm_bindgen(constructor)]
    fn new(message: &str, details: JsValue) -> CustomersError;
    fn kept(promise: Promise) -> Promise;
    fn crashed(cause: &str) -> JsValue;
}

#[wasm_bindgen(module = "/src/js/walk.js")]
extern "C" {
    fn customers(walk: CustomerWalk, signal: Option<AbortSignal>) -> JsValue;
}

/// A panic is told before its trap, which leaves promises as they are.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|info| drop(crashed(&info.to_string()))));
}

impl From<Error> for JsValue {
    fn from(error: Error) -> JsValue {
        CustomersError::new(&error.message, to_js(&error)).into()
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> JsValue {
        match failure {
            Failure::Error(error, cause) => {
                let details = to_js(&*error);
                if let Some(cause) = cause {
                    input::set(&details, "cause", &cause);
                }
                CustomersError::new(&error.message, details).into()
            }
            Failure::Thrown(thrown) => thrown,
        }
    }
}

/// A call as a promise.
fn promise(call: impl Future<Output = Result<JsValue, Failure>> + 'static) -> Promise {
    kept(future_to_promise(Polled::new(async { call.await.map_err(JsValue::from) })))
}

/// The one handle: everything else that goes in or out is a plain object.
#[wasm_bindgen(js_name = CustomersClient)]
pub struct CustomersClient(Rc<Client>);

impl CustomersClient {
    fn call(
        &self,
        operation: &'static Operation,
        arguments: Arguments,
        options: JsValue,
    ) -> Promise {
        let options = call_options(&options);
        promise(self.0.clone().run(Call { operation, arguments, body: None, options }))
    }

    fn call_with_form(
        &self,
        operation: &'static Operation,
        ids: &[JsValue],
        form: JsValue,
        options: JsValue,
    ) -> Promise {
        let (given, body) = input::form(&form);
        let arguments = Arguments { form: Some(given), ..arguments(ids) };
        let options = call_options(&options);
        promise(self.0.clone().run(Call { operation, arguments, body: Some(body), options }))
    }
}

/// An operation's arguments that are ids.
fn arguments(ids: &[JsValue]) -> Arguments {
    Arguments { ids: ids.iter().map(one).collect(), ..Arguments::default() }
}

#[wasm_bindgen(js_class = CustomersClient)]
impl CustomersClient {
    /// Throws `invalid_input` on options that it cannot honour.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<CustomersClient, JsValue> {
        Ok(CustomersClient(Rc::new(Client::new(input::client(&options)?))))
    }

    /// `"test"`, `"live"` or `"unknown"`.
    #[wasm_bindgen(getter)]
    pub fn mode(&self) -> String {
        self.0.mode().to_owned()
    }

    /// A page of customers.
    pub fn list(&self, params: JsValue, options: JsValue) -> Promise {
        let (params, _) = record(&params, params::LIST, "");
        let arguments = Arguments { params, known: params::LIST, ..Arguments::default() };
        self.call(&operation::LIST, arguments, options)
    }

    /// A page of matches.
    pub fn search(&self, query: JsValue, params: JsValue, options: JsValue) -> Promise {
        let (params, _) = record(&params, params::SEARCH, "");
        let search = Some(one(&query));
        let arguments = Arguments { params, known: params::SEARCH, search, ..Arguments::default() };
        self.call(&operation::LIST, arguments, options)
    }

    /// All customers, one by one: an async iterator.
    #[wasm_bindgen(js_name = listAll)]
    pub fn list_all(&self, params: JsValue, options: JsValue) -> JsValue {
        let walker = Walker::new(self.0.clone(), &params, &options);
        let signal = walker.as_ref().ok().and_then(Walker::signal);
        customers(CustomerWalk(Rc::new(walker.map_err(JsValue::from))), signal)
    }

    /// A customer.
    pub fn get(&self, id: JsValue, options: JsValue) -> Promise {
        self.call(&operation::GET, arguments(&[id]), options)
    }

    /// The new customer.
    pub fn create(&self, customer: JsValue, options: JsValue) -> Promise {
        self.call_with_form(&operation::CREATE, &[], customer, options)
    }

    /// The changed customer.
    pub fn update(&self, id: JsValue, patch: JsValue, options: JsValue) -> Promise {
        self.call_with_form(&operation::UPDATE, &[id], patch, options)
    }

    /// Nothing.
    pub fn delete(&self, id: JsValue, options: JsValue) -> Promise {
        self.call(&operation::DELETE, arguments(&[id]), options)
    }

    /// A customer's addresses.
    #[wasm_bindgen(js_name = listAddresses)]
    pub fn list_addresses(&self, customer_id: JsValue, options: JsValue) -> Promise {
        self.call(&operation::LIST_ADDRESSES, arguments(&[customer_id]), options)
    }

    /// The new address.
    #[wasm_bindgen(js_name = createAddress)]
    pub fn create_address(
        &self,
        customer_id: JsValue,
        address: JsValue,
        options: JsValue,
    ) -> Promise {
        self.call_with_form(&operation::CREATE_ADDRESS, &[customer_id], address, options)
    }

    /// The changed address.
    #[wasm_bindgen(js_name = updateAddress)]
    pub fn update_address(
        &self,
        customer_id: JsValue,
        address_id: JsValue,
        patch: JsValue,
        options: JsValue,
    ) -> Promise {
        let ids = [customer_id, address_id];
        self.call_with_form(&operation::UPDATE_ADDRESS, &ids, patch, options)
    }

    /// Nothing.
    #[wasm_bindgen(js_name = deleteAddress)]
    pub fn delete_address(
        &self,
        customer_id: JsValue,
        address_id: JsValue,
        options: JsValue,
    ) -> Promise {
        self.call(&operation::DELETE_ADDRESS, arguments(&[customer_id, address_id]), options)
    }
}

/// A walk, for `src/js/walk.js` to make an iterator of.
#[wasm_bindgen]
pub struct CustomerWalk(Rc<Result<Walker, JsValue>>);

#[wasm_bindgen]
impl CustomerWalk {
    /// Some customers, or nothing after the last one.
    pub fn next(&self) -> Promise {
        let walker = self.0.clone();
        promise(async move {
            match &*walker {
                Ok(walker) => walker.next().await,
                Err(refused) => Err(Failure::Thrown(refused.clone())),
            }
        })
    }
}

/// True while a call is at work, and after a trap in one.
#[wasm_bindgen(js_name = isAtWork)]
pub fn is_at_work() -> bool {
    guard::is_polling()
}
