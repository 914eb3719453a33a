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

/// The formats that the service takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `FF D8 FF …`
    Jpeg,
    /// `89 P N G …`
    Png,
}

impl Format {
    /// The name to send a photo under. The service refuses names without such an ending, and a
    /// bare `Blob` would be called "blob".
    pub fn file_name(self) -> &'static str {
        match self {
            Format::Jpeg => "photo.jpg",
            Format::Png => "photo.png",
        }
    }

    /// By a file's first bytes.
    pub fn of(head: &[u8]) -> Option<Format> {
        match head {
            [0xff, 0xd8, 0xff, ..] => Some(Format::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Format::Png),
            _ => None,
        }
    }
}

impl Photo {
    /// The format, where it is known and nothing is wrong; faults are added under `photo`.
    pub fn check(&self, faults: &mut FieldErrors) -> Option<Format> {
        if self.size == 0 {
            faults.add("photo", PHOTO_EMPTY, &[]);
            return None;
        }
        if self.size > MAX_PHOTO_BYTES {
            faults.add("photo", PHOTO_TOO_LARGE, &[&digits(self.size)]);
        }
        let head = self.head.as_deref()?;
        let format = Format::of(head);
        if format.is_none() {
            faults.add("photo", PHOTO_TYPE, &[guess(head)]);
        }
        format
    }
}

/// What a file that is neither seems to be: the ones that people upload by mistake.
fn guess(head: &[u8]) -> &'static str {
    match head {
        [b'G', b'I', b'F', b'8', ..] => "a GIF",
        [b'R', b'I', b'F', b'F', ..] => "a WebP or another RIFF file",
        [b'B', b'M', ..] => "a BMP",
        [b'%', b'P', b'D', b'F', ..] => "a PDF",
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => "a TIFF",
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "a HEIC, AVIF or MP4 file",
        [b'<', ..] => "SVG, HTML or XML",
        _ => "something else",
    }
}
