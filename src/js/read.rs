//! What callers hand over, read once: `input.js` copies it into plain values, serde-wasm-bindgen
//! turns those into [`Value`]s, and the pure floors check them.

use js_sys::{Array, Function, Reflect};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Blob};

use crate::client::{Call, Client};
use crate::customer::PhotoInput;
use crate::error::{Error, FieldErrors, Message};
use crate::fetch;
use crate::json::Value;
use crate::options::{CallOptions, ClientOptions, FunctionOption, Place};
use crate::photo::{HEAD_BYTES, Photo};

#[wasm_bindgen(module = "/src/js/input.js")]
extern "C" {
    fn snapshot(value: &JsValue, keep: &str, names: Option<&str>) -> Array;
}

/// A plain value, and what was kept aside of it.
fn read(value: &JsValue, keep: &str, names: Option<&str>) -> (Value, Array) {
    let found = snapshot(value, keep, names);
    // A snapshot is made of what serde-wasm-bindgen can read.
    let value = serde_wasm_bindgen::Deserializer::from(found.get(0));
    (Value::deserialize(value).unwrap_or(Value::Null), found)
}

/// A value that stands alone.
pub fn value(value: &JsValue) -> Value {
    if value.is_undefined() { Value::Unsendable("undefined".to_owned()) } else { plain(value) }
}

/// An address, or metadata by itself; `undefined` is as good as null.
pub fn plain(value: &JsValue) -> Value {
    read(value, "", None).0
}

/// Parameters of a list.
pub fn params(value: &JsValue) -> Value {
    read(value, "", Some("page page_size search")).0
}

/// Parameters of a walk, and its progress function.
pub fn walk_params(value: &JsValue, faults: &mut FieldErrors) -> (Value, Option<Function>) {
    let names = "search page_size concurrency limit onProgress";
    let (value, found) = read(value, "onProgress", Some(names));
    let told = found.get(1);
    let is_absent = matches!(value.get("onProgress"), None | Some(Value::Null));
    if !is_absent || !(told.is_undefined() || told.is_function()) {
        faults.add("onProgress", Message::NotAFunction);
    }
    (value, told.dyn_into().ok())
}

/// Parameters of a search: its query is an argument of its own.
pub fn search_params(query: &JsValue, params: &JsValue) -> Value {
    let mut value = read(params, "", Some("page page_size")).0;
    let search = ("search".to_owned(), self::value(query));
    match &mut value {
        Value::Object(entries) => entries.push(search),
        Value::Null => value = Value::Object(vec![search]),
        _ => {}
    }
    value
}

/// What stood at `photo`.
pub struct PhotoValue(JsValue);

/// A customer, or a change of one.
pub struct Customer {
    /// All but the photo's file.
    pub value: Value,
    /// The photo's file, if there is one.
    pub photo: PhotoValue,
}

pub fn customer(value: &JsValue) -> Customer {
    let (value, found) = read(value, "photo", None);
    Customer { value, photo: PhotoValue(found.get(1)) }
}

impl PhotoValue {
    /// The file itself.
    pub fn file(&self) -> Option<Blob> {
        self.0.dyn_ref::<Blob>().cloned()
    }

    /// What can be known of it at once.
    pub fn input_unread(&self) -> PhotoInput {
        match self.file() {
            None if self.0.is_undefined() => PhotoInput::InValue,
            None => PhotoInput::NotAFile,
            Some(file) => PhotoInput::File(Photo { size: file.size() as u64, head: None }),
        }
    }

    /// The same with the file's first bytes; none of them where it cannot be read any more.
    pub async fn input(&self) -> PhotoInput {
        let mut input = self.input_unread();
        if let (PhotoInput::File(photo), Some(file)) = (&mut input, self.file()) {
            photo.head = Some(fetch::head_of_file(&file, HEAD_BYTES).await.unwrap_or_default());
        }
        input
    }
}

/// A call's options, and what is wrong with them.
pub struct KeptCall(Call, FieldErrors);

pub fn kept_call(options: &JsValue) -> KeptCall {
    let (value, found) = read(options, "signal", Some("signal timeoutMs maxRetries"));
    let kept = found.get(1);
    let is_right = kept.is_undefined() || fetch::is_signal(kept.unchecked_ref());
    let signal = (is_right && !kept.is_undefined()).then(|| kept.unchecked_into::<AbortSignal>());
    let mut faults = FieldErrors::default();
    let options = CallOptions::parse(&value, is_right, &mut faults);
    KeptCall(Call { options, signal }, faults)
}

impl KeptCall {
    /// The call and its other input, if nothing is wrong with either.
    pub fn with<T>(
        self,
        read: impl FnOnce(&mut FieldErrors) -> Option<T>,
    ) -> Result<(T, Call), Error> {
        let KeptCall(call, late) = self;
        let mut faults = FieldErrors::default();
        let input = read(&mut faults);
        faults.append(late);
        let input = faults.finish(input)?;
        // Where there is no input there was a fault.
        Ok((input.ok_or_else(|| Error::invalid(FieldErrors::default()))?, call))
    }
}

/// A call's options and its other input together.
pub fn call<T>(
    options: &JsValue,
    read: impl FnOnce(&mut FieldErrors) -> T,
) -> Result<(T, Call), Error> {
    kept_call(options).with(|faults| Some(read(faults)))
}

/// Adds a parser's faults to those of the call.
pub fn merge<T>(parsed: Result<T, Error>, faults: &mut FieldErrors) -> Option<T> {
    parsed.map_err(|error| faults.append(error.fields)).ok()
}

/// A client's options.
pub fn client(options: &JsValue) -> Result<Client, Error> {
    let names = "apiKey accessToken baseUrl timeoutMs maxRetries credentials \
        dangerouslyAllowLiveKey fetch";
    let (value, found) = read(options, "accessToken fetch", Some(names));
    let kind = |kept: &JsValue| match kept {
        kept if kept.is_undefined() => FunctionOption::InValue,
        kept if kept.is_function() => FunctionOption::Function,
        _ => FunctionOption::Other,
    };
    let (token, fetch) = (found.get(1), found.get(2));
    let options = ClientOptions::parse(&value, [kind(&token), kind(&fetch)], &place())?;
    let function = |kept: JsValue| kept.dyn_into::<Function>().ok();
    Ok(Client { options, token: function(token), fetch: function(fetch) })
}

fn place() -> Place {
    let global = js_sys::global();
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    let location = get(&global, "location");
    let origin = if location.is_object() { get(&location, "origin").as_string() } else { None };
    let is_web = !get(&global, "document").is_undefined()
        || !get(&global, "WorkerGlobalScope").is_undefined();
    Place { origin, is_web }
}
