//! The reading of what callers hand over. Each thing is read once: `src/js/input.js` copies it into
//! plain values, and serde-wasm-bindgen turns those into [`Value`]s, which the lower floors check.

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
    /// True where `Object.prototype.toString` calls the value by one of these names, which stand with
    /// spaces between. Unlike `instanceof` it knows values of other windows and realms.
    #[wasm_bindgen(js_name = isA)]
    pub fn is_a(value: &JsValue, names: &str) -> bool;
}

/// The property of an object; undefined where there is none, where it cannot be read, and for what is
/// no object. (`Reflect` throws for what is no object. Where a call into JavaScript throws,
/// wasm-bindgen 0.2 loses a place in its table of values: so it is not called then.)
#[inline(never)] // it is called in many places: inlined it would make the module larger
pub fn get(of: &JsValue, name: &str) -> JsValue {
    match of.is_object() {
        true => Reflect::get(of, &name.into()).unwrap_or_default(),
        false => JsValue::UNDEFINED,
    }
}

/// Sets a property of a plain object that this client has made.
pub fn set(of: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(of, &name.into(), value); // such an object refuses none
}

/// A property of the global object. (`js_sys::global` looks at `self` and `window` first, which a
/// server's program may have set to something else.)
pub fn global(name: &str) -> JsValue {
    GLOBAL_THIS.with(|global| get(global, name))
}

/// A plain value, which `src/js/input.js` or `JSON.parse` has made, as a [`Value`].
pub fn value_of(plain: &JsValue) -> Value {
    // Plain values have no part that could fail to be read.
    let deserializer = serde_wasm_bindgen::Deserializer::from(plain.clone());
    Value::deserialize(deserializer).unwrap_or_default()
}

/// Reads a value that stands alone: an id or a search query.
pub fn one(value: &JsValue) -> Value {
    match value.is_undefined() {
        true => Value::Note("undefined".to_owned()),
        false => value_of(&read_one(value)),
    }
}

/// Reads options or parameters with these names. Objects and functions at the names in `aside`, which
/// stand with spaces between, are not copied: the second value is an object that holds them as they
/// are.
pub fn record(value: &JsValue, names: &[&str], aside: &str) -> (Value, JsValue) {
    if value.is_undefined() || value.is_null() {
        return (Value::Null, JsValue::UNDEFINED);
    }
    let found = read_record(value, Some(&names.join(" ")), aside);
    (value_of(&found.get(0)), found.get(1))
}

/// A function among what [`record`] has set aside.
pub fn function(kept: &JsValue, name: &str) -> Option<Function> {
    Some(get(kept, name)).filter(JsValue::is_function).map(JsValue::unchecked_into)
}

/// Reads headers of the caller's own.
pub fn headers(value: &JsValue) -> Value {
    value_of(&read_record(value, None, "").get(0))
}

/// The options of a call.
pub struct CallOptions {
    /// The options as they were given; they are checked later.
    pub value: Value,
    /// The signal, where the value given can be used as one.
    pub signal: Option<AbortSignal>,
}

/// Reads the options of a call.
pub fn call_options(value: &JsValue) -> CallOptions {
    let (value, kept) = record(value, CALL, "signal");
    let signal = get(&kept, "signal");
    // What only calls itself an AbortSignal may lack some of these.
    let works = is_a(&signal, "AbortSignal")
        && get(&signal, "aborted").as_bool().is_some()
        && get(&signal, "addEventListener").is_function()
        && get(&signal, "removeEventListener").is_function();
    CallOptions { value, signal: works.then(|| signal.unchecked_into()) }
}

/// The JavaScript side of a form: what is sent once it has been checked.
pub struct Body {
    /// Its fields, as a plain object.
    pub plain: Object,
    /// The photo's file, where there is one.
    pub photo: Option<Blob>,
}

/// The fields that take strings only.
const TEXTS: &str = "first_name last_name email phone country line1 line2 city state postal_code";

/// Reads the form of a customer or an address, new or changed: once to be checked, once to be sent.
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
                let _ = Reflect::delete_property(&self.plain, &key); // a plain object refuses none
            }
        }
    }

    /// The form with these fields and the photo, as a caller would write it.
    pub fn whole(self, fields: &[String]) -> JsValue {
        self.keep(fields);
        if let Some(photo) = &self.photo {
            set(&self.plain, "photo", photo);
        }
        self.plain.into()
    }
}

/// Reads metadata that stands alone, and measures its JSON in bytes; `undefined` counts as null.
pub fn metadata(value: &JsValue) -> (Value, usize) {
    let plain = read_json(value);
    (value_of(&plain), size_of_json(&plain))
}

/// Bytes of a plain value's compact UTF-8 JSON.
fn size_of_json(plain: &JsValue) -> usize {
    JSON::stringify(plain).map_or(0, |text| String::from(text).len())
}

/// What an object at `photo` is, and the file where it is one. `undefined` stands for no object.
fn photo_of(photo: JsValue) -> (Photo, Option<Blob>) {
    if photo.is_undefined() {
        return (Photo::None, None);
    }
    let size = get(&photo, "size").as_f64().filter(|_| is_a(&photo, "Blob File"));
    match size {
        None => (Photo::NotAFile, None),
        // A form whose file input is empty gives a file without a name and without content.
        Some(0.0) if get(&photo, "name").as_string().as_deref() == Some("") => (Photo::None, None),
        Some(size) => {
            let photo = photo.unchecked_into();
            (Photo::File { size: size as u64, head: None }, Some(photo))
        }
    }
}

/// A file's first bytes; none where it cannot be read any more, or only calls itself a file.
pub async fn first_bytes(file: &Blob) -> Vec<u8> {
    let head = async {
        let head = file.slice_with_f64_and_f64(0.0, HEAD_BYTES as f64)?;
        let read = get(&head, "arrayBuffer").dyn_into::<Function>()?;
        JsFuture::from(Promise::resolve(&read.call0(&head)?)).await
    };
    head.await.ok().and_then(|buffer| bytes_of(&buffer).ok()).unwrap_or_default()
}

/// The most bytes of an answer that are copied into the module, whose memory ends at 4 GB.
const MOST_BYTES: f64 = (512 << 20) as f64;

/// Why a value gives no bytes.
pub enum NoBytes {
    /// It is no ArrayBuffer, or only calls itself one.
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

/// A client's options, checked, and the functions among them.
pub struct ClientInput {
    pub options: ClientOptions,
    /// Gives a token; the option `accessToken`.
    pub token: Option<Function>,
    /// Gives headers of the caller's own.
    pub headers: Option<Function>,
    /// Takes the place of the global `fetch`.
    pub fetch: Option<Function>,
    pub on_attempt: Option<Function>,
}

/// Reads and checks the options of a client; the error is `invalid_input`.
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
        None => Err(Error::invalid(Faults::default())), // not reached: `faults` has said why
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

/// True in a web page and in a worker of one, where every visitor can read a credential. Other
/// runtimes have a WorkerGlobalScope too (workerd, Deno's workers), but their user agent does not
/// begin as every browser's does.
fn is_page() -> bool {
    let agent = get(&global("navigator"), "userAgent");
    !global("document").is_undefined()
        || !global("WorkerGlobalScope").is_undefined()
            && agent.as_string().is_some_and(|agent| agent.starts_with("Mozilla/"))
}
