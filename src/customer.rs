//! What may be sent of a customer (contract, "Resources", "Refused before anything is sent" and
//! "Inputs"). Parsing is the check: there is no other way to get one of these types.

use crate::email;
use crate::error::{Error, FieldErrors, Message};
use crate::json::Value;
use crate::photo::{Format, Photo};

/// 10 KB, of compact UTF-8 JSON.
pub const MAX_METADATA_BYTES: usize = 10_240;

/// What a caller may hand over but the service alone decides: left out, so that a customer can
/// be sent back as it was read.
const READ_ONLY: [&str; 6] =
    ["id", "developer", "developer_id", "test", "created_on", "pay_providers"];

/// What stood at `photo`.
#[derive(Clone, Debug, PartialEq)]
pub enum PhotoInput {
    /// Nothing, null or text: what the value itself says.
    InValue,
    /// A file.
    File(Photo),
    /// An object that is no file.
    NotAFile,
}

/// The fields to send, and the format of the photo that goes with them.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields {
    /// In the caller's order.
    pub entries: Vec<(String, Value)>,
    /// Where there is a photo: how it is to be sent.
    pub photo: Option<Format>,
}

/// A checked new customer.
///
/// ```
/// use customers_client::customer::{NewCustomer, PhotoInput};
/// use customers_client::json::Value;
/// let form = Value::Object(vec![
///     ("first_name".into(), Value::text("Ana")),
///     ("last_name".into(), Value::text("Mora")),
///     ("email".into(), Value::text("ana@")),
/// ]);
/// let error = NewCustomer::parse(form, &PhotoInput::InValue).unwrap_err();
/// assert_eq!(error.fields.get("email"), ["Enter a valid email address."]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NewCustomer(pub(crate) Fields);

/// A checked change of a customer: the keys that were given, `null` included.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerPatch(pub(crate) Fields);

impl NewCustomer {
    /// Checks and takes what a caller gave; all faults are reported together.
    pub fn parse(value: Value, photo: &PhotoInput) -> Result<NewCustomer, Error> {
        parse(value, photo, true).map(NewCustomer)
    }
}

impl CustomerPatch {
    /// Checks and takes what a caller gave; all faults are reported together.
    pub fn parse(value: Value, photo: &PhotoInput) -> Result<CustomerPatch, Error> {
        parse(value, photo, false).map(CustomerPatch)
    }
}

fn parse(value: Value, photo: &PhotoInput, create: bool) -> Result<Fields, Error> {
    let mut faults = FieldErrors::default();
    let Some(mut entries) = entries(value, &mut faults) else {
        return faults.finish(empty());
    };
    entries
        .retain(|(name, value)| !READ_ONLY.contains(&name.as_str()) && !is_photo_url(name, value));
    require(&["first_name", "last_name", "email"], &entries, create, &mut faults);
    for (name, value) in &entries {
        match name.as_str() {
            "first_name" | "last_name" => check_text(name, value, true, &mut faults),
            "email" => check_email(value, &mut faults),
            "phone" | "country" => check_text(name, value, false, &mut faults),
            "metadata" => check_metadata(value, &mut faults),
            "photo" if matches!(value, Value::Null) => {}
            "photo" => faults.add(name, Message::NotAFile),
            _ => value.find_unsendable(name, &mut faults),
        }
    }
    let format = match photo {
        PhotoInput::InValue => None,
        PhotoInput::NotAFile => {
            faults.add("photo", Message::NotAFile);
            None
        }
        PhotoInput::File(file) => {
            // A new customer's null is what it gets by default: it can be left out.
            let known = |name: &str| matches!(name, "phone" | "country" | "metadata");
            entries.retain(|(name, value)| !(create && *value == Value::Null && known(name)));
            for (name, _) in entries.iter().filter(|(_, value)| *value == Value::Null) {
                if faults.get(name).is_empty() {
                    faults.add(name, Message::NullBesidePhoto);
                }
            }
            file.check(&mut faults)
        }
    };
    faults.finish(Fields { entries, photo: format })
}

fn empty() -> Fields {
    Fields { entries: Vec::new(), photo: None }
}

/// A customer read from the service has its photo's address there; the service would refuse it.
fn is_photo_url(name: &str, value: &Value) -> bool {
    name == "photo" && matches!(value, Value::String(_))
}

/// The entries of an object; anything else is a fault in the service's words.
pub(crate) fn entries(value: Value, faults: &mut FieldErrors) -> Option<Vec<(String, Value)>> {
    // The service names Python's types.
    let found = match value {
        Value::Object(entries) => return Some(entries),
        Value::Null => {
            faults.add("non_field_errors", Message::NoData);
            return None;
        }
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Unsendable(ref what) => what,
    };
    faults.add("non_field_errors", Message::NotADictionary(found));
    None
}

/// Adds a fault for each mandatory field that a new thing lacks.
pub(crate) fn require(
    names: &[&str],
    entries: &[(String, Value)],
    create: bool,
    faults: &mut FieldErrors,
) {
    for name in names.iter().filter(|_| create) {
        if !entries.iter().any(|(known, _)| known == name) {
            faults.add(name, Message::Required);
        }
    }
}

/// Text fields take strings only; mandatory ones neither null nor blank. The service trims
/// before it looks, so white space is blank.
pub(crate) fn check_text(name: &str, value: &Value, mandatory: bool, faults: &mut FieldErrors) {
    let message = match value {
        Value::Null if mandatory => Message::Null,
        Value::Null => return,
        Value::String(text) if mandatory && email::strip(text).is_empty() => Message::Blank,
        Value::String(_) => return,
        Value::Unsendable(what) if what.contains("surrogate") => {
            Message::Unsendable { path: name, what }
        }
        _ => Message::NotAString,
    };
    faults.add(name, message);
}

fn check_email(value: &Value, faults: &mut FieldErrors) {
    match value {
        // The service turns a number into text before it looks.
        Value::Number(_) => faults.add("email", Message::Email),
        Value::String(text) if !email::strip(text).is_empty() && !email::accepts(text) => {
            faults.add("email", Message::Email);
        }
        _ => check_text("email", value, true, faults),
    }
}

fn check_metadata(value: &Value, faults: &mut FieldErrors) {
    let mut unsendable = FieldErrors::default();
    match value {
        Value::Null => {}
        Value::Object(_) => {
            value.find_unsendable("metadata", &mut unsendable);
            let size = value.to_json().len();
            if unsendable.is_empty() && size > MAX_METADATA_BYTES {
                faults.add("metadata", Message::MetadataTooLarge(size));
            }
        }
        other => faults.add("metadata", Message::MetadataNotObject(other.kind())),
    }
    faults.append(unsendable);
}

/// Bytes of metadata's compact UTF-8 JSON.
///
/// ```
/// use customers_client::{customer::metadata_size, json::Value};
/// let metadata = Value::Object(vec![("plan".into(), Value::text("é"))]);
/// assert_eq!(metadata_size(&metadata).unwrap(), r#"{"plan":"é"}"#.len());
/// ```
pub fn metadata_size(value: &Value) -> Result<usize, Error> {
    let mut faults = FieldErrors::default();
    match value {
        Value::Null | Value::Object(_) => value.find_unsendable("metadata", &mut faults),
        other => faults.add("metadata", Message::MetadataNotObject(other.kind())),
    }
    faults.finish(())?;
    Ok(value.to_json().len())
}
