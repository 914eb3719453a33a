//! `JSON.parse`, as far as serde_json can stand in for it.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a body as the package does: without a byte order mark, at any depth; of repeated names the
/// last one counts.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    let text = std::str::from_utf8(body).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = as_serde_takes_it(text);
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    deserializer.disable_recursion_limit();
    let value = T::deserialize(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    Some(value)
}

/// JavaScript reads lone surrogates (`"\ud800"`) and numbers beyond the largest (`1e999`), and
/// serde_json refuses them. So surrogates' escapes become those of other characters, and all but
/// the last digit of an exponent becomes 0. Neither changes a type, nor a name that the contract
/// knows: those have no backslash, and no `e` between digits.
fn as_serde_takes_it(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for at in 0..bytes.len() {
        match &mut bytes[at..] {
            [b'\\', b'u', d @ (b'd' | b'D'), b'8' | b'9' | b'a'..=b'f' | b'A'..=b'F', ..] => {
                *d = b'f';
            }
            [b'0'..=b'9', b'e' | b'E', exponent @ ..] => {
                let sign = usize::from(exponent.first() == Some(&b'+'));
                let mut rest = &mut exponent[sign..];
                while let [digit @ b'0'..=b'9', after @ ..] = rest {
                    if after.first().is_some_and(u8::is_ascii_digit) {
                        *digit = b'0';
                    }
                    rest = after;
                }
            }
            _ => {}
        }
    }
    String::from_utf8(bytes).expect("ASCII in place of ASCII")
}

/// Does an object of this JSON text repeat a name? `parsed` is what it was read as.
pub fn repeats_a_name(text: &str, parsed: &Value) -> bool {
    let unescaped = text.replace(r"\\", "").replace(r#"\""#, "");
    let outside = unescaped.split('"').step_by(2);
    let written: usize = outside.map(|part| part.matches(':').count()).sum();
    written != names(parsed)
}

fn names(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(names).sum(),
        Value::Object(entries) => entries.values().map(|value| 1 + names(value)).sum(),
        _ => 0,
    }
}

/// How the client's messages call a value's type.
pub fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
