//! What Python and DRF do to strings before they look at them.

use serde_json::Value;

/// Python's `str.strip`: Unicode white space and the four separators U+001C to U+001F.
pub fn strip(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c))
}

/// Folds case for searching, so that `ΣΊΣΥΦΟΣ` finds `Σίσυφος` and `STRASSE` finds `Straße`.
///
/// Not covered: normalization. A letter with a combining accent does not match the same letter
/// as one code point.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}

/// Python's `int(text)`, saturating: white space around, a sign, underscores between digits.
///
/// Not covered: digits outside ASCII, which Python also reads.
pub fn int(text: &str) -> Option<i64> {
    let text = strip(text);
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let groups = digits.split('_');
    let mut value: i64 = 0;
    for group in groups {
        if group.is_empty() {
            return None;
        }
        for c in group.chars() {
            let digit = i64::from(c.to_digit(10)?);
            value = value.saturating_mul(10).saturating_add(digit);
        }
    }
    Some(if negative { -value } else { value })
}

/// The name Python has for the type of a JSON value, as DRF's messages use it.
pub fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "NoneType",
        Value::Bool(_) => "bool",
        Value::Number(n) if n.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    }
}
