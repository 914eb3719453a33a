//! What the fields of a form may hold, as tables (contract, "Inputs").

use alloc::vec::Vec;

use crate::email;
use crate::error::FieldErrors;
use crate::json::{Entry, Json};
use crate::message;
use crate::metadata::{MAX_METADATA_BYTES, check_metadata};
use crate::text::strip;

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text that is not blank; a new thing must have it.
    Text,
    /// The same, and an email address.
    Email,
    /// Text or null.
    TextOrNull,
    /// True or false.
    Flag,
    /// An object of limited size, or null.
    Metadata,
    /// Null: files are told apart from the other fields (see `photo.rs`).
    Photo,
    /// Anything, and it is left out, so that what was read can be sent back.
    ReadOnly,
}

/// The fields of a form.
pub type Form = [(&'static str, Holds)];

/// A customer's (contract, "Resources").
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

/// An address's (inferred).
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

/// The entries to send, in the caller's order. A `new` thing must have every mandatory field.
/// Fields that no table has are the service's to judge.
pub fn parse<'a>(
    form: &Form,
    value: Json<'a>,
    new: bool,
    faults: &mut FieldErrors,
) -> Vec<Entry<'a>> {
    let mut kept = Vec::new();
    if !is_form(value, faults) {
        return kept;
    }
    let entries = value.entries();
    for (name, holds) in form {
        let mandatory = matches!(holds, Holds::Text | Holds::Email);
        if new && mandatory && !entries.iter().any(|entry| entry.key == *name) {
            faults.add(name, message::REQUIRED, &[]);
        }
    }
    for entry in entries {
        let known = form.iter().find(|(name, _)| *name == entry.key);
        if check(known.map(|(_, holds)| *holds), &entry, faults) {
            kept.push(entry);
        }
    }
    kept
}

/// What the service calls the types of values: as Python does.
const PYTHON: &[(&str, &str)] =
    &[("a boolean", "bool"), ("a number", "number"), ("a string", "str"), ("an array", "list")];

/// Adds a fault for what is no object, in the service's words.
fn is_form(value: Json, faults: &mut FieldErrors) -> bool {
    if value.is_null() {
        faults.add("non_field_errors", message::NO_DATA, &[]);
    } else if !value.is_object() {
        let kind = value.kind();
        let python = PYTHON.iter().find(|(ours, _)| *ours == kind);
        let found = python.map_or(kind.as_str(), |(_, theirs)| theirs);
        faults.add("non_field_errors", message::NOT_A_DICTIONARY, &[found]);
    }
    value.is_object()
}

/// Adds the faults of a field; false where it is to be left out.
fn check(holds: Option<Holds>, entry: &Entry, faults: &mut FieldErrors) -> bool {
    let (name, value) = (entry.key.as_str(), entry.value);
    match holds {
        None => {
            value.find_unsendable(name, faults);
        }
        Some(Holds::ReadOnly) => return false,
        Some(Holds::Text) => check_text(name, value, true, faults),
        Some(Holds::TextOrNull) => check_text(name, value, false, faults),
        Some(Holds::Email) => check_email(name, value, faults),
        Some(Holds::Metadata) => check_metadata(value, MAX_METADATA_BYTES, faults),
        Some(Holds::Flag) if value.is_boolean() => {}
        Some(Holds::Flag) if value.is_null() => faults.add(name, message::NULL, &[]),
        Some(Holds::Flag) => faults.add(name, message::NOT_A_BOOLEAN, &[]),
        Some(Holds::Photo) if value.is_null() => {}
        // A customer read from the service has its photo's address there, which it would refuse.
        Some(Holds::Photo) if value.is_text() => return false,
        Some(Holds::Photo) => faults.add(name, message::NOT_A_FILE, &[]),
    }
    true
}

/// Text fields take strings only; mandatory ones neither null nor blank. The service trims
/// before it looks, so white space is blank.
pub fn check_text(name: &str, value: Json, mandatory: bool, faults: &mut FieldErrors) {
    match (value.text(), value.note()) {
        (Some(text), _) if mandatory && strip(&text).is_empty() => {
            faults.add(name, message::BLANK, &[]);
        }
        (Some(_), _) => {}
        (_, Some(what)) if what.ends_with("surrogate") => {
            faults.add(name, message::UNSENDABLE, &[name, &what]);
        }
        _ if !value.is_null() => faults.add(name, message::NOT_A_STRING, &[]),
        _ if mandatory => faults.add(name, message::NULL, &[]),
        _ => {}
    }
}

fn check_email(name: &str, value: Json, faults: &mut FieldErrors) {
    let refused = |text: &str| !strip(text).is_empty() && !email::accepts(text);
    // The service turns a number into text before it looks.
    if value.is_number() || value.text().is_some_and(|text| refused(&text)) {
        faults.add(name, message::EMAIL, &[]);
    } else {
        check_text(name, value, true, faults);
    }
}
