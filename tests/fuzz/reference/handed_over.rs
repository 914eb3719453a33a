//! A value as it comes from JavaScript: JSON, and notes of what JSON cannot carry. Text that begins
//! with "~" stands for a note.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

use crate::javascript;

/// The client reads values to this depth.
const DEEPEST: usize = 600;

/// A value, where notes come as bytes.
pub struct HandedOver(pub Value);

impl<'de> Deserializer<'de> for HandedOver {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) => visitor.visit_f64(number.as_f64().expect("a double")),
            Value::String(text) => match text.strip_prefix('~') {
                Some(note) => visitor.visit_byte_buf(note.as_bytes().to_vec()),
                None => visitor.visit_string(text),
            },
            Value::Array(items) => {
                visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(HandedOver)))
            }
            Value::Object(entries) => {
                let entries = entries.into_iter();
                visitor.visit_map(MapDeserializer::new(entries.map(|(k, v)| (k, HandedOver(v)))))
            }
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for HandedOver {
    type Deserializer = HandedOver;

    fn into_deserializer(self) -> HandedOver {
        self
    }
}

/// The text of a string that stands for itself.
pub fn text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.starts_with('~'))
}

/// What stood here that JSON cannot carry.
pub fn note(value: &Value) -> Option<&str> {
    value.as_str().and_then(|text| text.strip_prefix('~'))
}

/// How the client's messages call a value's type.
pub fn kind(value: &Value) -> &str {
    note(value).unwrap_or(javascript::kind(value))
}

/// A value with a note at each place that lies too deep, itself standing at a depth.
pub fn cut(value: Value, depth: usize) -> Value {
    if depth >= DEEPEST {
        return "~a value that nests too deep".into();
    }
    match value {
        Value::Array(items) => items.into_iter().map(|item| cut(item, depth + 1)).collect(),
        Value::Object(entries) => {
            entries.into_iter().map(|(name, value)| (name, cut(value, depth + 1))).collect()
        }
        other => other,
    }
}

/// Each note, with the steps that lead to it: names, and indexes as numbers.
pub fn notes(name: &str, value: &Value) -> Vec<(Vec<Value>, String)> {
    let mut found = Vec::new();
    find(value, &mut vec![name.into()], &mut found);
    found
}

fn find(value: &Value, steps: &mut Vec<Value>, found: &mut Vec<(Vec<Value>, String)>) {
    let mut below = |step: Value, value| {
        steps.push(step);
        find(value, steps, found);
        steps.pop();
    };
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| below(index.into(), item));
        }
        Value::Object(entries) => {
            entries.iter().for_each(|(name, value)| below(name.as_str().into(), value));
        }
        other => found.extend(note(other).map(|what| (steps.clone(), what.to_owned()))),
    }
}
