//! Photos: what is accepted, in DRF's words.

use axum::body::Bytes;

/// 5 MB.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
const MAX_NAME_CHARS: usize = 100;
const JPEG_START: &[u8] = b"\xff\xd8\xff";
const PNG_START: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A file part as it came.
#[derive(Debug)]
pub struct Upload {
    /// The name without any directories.
    pub name: String,
    /// All of its content.
    pub bytes: Bytes,
}

/// What the first bytes say. Not covered: whether the rest can be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `FF D8 FF`
    Jpeg,
    /// The PNG signature.
    Png,
}

impl Kind {
    fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(JPEG_START) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(PNG_START) {
            Some(Self::Png)
        } else {
            None
        }
    }

    /// How its file name ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// Its `Content-Type`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// An accepted photo.
#[derive(Debug)]
pub struct Photo {
    /// By content; the name it was sent under may say otherwise.
    pub kind: Kind,
    /// All of it.
    pub bytes: Bytes,
}

impl Photo {
    /// The first fault in DRF's order: empty, name too long, content, extension.
    ///
    /// Inferred: the size limit is documented, its message is not.
    pub fn accept(upload: Upload) -> Result<Self, String> {
        let Upload { name, bytes } = upload;
        if bytes.is_empty() {
            return Err("The submitted file is empty.".to_owned());
        }
        let chars = name.chars().count();
        if chars > MAX_NAME_CHARS {
            return Err(format!(
                "Ensure this filename has at most {MAX_NAME_CHARS} characters (it has {chars})."
            ));
        }
        if bytes.len() > MAX_BYTES {
            return Err(format!(
                "The photo has {} bytes; the limit is {MAX_BYTES} bytes (5 MB).",
                bytes.len()
            ));
        }
        let kind = Kind::of(&bytes).ok_or(
            "Upload a valid image. The file you uploaded was either not an image \
             or a corrupted image.",
        )?;
        let extension = match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
            _ => String::new(),
        };
        if !["jpg", "jpeg", "png"].contains(&extension.as_str()) {
            return Err(format!(
                "File extension “{extension}” is not allowed. \
                 Allowed extensions are: jpg, jpeg, png."
            ));
        }
        Ok(Self { kind, bytes })
    }
}
