//! What callers hand over, read once: `src/js/input.js` copies it into plain values,
//! serde-wasm-bindgen turns those into [`Value`]s, and the lower floors check them.

use js_sys::{Array, Function, JSON, Object, Promise, Reflect, Uint8Array};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, Url};

use crate::base_url::{Parts, Place};
use crate::error::{Error, Faults};
use crate::form::Given;
use crate::options::{CALL, CLIENT, ClientOptions};
use crate::photo::{HEAD_BYTES, Photo};
use crate::value::Value;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
    static GLOBAL_THIS: JsValue;
}

#[wasm_bindgen(module = "/src/js/input.js")]
extern "C" {
    #[wasm_bindgen(js_name = readJson)]
    fn read_json(value: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = readForm)]
    fn read_form(value: &JsValue, texts: &str) -> Array;
    #[wasm_bindgen(js_name = readRecord)]
    fn read_record(value: &JsValue, names: Option<&str>, aside: &str) -> Array;
    #[wasm_bindgen(js_name = readOne)]
    fn read_one(value: &JsValue) -> JsValue;
    /// By brand, which a constructor of another window or realm gives too.
    #[wasm_bindgen(js_name = isA)]
    pub fn is_a(value: &JsValue, names: &str) -> bool;
}

/// What an object has at a name; undefined where it has nothing, or that cannot be read, and for
/// what is no object. (Where a call into JavaScript throws, wasm-bindgen 0.2 keeps a place in its
/// table of values for what it would have returned: nothing should throw in the usual course.)
#[inline(never)] // it is asked for in many places
pub fn get(of: &JsValue, name: &str) -> JsValue {
    match of.is_object() {
        true => Reflect::get(of, &name.into()).unwrap_or_default(),
        false => JsValue::UNDEFINED,
    }
}

/// Gives a plain object of ours a property: it takes any.
pub fn set(of: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(of, &name.into(), value);
}

/// What the program's global object has at a name. (js-sys looks for `self` and `window` first,
/// which a server's program may have set to something else.)
pub fn global(name: &str) -> JsValue {
    GLOBAL_THIS.with(|global| get(global, name))
}

/// A plain value as serde reads it.
pub fn value_of(plain: &JsValue) -> Value {
    // It is made of what serde-wasm-bindgen can read.
    let deserializer = serde_wasm_bindgen::Deserializer::from(plain.clone());
    Value::deserialize(deserializer).unwrap_or_default()
}

/// An id or a search query.
pub fn one(value: &JsValue) -> Value {
    match value.is_undefined() {
        true => Value::Note("undefined".to_owned()),
        false => value_of(&read_one(value)),
    }
}

/// Options or parameters with these names, and an object of what was kept `aside` of them: names
/// again, with spaces between.
pub fn record(value: &JsValue, names: &[&str], aside: &str) -> (Value, JsValue) {
    if value.is_undefined() || value.is_null() {
        return (Value::Null, JsValue::UNDEFINED);
    }
    let found = read_record(value, Some(&names.join(" ")), aside);
    (value_of(&found.get(0)), found.get(1))
}

/// A function that was kept aside.
pub fn function(kept: &JsValue, name: &str) -> Option<Function> {
    Some(get(kept, name)).filter(JsValue::is_function).map(JsValue::unchecked_into)
}

/// Headers of the caller's own.
pub fn headers(value: &JsValue) -> Value {
    value_of(&read_record(value, None, "").get(0))
}

/// What a call is told.
pub struct CallOptions {
    /// To be checked.
    pub value: Value,
    /// Where it can be used as one.
    pub signal: Option<AbortSignal>,
}

pub fn call_options(value: &JsValue) -> CallOptions {
    let (value, kept) = record(value, CALL, "signal");
    let signal = get(&kept, "signal");
    // What has the brand but does not work has not all of these.
    let works = is_a(&signal, "AbortSignal")
        && get(&signal, "aborted").as_bool().is_some()
        && get(&signal, "addEventListener").is_function()
        && get(&signal, "removeEventListener").is_function();
    CallOptions { value, signal: works.then(|| signal.unchecked_into()) }
}

/// What is sent of a form.
pub struct Body {
    /// Its fields.
    pub plain: Object,
    /// Its photo's file.
    pub photo: Option<Blob>,
}

/// The fields that take strings only.
const TEXTS: &str = "first_name last_name email phone country line1 line2 city state postal_code";

/// A customer or an address, or a change of one: to be checked, and to be sent.
pub fn form(value: &JsValue) -> (Given, Body) {
    let found = read_form(value, TEXTS);
    let plain = found.get(0);
    let value = value_of(&plain);
    let metadata_bytes = match value.get("metadata") {
        None => 0,
        Some(_) => size_of_json(&get(&plain, "metadata")),
    };
    let (photo, file) = photo_of(found.get(1));
    let plain = plain.unchecked_into();
    (Given { value, metadata_bytes, photo }, Body { plain, photo: file })
}

