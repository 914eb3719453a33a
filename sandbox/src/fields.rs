//! DRF's serializer fields: each takes one value out of a submission and checks it.

use serde_json::{Map, Value, json};

use crate::body::{Given, Submission};
use crate::email;
use crate::error::ApiError;
use crate::photo::Photo;
use crate::text;

/// The most bytes of compact UTF-8 JSON that `metadata` may have.
const MAX_METADATA_BYTES: usize = 10_240;

/// Checks a submission field by field and collects every fault.
///
/// A method answers `None` for a field that is absent or faulty: only after `finish` has said
/// yes does `None` mean absent.
pub struct Checker {
    submission: Submission,
    /// PATCH: mandatory fields may be absent.
    partial: bool,
    faults: Map<String, Value>,
}

impl Checker {
    pub fn new(submission: Submission, partial: bool) -> Self {
        Self { submission, partial, faults: Map::new() }
    }

    /// All faults together, in the order in which the fields were asked for.
    pub fn finish(self) -> Result<(), ApiError> {
        if self.faults.is_empty() { Ok(()) } else { Err(ApiError::Fields(self.faults)) }
    }

    /// Mandatory text.
    pub fn required_text(&mut self, name: &str) -> Option<String> {
        let given = self.take_required(name)?;
        let checked = required_text(&given, "Not a valid string.");
        self.keep(name, checked)
    }

    /// Mandatory text that is an email address. Every fault of the value is reported.
    pub fn email(&mut self, name: &str) -> Option<String> {
        const INVALID: &str = "Enter a valid email address.";
        let given = self.take_required(name)?;
        let checked = match required_text(&given, INVALID) {
            Ok(text) if email::is_valid(&text) => Ok(text),
            Ok(_) => Err(vec![INVALID.to_owned()]),
            Err(mut faults) => {
                if faults == [NULL_CHARACTER] {
                    faults.push(INVALID.to_owned());
                }
                Err(faults)
            }
        };
        self.keep(name, checked)
    }

    /// Text that may be null, and may be blank (inferred).
    pub fn optional_text(&mut self, name: &str) -> Option<Option<String>> {
        let checked = match self.submission.remove(name)? {
            Given::Json(Value::Null) => Ok(None),
            given => text(&given, "Not a valid string.").map(Some),
        };
        self.keep(name, checked)
    }

    /// A boolean, with all the spellings that DRF takes.
    pub fn boolean(&mut self, name: &str) -> Option<bool> {
        let checked = match self.submission.remove(name)? {
            Given::Json(Value::Null) => Err("This field may not be null.".to_owned()),
            given => boolean(&given).ok_or("Must be a valid boolean.".to_owned()),
        };
        self.keep(name, checked.map_err(|fault| vec![fault]))
    }

    /// A JSON object or null, at most 10,240 bytes. In a form it is one part that holds JSON.
    ///
    /// Inferred: the limit is documented, the messages are not.
    pub fn metadata(&mut self, name: &str) -> Option<Option<Value>> {
        let checked = metadata(self.submission.remove(name)?);
        self.keep(name, checked.map_err(|fault| vec![fault]))
    }

    /// A file part, or null to remove the photo. An empty text part is null too: that is how a
    /// form says it to DRF.
    pub fn photo(&mut self, name: &str) -> Option<Option<Photo>> {
        let checked = match self.submission.remove(name)? {
            Given::Json(Value::Null) => Ok(None),
            Given::Text(text) if text.is_empty() => Ok(None),
            Given::File(upload) => Photo::accept(upload).map(Some),
            Given::Json(_) | Given::Text(_) => Err(NOT_A_FILE.to_owned()),
        };
        self.keep(name, checked.map_err(|fault| vec![fault]))
    }

    fn take_required(&mut self, name: &str) -> Option<Given> {
        let given = self.submission.remove(name);
        if given.is_none() && !self.partial {
            self.fault(name, &["This field is required.".to_owned()]);
        }
        given
    }

    fn keep<T>(&mut self, name: &str, checked: Result<T, Vec<String>>) -> Option<T> {
        checked.map_err(|faults| self.fault(name, &faults)).ok()
    }

    fn fault(&mut self, name: &str, messages: &[String]) {
        self.faults.insert(name.to_owned(), json!(messages));
    }
}

const NULL_CHARACTER: &str = "Null characters are not allowed.";
const NOT_A_FILE: &str = "The submitted data was not a file. Check the encoding type on the form.";

fn required_text(given: &Given, wrong_type: &str) -> Result<String, Vec<String>> {
    if matches!(given, Given::Json(Value::Null)) {
        return Err(vec!["This field may not be null.".to_owned()]);
    }
    match text(given, wrong_type)? {
        blank if blank.is_empty() => Err(vec!["This field may not be blank.".to_owned()]),
        text => Ok(text),
    }
}

/// DRF's `CharField`: numbers are text, booleans, lists and objects are not; then strip.
///
/// Not covered: Python's own spelling of very large and very small floats.
fn text(given: &Given, wrong_type: &str) -> Result<String, Vec<String>> {
    let raw = match given {
        Given::Json(Value::String(text)) | Given::Text(text) => text.clone(),
        Given::Json(Value::Number(number)) => number.to_string(),
        Given::Json(_) | Given::File(_) => return Err(vec![wrong_type.to_owned()]),
    };
    if raw.contains('\0') {
        return Err(vec![NULL_CHARACTER.to_owned()]);
    }
    Ok(text::strip(&raw).to_owned())
}

fn boolean(given: &Given) -> Option<bool> {
    match given {
        Given::Json(Value::Bool(value)) => Some(*value),
        Given::Json(Value::Number(number)) => match number.as_f64()? {
            1.0 => Some(true),
            0.0 => Some(false),
            _ => None,
        },
        Given::Json(Value::String(text)) | Given::Text(text) => {
            match text.to_lowercase().as_str() {
                "t" | "y" | "yes" | "true" | "on" | "1" => Some(true),
                "f" | "n" | "no" | "false" | "off" | "0" => Some(false),
                _ => None,
            }
        }
        Given::Json(_) | Given::File(_) => None,
    }
}

fn metadata(given: Given) -> Result<Option<Value>, String> {
    const NOT_JSON: &str = "Value must be valid JSON.";
    let value = match given {
        Given::Json(value) => value,
        Given::Text(text) => serde_json::from_str(&text).map_err(|_| NOT_JSON)?,
        Given::File(_) => return Err(NOT_JSON.to_owned()),
    };
    match value {
        Value::Null => Ok(None),
        Value::Object(_) => {
            let size = value.to_string().len();
            if size > MAX_METADATA_BYTES {
                return Err(format!(
                    "Metadata has {size} bytes as JSON; the limit is {MAX_METADATA_BYTES} bytes."
                ));
            }
            Ok(Some(value))
        }
        other => {
            Err(format!("Metadata must be a JSON object or null, not {}.", text::type_name(&other)))
        }
    }
}
