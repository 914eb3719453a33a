//! The photo of a customer: JPEG or PNG, at most 5 MB (contract, "Photo Upload").

use crate::error::FieldErrors;
use crate::json::Json;
use crate::message::{NOT_A_FILE, PHOTO_EMPTY, PHOTO_TOO_LARGE, PHOTO_TYPE};
use crate::text::{digits, number};

/// 5 MB.
pub const MAX_PHOTO_BYTES: u64 = 5_242_880;

/// How a file's first bytes tell what it is: the formats that the service takes, with the name to
/// send a photo under (it refuses names without such an ending, and a bare `Blob` would be called
/// "blob"), and the ones that people upload by mistake.
const KINDS: &[(&str, Result<&str, &str>)] = &[
    ("\u{ff}\u{d8}\u{ff}", Ok("photo.jpg")),
    ("\u{89}PNG\r\n\u{1a}\n", Ok("photo.png")),
    ("GIF8", Err("a GIF")),
    ("RIFF", Err("a WebP or another RIFF file")),
    ("BM", Err("a BMP")),
    ("%PDF", Err("a PDF")),
    ("II*\0", Err("a TIFF")),
    ("MM\0*", Err("a TIFF")),
    ("<", Err("SVG, HTML or XML")),
];

/// What a file is that begins with these eight bytes, each one a character: the name to send it
/// under, or what it is instead.
///
/// ```
/// use customers_client::photo::kind_of;
/// assert_eq!(kind_of("\u{ff}\u{d8}\u{ff}\u{e0}"), Ok("photo.jpg"));
/// assert_eq!(kind_of("GIF89a"), Err("a GIF"));
/// ```
pub fn kind_of(head: &str) -> Result<&'static str, &'static str> {
    match KINDS.iter().find(|(first, _)| head.starts_with(first)) {
        Some((_, kind)) => *kind,
        None if head.ends_with("ftyp") => Err("a HEIC, AVIF or MP4 file"),
        None => Err("something else"),
    }
}

/// The name to send a photo under, where its format is known and nothing is wrong; faults are
/// added under `photo`.
///
/// `photo` is what `src/js/input.js` tells of a file, `{"size": …, "head": "…"}`, the head as
/// [`kind_of`] has it, or left out where it has not been read (the checks for forms do not wait);
/// or a note of an object that is no file.
pub fn check(photo: Json, faults: &mut FieldErrors) -> Option<&'static str> {
    let Some(size) = photo.get("size").and_then(|size| number(size.raw())) else {
        faults.add("photo", NOT_A_FILE, &[]);
        return None;
    };
    if size == 0 {
        faults.add("photo", PHOTO_EMPTY, &[]);
        return None;
    }
    if size > MAX_PHOTO_BYTES {
        faults.add("photo", PHOTO_TOO_LARGE, &[&digits(size)]);
    }
    let kind = kind_of(&photo.get("head")?.text()?);
    kind.map_err(|kind| faults.add("photo", PHOTO_TYPE, &[kind])).ok()
}
