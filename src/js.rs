//! What JavaScript sees: exports without logic. `src/js/index.js` is the package's entry, and
//! wraps these; `src/js/types.d.ts` describes them to callers.
//!
//! A method reads all its arguments before it returns its promise, so that what is sent is what
//! was checked; and it owns its share of the client, so that `free()` does not break a call.

mod read;
mod walk;

use std::pin::Pin;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::address::{AddressPatch, NewAddress};
use crate::client::{Client, Failure};
use crate::customer::{CustomerPatch, NewCustomer};
use crate::error::{Error, FieldErrors};
use crate::params::{ListParams, check_id};
use read::{Customer, kept_call, merge, plain};
use walk::CustomerWalk;

#[wasm_bindgen(module = "/src/js/error.js")]
extern "C" {
    #[wasm_bindgen(js_name = customersError)]
    fn customers_error(json: &str, cause: &JsValue) -> JsValue;
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> JsValue {
        match failure {
            Failure::Error(error, cause) => {
                customers_error(&error.to_value().to_json(), &cause.unwrap_or_default())
            }
            Failure::Aborted(reason) => reason,
        }
    }
}

impl From<Error> for JsValue {
    fn from(error: Error) -> JsValue {
        Failure::from(error).into()
    }
}

/// The one handle: everything else that goes in or out is a plain object.
#[wasm_bindgen(js_name = CustomersClient)]
pub struct CustomersClient(Rc<Client>);

/// Runs the rest of a call: what was read of its arguments, then the operation.
fn promise<I, F: Future<Output = Result<JsValue, Failure>> + 'static>(
    input: Result<I, Error>,
    operation: impl FnOnce(I) -> F,
) -> Promise {
    match input {
        Ok(input) => settle(Box::pin(operation(input))),
        Err(error) => Promise::reject(&error.into()),
    }
}

/// One for all operations: boxed, so that the machinery of a promise is compiled once.
fn settle(operation: Pin<Box<dyn Future<Output = Result<JsValue, Failure>>>>) -> Promise {
    future_to_promise(async move { Ok(operation.await?) })
}

