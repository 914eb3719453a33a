//! The service's operations as a table, the check that makes a request of an operation's arguments,
//! and the verdict on its answer (contract, `paths`).

use crate::answer::{Checked, Expected, Mismatch, Unfit, check};
use crate::error::{Error, Faults};
use crate::failure::{error_of, is_no_results};
use crate::form::{self, Given, Sent};
use crate::message::Message;
use crate::params::{Params, check_id, search_query};
use crate::value::Value;

/// The HTTP methods of the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names are those of HTTP")]
pub enum Method {
    Get,
    Post,
    Patch,
    Delete,
}

use Method::{Delete, Get, Patch, Post};

impl Method {
    /// The method as HTTP spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Get => "GET",
            Post => "POST",
            Patch => "PATCH",
            Delete => "DELETE",
        }
    }

    /// True for a method that may change something at the service.
    pub fn is_write(self) -> bool {
        self != Get
    }
}

/// What an operation takes besides ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// The parameters of a list: which page, of which search.
    Params,
    /// The form of a new customer, or of a change of one.
    Customer,
    /// The form of a new address, or of a change of one.
    Address,
}

/// One operation of the service.
pub struct Operation {
    /// The name of its method in the package.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The names of the ids in its path, each of which is a segment of the path.
    pub ids: &'static [&'static str],
    /// What it takes besides the ids.
    pub takes: Takes,
    /// The shape of a success's body; `None` where a success is a 204 without a body.
    pub answer: Option<Expected>,
}

/// Makes a static of each row, and [`ALL`] of all of them. A row has the names of the static and of the
/// package's method, the HTTP method, the ids in the path, what else it takes, and the shape of its
/// answer. Customers are below `/v1/customers/`, and their addresses below
/// `/v1/customers/{id}/addresses/`. All but `LIST` and `GET` are inferred.
macro_rules! operations {
    ($($(#[$doc:meta])* $row:ident: $name:literal $method:ident $ids:tt $takes:ident $answer:expr;)*) => {
        $($(#[$doc])* pub static $row: Operation = Operation {
            name: $name,
            method: $method,
            ids: &$ids,
            takes: Takes::$takes,
            answer: $answer,
        };)*
        /// All operations.
        pub static ALL: &[&Operation] = &[$(&$row),*];
    };
}

use Expected::{Address, Addresses, Customer, Customers};

operations! {
    /// Lists a page of customers, or of those who match a search.
    LIST: "list" Get [] Params Some(Customers);
    /// Reads a customer.
    GET: "get" Get ["id"] Nothing Some(Customer);
    /// Creates a customer.
    CREATE: "create" Post [] Customer Some(Customer);
    /// Changes fields of a customer.
    UPDATE: "update" Patch ["id"] Customer Some(Customer);
    /// Deletes a customer.
    DELETE: "delete" Delete ["id"] Nothing None;
    /// Lists the addresses of a customer.
    LIST_ADDRESSES: "listAddresses" Get ["customerId"] Nothing Some(Addresses);
    /// Creates an address.
    CREATE_ADDRESS: "createAddress" Post ["customerId"] Address Some(Address);
    /// Changes fields of an address.
    UPDATE_ADDRESS: "updateAddress" Patch ["customerId", "addressId"] Address Some(Address);
    /// Deletes an address.
    DELETE_ADDRESS: "deleteAddress" Delete ["customerId", "addressId"] Nothing None;
}

/// What a caller gave an operation, before it is checked.
#[derive(Default)]
pub struct Arguments {
    /// An id for each name in [`Operation::ids`], in that order.
    pub ids: Vec<Value>,
    /// The parameters of a list.
    pub params: Value,
    /// The names that `params` may have.
    pub known: &'static [&'static str],
    /// What to search for, where that is an argument of its own and not one of `params`.
    pub search: Option<Value>,
    /// The form of a customer or an address.
    pub form: Option<Given>,
}

/// What to send, checked.
#[derive(Debug, Default, PartialEq)]
pub struct Request {
    /// The path below the base URL, segment by segment, not yet percent-encoded.
    pub segments: Vec<String>,
    /// The URL's query.
    pub params: Params,
    /// Which fields of the form, and whether a photo.
    pub sent: Sent,
}

/// The facts besides an answer's body that decide what the answer is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Head {
    /// The HTTP status; 0 where a browser hides it, which it does for a redirect that it has not
    /// followed.
    pub status: u16,
    /// True where a `fetch` followed a redirect although it was told not to.
    pub redirected: bool,
    /// True where the request was a search.
    pub is_search: bool,
}

