//! The contract's operations (section 2), as a table; how an operation's arguments, checked, become
//! a request; and what its answer is.

use crate::answer::{Checked, Expected, Mismatch, Unfit, check};
use crate::error::{Error, Faults};
use crate::failure::{error_of, is_no_results};
use crate::form::{self, Given, Sent};
use crate::message::Message;
use crate::params::{Params, check_id, search_query};
use crate::value::Value;

/// The methods that the contract uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are HTTP's own")]
pub enum Method {
    Get,
    Post,
    Patch,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// Which page, of which search.
    Params,
    /// A customer, a new one or a change of one.
    Customer,
    /// An address, likewise.
    Address,
}

/// An operation.
pub struct Operation {
    /// As the package calls it.
    pub name: &'static str,
    /// How it is asked for.
    pub method: Method,
    /// In the path, each one a segment of its own.
    pub ids: &'static [&'static str],
    /// Besides them.
    pub takes: Takes,
    /// What a success is; `None`: a 204 without a body.
    pub answer: Option<Expected>,
}

/// All below `/v1/customers/`; a customer's addresses below `/v1/customers/{id}/addresses/`. All
/// but `LIST` and `GET` are inferred.
macro_rules! operations {
    ($($(#[$doc:meta])* $row:ident: $name:literal $method:ident $ids:tt $takes:ident $answer:expr;)*) => {
        $($(#[$doc])* pub static $row: Operation = Operation {
            name: $name,
            method: $method,
            ids: &$ids,
            takes: Takes::$takes,
            answer: $answer,
        };)*
        /// All there are.
        pub static ALL: &[&Operation] = &[$(&$row),*];
    };
}

use Expected::{Address, Addresses, Customer, Customers};

operations! {
    /// A page of customers; of a search, too.
    LIST: "list" Get [] Params Some(Customers);
    /// One customer.
    GET: "get" Get ["id"] Nothing Some(Customer);
    /// A new customer.
    CREATE: "create" Post [] Customer Some(Customer);
    /// A change of one.
    UPDATE: "update" Patch ["id"] Customer Some(Customer);
    /// Its end.
    DELETE: "delete" Delete ["id"] Nothing None;
    /// Its addresses.
    LIST_ADDRESSES: "listAddresses" Get ["customerId"] Nothing Some(Addresses);
    /// A new address.
    CREATE_ADDRESS: "createAddress" Post ["customerId"] Address Some(Address);
    /// A change of one.
    UPDATE_ADDRESS: "updateAddress" Patch ["customerId", "addressId"] Address Some(Address);
    /// Its end.
    DELETE_ADDRESS: "deleteAddress" Delete ["customerId", "addressId"] Nothing None;
}

/// What a caller gave an operation.
#[derive(Default)]
pub struct Arguments {
    /// One for each of the operation's.
    pub ids: Vec<Value>,
    /// Which page, with the names that are known.
    pub params: Value,
    /// What `params` may hold.
    pub known: &'static [&'static str],
    /// A search's query, where it stands beside them.
    pub search: Option<Value>,
    /// A form.
    pub form: Option<Given>,
}

/// What to send.
#[derive(Debug, Default, PartialEq)]
pub struct Request {
    /// The path below the base URL, segment by segment; each one is percent-encoded on its own.
    pub segments: Vec<String>,
    /// Which page.
    pub params: Params,
    /// What of a form.
    pub sent: Sent,
}

/// What of an answer besides its body says what it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Head {
    /// 0 where a browser hides it: a redirect that was not followed.
    pub status: u16,
    /// A `fetch` followed a redirect although it was told not to.
    pub redirected: bool,
    /// The request was a search.
    pub is_search: bool,
}

/// A success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Success {
    /// With this body.
    Body(Checked),
    /// A search with no results.
    NoResults,
    /// A deletion.
    Nothing,
}

impl Operation {
    /// What to send; all faults of the arguments are added.
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

    /// What an answer is: a success, or what it says of its failure. `said` is what the body of an
    /// error says, null where that is no JSON.
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
