//! Requests and responses as plain data: no web types, so that they can be tested natively.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::photo::Format;
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

impl Method {
    /// As HTTP spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }

    /// True for what may change something at the service.
    pub fn is_write(self) -> bool {
        self != Method::Get
    }
}

/// What is sent, but for where (the base URL) and who (the credential).
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path below the base URL, with its query; percent-encoded.
    pub path: String,
    /// The body.
    pub body: Body,
}

/// The body of a [`Request`].
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// None.
    Empty,
    /// JSON text.
    Json(String),
    /// Form fields, and the photo that goes with them.
    Multipart {
        /// Names and texts, in order.
        parts: Vec<(String, String)>,
        /// How the photo is to be sent, under the name `photo`.
        photo: Format,
    },
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// The HTTP status; 0 where a browser hides it (a redirect that was not followed).
    pub status: u16,
    /// True where a `fetch` followed a redirect although it was told not to.
    pub redirected: bool,
    /// The header `Retry-After`.
    pub retry_after: Option<String>,
    /// What that header means as a date, in milliseconds since 1970, where it is one.
    pub retry_at_ms: Option<f64>,
    /// The header `X-Request-Id`.
    pub request_id: Option<String>,
    /// The header `Date`'s moment, or now: milliseconds since 1970. `Retry-After` counts from it.
    pub now_ms: f64,
    /// The body's bytes.
    pub body: Vec<u8>,
}

/// A path of the collection, with the trailing slash that is part of every path. Each id becomes
/// one segment, whatever it contains.
///
/// ```
/// use customers_client::http::path;
/// assert_eq!(path(&["a/../b"]), "/v1/customers/a%2F..%2Fb/");
/// ```
pub fn path(segments: &[&str]) -> String {
    let mut path = "/v1/customers/".to_owned();
    for segment in segments {
        path.push_str(&percent_encoded(segment));
        path.push('/');
    }
    path
}

/// Adds a query to a path.
///
/// ```
/// use customers_client::http::with_query;
/// assert_eq!(with_query("/".into(), &[("search", "a&b".into())]), "/?search=a%26b");
/// ```
pub fn with_query(mut path: String, pairs: &[(&str, String)]) -> String {
    let mut before = '?';
    for (name, value) in pairs {
        path.push(before);
        path.push_str(name);
        path.push('=');
        path.push_str(&percent_encoded(value));
        before = '&';
    }
    path
}