/// An answer that is a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Success {
    /// A success whose body has the expected shape.
    Body(Checked),
    /// A search that nobody matches.
    NoResults,
    /// A deletion, which has no body.
    Nothing,
}

impl Operation {
    /// Checks the arguments and makes a request of them. All faults are added; where there are any,
    /// the request must not be sent.
    ///
    /// ```
    /// use customers_client::operation::{Arguments, GET};
    /// use customers_client::value::Value;
    /// let args = Arguments { ids: vec![Value::Text("c1".to_owned())], ..Arguments::default() };
    /// let request = GET.request(&args, &mut Default::default());
    /// assert_eq!(request.segments, ["v1", "customers", "c1"]);
    /// ```
    pub fn request(&self, given: &Arguments, faults: &mut Faults) -> Request {
        let mut segments = vec!["v1".to_owned(), "customers".to_owned()];
        for (index, name) in self.ids.iter().enumerate() {
            let id = given.ids.get(index).unwrap_or(&Value::Null);
            segments.push(check_id(name, id, faults));
            if *name == "customerId" {
                segments.push("addresses".to_owned());
            }
        }
        let mut request = Request { segments, ..Request::default() };
        let table = match self.takes {
            Takes::Nothing => return request,
            Takes::Params => {
                request.params = Params::parse(&given.params, given.known, faults);
                if let Some(query) = &given.search {
                    request.params.search = search_query(query, faults);
                }
                return request;
            }
            Takes::Customer => form::CUSTOMER,
            Takes::Address => form::ADDRESS,
        };
        if let Some(given) = &given.form {
            request.sent = form::check(table, given, self.method == Post, faults);
        }
        request
    }

    /// Judges an answer. `said` is the JSON of an error's body, null where that is no JSON.
    ///
    /// # Errors
    /// The error that the answer is, or `unexpected_response` where it is not what the contract says.
    pub fn read(&self, head: Head, body: &[u8], said: &Value) -> Result<Success, Error> {
        let unexpected = |message| Err(Error::new("unexpected_response", message));
        match head.status {
            200..=599 if head.redirected => unexpected(Message::Redirect),
            200..=299 => match self.answer {
                Some(expected) => read_body(body, expected),
                None if head.status == 204 => Ok(Success::Nothing),
                // Whatever else a wrong base URL may answer is no proof of a deletion.
                None => unexpected(Message::UnexpectedBody("not the 204 of a deletion")),
            },
            404 if head.is_search && is_no_results(said) => Ok(Success::NoResults),
            400..=599 => Err(error_of(head.status, said)),
            // A browser shows a redirect that it was told not to follow as status 0.
            _ => unexpected(Message::Redirect),
        }
    }
}

fn read_body(body: &[u8], expected: Expected) -> Result<Success, Error> {
    check(body, expected).map(Success::Body).map_err(|unfit| {
        let message = match &unfit {
            Unfit::Unreadable(what) => Message::UnexpectedBody(what),
            Unfit::Shape(Mismatch { path, expected, found }) => {
                let path = if path.is_empty() { "the body" } else { path };
                Message::Shape { path, expected, found }
            }
        };
        Error::new("unexpected_response", message)
    })
}
