//! The modules that know no browser, natively: what goes in and what comes out, as literal JSON.
#![cfg(not(target_arch = "wasm32"))]

mod answers;
mod base_urls;
mod calls;
mod checks;
mod codes;
mod email;
mod errors;
mod faults;
mod messages;
mod options;
mod own_headers;
mod params;
mod photo;
mod properties;
mod requests;
mod retries;
mod seal;
mod text_fields;
mod unknown_names;
mod value;
mod walks;

use customers_client::base_url::{Parts, Place};
use customers_client::error::Faults;
use customers_client::form::Given;
use customers_client::operation::{ALL, Arguments, Operation, Request, Takes};
use customers_client::params::LIST;
use customers_client::photo::Photo;
use customers_client::value::Value;
use serde_json::{Value as Json, json};
use url::Url;

/// A file of `tests/fixtures`.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../fixtures/", $name))
    };
}
pub(crate) use fixture;

/// What a caller hands over. A text that begins with "~" is a note of what JSON cannot carry.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) => Value::Number(number.as_f64().expect("a finite number")),
        Json::String(text) => match text.strip_prefix('~') {
            Some(what) => Value::Note(what.to_owned()),
            None => Value::Text(text.clone()),
        },
        Json::Array(items) => Value::List(items.iter().map(value).collect()),
        Json::Object(entries) => {
            Value::Object(entries.iter().map(|(key, item)| (key.clone(), value(item))).collect())
        }
    }
}

/// A form, and its metadata's size as `JSON.stringify` would have it.
fn given(form: &Json, photo: Photo) -> Given {
    let metadata_bytes = form.get("metadata").map_or(0, |metadata| metadata.to_string().len());
    Given { value: value(form), metadata_bytes, photo }
}

/// Messages by path, as `fields` has them in JavaScript.
fn json_of(faults: &Faults) -> Json {
    let paths = faults.issues().iter().map(|issue| issue.path.clone());
    paths
        .map(|path| (path.clone(), json!(faults.at(&path))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[track_caller]
fn operation(name: &str) -> &'static Operation {
    let found = ALL.iter().find(|operation| operation.name == name);
    found.unwrap_or_else(|| panic!("there is no {name}"))
}

/// A list of a call's arguments but for its options: its ids, and then its parameters or its form.
#[track_caller]
fn arguments(operation: &Operation, args: &Json, photo: Photo) -> Arguments {
    let args = args.as_array().expect("a list");
    let (ids, rest) = args.split_at(args.len().min(operation.ids.len()));
    let last = rest.first().unwrap_or(&Json::Null);
    let takes_form = matches!(operation.takes, Takes::Customer | Takes::Address);
    Arguments {
        ids: ids.iter().map(value).collect(),
        params: value(last),
        known: LIST,
        form: takes_form.then(|| given(last, photo)),
        ..Arguments::default()
    }
}

/// What an operation makes of its arguments, or what they are refused for.
#[track_caller]
fn request(name: &str, args: &Json, photo: Photo) -> Result<Request, Faults> {
    let mut faults = Faults::default();
    let operation = operation(name);
    let request = operation.request(&arguments(operation, args, photo), &mut faults);
    if faults.is_empty() { Ok(request) } else { Err(faults) }
}

/// What an operation's arguments are refused for; nothing where they are not.
#[track_caller]
fn faults(name: &str, args: &Json) -> Faults {
    request(name, args, Photo::None).err().unwrap_or_default()
}

/// What `URL` reads in a browser: the `url` crate follows the same standard.
fn parse_url(text: &str, base: Option<&str>) -> Option<Parts> {
    let base = base.and_then(|base| Url::parse(base).ok());
    let url = Url::options().base_url(base.as_ref()).parse(text).ok()?;
    Some(Parts {
        href: url.to_string(),
        origin: url.origin().ascii_serialization(),
        protocol: format!("{}:", url.scheme()),
        hostname: url.host_str().unwrap_or_default().to_owned(),
    })
}

fn place(origin: Option<&str>) -> Place<'_> {
    Place { origin, parse: &parse_url }
}
