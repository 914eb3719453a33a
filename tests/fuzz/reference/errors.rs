//! What an error body says (the responses in docs/openapi.yaml), over parsed JSON.

use serde_json::Value;

/// The client reads error bodies to this depth.
const DEEPEST: u32 = 32;

/// A message about a field.
pub type Field = (String, &'static str, String);

/// The texts of an error body.
#[derive(Debug, Default, PartialEq)]
pub struct Said {
    /// None where the status has to speak for itself.
    pub message: Option<String>,
    pub title: Option<String>,
    /// Paths, codes and messages, in the body's order.
    pub fields: Vec<Field>,
}

/// Is it the wrapped form?
pub fn is_wrapped(body: &Value) -> bool {
    body["message"]["content"].is_string()
}

/// Reads a parsed body.
pub fn read(body: &Value) -> Said {
    let flat = if is_wrapped(body) { &body["message"] } else { body };
    let plain = |value: &Value| value.as_str().and_then(sentence);
    if flat["content"].is_string() {
        let (message, title) = (plain(&flat["content"]), plain(&flat["title"]));
        return Said { message, title, ..Said::default() };
    }
    for sole in [&flat["detail"], flat] {
        if sole.is_string() {
            return Said { message: plain(sole), ..Said::default() };
        }
    }
    let mut texts = Vec::new();
    match flat {
        Value::Object(entries) => {
            for (name, value) in entries {
                let name = if name.contains(is_seen) { name } else { "non_field_errors" };
                leaves(name, value, DEEPEST - 1, &mut texts);
            }
        }
        other => leaves("non_field_errors", other, DEEPEST, &mut texts),
    }
    let message = texts.iter().find_map(|(path, _, text)| {
        let (path, text) = (sentence(path)?, sentence(text)?);
        let is_general = path == "non_field_errors";
        Some(if is_general { text } else { format!("{path}: {text}") })
    });
    Said { message, title: None, fields: texts }
}

/// Every text, under its dotted path. A text in a list has the path of the list. `depth` is how deep
/// the value may nest.
fn leaves(path: &str, value: &Value, depth: u32, texts: &mut Vec<Field>) {
    if depth == 0 {
        return;
    }
    if let Some(text) = value.as_str() {
        let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
        let taken = words.contains(&"unique") && words.contains(&"email");
        let path = if taken && path == "non_field_errors" { "email" } else { path };
        texts.push((path.to_owned(), code(text), text.to_owned()));
    }
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let nests = item.is_array() || item.is_object();
                let own = if nests { format!("{path}.{index}") } else { path.to_owned() };
                leaves(&own, item, depth - 1, texts);
            }
        }
        Value::Object(entries) => {
            for (name, value) in entries {
                leaves(&format!("{path}.{name}"), value, depth - 1, texts);
            }
        }
        _ => {}
    }
}

/// The code of a text of the service: that of the client's own message where the texts are the same.
fn code(text: &str) -> &'static str {
    match text {
        "This field is required." => "required",
        "This field may not be null." => "null",
        "This field may not be blank." => "blank",
        "Not a valid string." => "not_a_string",
        "Must be a valid boolean." => "not_a_boolean",
        "Enter a valid email address." => "invalid_email",
        "The search query cannot be empty." => "empty_search",
        "No data provided" => "not_an_object",
        "The submitted file is empty." => "empty_file",
        "The submitted data was not a file. Check the encoding type on the form." => "not_a_file",
        "This field must be unique." => "not_unique",
        text if text.starts_with("Invalid data. Expected a dictionary") => "not_an_object",
        text if text.starts_with("The fields ") && text.ends_with(" must make a unique set.") => {
            "not_unique"
        }
        _ => "invalid",
    }
}

/// A text that can be shown as a message: neither markup, nor without anything to see.
fn sentence(text: &str) -> Option<String> {
    (text.contains(is_seen) && !has_markup(text)).then(|| text.to_owned())
}

/// All but JavaScript's white space, Python's, and ASCII's control characters before it.
fn is_seen(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '\0'..='\x1f' | '\u{feff}')
}

/// Does a tag, a comment or a doctype begin somewhere?
pub fn has_markup(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    characters
        .windows(2)
        .any(|pair| pair[0] == '<' && (pair[1].is_ascii_alphabetic() || "/!".contains(pair[1])))
}

/// Is it short, and all on one line? An ellipsis may stand behind the last of 300 characters.
pub fn is_one_short_line(text: &str) -> bool {
    let breaks = ['\n', '\u{b}', '\u{c}', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
    text.chars().count() <= 301 && !text.contains(breaks)
}
