//! A customer's metadata: a JSON object of limited size, or null (contract, "Refused before
//! anything is sent").

use crate::error::{Error, FieldErrors, Message};
use crate::json::Json;

/// 10 KB, of compact UTF-8 JSON.
pub const MAX_METADATA_BYTES: usize = 10_240;

/// Adds a fault for what cannot be metadata.
pub fn check_metadata(value: Json, faults: &mut FieldErrors) {
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
/// use customers_client::{json::Json, metadata::metadata_size};
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
