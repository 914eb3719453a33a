//! The check of a customer's metadata: a JSON object of limited size, or null (contract,
//! `Metadata`).

use crate::error::{Faults, Path};
use crate::message::Message;
use crate::value::Value;

/// The most bytes of compact UTF-8 JSON that metadata may have: 10 KB.
pub const MAX_METADATA_BYTES: usize = 10_240;

/// Adds a fault for what cannot be metadata, or has too many bytes. The size is not looked at where
/// JSON would change or lose something of the metadata, since it says nothing then.
///
/// `bytes` is the length of what `JSON.stringify` makes of the metadata, in UTF-8.
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
