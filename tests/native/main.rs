//! The pure floors, natively: input, requests and answers against literal JSON.
#![cfg(not(target_arch = "wasm32"))]

mod answers;
mod calls;
mod checks;
mod email;
mod errors;
mod ip;
mod json;
mod messages;
mod options;
mod params;
mod photo;
mod properties;
mod requests;
mod retries;
mod text;
mod tokens;
mod walks;

use customers_client::client::Client;
use customers_client::error::FieldErrors;
use customers_client::json::Json;
use customers_client::options::{ClientOptions, Place};
use serde_json::json;

/// A file of `tests/fixtures`.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../fixtures/", $name))
    };
}
pub(crate) use fixture;

/// JSON text as what a caller hands over. A text that begins with "~" is a note of what JSON
/// cannot carry, as `src/js/input.js` writes it.
fn handed_over(json: &serde_json::Value) -> String {
    json.to_string().replace("\"~", "\"\\udc00")
}

/// The value that a text is.
#[track_caller]
fn value(json: &str) -> Json<'_> {
    Json::read(json.as_bytes()).expect("the test's own JSON")
}

/// A client outside of pages.
#[track_caller]
fn client(options: serde_json::Value) -> Client {
    let place = Place { encoded_key: "c2VjcmV0Og==".to_owned(), ..Place::default() };
    let options = ClientOptions::parse(value(&handed_over(&options)), &place);
    Client { options: options.expect("the test's own options").into() }
}

/// Field errors as JavaScript shows them: messages by path.
#[track_caller]
fn json_of(fields: &FieldErrors) -> serde_json::Value {
    by_path(&serde_json::from_str(&fields.to_json()).expect("our own JSON"))
}

/// A flat list of path, message, path, message … as messages by path.
#[track_caller]
fn by_path(list: &serde_json::Value) -> serde_json::Value {
    let mut fields = serde_json::Map::new();
    for pair in list.as_array().expect("a list").chunks(2) {
        let [path, message] = pair else { panic!("a path without a message: {list}") };
        let messages = fields.entry(path.as_str().expect("text")).or_insert(json!([]));
        messages.as_array_mut().expect("a list").push(message.clone());
    }
    fields.into()
}