#[wasm_bindgen(js_class = CustomersClient)]
impl CustomersClient {
    /// Throws `invalid_input` on options that it cannot honour.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<CustomersClient, JsValue> {
        Ok(CustomersClient(Rc::new(read::client(&options)?)))
    }

    /// `"test"`, `"live"` or `"unknown"`.
    #[wasm_bindgen(getter)]
    pub fn mode(&self) -> String {
        self.0.options.mode.as_str().to_owned()
    }

    /// A page of customers.
    pub fn list(&self, params: JsValue, options: JsValue) -> Promise {
        let client = self.0.clone();
        let input =
            read::call(&options, |faults| ListParams::parse(&read::params(&params), faults));
        promise(input, async move |(params, call)| client.list(params, call).await)
    }

    /// A walk through all customers: `src/js/walk.js` makes it an iterator.
    pub fn walk(&self, params: JsValue, options: JsValue) -> Result<CustomerWalk, JsValue> {
        Ok(CustomerWalk::new(self.0.clone(), &params, &options)?)
    }

    /// A page of matches.
    pub fn search(&self, query: JsValue, params: JsValue, options: JsValue) -> Promise {
        let client = self.0.clone();
        let input = read::call(&options, |faults| {
            ListParams::parse(&read::search_params(&query, &params), faults)
        });
        promise(input, async move |(params, call)| client.list(params, call).await)
    }

    /// A customer.
    pub fn get(&self, id: JsValue, options: JsValue) -> Promise {
        let client = self.0.clone();
        let input = read::call(&options, |faults| check_id("id", &read::value(&id), faults));
        promise(input, async move |(id, call)| client.get(id, call).await)
    }

    /// The new customer.
    pub fn create(&self, customer: JsValue, options: JsValue) -> Promise {
        let client = self.0.clone();
        let (Customer { value, photo }, call) = (read::customer(&customer), kept_call(&options));
        settle(Box::pin(async move {
            let input = photo.input().await;
            let (new, call) =
                call.with(|faults| merge(NewCustomer::parse(value, &input), faults))?;
            client.create(new, photo.file(), call).await
        }))
    }

    /// The changed customer.
    pub fn update(&self, id: JsValue, patch: JsValue, options: JsValue) -> Promise {
        let client = self.0.clone();
        let (Customer { value, photo }, call) = (read::customer(&patch), kept_call(&options));
        let id = read::value(&id);
        settle(Box::pin(async move {
            let input = photo.input().await;
            let ((id, patch), call) = call.with(|faults| {
                let id = check_id("id", &id, faults);
                Some((id, merge(CustomerPatch::parse(value, &input), faults)?))
            })?;
            client.update(id, patch, photo.file(), call).await
        }))
    }

    /// Nothing.
    pub fn delete(&self, id: JsValue, options: JsValue) -> Promise {
        let client = self.0.clone();
        let input = read::call(&options, |faults| check_id("id", &read::value(&id), faults));
        promise(input, async move |(id, call)| client.delete(id, call).await)
    }

    /// A customer's addresses.
    #[wasm_bindgen(js_name = listAddresses)]
    pub fn list_addresses(&self, customer_id: JsValue, options: JsValue) -> Promise {
        let client = self.0.clone();
        let input = read::call(&options, |faults| {
            check_id("customerId", &read::value(&customer_id), faults)
        });
        promise(input, async move |(id, call)| client.list_addresses(id, call).await)
    }

    /// The new address.
    #[wasm_bindgen(js_name = createAddress)]
    pub fn create_address(&self, customer_id: JsValue, new: JsValue, options: JsValue) -> Promise {
        let client = self.0.clone();
        let input = kept_call(&options).with(|faults| {
            let id = check_id("customerId", &read::value(&customer_id), faults);
            Some((id, merge(NewAddress::parse(plain(&new)), faults)?))
        });
        promise(input, async move |((id, new), call)| client.create_address(id, new, call).await)
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
        let client = self.0.clone();
        let input = kept_call(&options).with(|faults| {
            let customer = check_id("customerId", &read::value(&customer_id), faults);
            let id = check_id("addressId", &read::value(&address_id), faults);
            Some((customer, id, merge(AddressPatch::parse(plain(&patch)), faults)?))
        });
        promise(input, async move |((customer, id, patch), call)| {
            client.update_address(customer, id, patch, call).await
        })
    }

    /// Nothing.
    #[wasm_bindgen(js_name = deleteAddress)]
    pub fn delete_address(
        &self,
        customer_id: JsValue,
        address_id: JsValue,
        options: JsValue,
    ) -> Promise {
        let client = self.0.clone();
        let input = read::call(&options, |faults| {
            let customer = check_id("customerId", &read::value(&customer_id), faults);
            (customer, check_id("addressId", &read::value(&address_id), faults))
        });
        promise(input, async move |((customer, id), call)| {
            client.delete_address(customer, id, call).await
        })
    }
}

/// The faults of a new customer, by field; a photo's content is looked at on sending only.
#[wasm_bindgen(js_name = checkNewCustomer)]
pub fn check_new_customer(customer: JsValue) -> JsValue {
    let Customer { value, photo } = read::customer(&customer);
    faults_of(NewCustomer::parse(value, &photo.input_unread()))
}

/// The faults of a customer's change, by field.
#[wasm_bindgen(js_name = checkCustomerPatch)]
pub fn check_customer_patch(patch: JsValue) -> JsValue {
    let Customer { value, photo } = read::customer(&patch);
    faults_of(CustomerPatch::parse(value, &photo.input_unread()))
}

/// The faults of a new address, by field.
#[wasm_bindgen(js_name = checkNewAddress)]
pub fn check_new_address(new: JsValue) -> JsValue {
    faults_of(NewAddress::parse(plain(&new)))
}

/// Bytes of metadata's compact UTF-8 JSON; throws `invalid_input` where it is none.
#[wasm_bindgen(js_name = metadataSize)]
pub fn metadata_size(metadata: JsValue) -> Result<f64, JsValue> {
    let size = crate::customer::metadata_size(&plain(&metadata));
    Ok(size? as f64)
}

fn faults_of<T>(parsed: Result<T, Error>) -> JsValue {
    let faults = parsed.err().map_or_else(FieldErrors::default, |error| error.fields);
    js_sys::JSON::parse(&faults.to_value().to_json()).unwrap_or_default()
}
