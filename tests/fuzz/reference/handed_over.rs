//! A value as it comes from JavaScript: JSON, and notes of what JSON cannot carry.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

/// Text that begins with "~" comes as bytes, which is how notes come.
pub struct HandedOver(pub Value);

impl<'de> Deserializer<'de> for HandedOver {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
                (Some(number), ..) => visitor.visit_i64(number),
                (_, Some(number), _) => visitor.visit_u64(number),
                (.., number) => visitor.visit_f64(number.expect("finite")),
            },
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

/// Each note's dotted path, and the message it must get.
pub fn notes(path: &str, value: &Value) -> Vec<(String, String)> {
    match value {
        Value::String(text) => text
            .strip_prefix('~')
            .map(|what| format!("{path} holds {what}, which JSON would change or lose."))
            .map(|message| vec![(path.to_owned(), message)])
            .unwrap_or_default(),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.flat_map(|(index, item)| notes(&format!("{path}.{index}"), item)).collect()
        }
        Value::Object(entries) => {
            let entries = entries.iter();
            entries.flat_map(|(name, value)| notes(&format!("{path}.{name}"), value)).collect()
        }
        _ => Vec::new(),
    }
}
