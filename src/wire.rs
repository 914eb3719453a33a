//! Per operation of the contract (section 2): one function that turns a value into a request,
//! and one that turns a response into a value.

use crate::address::{AddressPatch, NewAddress};
use crate::answer::{Checked, Expected, Unfit, check};
use crate::customer::{CustomerPatch, Fields, NewCustomer};
use crate::error::{Code, Error, Message};
use crate::failure::{describe, error_of, is_no_results};
use crate::http::{Body, Method, Request, Response, path};
use crate::json::Value;
use crate::params::ListParams;

/// What a page of customers is besides its customers, which stay in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its number, from 1.
    pub page: u64,
    /// How many customers were asked for.
    pub page_size: u64,
    /// Where it goes on.
    pub next_page: Option<u64>,
    /// Where it came from.
    pub previous_page: Option<u64>,
    /// What the body is.
    pub body: PageBody,
    /// Some customer calls its `developer` `developer_id`.
    pub renamed: bool,
}

/// What the body of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageBody {
    /// `{"count", "next", "previous", "results"}`
    Envelope,
    /// `[…]`: a whole answer.
    Bare,
    /// The wrapped 404: a search with no results.
    Nothing,
}

/// `GET /v1/customers/`
pub fn list(params: &ListParams) -> Request {
    Request { query: params.query(), ..bodyless(Method::Get, path(&[])) }
}

/// A page of customers, from either edition. `next` and `previous` only say whether there is
/// such a page: they are never followed (contract, "Pages").
pub fn list_answer(params: &ListParams, response: &Response) -> Result<Page, Error> {
    let before = (params.page > 1).then(|| params.page - 1);
    let page = |body, next: bool, previous_page, renamed| Page {
        page: params.page,
        page_size: params.page_size,
        next_page: next.then(|| params.page + 1),
        previous_page,
        body,
        renamed,
    };
    if params.search.is_some() && is_no_results(response) {
        return Ok(page(PageBody::Nothing, false, before, false));
    }
    let checked = checked(response, Expected::Customers)?;
    if checked.bare {
        return Ok(page(PageBody::Bare, false, before, checked.renamed));
    }
    let previous = before.filter(|_| checked.previous);
    Ok(page(PageBody::Envelope, checked.next, previous, checked.renamed))
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

/// A customer; true where it calls its `developer` `developer_id`.
pub fn customer_answer(response: &Response) -> Result<bool, Error> {
    checked(response, Expected::Customer).map(|checked| checked.renamed)
}

/// `DELETE /v1/customers/{id}/` (inferred)
pub fn delete(id: &str) -> Request {
    bodyless(Method::Delete, path(&[id]))
}

/// 204 and nothing else: whatever else a wrong base URL may answer is no proof of a deletion.
pub fn delete_answer(response: &Response) -> Result<(), Error> {
    refuse(response)?;
    match response.status {
        204 => Ok(()),
        _ => Err(unexpected(response, Message::Unexpected { what: "not the 204 of a deletion" })),
    }
}

/// `GET /v1/customers/{id}/addresses/` (inferred)
pub fn list_addresses(customer_id: &str) -> Request {
    bodyless(Method::Get, path(&[customer_id, "addresses"]))
}

/// Addresses; true where they stand in an envelope.
pub fn list_addresses_answer(response: &Response) -> Result<bool, Error> {
    checked(response, Expected::Addresses).map(|checked| !checked.bare)
}

/// `POST /v1/customers/{id}/addresses/` (inferred)
pub fn create_address(customer_id: &str, address: &NewAddress) -> Request {
    let body = Body::Json(address.0.to_json());
    Request { body, ..bodyless(Method::Post, path(&[customer_id, "addresses"])) }
}

/// `PATCH /v1/customers/{id}/addresses/{address_id}/` (inferred)
pub fn update_address(customer_id: &str, address_id: &str, patch: &AddressPatch) -> Request {
    let body = Body::Json(patch.0.to_json());
    Request { body, ..bodyless(Method::Patch, path(&[customer_id, "addresses", address_id])) }
}

/// An address.
pub fn address_answer(response: &Response) -> Result<(), Error> {
    checked(response, Expected::Address).map(drop)
}

/// `DELETE /v1/customers/{id}/addresses/{address_id}/` (path inferred)
pub fn delete_address(customer_id: &str, address_id: &str) -> Request {
    bodyless(Method::Delete, path(&[customer_id, "addresses", address_id]))
}

fn bodyless(method: Method, path: String) -> Request {
    Request { method, path, query: Vec::new(), body: Body::Empty }
}

fn with_fields(method: Method, path: String, fields: Fields) -> Request {
    let body = match fields.photo {
        None => Body::Json(Value::Object(fields.entries).to_json()),
        Some(photo) => {
            let part = |(name, value)| match value {
                Value::String(text) => (name, text),
                // `metadata` is one part holding JSON.
                other => (name, other.to_json()),
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
