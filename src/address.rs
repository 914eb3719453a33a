//! What may be sent of an address (contract, "Resources"; its fields are inferred).

use alloc::vec::Vec;

use crate::error::{Error, FieldErrors};
use crate::fields;
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
    let entries = fields::parse(fields::ADDRESS, value, create, &mut faults);
    faults.finish(entries)
}
