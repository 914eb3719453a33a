//! A customer's metadata: a JSON object of limited size, or null (contract, "Refused before
//! anything is sent").

use crate::error::{Faults, Path};
use crate::message::Message;
use crate::value::Value;

/// 10 KB, of compact UTF-8 JSON.
pub const MAX_METADATA_BYTES: usize = 10_240;

/// Adds a fault for what cannot be metadata, or has too many bytes: what JSON would change or lose
/// is told first, since its size says nothing then.
///
/// `bytes` is the length of what `JSON.stringify` makes of it.
///
/// ```
/// use customers_client::error::Faults;
/// use customers_client::metadata::{MAX_METADATA_BYTES, check};
/// use customers_client::value::Value;
/// let mut faults = Faults::default();
/// check(&Value::Object(Vec::new()), MAX_METADATA_BYTES + 1, &mut faults);
/// assert_eq!(faults.issues()[0].code, "too_large");
/// ```
pub fn check(metadata: &Value, bytes: usize, faults: &mut Faults) {
    if is_sendable(metadata, faults) && bytes > MAX_METADATA_BYTES {
        faults.add("metadata", Message::MetadataTooLarge(bytes));
    }
}

/// Adds a fault for what cannot be metadata whatever its size; true where nothing is wrong.
pub fn is_sendable(metadata: &Value, faults: &mut Faults) -> bool {
    if !matches!(metadata, Value::Null | Value::Object(_)) {
        faults.add("metadata", Message::MetadataNotAnObject(metadata.kind()));
        return false;
    }
    !metadata.find_unsendable(&mut Path::of("metadata"), faults)
}
