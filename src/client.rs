//! A client, and per operation of the package: its arguments, checked, as a request.

use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use crate::address::{AddressPatch, NewAddress};
use crate::call::Call;
use crate::customer::{CustomerPatch, NewCustomer, PhotoInput};
use crate::error::{Error, FieldErrors, Message};
use crate::http::Request;
use crate::json::Json;
use crate::options::{CallOptions, ClientOptions};
use crate::params::{ListParams, check_id};
use crate::walk::Walk;
use crate::wire::{self, Answer};

/// A client. No `Debug`: it holds the credential.
pub struct Client {
    /// The checked options.
    pub options: Rc<ClientOptions>,
}

impl Client {
    /// Begins an operation, named as the package names it. `args` are a call's options and then
    /// its other arguments, in order; a photo's file is told after the customer it belongs to.
    /// All faults are reported together, and then nothing is sent.
    ///
    /// ```
    /// use customers_client::{client::Client, json::Json, options::{ClientOptions, Place}};
    /// let key = Json::read(br#"{"apiKey": "sk_test_x"}"#).unwrap();
    /// let options = ClientOptions::parse(key, &Place::default()).ok().unwrap();
    /// let client = Client { options: options.into() };
    /// let args = Json::read(br#"[null, "c-1"]"#).unwrap().items();
    /// let call = client.begin("get", args).ok().unwrap();
    /// assert!(call.plan().contains(r#""url":"https://api.4geeks.io/v1/customers/c-1/""#));
    /// ```
    pub fn begin(&self, operation: &str, args: Vec<Json>) -> Result<Call, Error> {
        let mut args = Args { rest: args.into_iter(), faults: FieldErrors::default() };
        let (options, late) = args.options();
        let read = args.read(operation);
        args.faults.append(late);
        match (args.faults.is_empty(), read) {
            (true, Some((request, answer))) => {
                Ok(Call::new(self.options.clone(), options, request, answer))
            }
            _ => Err(Error::invalid(args.faults)),
        }
    }

    /// Begins a walk through all customers: what it asks for, and how each page is asked for.
    pub fn walk(&self, args: Vec<Json>) -> Result<(Walk, CallOptions), Error> {
        let mut args = Args { rest: args.into_iter(), faults: FieldErrors::default() };
        let (options, late) = args.options();
        let walk = Walk::parse(args.next(), &mut args.faults);
        args.faults.append(late);
        args.faults.finish((walk, options))
    }

    /// A page of customers.
    pub fn list(&self, params: ListParams, options: CallOptions) -> Call {
        Call::new(self.options.clone(), options, wire::list(&params), Answer::Page(params))
    }
}

/// Arguments not yet read, and what is wrong with the others.
struct Args<'a> {
    rest: alloc::vec::IntoIter<Json<'a>>,
    faults: FieldErrors,
}

impl<'a> Args<'a> {
    fn next(&mut self) -> Json<'a> {
        self.rest.next().unwrap_or(Json::NULL)
    }

    fn id(&mut self, name: &str) -> String {
        let value = self.next();
        check_id(name, value, &mut self.faults)
    }

    /// A call's options; their faults are told after those of the other arguments.
    fn options(&mut self) -> (CallOptions, FieldErrors) {
        let mut late = FieldErrors::default();
        (CallOptions::parse(self.next(), &mut late), late)
    }

    /// What was parsed, or its faults beside the others.
    fn parsed<T>(&mut self, parsed: Result<T, Error>) -> Option<T> {
        parsed.map_err(|error| self.faults.append(error.fields)).ok()
    }

    fn read(&mut self, operation: &str) -> Option<(Request, Answer)> {
        Some(match operation {
            "list" => {
                let value = self.next();
                let params = ListParams::parse(value, &mut self.faults);
                (wire::list(&params), Answer::Page(params))
            }
            "get" => (wire::get(&self.id("id")), Answer::Customer),
            "create" => {
                let (customer, photo) = (self.next(), PhotoInput::parse(self.next()));
                let new = self.parsed(NewCustomer::parse(customer, &photo))?;
                (wire::create(new), Answer::Customer)
            }
            "update" => {
                let id = self.id("id");
                let (customer, photo) = (self.next(), PhotoInput::parse(self.next()));
                let patch = self.parsed(CustomerPatch::parse(customer, &photo))?;
                (wire::update(&id, patch), Answer::Customer)
            }
            "delete" => (wire::delete(&self.id("id")), Answer::Nothing),
            "listAddresses" => (wire::list_addresses(&self.id("customerId")), Answer::Addresses),
            "createAddress" => {
                let id = self.id("customerId");
                let new = NewAddress::parse(self.next());
                (wire::create_address(&id, &self.parsed(new)?), Answer::Address)
            }
            "updateAddress" => {
                let (customer, id) = (self.id("customerId"), self.id("addressId"));
                let patch = AddressPatch::parse(self.next());
                (wire::update_address(&customer, &id, &self.parsed(patch)?), Answer::Address)
            }
            "deleteAddress" => {
                let (customer, id) = (self.id("customerId"), self.id("addressId"));
                (wire::delete_address(&customer, &id), Answer::Nothing)
            }
            unknown => {
                self.faults.add(unknown, Message::NotAFunction);
                return None;
            }
        })
    }
}
