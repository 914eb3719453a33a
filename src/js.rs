//! The class [`CustomersClient`] that JavaScript sees, without logic; the checks for forms are in
//! `src/checks.rs`. `src/js/index.js` is the package's entry, and `src/js/types.d.ts` describes it to
//! callers: what each method takes, resolves with and rejects with stands there.
//!
//! A method reads all its arguments before it returns its promise, so that what is sent is what
//! was checked. Its call owns a share of the client, so that `free()` does not break the call.

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

/// Tells JavaScript of a panic before the trap that follows it: the trap itself would leave the
/// promises of all calls pending.
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

/// Runs a call, and makes the promise of it that the caller gets.
fn promise(call: impl Future<Output = Result<JsValue, Failure>> + 'static) -> Promise {
    kept(future_to_promise(Polled::new(async { call.await.map_err(JsValue::from) })))
}

/// A client. It is the only object with Rust memory behind it that callers hold, besides the walk in a
/// `listAll`; everything else that goes in or out is a plain object.
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

/// The arguments of an operation that has ids and nothing else.
fn arguments(ids: &[JsValue]) -> Arguments {
    Arguments { ids: ids.iter().map(one).collect(), ..Arguments::default() }
}

#[wasm_bindgen(js_class = CustomersClient)]
impl CustomersClient {
    /// Makes a client. It throws `invalid_input` on options that it cannot honour.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<CustomersClient, JsValue> {
        Ok(CustomersClient(Rc::new(Client::new(input::client(&options)?))))
    }

    /// `"test"`, `"live"` or `"unknown"`, by the key's prefix.
    #[wasm_bindgen(getter)]
    pub fn mode(&self) -> String {
        self.0.mode().to_owned()
    }

    /// Lists a page of customers.
    pub fn list(&self, params: JsValue, options: JsValue) -> Promise {
        let (params, _) = record(&params, params::LIST, "");
        let arguments = Arguments { params, known: params::LIST, ..Arguments::default() };
        self.call(&operation::LIST, arguments, options)
    }

    /// Lists a page of the customers who match a query.
    pub fn search(&self, query: JsValue, params: JsValue, options: JsValue) -> Promise {
        let (params, _) = record(&params, params::SEARCH, "");
        let search = Some(one(&query));
        let arguments = Arguments { params, known: params::SEARCH, search, ..Arguments::default() };
        self.call(&operation::LIST, arguments, options)
    }

    /// Lists all customers, one by one: it answers an async iterator.
    #[wasm_bindgen(js_name = listAll)]
    pub fn list_all(&self, params: JsValue, options: JsValue) -> JsValue {
        let walker = Walker::new(self.0.clone(), &params, &options);
        let signal = walker.as_ref().ok().and_then(Walker::signal);
        customers(CustomerWalk(Rc::new(walker.map_err(JsValue::from))), signal)
    }

    /// Reads a customer.
    pub fn get(&self, id: JsValue, options: JsValue) -> Promise {
        self.call(&operation::GET, arguments(&[id]), options)
    }

    /// Creates a customer, and resolves with it.
    pub fn create(&self, customer: JsValue, options: JsValue) -> Promise {
        self.call_with_form(&operation::CREATE, &[], customer, options)
    }

    /// Changes fields of a customer, and resolves with the customer after that.
    pub fn update(&self, id: JsValue, patch: JsValue, options: JsValue) -> Promise {
        self.call_with_form(&operation::UPDATE, &[id], patch, options)
    }

    /// Deletes a customer, and resolves with undefined.
    pub fn delete(&self, id: JsValue, options: JsValue) -> Promise {
        self.call(&operation::DELETE, arguments(&[id]), options)
    }

    /// Lists all addresses of a customer.
    #[wasm_bindgen(js_name = listAddresses)]
    pub fn list_addresses(&self, customer_id: JsValue, options: JsValue) -> Promise {
        self.call(&operation::LIST_ADDRESSES, arguments(&[customer_id]), options)
    }

    /// Creates an address, and resolves with it.
    #[wasm_bindgen(js_name = createAddress)]
    pub fn create_address(
        &self,
        customer_id: JsValue,
        address: JsValue,
        options: JsValue,
    ) -> Promise {
        self.call_with_form(&operation::CREATE_ADDRESS, &[customer_id], address, options)
    }

    /// Changes fields of an address, and resolves with the address after that.
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

    /// Deletes an address, and resolves with undefined.
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

/// The walk of a `listAll`, of which `src/js/walk.js` makes an iterator. A walk that was refused keeps
/// its error, for the first `next`.
#[wasm_bindgen]
pub struct CustomerWalk(Rc<Result<Walker, JsValue>>);

#[wasm_bindgen]
impl CustomerWalk {
    /// Resolves with an array of the next customers, and with undefined after the last one.
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

/// True while a call's Rust code runs, and for good after a trap in it.
#[wasm_bindgen(js_name = isAtWork)]
pub fn is_at_work() -> bool {
    guard::is_polling()
}
