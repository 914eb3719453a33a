//! The photo of a customer: JPEG or PNG, at most 5 MB (contract, "Photo Upload").

use alloc::vec::Vec;

use crate::error::FieldErrors;
use crate::message::{PHOTO_EMPTY, PHOTO_TOO_LARGE, PHOTO_TYPE};
use crate::text::digits;

/// 5 MB.
pub const MAX_PHOTO_BYTES: u64 = 5_242_880;

/// How many of a file's first bytes [`Photo::check`] wants to see.
pub const HEAD_BYTES: usize = 8;

/// What is known of a file that is to be a photo.
#[derive(Clone, Debug, PartialEq)]
pub struct Photo {
    /// Its size in bytes.
    pub size: u64,
    /// Its first bytes; `None` where they have not been read (the checks for forms do not wait).
    pub head: Option<Vec<u8>>,
}

/// How a file's first bytes tell what it is: the formats that the service takes, with the name to
/// send a photo under (it refuses names without such an ending, and a bare `Blob` would be called
/// "blob"), and the ones that people upload by mistake.
const KINDS: &[(&[u8], Result<&str, &str>)] = &[
    (b"\xff\xd8\xff", Ok("photo.jpg")),
    (b"\x89PNG\r\n\x1a\n", Ok("photo.png")),
    (b"GIF8", Err("a GIF")),
    (b"RIFF", Err("a WebP or another RIFF file")),
    (b"BM", Err("a BMP")),
    (b"%PDF", Err("a PDF")),
    (b"II*\0", Err("a TIFF")),
    (b"MM\0*", Err("a TIFF")),
    (b"<", Err("SVG, HTML or XML")),
];

/// What a file with these first bytes is: the name to send it under, or what it is instead.
///
/// ```
/// use customers_client::photo::kind_of;
/// assert_eq!(kind_of(&[0xff, 0xd8, 0xff, 0xe0]), Ok("photo.jpg"));
/// assert_eq!(kind_of(b"GIF89a"), Err("a GIF"));
/// ```
pub fn kind_of(head: &[u8]) -> Result<&'static str, &'static str> {
    match KINDS.iter().find(|(first, _)| head.starts_with(first)) {
        Some((_, kind)) => *kind,
        None if head.get(4..8) == Some(b"ftyp") => Err("a HEIC, AVIF or MP4 file"),
        None => Err("something else"),
    }
}

impl Photo {
    /// The name to send it under, where its format is known and nothing is wrong; faults are
    /// added under `photo`.
    pub fn check(&self, faults: &mut FieldErrors) -> Option<&'static str> {
        if self.size == 0 {
            faults.add("photo", PHOTO_EMPTY, &[]);
            return None;
        }
        if self.size > MAX_PHOTO_BYTES {
            faults.add("photo", PHOTO_TOO_LARGE, &[&digits(self.size)]);
        }
        let kind = kind_of(self.head.as_deref()?);
        kind.map_err(|kind| faults.add("photo", PHOTO_TYPE, &[kind])).ok()
    }
}
