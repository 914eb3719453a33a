//! Every refusal, and the one place where it becomes a response.

use axum::Json;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// Why a request was not carried out.
#[derive(Debug)]
pub enum ApiError {
    /// 401, with the reason.
    Unauthorized(&'static str),
    /// 400: the body could not be read.
    Unreadable(String),
    /// 400: messages by field, in the order of the resource's fields.
    Fields(Map<String, Value>),
    /// 400: another customer of the account has this email.
    EmailTaken,
    /// 400: `search` is there and says nothing.
    EmptySearch,
    /// 404: no such customer in this account and mode.
    CustomerNotFound,
    /// 404: the customer has no such address.
    AddressNotFound,
    /// 404: the search found nobody.
    NobodyMatches(String),
    /// 404: a page that is not there, or not a number.
    InvalidPage,
    /// 406: the fourth address.
    TooManyAddresses,
    /// 406: the caller wants something other than JSON.
    NotAcceptable,
    /// 405
    MethodNotAllowed(Method),
    /// 415: names the media type of the body.
    UnsupportedMediaType(String),
    /// 413: names the limit in bytes.
    TooLarge(usize),
    /// 500: what happened is in the log, not in the answer.
    Internal,
}

impl ApiError {
    fn status(&self) -> StatusCode {
        match self {
            Self::Unreadable(_) | Self::Fields(_) | Self::EmailTaken | Self::EmptySearch => {
                StatusCode::BAD_REQUEST
            }
            Self::Unauthorized(_) => StatusCode::UNAUTHORIZED,
            Self::CustomerNotFound
            | Self::AddressNotFound
            | Self::NobodyMatches(_)
            | Self::InvalidPage => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooManyAddresses | Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn body(self) -> Value {
        match self {
            Self::Unauthorized(reason) => json!({"detail": reason}),
            Self::Unreadable(reason) => json!({"detail": reason}),
            Self::Fields(fields) => Value::Object(fields),
            // Inferred: which of two shapes the service uses is not documented.
            Self::EmailTaken => json!({
                "non_field_errors": ["The fields developer, email must make a unique set."]
            }),
            Self::EmptySearch => flat(400, "Invalid request", "The search query cannot be empty."),
            Self::CustomerNotFound => flat(
                404,
                "Customer not found",
                "The customer could not be found, please check the id.",
            ),
            // Inferred, after the text for customers: no document shows this one.
            Self::AddressNotFound => flat(
                404,
                "Address not found",
                "The address could not be found, please check the id.",
            ),
            Self::NobodyMatches(query) => json!({"message": {
                "code": 404,
                "title": "Customer not found",
                "content": format!("No customers found matching the query: '{query}'."),
                "type": "danger",
                "query": query,
            }}),
            Self::InvalidPage => json!({"detail": "Invalid page."}),
            Self::TooManyAddresses => flat(
                406,
                "Address registration failure",
                "Customer already has 3 addresses registered.",
            ),
            Self::NotAcceptable => {
                json!({"detail": "Could not satisfy the request Accept header."})
            }
            Self::MethodNotAllowed(method) => {
                json!({"detail": format!("Method \"{method}\" not allowed.")})
            }
            Self::UnsupportedMediaType(name) => {
                json!({"detail": format!("Unsupported media type \"{name}\" in request.")})
            }
            Self::TooLarge(limit) => {
                json!({"detail": format!("The request body is larger than {limit} bytes.")})
            }
            Self::Internal => json!({"detail": "Internal server error."}),
        }
    }
}

/// The catalogue's own shape of an error.
fn flat(code: u16, title: &str, content: &str) -> Value {
    json!({"code": code, "title": title, "content": content, "type": "danger"})
}

impl IntoResponse for ApiError {
    /// A 401 carries no `WWW-Authenticate`: a Basic challenge makes browsers ask the user for a
    /// password in a dialog of their own.
    fn into_response(self) -> Response {
        (self.status(), Json(self.body())).into_response()
    }
}

impl From<rusqlite::Error> for ApiError {
    fn from(error: rusqlite::Error) -> Self {
        tracing::error!(%error, "the database refused");
        Self::Internal
    }
}
