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

use customers_client::call::End;
use customers_client::error::FieldErrors;
use customers_client::json::Json;
use customers_client::operation::Operation;
use serde_json::{Value, json};

/// A file of `tests/fixtures`.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../fixtures/", $name))
    };
}
pub(crate) use fixture;

/// JSON text as what a caller hands over. A text that begins with "~" is a note of what JSON
/// cannot carry, as `src/js/input.js` writes it.
fn handed_over(json: &Value) -> String {
    json.to_string().replace("\"~", "\"\\udc00")
}

/// A file's first bytes as `src/js/client.js` tells them: each one a character.
fn characters(head: &[u8]) -> String {
    head.iter().copied().map(char::from).collect()
}

#[track_caller]
fn operation(name: &str) -> &'static Operation {
    Operation::named(name).unwrap_or_else(|| panic!("there is no {name}"))
}

/// What an operation makes of its arguments: the options, and then the others.
#[track_caller]
fn request(name: &str, args: &Value) -> Result<Value, FieldErrors> {
    let request = operation(name).request(Json::new(&handed_over(args)))?;
    Ok(serde_json::from_str(&request).expect("our own JSON"))
}

/// What an operation's arguments are refused for; nothing where they are not.
#[track_caller]
fn faults(name: &str, args: &Value) -> FieldErrors {
    request(name, args).err().unwrap_or_default()
}

/// What comes after an attempt, by what is known of its end.
#[track_caller]
fn next(name: &str, about: &Value, said: &Value, body: &[u8]) -> Value {
    let (about, said) = (about.to_string(), said.to_string());
    let end = End { about: Json::new(&about), said: Json::new(&said), body };
    serde_json::from_str(&operation(name).next(end)).expect("our own JSON")
}

/// Field errors as JavaScript shows them: messages by path.
#[track_caller]
fn json_of(fields: &FieldErrors) -> Value {
    by_path(&serde_json::from_str(&fields.to_json()).expect("our own JSON"))
}

/// A flat list of path, message, path, message … as messages by path.
#[track_caller]
fn by_path(list: &Value) -> Value {
    let mut fields = serde_json::Map::new();
    for pair in list.as_array().expect("a list").chunks(2) {
        let [path, message] = pair else { panic!("a path without a message: {list}") };
        let messages = fields.entry(path.as_str().expect("text")).or_insert(json!([]));
        messages.as_array_mut().expect("a list").push(message.clone());
    }
    fields.into()
}
