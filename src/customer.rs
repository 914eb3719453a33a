//! What may be sent of a customer (contract, "Resources", "Refused before anything is sent" and
//! "Inputs"). Parsing is the check: there is no other way to get one of these types.

use alloc::vec::Vec;

use crate::error::{Error, FieldErrors, Message};
use crate::fields;
use crate::json::{Entry, Json};
use crate::photo::{Format, Photo};
use crate::text::number;

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

impl PhotoInput {
    /// What `src/js/input.js` tells of it: null, `{"size": …, "head": […]}`, or a note.
    pub fn parse(value: Json) -> PhotoInput {
        match value.get("size").and_then(|size| number(size.raw())) {
            Some(size) => PhotoInput::File(Photo {
                size,
                head: value.get("head").map(|head| {
                    head.items()
                        .into_iter()
                        .map(|byte| number(byte.raw()).unwrap_or_default() as u8)
                        .collect()
                }),
            }),
            None if value.is_null() => PhotoInput::InValue,
            None => PhotoInput::NotAFile,
        }
    }
}

/// The fields to send, and the format of the photo that goes with them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields<'a> {
    /// In the caller's order.
    pub entries: Vec<Entry<'a>>,
    /// Where there is a photo: how it is to be sent.
    pub photo: Option<Format>,
}

/// A checked new customer.
///
/// ```
/// use customers_client::customer::{NewCustomer, PhotoInput};
/// use customers_client::json::Json;
/// let form = br#"{"first_name": "Ana", "last_name": "Mora", "email": "ana@"}"#;
/// let form = Json::read(form).unwrap();
/// let error = NewCustomer::parse(form, &PhotoInput::InValue).unwrap_err();
/// assert_eq!(error.fields.get("email"), ["Enter a valid email address."]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NewCustomer<'a>(pub(crate) Fields<'a>);

/// A checked change of a customer: the keys that were given, `null` included.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerPatch<'a>(pub(crate) Fields<'a>);

impl<'a> NewCustomer<'a> {
    /// Checks and takes what a caller gave; all faults are reported together.
    pub fn parse(value: Json<'a>, photo: &PhotoInput) -> Result<Self, Error> {
        parse(value, photo, true).map(NewCustomer)
    }
}

impl<'a> CustomerPatch<'a> {
    /// Checks and takes what a caller gave; all faults are reported together.
    pub fn parse(value: Json<'a>, photo: &PhotoInput) -> Result<Self, Error> {
        parse(value, photo, false).map(CustomerPatch)
    }
}

fn parse<'a>(value: Json<'a>, photo: &PhotoInput, create: bool) -> Result<Fields<'a>, Error> {
    let mut faults = FieldErrors::default();
    let mut entries = fields::parse(fields::CUSTOMER, value, create, &mut faults);
    let mut format = None;
    if let PhotoInput::NotAFile = photo {
        faults.add("photo", Message::NotAFile);
    }
    if let PhotoInput::File(file) = photo {
        let mut kept = Vec::new();
        for entry in entries {
            let name = entry.key.as_str();
            if entry.value.is_null() {
                // A new customer's null is what it gets by default: it can be left out.
                if create && matches!(name, "phone" | "country" | "metadata") {
                    continue;
                }
                if faults.get(name).is_empty() {
                    faults.add(name, Message::NullBesidePhoto);
                }
            }
            kept.push(entry);
        }
        entries = kept;
        format = file.check(&mut faults);
    }
    faults.finish(Fields { entries, photo: format })
}
