//! A customer's metadata: a JSON object of limited size, or null (contract, "Refused before
//! anything is sent").

use crate::error::FieldErrors;
use crate::json::Json;
use crate::message::{METADATA_NOT_OBJECT, METADATA_TOO_LARGE};
use crate::text::digits;

/// 10 KB, of compact UTF-8 JSON.
pub const MAX_METADATA_BYTES: usize = 10_240;

/// Adds a fault for what cannot be metadata, or has more than so many bytes.
pub fn check_metadata(value: Json, most: usize, faults: &mut FieldErrors) {
    let size = value.raw().len();
    if !value.is_null() && !value.is_object() {
        faults.add("metadata", METADATA_NOT_OBJECT, &[&value.kind()]);
        return;
    }
    if !value.find_unsendable("metadata", faults) && size > most {
        faults.add("metadata", METADATA_TOO_LARGE, &[&digits(size as u64)]);
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
    check_metadata(value, usize::MAX, &mut faults);
    faults.finish(value.raw().len())
}
