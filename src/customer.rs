//! What may be sent of a customer, and of the photo that goes with it (contract, "Resources",
//! "Refused before anything is sent" and "Inputs").

use alloc::vec::Vec;

use crate::error::FieldErrors;
use crate::fields;
use crate::json::{Entry, Json};
use crate::message::{NOT_A_FILE, NULL_BESIDE_PHOTO};
use crate::photo::Photo;
use crate::text::number;

/// The fields to send, in the caller's order, and the name to send the photo under that goes with
/// them.
///
/// `photo` is what `src/js/input.js` tells of what stood at `photo`: null where the customer itself
/// says it all, `{"size": …, "head": […]}` for a file, a note for an object that is none.
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
    let Some(file) = file(photo) else {
        if !photo.is_null() {
            faults.add("photo", NOT_A_FILE, &[]);
        }
        return (entries, None);
    };
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
    (kept, file.check(faults))
}

/// What is told of a file.
fn file(photo: Json) -> Option<Photo> {
    let byte = |item: Json| number(item.raw()).unwrap_or_default() as u8;
    Some(Photo {
        size: number(photo.get("size")?.raw())?,
        head: photo.get("head").map(|head| head.items().into_iter().map(byte).collect()),
    })
}
