//! A JavaScript value as serde reads it: from a `JsValue` in a browser, from JSON text in a test.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess};
use serde::de::{Error, Visitor};

use crate::error::{Faults, Path};
use crate::message::Message;

/// How deep a value may nest; what lies deeper becomes a note. `src/js/input.js` hands over less
/// depth than that, and the module's stack has room for it.
const DEEPEST: u32 = 600;

/// A JSON value, or a note in the place of something that JSON cannot carry.
///
/// ```
/// use customers_client::value::Value;
/// let value: Value = serde_json::from_str(r#"{"plan": "pro", "seats": 3}"#).unwrap();
/// assert_eq!(value.get("plan").and_then(Value::text), Some("pro"));
/// assert_eq!(value.kind(), "an object");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `null`, or nothing.
    #[default]
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A finite number, of JavaScript's only kind.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Keys and values in the order they were given.
    Object(Vec<(String, Value)>),
    /// Something that JSON cannot carry, named in words ("a BigInt"). `src/js/input.js` hands the
    /// words over as bytes, because serde reads bytes from no JSON value.
    Note(String),
}

impl Value {
    /// True for `null` and what is not there.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The text of a string; `None` for any other value.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The words of a note; `None` for a JSON value.
    pub fn note(&self) -> Option<&str> {
        match self {
            Value::Note(what) => Some(what),
            _ => None,
        }
    }

    /// True where JavaScript had a function.
    pub fn is_function(&self) -> bool {
        self.note() == Some("a function")
    }

    /// The entries of an object, and none of anything else.
    pub fn entries(&self) -> &[(String, Value)] {
        match self {
            Value::Object(entries) => entries,
            _ => &[],
        }
    }

    /// The value at a key of an object; the last one, where the key is repeated.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entries().iter().rev().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// What kind of value this is, in words.
    pub fn kind(&self) -> &str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "a string",
            Value::List(_) => "an array",
            Value::Object(_) => "an object",
            Value::Note(what) => what,
        }
    }

    /// Adds a fault for each note in the value, under its path; true where there is one.
    pub fn find_unsendable(&self, path: &mut Path, faults: &mut Faults) -> bool {
        match self {
            Value::Note(what) => {
                let whole = path.to_string();
                faults.add_at(path, Message::Unsendable { path: &whole, what });
                true
            }
            Value::List(items) => items.iter().enumerate().fold(false, |found, (index, item)| {
                path.within(index, |path| item.find_unsendable(path, faults)) || found
            }),
            Value::Object(entries) => entries.iter().fold(false, |found, (key, value)| {
                path.within(key.as_str(), |path| value.find_unsendable(path, faults)) || found
            }),
            _ => false,
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        AnyValue { left: DEEPEST }.deserialize(deserializer)
    }
}

/// Reads a value that may nest `left` levels deep.
#[derive(Clone, Copy)]
struct AnyValue {
    left: u32,
}

impl<'de> DeserializeSeed<'de> for AnyValue {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.left.checked_sub(1) {
            Some(left) => deserializer.deserialize_any(AnyValue { left }),
            None => {
                IgnoredAny::deserialize(deserializer)?;
                Ok(Value::Note("a value that nests too deep".to_owned()))
            }
        }
    }
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_byte_buf<E: Error>(self, what: Vec<u8>) -> Result<Value, E> {
        Ok(Value::Note(String::from_utf8(what).unwrap_or_default()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(key) = entries.next_key()? {
            list.push((key, entries.next_value_seed(self)?));
        }
        Ok(Value::Object(list))
    }
}
