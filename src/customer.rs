//! What may be sent of a customer, and of the photo that goes with it (contract, "Resources",
//! "Refused before anything is sent" and "Inputs").

use alloc::vec::Vec;

use crate::error::FieldErrors;
use crate::fields;
use crate::json::{Entry, Json};
use crate::message::NULL_BESIDE_PHOTO;
use crate::photo;

/// The fields to send, in the caller's order, and the name to send the photo under that goes with
/// them.
///
/// `photo` is what is told of a file (see [`photo::check`]), or null where the customer itself says
/// it all.
///
/// ```
/// use customers_client::customer::parse;
/// use customers_client::{error::FieldErrors, json::Json};
/// let mut faults = FieldErrors::default();
/// let form = Json::new(r#"{"first_name":"Ana","last_name":"Mora","email":"ana@"}"#);
/// parse(form, Json::NULL, true, &mut faults);
/// assert_eq!(faults.get("email"), ["Enter a valid email address."]);
/// ```
pub fn parse<'a>(
    value: Json<'a>,
    photo: Json,
    new: bool,
    faults: &mut FieldErrors,
) -> (Vec<Entry<'a>>, Option<&'static str>) {
    let entries = fields::parse(fields::CUSTOMER, value, new, faults);
    if photo.is_null() {
        return (entries, None);
    }
    let name = photo::check(photo, faults);
    let mut kept = Vec::new();
    for entry in entries {
        match entry.key.as_str() {
            _ if !entry.value.is_null() => kept.push(entry),
            // These have a fault already.
            "first_name" | "last_name" | "email" => {}
            // A new customer's null is what it gets by default: it can be left out.
            "phone" | "country" | "metadata" if new => {}
            name => faults.add(name, NULL_BESIDE_PHOTO, &[]),
        }
    }
    (kept, name)
}
