//! JSON values: what JavaScript handed in, and what the service says in its errors.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::error::{FieldErrors, Message};

/// A JSON value, or the note that something stood here which JSON cannot carry.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A finite number, as JavaScript has them.
    Number(f64),
    /// Text.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// Keys and values in the order they were given.
    Object(Vec<(String, Value)>),
    /// Not JSON: what JavaScript had here, in words ("a BigInt"). `src/js/input.js` says it as
    /// bytes, the one serde type that no JSON value has.
    Unsendable(String),
}

impl Value {
    /// A string value.
    pub fn text(text: &str) -> Value {
        Value::String(text.to_owned())
    }

    /// The text of a string value.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// What a key of an object holds, the last time it stands; nothing for other values.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Object(entries) => entries.iter().rev().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// What kind of value this is, in words.
    pub fn kind(&self) -> &str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
            Value::Unsendable(what) => what,
        }
    }

    /// Adds a fault for each place that JSON cannot carry, under its path.
    pub fn find_unsendable(&self, path: &str, faults: &mut FieldErrors) {
        match self {
            Value::Unsendable(what) => faults.add(path, Message::Unsendable { path, what }),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    item.find_unsendable(&format!("{path}.{index}"), faults);
                }
            }
            Value::Object(entries) => {
                for (key, value) in entries {
                    value.find_unsendable(&format!("{path}.{key}"), faults);
                }
            }
            _ => {}
        }
    }

    /// The compact text that `JSON.stringify` gives.
    ///
    /// ```
    /// use customers_client::json::Value;
    /// let tags = Value::Array(vec![Value::text("a\n"), Value::Number(1e21), Value::Null]);
    /// assert_eq!(tags.to_json(), r#"["a\n",1e+21,null]"#);
    /// ```
    pub fn to_json(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, out: &mut String) {
        match self {
            // What cannot be sent has been refused before anything is written.
            Value::Null | Value::Unsendable(_) => out.push_str("null"),
            Value::Bool(true) => out.push_str("true"),
            Value::Bool(false) => out.push_str("false"),
            Value::Number(number) => write_number(*number, out),
            Value::String(text) => write_string(text, out),
            Value::Array(items) => write_list(out, ['[', ']'], items, Value::write),
            Value::Object(entries) => write_list(out, ['{', '}'], entries, |(key, value), out| {
                write_string(key, out);
                out.push(':');
                value.write(out);
            }),
        }
    }
}

fn write_list<T>(out: &mut String, ends: [char; 2], items: &[T], write: impl Fn(&T, &mut String)) {
    out.push(ends[0]);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(ends[1]);
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..' ' => {
                let hex = |digit: u32| char::from_digit(digit, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.push(hex(c as u32 >> 4));
                out.push(hex(c as u32 & 15));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// ECMAScript's Number::toString: Rust finds the same shortest digits but lays them out
/// differently.
fn write_number(number: f64, out: &mut String) {
    if number == 0.0 {
        return out.push('0'); // -0 too
    }
    if number < 0.0 {
        out.push('-');
    }
    // "1.25e-7": the digits 125, and the decimal point n places after the first of them begins.
    let scientific = format!("{:e}", number.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let point = exponent.parse::<i32>().unwrap_or(0) + 1;
    let count = digits.len() as i32;
    let zeros = |n: i32| "0".repeat(n as usize);
    match point {
        _ if count <= point && point <= 21 => {
            out.push_str(&digits);
            out.push_str(&zeros(point - count));
        }
        1..=21 => {
            out.push_str(&digits[..point as usize]);
            out.push('.');
            out.push_str(&digits[point as usize..]);
        }
        -5..=0 => {
            out.push_str("0.");
            out.push_str(&zeros(-point));
            out.push_str(&digits);
        }
        _ => {
            out.push_str(mantissa);
            out.push_str(if point > 0 { "e+" } else { "e" });
            out.push_str(&(point - 1).to_string());
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::text(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_byte_buf<E>(self, what: Vec<u8>) -> Result<Value, E> {
        Ok(Value::Unsendable(String::from_utf8_lossy(&what).into_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            list.push(entry);
        }
        Ok(Value::Object(list))
    }
}
