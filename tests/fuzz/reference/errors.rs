//! What an error body says (contract, "Errors" of sections 5 and 7), over parsed JSON.

use serde_json::Value;

use crate::django::strip;

/// The texts of an error body.
#[derive(Debug, Default, PartialEq)]
pub struct Said {
    /// None where the status has to speak for itself.
    pub message: Option<String>,
    pub title: Option<String>,
    /// Paths and messages, in the body's order.
    pub fields: Vec<(String, String)>,
}

/// Reads a parsed body.
pub fn read(body: &Value) -> Said {
    let wrapped = &body["message"];
    let flat = if wrapped.get("content").is_some() { wrapped } else { body };
    if flat["content"].is_string() {
        let title = sentence(&flat["title"]);
        return Said { message: sentence(&flat["content"]), title, ..Said::default() };
    }
    if flat["detail"].is_string() {
        return Said { message: sentence(&flat["detail"]), ..Said::default() };
    }
    if flat.is_string() {
        return Said { message: sentence(flat), ..Said::default() };
    }
    let mut texts = Vec::new();
    match flat {
        Value::Object(entries) => {
            for (name, value) in entries {
                let name = if strip(name).is_empty() { "non_field_errors" } else { name };
                leaves(name, value, &mut texts);
            }
        }
        other => leaves("non_field_errors", other, &mut texts),
    }
    let message = texts.iter().find_map(|(path, text)| {
        let text = sentence(&Value::from(text.as_str()))?;
        match path.as_str() {
            "non_field_errors" => Some(text),
            path => sentence(&Value::from(format!("{path}: {text}"))),
        }
    });
    Said { message, title: None, fields: texts }
}

/// Every text, under its dotted path. In a list, what is neither list nor object stands for the
/// list's own place.
fn leaves(path: &str, value: &Value, texts: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => {
            let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
            let taken = words.contains(&"unique") && words.contains(&"email");
            let path = if taken && path == "non_field_errors" { "email" } else { path };
            texts.push((path.to_owned(), text.clone()));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let nests = item.is_array() || item.is_object();
                let own = if nests { format!("{path}.{index}") } else { path.to_owned() };
                leaves(&own, item, texts);
            }
        }
        Value::Object(entries) => {
            for (name, value) in entries {
                leaves(&format!("{path}.{name}"), value, texts);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A string that can be shown as a message.
fn sentence(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    (!strip(text).is_empty() && !has_markup(text)).then(|| text.to_owned())
}

/// One line of 300 characters at most; a longer one ends in "…".
pub fn is_one_short_line(text: &str) -> bool {
    let line = text.split(char::is_whitespace).collect::<Vec<_>>();
    let tidy = text.is_empty() || line.iter().all(|word| !word.is_empty());
    tidy && text.chars().all(|c| c == ' ' || !c.is_whitespace()) && text.chars().count() <= 301
}

/// Does a tag, a comment or a doctype begin somewhere?
pub fn has_markup(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    characters
        .windows(2)
        .any(|pair| pair[0] == '<' && (pair[1].is_ascii_alphabetic() || "/!".contains(pair[1])))
}

/// The client reads error bodies to 32 levels. It reads what JavaScript has parsed and written
/// again, which repeats no name: bodies with either are not compared.
pub fn is_comparable(text: &str, body: &Value) -> bool {
    depth(body) <= 32 && colons_outside_strings(text) == names(body)
}

fn depth(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(depth).max().unwrap_or(0),
        Value::Object(entries) => entries.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn names(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(names).sum(),
        Value::Object(entries) => entries.values().map(|value| 1 + names(value)).sum(),
        _ => 0,
    }
}

fn colons_outside_strings(text: &str) -> usize {
    let unescaped = text.replace(r"\\", "").replace(r#"\""#, "");
    let outside = unescaped.split('"').step_by(2);
    outside.map(|part| part.matches(':').count()).sum()
}
