//! What may be sent of a customer (contract, "Resources", "Refused before anything is sent" and
//! "Inputs"). Parsing is the check: there is no other way to get one of these types.

use crate::email;
use crate::error::{Error, FieldErrors, Message};
use crate::json::{Entry, Json};
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

impl PhotoInput {
    /// What `src/js/input.js` tells of it: null, `{"size": …, "head": […]}`, or a note.
    pub fn parse(value: Json) -> PhotoInput {
        match value.get("size").and_then(number) {
            Some(size) => PhotoInput::File(Photo {
                size,
                head: value.get("head").map(|head| {
                    head.items().into_iter().filter_map(number).map(|byte| byte as u8).collect()
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
    let mut entries = entries(value, &mut faults);
    // A customer read from the service has its photo's address there; the service would refuse it.
    let is_photo_url = |entry: &Entry| entry.key == "photo" && entry.value.is_text();
    entries.retain(|entry| !READ_ONLY.contains(&entry.key.as_str()) && !is_photo_url(entry));
    let mandatory = ["first_name", "last_name", "email"];
    require(&mandatory, value, &entries, create, &mut faults);
    for Entry { key, value, .. } in &entries {
        match key.as_str() {
            "first_name" | "last_name" => check_text(key, *value, true, &mut faults),
            "email" => check_email(*value, &mut faults),
            "phone" | "country" => check_text(key, *value, false, &mut faults),
            "metadata" => check_metadata(*value, &mut faults),
            "photo" if value.is_null() => {}
            "photo" => faults.add(key, Message::NotAFile),
            _ => value.find_unsendable(key, &mut faults),
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
            entries.retain(|entry| !(create && entry.value.is_null() && known(&entry.key)));
            for Entry { key, .. } in entries.iter().filter(|entry| entry.value.is_null()) {
                if faults.get(key).is_empty() {
                    faults.add(key, Message::NullBesidePhoto);
                }
            }
            file.check(&mut faults)
        }
    };
    faults.finish(Fields { entries, photo: format })
}

fn number(value: Json) -> Option<u64> {
    std::str::from_utf8(value.raw()).ok()?.parse().ok()
}

/// The entries of an object; anything else is a fault in the service's words.
pub(crate) fn entries<'a>(value: Json<'a>, faults: &mut FieldErrors) -> Vec<Entry<'a>> {
    if value.is_null() {
        faults.add("non_field_errors", Message::NoData);
    } else if !value.is_object() {
        // The service names Python's types.
        let kind = value.kind();
        let found = match kind.as_str() {
            "a boolean" => "bool",
            "a number" => "number",
            "a string" => "str",
            "an array" => "list",
            other => other,
        };
        faults.add("non_field_errors", Message::NotADictionary(found));
    }
    value.entries()
}

/// Adds a fault for each mandatory field that a new thing lacks.
pub(crate) fn require(
    names: &[&str],
    value: Json,
    entries: &[Entry],
    create: bool,
    faults: &mut FieldErrors,
) {
    for name in names.iter().filter(|_| create && value.is_object()) {
        if !entries.iter().any(|entry| entry.key == *name) {
            faults.add(name, Message::Required);
        }
    }
}

/// Text fields take strings only; mandatory ones neither null nor blank. The service trims
/// before it looks, so white space is blank.
pub(crate) fn check_text(name: &str, value: Json, mandatory: bool, faults: &mut FieldErrors) {
    match (value.text(), value.note()) {
        (Some(text), _) if mandatory && email::strip(&text).is_empty() => {
            faults.add(name, Message::Blank);
        }
        (Some(_), _) => {}
        (_, Some(what)) if what.ends_with("surrogate") => {
            faults.add(name, Message::Unsendable { path: name, what: &what });
        }
        _ if !value.is_null() => faults.add(name, Message::NotAString),
        _ if mandatory => faults.add(name, Message::Null),
        _ => {}
    }
}

fn check_email(value: Json, faults: &mut FieldErrors) {
    let refused = |text: String| !email::strip(&text).is_empty() && !email::accepts(&text);
    // The service turns a number into text before it looks.
    if value.is_number() || value.text().is_some_and(refused) {
        faults.add("email", Message::Email);
    } else {
        check_text("email", value, true, faults);
    }
}

fn check_metadata(value: Json, faults: &mut FieldErrors) {
    match metadata_size(value) {
        Ok(size) if size > MAX_METADATA_BYTES => {
            faults.add("metadata", Message::MetadataTooLarge(size));
        }
        Ok(_) => {}
        Err(error) => faults.append(error.fields),
    }
}

/// Bytes of metadata's compact UTF-8 JSON, which is what it was handed over as.
///
/// ```
/// use customers_client::{customer::metadata_size, json::Json};
/// let metadata = Json::read(r#"{"plan":"é"}"#.as_bytes()).unwrap();
/// assert_eq!(metadata_size(metadata).unwrap(), 13);
/// ```
pub fn metadata_size(value: Json) -> Result<usize, Error> {
    let mut faults = FieldErrors::default();
    if value.is_null() || value.is_object() {
        value.find_unsendable("metadata", &mut faults);
    } else {
        faults.add("metadata", Message::MetadataNotObject(&value.kind()));
    }
    faults.finish(value.raw().len())
}
