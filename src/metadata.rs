//! A customer's metadata: a JSON object of limited size, or null (contract, "Refused before
//! anything is sent").

use crate::error::FieldErrors;
use crate::json::Json;
use crate::message::{METADATA_NOT_OBJECT, METADATA_TOO_LARGE};
use crate::text::digits;

/// 10 KB, of compact UTF-8 JSON.
pub const MAX_METADATA_BYTES: usize = 10_240;

/// Adds a fault for what cannot be metadata.
pub fn check_metadata(value: Json, faults: &mut FieldErrors) {
    match metadata_size(value) {
        Ok(size) if size > MAX_METADATA_BYTES => {
            faults.add("metadata", METADATA_TOO_LARGE, &[&digits(size as u64)]);
        }
        Ok(_) => {}
        Err(found) => faults.append(found),
    }
}

/// Bytes of metadata's compact UTF-8 JSON, which is what it was handed over as.
///
/// ```
/// use customers_client::{json::Json, metadata::metadata_size};
/// let metadata = Json::new(r#"{"plan":"é"}"#);
/// assert_eq!(metadata_size(metadata).unwrap(), 13);
/// ```
pub fn metadata_size(value: Json) -> Result<usize, FieldErrors> {
    let mut faults = FieldErrors::default();
    if value.is_null() || value.is_object() {
        value.find_unsendable("metadata", &mut faults);
    } else {
        faults.add("metadata", METADATA_NOT_OBJECT, &[&value.kind()]);
    }
    faults.finish(value.raw().len())
}
