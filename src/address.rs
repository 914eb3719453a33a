//! What may be sent of an address (contract, "Resources"; its fields are inferred).

use crate::customer::{check_text, entries, require};
use crate::error::{Error, FieldErrors, Message};
use crate::json::Value;

/// A checked new address.
///
/// ```
/// use customers_client::address::NewAddress;
/// use customers_client::json::Value;
/// let form = Value::Object(vec![("line1".into(), Value::text(" "))]);
/// let error = NewAddress::parse(form).unwrap_err();
/// assert_eq!(error.fields.get("line1"), ["This field may not be blank."]);
/// assert_eq!(error.fields.get("city"), ["This field is required."]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NewAddress(pub(crate) Value);

/// A checked change of an address: the keys that were given, `null` included.
#[derive(Clone, Debug, PartialEq)]
pub struct AddressPatch(pub(crate) Value);

impl NewAddress {
    /// Checks and takes what a caller gave; all faults are reported together.
    pub fn parse(value: Value) -> Result<NewAddress, Error> {
        parse(value, true).map(NewAddress)
    }
}

impl AddressPatch {
    /// Checks and takes what a caller gave; all faults are reported together.
    pub fn parse(value: Value) -> Result<AddressPatch, Error> {
        parse(value, false).map(AddressPatch)
    }
}

fn parse(value: Value, create: bool) -> Result<Value, Error> {
    let mut faults = FieldErrors::default();
    let Some(mut entries) = entries(value, &mut faults) else {
        return faults.finish(Value::Null);
    };
    // The id is the service's: left out, so that an address can be sent back as it was read.
    entries.retain(|(name, _)| name != "id");
    require(&["line1", "city", "postal_code", "country"], &entries, create, &mut faults);
    for (name, value) in &entries {
        match (name.as_str(), value) {
            ("line1" | "city" | "postal_code" | "country", _) => {
                check_text(name, value, true, &mut faults);
            }
            ("line2" | "state", _) => check_text(name, value, false, &mut faults),
            ("is_default", Value::Bool(_)) => {}
            ("is_default", Value::Null) => faults.add(name, Message::Null),
            ("is_default", _) => faults.add(name, Message::NotABoolean),
            _ => value.find_unsendable(name, &mut faults),
        }
    }
    faults.finish(Value::Object(entries))
}
