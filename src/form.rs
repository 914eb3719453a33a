//! The fields of a customer and of an address as tables, the check of a form against its table, and
//! which of its fields are sent (contract, `NewCustomer`, `CustomerPatch`, `NewAddress` and
//! `AddressPatch`).

use crate::email::{self, strip};
use crate::error::{Faults, NO_FIELD, Path};
use crate::message::Message;
use crate::metadata;
use crate::photo::Photo;
use crate::value::Value;

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text that is not blank; a new thing must have it.
    Text,
    /// Text as above that is an email address too.
    Email,
    /// Text or null.
    TextOrNull,
    /// True or false.
    Flag,
    /// An object of limited size, or null.
    Metadata,
    /// Null: a file is handed over apart from the other fields (see [`Photo`]).
    Photo,
    /// Anything. The field is not sent, so that a customer can be handed back as it was read.
    ReadOnly,
}

/// The fields of a form: their names, and what each may hold.
pub type Form = [(&'static str, Holds)];

/// The fields of a customer (contract, `NewCustomer` and `Customer`).
pub const CUSTOMER: &Form = &[
    ("first_name", Holds::Text),
    ("last_name", Holds::Text),
    ("email", Holds::Email),
    ("phone", Holds::TextOrNull),
    ("country", Holds::TextOrNull),
    ("metadata", Holds::Metadata),
    ("photo", Holds::Photo),
    ("id", Holds::ReadOnly),
    ("developer", Holds::ReadOnly),
    ("developer_id", Holds::ReadOnly),
    ("test", Holds::ReadOnly),
    ("created_on", Holds::ReadOnly),
    ("pay_providers", Holds::ReadOnly),
];

/// The fields of an address (contract, `NewAddress`; inferred).
pub const ADDRESS: &Form = &[
    ("line1", Holds::Text),
    ("line2", Holds::TextOrNull),
    ("city", Holds::Text),
    ("state", Holds::TextOrNull),
    ("postal_code", Holds::Text),
    ("country", Holds::Text),
    ("is_default", Holds::Flag),
    ("id", Holds::ReadOnly),
];

/// What a caller gave for a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// All fields but the photo's file.
    pub value: Value,
    /// Length of the metadata's compact UTF-8 JSON, in bytes.
    pub metadata_bytes: usize,
    /// The photo's file, where there is one.
    pub photo: Photo,
}

/// What is sent of a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sent {
    /// The names of the fields that are sent, in the caller's order.
    pub fields: Vec<String>,
    /// The file name that the photo is sent under, where there is one.
    pub photo: Option<&'static str>,
}

/// Checks a form against its table, and adds all faults. The form of a `new` customer or address must
/// have every mandatory field; that of a change may have any. Fields that the table does not list are
/// sent, for the service to judge.
///
/// ```
/// use customers_client::error::Faults;
/// use customers_client::form::{CUSTOMER, Given, check};
/// use customers_client::photo::Photo;
/// let mut faults = Faults::default();
/// let value = serde_json::from_str(r#"{"id": "c", "email": "ana@"}"#).unwrap();
/// let given = Given { value, metadata_bytes: 0, photo: Photo::None };
/// assert_eq!(check(CUSTOMER, &given, false, &mut faults).fields, ["email"]);
/// assert_eq!(faults.at("email"), ["Enter a valid email address."]);
/// ```
pub fn check(form: &Form, given: &Given, new: bool, faults: &mut Faults) -> Sent {
    let Value::Object(entries) = &given.value else {
        refuse(&given.value, faults);
        return Sent::default();
    };
    for (name, holds) in form {
        let mandatory = matches!(holds, Holds::Text | Holds::Email);
        if new && mandatory && !entries.iter().any(|(key, _)| key == name) {
            faults.add(name, Message::Required);
        }
    }
    let mut fields = Vec::new();
    for (name, value) in entries {
        let known = form.iter().find(|(known, _)| known == name);
        if check_field(known.map(|(_, holds)| *holds), name, value, given, faults) {
            fields.push((name, value));
        }
    }
    let mut sent = Sent { photo: given.photo.check(faults), ..Sent::default() };
    for (name, value) in fields {
        if value.is_null() && given.photo != Photo::None {
            refuse_null(name, new, faults);
        } else {
            sent.fields.push(name.clone());
        }
    }
    sent
}

/// Adds a fault for a value that is no object, in the service's words, which name types as Python does.
fn refuse(value: &Value, faults: &mut Faults) {
    let kind = match value {
        Value::Null => return faults.add(NO_FIELD, Message::NoData),
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::Text(_) => "str",
        Value::List(_) => "list",
        other => other.kind(),
    };
    faults.add(NO_FIELD, Message::NotADictionary(kind));
}

/// Adds the faults of a field; false where the field is not sent.
fn check_field(
    holds: Option<Holds>,
    name: &str,
    value: &Value,
    given: &Given,
    faults: &mut Faults,
) -> bool {
    match (holds, value) {
        (None, _) => {
            value.find_unsendable(&mut Path::of(name), faults);
        }
        (Some(Holds::ReadOnly), _) => return false,
        (Some(Holds::Text), _) => check_text(name, value, true, faults),
        (Some(Holds::TextOrNull), _) => check_text(name, value, false, faults),
        (Some(Holds::Email), _) => check_email(name, value, faults),
        (Some(Holds::Metadata), _) => metadata::check(value, given.metadata_bytes, faults),
        (Some(Holds::Flag), Value::Bool(_)) | (Some(Holds::Photo), Value::Null) => {}
        (Some(Holds::Flag), Value::Null) => faults.add(name, Message::Null),
        (Some(Holds::Flag), _) => faults.add(name, Message::NotABoolean),
        // A customer that was read has its photo's URL here, which the service would refuse.
        (Some(Holds::Photo), Value::Text(_)) => return false,
        (Some(Holds::Photo), _) => faults.add(name, Message::NotAFile),
    }
    true
}

/// Adds a fault for what a text field cannot hold: anything but a string or null, and in a mandatory
/// field null and blank too. The service trims before it looks, so white space is blank.
pub fn check_text(name: &str, value: &Value, mandatory: bool, faults: &mut Faults) {
    match value {
        Value::Text(text) if mandatory && strip(text).is_empty() => {
            faults.add(name, Message::Blank);
        }
        Value::Text(_) => {}
        Value::Null if mandatory => faults.add(name, Message::Null),
        Value::Null => {}
        Value::Note(what) if what.ends_with("surrogate") => {
            faults.add(name, Message::Unsendable { path: name, what });
        }
        _ => faults.add(name, Message::NotAString),
    }
}

fn check_email(name: &str, value: &Value, faults: &mut Faults) {
    let is_refused = |text: &str| !strip(text).is_empty() && !email::accepts(text);
    // The service turns a number into text before it looks.
    if matches!(value, Value::Number(_)) || value.text().is_some_and(is_refused) {
        faults.add(name, Message::Email);
    } else {
        check_text(name, value, true, faults);
    }
}

/// Adds a fault for a null beside a photo's file: the request is multipart then, which has no null.
fn refuse_null(name: &str, new: bool, faults: &mut Faults) {
    match name {
        // These are mandatory: their null is a fault already.
        "first_name" | "last_name" | "email" => {}
        // A new customer has null there by default: the field is left out.
        "phone" | "country" | "metadata" if new => {}
        _ => faults.add(name, Message::NullBesidePhoto),
    }
}
