//! The contract's operations (section 2), as a table; and how an operation's arguments, checked,
//! become a request.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::answer::Expected;
use crate::customer;
use crate::error::FieldErrors;
use crate::fields;
use crate::json::{Entry, Json, Writer};
use crate::options;
use crate::params::{check_id, check_walk, query};
use crate::text::percent_encoded;

/// The methods that the contract uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates.
    Post,
    /// Changes.
    Patch,
    /// Deletes.
    Delete,
}

use Method::{Delete, Get, Patch, Post};

impl Method {
    /// As HTTP spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Get => "GET",
            Post => "POST",
            Patch => "PATCH",
            Delete => "DELETE",
        }
    }

    /// True for what may change something at the service.
    pub fn is_write(self) -> bool {
        self != Get
    }
}

/// What an operation takes besides ids.
#[derive(Clone, Copy, PartialEq)]
enum Takes {
    Nothing,
    /// Which page, of which search.
    Params,
    /// The same for a walk through all pages, which asks for each by `list`.
    Walk,
    NewCustomer,
    CustomerPatch,
    NewAddress,
    AddressPatch,
}

/// An operation, named as the package names it.
pub struct Operation {
    name: &'static str,
    /// How it is asked for.
    pub method: Method,
    /// In the path, each one a segment of its own.
    ids: &'static [&'static str],
    takes: Takes,
    /// What a success is; `None`: a 204 without a body.
    pub answer: Option<Expected>,
}

use Expected::{Address, Addresses, Customer, Customers};
use Takes::{AddressPatch, CustomerPatch, NewAddress, NewCustomer, Nothing, Params, Walk};

/// All below `/v1/customers/`; a customer's addresses below `/v1/customers/{id}/addresses/`. All
/// but `list` and `get` are inferred.
const OPERATIONS: &[Operation] = &[
    row("list", Get, &[], Params, Some(Customers)),
    row("listAll", Get, &[], Walk, Some(Customers)),
    row("get", Get, &["id"], Nothing, Some(Customer)),
    row("create", Post, &[], NewCustomer, Some(Customer)),
    row("update", Patch, &["id"], CustomerPatch, Some(Customer)),
    row("delete", Delete, &["id"], Nothing, None),
    row("listAddresses", Get, &["customerId"], Nothing, Some(Addresses)),
    row("createAddress", Post, &["customerId"], NewAddress, Some(Address)),
    row("updateAddress", Patch, &["customerId", "addressId"], AddressPatch, Some(Address)),
    row("deleteAddress", Delete, &["customerId", "addressId"], Nothing, None),
];

const fn row(
    name: &'static str,
    method: Method,
    ids: &'static [&'static str],
    takes: Takes,
    answer: Option<Expected>,
) -> Operation {
    Operation { name, method, ids, takes, answer }
}

impl Operation {
    /// By its name.
    pub fn named(name: &str) -> Option<&'static Operation> {
        OPERATIONS.iter().find(|operation| operation.name == name)
    }

    /// What to send, as JSON for `src/js/call.js`: `method`, `path` (below the base URL,
    /// percent-encoded), where there is one `body`, and with a photo its `fileName`.
    ///
    /// `args` are a call's options and then its other arguments, in order; a photo's file is told
    /// after the customer it belongs to. All faults are reported together, and then nothing is
    /// sent.
    ///
    /// ```
    /// use customers_client::{json::Json, operation::Operation};
    /// let get = Operation::named("get").unwrap();
    /// let request = get.request(Json::new(r#"[null,"a/b"]"#)).unwrap();
    /// assert_eq!(request, r#"{"method":"GET","path":"/v1/customers/a%2Fb/"}"#);
    /// ```
    pub fn request(&self, args: Json) -> Result<String, FieldErrors> {
        let mut faults = FieldErrors::default();
        let mut args = args.entries().into_iter();
        let mut next = || args.next().map_or(Json::NULL, |arg| arg.value);
        let options = next();
        let mut path = "/v1/customers/".to_owned();
        for name in self.ids {
            path.push_str(&percent_encoded(&check_id(name, next(), &mut faults)));
            path.push('/');
            if *name == "customerId" {
                path.push_str("addresses/");
            }
        }
        let given = next();
        let is_new = matches!(self.takes, NewCustomer | NewAddress);
        let mut photo = None;
        let entries = match self.takes {
            Nothing => Vec::new(),
            Params | Walk => {
                path.push_str(&query(given, &mut faults));
                if self.takes == Walk {
                    check_walk(given, &mut faults);
                }
                Vec::new()
            }
            NewCustomer | CustomerPatch => {
                let (entries, name) = customer::parse(given, next(), is_new, &mut faults);
                photo = name;
                entries
            }
            NewAddress | AddressPatch => fields::parse(fields::ADDRESS, given, is_new, &mut faults),
        };
        options::call(options, &mut faults);
        let mut request = Writer::default();
        request.text("method", self.method.as_str());
        request.text("path", &path);
        if !matches!(self.takes, Nothing | Params | Walk) {
            let mut body = Writer::default();
            for Entry { key, value } in entries {
                body.raw(&key, value.raw());
            }
            request.raw("body", &body.finish());
        }
        if let Some(name) = photo {
            request.text("fileName", name);
        }
        faults.finish(request.finish())
    }
}
