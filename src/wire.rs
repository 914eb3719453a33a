//! Per operation of the contract (section 2): one function that turns a value into a request,
//! and one that turns a response into a value.

use alloc::string::String;

use crate::address::{AddressPatch, NewAddress};
use crate::answer::{Checked, Expected, Unfit, check};
use crate::customer::{CustomerPatch, Fields, NewCustomer};
use crate::error::{Code, Error, Message};
use crate::failure::{describe, error_of, is_no_results};
use crate::http::{Body, Method, Request, Response, path, with_query};
use crate::json::{Entry, Writer, object_of};
use crate::params::ListParams;

/// What a success of an operation is read as.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A page of customers, of those that were asked for.
    Page(ListParams),
    /// One customer.
    Customer,
    /// A customer's addresses.
    Addresses,
    /// One address.
    Address,
    /// A deletion.
    Nothing,
}

impl Answer {
    /// Checks an answer. What comes back is how the parsed body becomes the result:
    ///
    /// * `nothing`: there is none, and nothing to parse;
    /// * `renamed`: customers call their `developer` `developer_id`;
    /// * `list`: a bare array, or the `results` of an envelope;
    /// * `page`: what a page has besides its `count` and `results`;
    /// * `empty`: it has neither (a search with no results).
    pub fn read(&self, response: &Response) -> Result<String, Error> {
        let mut how = Writer::default();
        match self {
            Answer::Page(params) => page(params, response, &mut how)?,
            Answer::Customer => {
                how.flag("renamed", checked(response, Expected::Customer)?.renamed);
            }
            Answer::Addresses => {
                checked(response, Expected::Addresses)?;
                how.flag("list", true);
            }
            Answer::Address => {
                checked(response, Expected::Address)?;
            }
            Answer::Nothing => {
                refuse(response)?;
                // Whatever else a wrong base URL may answer is no proof of a deletion.
                if response.status != 204 {
                    let what = "not the 204 of a deletion";
                    return Err(unexpected(response, Message::Unexpected { what }));
                }
                how.flag("nothing", true);
            }
        }
        Ok(how.finish())
    }
}

/// A page of customers, from either edition. `next` and `previous` only say whether there is
/// such a page: they are never followed (contract, "Pages").
fn page(params: &ListParams, response: &Response, how: &mut Writer) -> Result<(), Error> {
    let empty = params.search.is_some() && is_no_results(response);
    let checked = if empty {
        Checked { previous: true, ..Checked::default() }
    } else {
        checked(response, Expected::Customers)?
    };
    let ListParams { page: number, page_size, .. } = *params;
    let mut page = Writer::default();
    page.number("page", number);
    page.number("page_size", page_size);
    if checked.next {
        page.number("next_page", number.saturating_add(1));
    }
    // A bare array says nothing of its neighbours: only that there are pages before it is known.
    if number > 1 && (checked.bare || checked.previous) {
        page.number("previous_page", number - 1);
    }
    how.raw("page", &page.finish());
    how.flag("list", true);
    how.flag("empty", empty);
    how.flag("renamed", checked.renamed);
    Ok(())
}

/// `GET /v1/customers/`
pub fn list(params: &ListParams) -> Request {
    bodyless(Method::Get, with_query(path(&[]), &params.query()))
}

/// `GET /v1/customers/{id}/`
pub fn get(id: &str) -> Request {
    bodyless(Method::Get, path(&[id]))
}

/// `POST /v1/customers/` (inferred)
pub fn create(customer: NewCustomer) -> Request {
    with_fields(Method::Post, path(&[]), customer.0)
}

/// `PATCH /v1/customers/{id}/` (inferred)
pub fn update(id: &str, patch: CustomerPatch) -> Request {
    with_fields(Method::Patch, path(&[id]), patch.0)
}

/// `DELETE /v1/customers/{id}/` (inferred)
pub fn delete(id: &str) -> Request {
    bodyless(Method::Delete, path(&[id]))
}

/// `GET /v1/customers/{id}/addresses/` (inferred)
pub fn list_addresses(customer_id: &str) -> Request {
    bodyless(Method::Get, path(&[customer_id, "addresses"]))
}

/// `POST /v1/customers/{id}/addresses/` (inferred)
pub fn create_address(customer_id: &str, address: &NewAddress) -> Request {
    let body = Body::Json(object_of(&address.0));
    Request { body, ..bodyless(Method::Post, path(&[customer_id, "addresses"])) }
}

/// `PATCH /v1/customers/{id}/addresses/{address_id}/` (inferred)
pub fn update_address(customer_id: &str, address_id: &str, patch: &AddressPatch) -> Request {
    let body = Body::Json(object_of(&patch.0));
    Request { body, ..bodyless(Method::Patch, path(&[customer_id, "addresses", address_id])) }
}

/// `DELETE /v1/customers/{id}/addresses/{address_id}/` (path inferred)
pub fn delete_address(customer_id: &str, address_id: &str) -> Request {
    bodyless(Method::Delete, path(&[customer_id, "addresses", address_id]))
}

fn bodyless(method: Method, path: String) -> Request {
    Request { method, path, body: Body::Empty }
}

fn with_fields(method: Method, path: String, fields: Fields) -> Request {
    let body = match fields.photo {
        None => Body::Json(object_of(&fields.entries)),
        Some(photo) => {
            // `metadata` is one part holding JSON.
            let part = |Entry { key, value, .. }: Entry| {
                (key, value.text().unwrap_or_else(|| value.as_written()))
            };
            Body::Multipart { parts: fields.entries.into_iter().map(part).collect(), photo }
        }
    };
    Request { body, ..bodyless(method, path) }
}

/// An error for every answer that is not a success.
fn refuse(response: &Response) -> Result<(), Error> {
    match response.status {
        _ if response.redirected => Err(unexpected(response, Message::Redirect)),
        200..=299 => Ok(()),
        400..=599 => Err(error_of(response)),
        // A browser shows a redirect that it was told not to follow as status 0.
        _ => Err(unexpected(response, Message::Redirect)),
    }
}

fn unexpected(response: &Response, message: Message) -> Error {
    let mut error = Error::new(Code::UnexpectedResponse, message);
    describe(&mut error, response);
    error
}

/// The error for a body of the right shape that `JSON.parse` refuses all the same.
pub fn not_json(response: &Response) -> Error {
    unexpected(response, Message::Unexpected { what: "not JSON" })
}

fn checked(response: &Response, expected: Expected) -> Result<Checked, Error> {
    refuse(response)?;
    check(&response.body, expected).map_err(|unfit| match unfit {
        Unfit::Unreadable(what) => unexpected(response, Message::Unexpected { what }),
        Unfit::Shape(mismatch) => {
            let path = if mismatch.path.is_empty() { "the body" } else { &mismatch.path };
            let (expected, found) = (mismatch.expected, mismatch.found);
            unexpected(response, Message::Shape { path, expected, found })
        }
    })
}