impl Body {
    /// Leaves out all but these fields.
    pub fn keep(&self, fields: &[String]) {
        for key in Object::keys(&self.plain).iter() {
            if !key.as_string().is_some_and(|key| fields.contains(&key)) {
                // A plain object of ours lets go of any property.
                let _ = Reflect::delete_property(&self.plain, &key);
            }
        }
    }

    /// These fields and the photo, as a caller may have them.
    pub fn whole(self, fields: &[String]) -> JsValue {
        self.keep(fields);
        if let Some(photo) = &self.photo {
            set(&self.plain, "photo", photo);
        }
        self.plain.into()
    }
}

/// Metadata by itself; `undefined` is as good as null.
pub fn metadata(value: &JsValue) -> (Value, usize) {
    let plain = read_json(value);
    (value_of(&plain), size_of_json(&plain))
}

/// Bytes of a plain value's compact UTF-8 JSON.
fn size_of_json(plain: &JsValue) -> usize {
    JSON::stringify(plain).map_or(0, |text| String::from(text).len())
}

fn photo_of(photo: JsValue) -> (Photo, Option<Blob>) {
    if photo.is_undefined() {
        return (Photo::None, None);
    }
    let size = get(&photo, "size").as_f64().filter(|_| is_a(&photo, "Blob File"));
    match size {
        None => (Photo::NotAFile, None),
        // What a file input gives in which nothing was chosen (contract, section 6).
        Some(0.0) if get(&photo, "name").as_string().as_deref() == Some("") => (Photo::None, None),
        Some(size) => {
            let photo = photo.unchecked_into();
            (Photo::File { size: size as u64, head: None }, Some(photo))
        }
    }
}

/// A file's first bytes; none of them where it cannot be read any more, or is none after all.
pub async fn first_bytes(file: &Blob) -> Vec<u8> {
    let head = async {
        let head = file.slice_with_f64_and_f64(0.0, HEAD_BYTES as f64)?;
        let read = get(&head, "arrayBuffer").dyn_into::<Function>()?;
        JsFuture::from(Promise::resolve(&read.call0(&head)?)).await
    };
    head.await.ok().and_then(|buffer| bytes_of(&buffer).ok()).unwrap_or_default()
}

/// The most bytes that are copied into the module, whose memory ends at 4 GB.
const MOST_BYTES: f64 = (512 << 20) as f64;

/// Why a value gives no bytes.
pub enum NoBytes {
    /// It is no ArrayBuffer, or only has the brand.
    NotABuffer,
    /// There are more than the module has room for.
    TooMany,
}

/// An ArrayBuffer's bytes.
pub fn bytes_of(buffer: &JsValue) -> Result<Vec<u8>, NoBytes> {
    let length = get(buffer, "byteLength").as_f64().filter(|_| is_a(buffer, "ArrayBuffer"));
    match length {
        None => Err(NoBytes::NotABuffer),
        Some(length) if length > MOST_BYTES => Err(NoBytes::TooMany),
        Some(_) => Ok(Uint8Array::new(buffer).to_vec()),
    }
}

/// A client's options, and the functions among them.
pub struct ClientInput {
    pub options: ClientOptions,
    pub token: Option<Function>,
    pub headers: Option<Function>,
    pub fetch: Option<Function>,
    pub on_attempt: Option<Function>,
}

pub fn client(options: &JsValue) -> Result<ClientInput, Error> {
    let (value, kept) = record(options, CLIENT, "accessToken headers fetch onAttempt");
    let own = get(&kept, "headers");
    let read = if own.is_object() { headers(&own) } else { Value::Null };
    let own_headers = match value.get("headers") {
        Some(Value::Note(_)) | None => &read,
        Some(given) => given,
    };
    let origin = get(&global("location"), "origin").as_string();
    let place = Place { origin: origin.as_deref(), parse: &parse_url };
    let mut faults = Faults::default();
    let options = ClientOptions::parse(&value, own_headers, &place, is_page(), &mut faults);
    match faults.finish(options)? {
        Some(options) => Ok(ClientInput {
            options,
            token: function(&kept, "accessToken"),
            headers: function(&kept, "headers"),
            fetch: function(&kept, "fetch"),
            on_attempt: function(&kept, "onAttempt"),
        }),
        // Where there are none there was a fault.
        None => Err(Error::invalid(Faults::default())),
    }
}

fn parse_url(text: &str, origin: Option<&str>) -> Option<Parts> {
    let url = match origin {
        Some(origin) => Url::new_with_base(text, origin),
        None => Url::new(text),
    };
    let url = url.ok()?;
    let (href, origin) = (url.href(), url.origin());
    Some(Parts { href, origin, protocol: url.protocol(), hostname: url.hostname() })
}

/// True in a web page, or a worker of one, where every visitor can read what is there. Other
/// runtimes have a WorkerGlobalScope too (workerd, Deno's workers), but do not call themselves as
/// all browsers do.
fn is_page() -> bool {
    let agent = get(&global("navigator"), "userAgent");
    !global("document").is_undefined()
        || !global("WorkerGlobalScope").is_undefined()
            && agent.as_string().is_some_and(|agent| agent.starts_with("Mozilla/"))
}
