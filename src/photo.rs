//! The check of a customer's photo: JPEG or PNG, at most 5 MB (contract, `Photo`).

use crate::error::Faults;
use crate::message::Message;

/// The most bytes that a photo may have: 5 MB.
pub const MAX_PHOTO_BYTES: u64 = 5_242_880;

/// How many of a file's first bytes are looked at to tell what it is.
pub const HEAD_BYTES: usize = 8;

/// What a file is that begins with these bytes. `Ok` is for the formats that the service takes: the
/// file name to send the photo under. The service refuses names without such an ending, and a bare
/// `Blob` would be called "blob". `Err` names the formats that people upload by mistake.
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

/// What a file is that begins with these [`HEAD_BYTES`]: the file name to send it under, or, where
/// the service does not take such files, what it is in words.
///
/// ```
/// use customers_client::photo::kind_of;
/// assert_eq!(kind_of(b"\xff\xd8\xff\xe0"), Ok("photo.jpg"));
/// assert_eq!(kind_of(b"GIF89a"), Err("a GIF"));
/// ```
pub fn kind_of(head: &[u8]) -> Result<&'static str, &'static str> {
    match KINDS.iter().find(|(first, _)| head.starts_with(first)) {
        Some((_, kind)) => *kind,
        None if head.ends_with(b"ftyp") => Err("a HEIC, AVIF or MP4 file"),
        None => Err("something else"),
    }
}

/// What stands at a customer's `photo`.
#[derive(Clone, Debug, PartialEq)]
pub enum Photo {
    /// No file. What else stands there (null, text, a wrong value) is checked with the other fields.
    None,
    /// An object that is no file.
    NotAFile,
    /// A file.
    File {
        /// Its size in bytes.
        size: u64,
        /// Its first [`HEAD_BYTES`] bytes; `None` in the checks for forms, which do not wait for them.
        head: Option<Vec<u8>>,
    },
}

impl Photo {
    /// Adds the faults of a file under `photo`. Answers the file name to send it under, where its
    /// format is one that the service takes.
    pub fn check(&self, faults: &mut Faults) -> Option<&'static str> {
        let (size, head) = match self {
            Photo::None => return None,
            Photo::NotAFile => {
                faults.add("photo", Message::NotAFile);
                return None;
            }
            Photo::File { size, head } => (*size, head),
        };
        if size == 0 {
            faults.add("photo", Message::PhotoEmpty);
            return None;
        }
        if size > MAX_PHOTO_BYTES {
            faults.add("photo", Message::PhotoTooLarge(size));
        }
        let kind = kind_of(head.as_ref()?);
        kind.map_err(|kind| faults.add("photo", Message::PhotoType(kind))).ok()
    }
}
