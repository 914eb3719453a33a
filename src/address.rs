//! What may be sent of an address (contract, "Resources"; its fields are inferred).

use crate::customer::{check_text, entries, require};
use crate::error::{Error, FieldErrors, Message};
use crate::json::{Entry, Json};

/// A checked new address.
///
/// ```
/// use customers_client::address::NewAddress;
/// use customers_client::json::Json;
/// let error = NewAddress::parse(Json::read(br#"{"line1": " "}"#).unwrap()).unwrap_err();
/// assert_eq!(error.fields.get("line1"), ["This field may not be blank."]);
/// assert_eq!(error.fields.get("city"), ["This field is required."]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NewAddress<'a>(pub(crate) Vec<Entry<'a>>);

/// A checked change of an address: the keys that were given, `null` included.
#[derive(Clone, Debug, PartialEq)]
pub struct AddressPatch<'a>(pub(crate) Vec<Entry<'a>>);

impl<'a> NewAddress<'a> {
    /// Checks and takes what a caller gave; all faults are reported together.
    pub fn parse(value: Json<'a>) -> Result<Self, Error> {
        parse(value, true).map(NewAddress)
    }
}

impl<'a> AddressPatch<'a> {
    /// Checks and takes what a caller gave; all faults are reported together.
    pub fn parse(value: Json<'a>) -> Result<Self, Error> {
        parse(value, false).map(AddressPatch)
    }
}

fn parse(value: Json, create: bool) -> Result<Vec<Entry>, Error> {
    let mut faults = FieldErrors::default();
    let mut entries = entries(value, &mut faults);
    // The id is the service's: left out, so that an address can be sent back as it was read.
    entries.retain(|entry| entry.key != "id");
    let mandatory = ["line1", "city", "postal_code", "country"];
    require(&mandatory, value, &entries, create, &mut faults);
    for Entry { key, value, .. } in &entries {
        match key.as_str() {
            "line2" | "state" => check_text(key, *value, false, &mut faults),
            "is_default" if value.is_null() => faults.add(key, Message::Null),
            "is_default" if value.is_boolean() => {}
            "is_default" => faults.add(key, Message::NotABoolean),
            name if mandatory.contains(&name) => check_text(key, *value, true, &mut faults),
            _ => value.find_unsendable(key, &mut faults),
        }
    }
    faults.finish(entries)
}
