//! The pure floors, natively: input, requests and answers against literal JSON.
#![cfg(not(target_arch = "wasm32"))]

mod answers;
mod checks;
mod email;
mod errors;
mod json;
mod messages;
mod options;
mod params;
mod photo;
mod properties;
mod requests;
mod retries;
mod walks;

use customers_client::error::FieldErrors;
use customers_client::json::Value;

/// A file of `tests/fixtures`.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../fixtures/", $name))
    };
}
pub(crate) use fixture;

/// JSON text as what a caller hands over.
#[track_caller]
fn value(json: &str) -> Value {
    serde_json::from_str(json).expect("the test's own JSON")
}

/// Field errors as JSON.
fn json_of(fields: &FieldErrors) -> serde_json::Value {
    serde_json::from_str(&fields.to_value().to_json()).expect("our own JSON")
}
