//! A value as it comes from JavaScript: JSON, and notes of what JSON cannot carry.

use serde_json::Value;

/// The text as JavaScript hands it over: compact. Text that begins with "~" becomes a note, which
/// begins with a lone surrogate.
pub fn handed_over(value: &Value) -> String {
    match value {
        Value::String(text) => match text.strip_prefix('~') {
            Some(note) => format!("\"\\udc00{}", &Value::from(note).to_string()[1..]),
            None => value.to_string(),
        },
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(handed_over).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(entries) => {
            let entry = |(name, value)| format!("{}:{}", Value::from(name), handed_over(value));
            let entries = entries.iter().map(|(name, value)| entry((name.as_str(), value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
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
