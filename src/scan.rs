//! A reader of JSON's bytes.
//!
//! [`Scanner`] finds where values begin and end. It is no judge of JSON's grammar: on bytes that
//! are JSON it is exact, and of others it may or may not notice that they are not. So `JSON.parse`
//! has to read them too.

/// A body's bytes without a byte order mark at their beginning.
pub fn without_byte_order_mark(body: &[u8]) -> &[u8] {
    match body {
        [0xef, 0xbb, 0xbf, rest @ ..] => rest,
        _ => body,
    }
}

/// Why a body is not readable as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The bytes end within a value.
    End,
    /// A byte that cannot stand where it stands.
    Syntax,
}

/// A position in JSON text. Once the text is found broken, the scanner stays at the text's end and
/// every loop over it ends, so that no step has to tell whether it went well.
pub struct Scanner<'a> {
    bytes: &'a [u8],
    /// How many bytes have been taken.
    pub at: usize,
    /// How the text is broken; `None` as long as nothing wrong has been found.
    pub broken: Option<Broken>,
}

impl<'a> Scanner<'a> {
    /// A scanner at the beginning of the text.
    pub fn new(bytes: &'a [u8]) -> Scanner<'a> {
        Scanner { bytes, at: 0, broken: None }
    }

    /// Skips white space and answers the next byte without taking it; 0 at the end.
    #[inline(always)] // here and below: a function call would cost more than the work does
    pub fn peek(&mut self) -> u8 {
        match self.bytes.get(self.at) {
            Some(byte) if *byte > b' ' => *byte,
            _ => self.skip_space(),
        }
    }

    #[inline(never)]
    fn skip_space(&mut self) -> u8 {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(byte) => return *byte,
                None => return 0,
            }
        }
    }

    /// Where the next byte is, in the whole text.
    pub fn position(&mut self) -> usize {
        self.peek();
        self.at
    }

    /// Notes that the text is broken at this position, and goes to its end.
    pub fn breaks(&mut self) {
        let here = if self.at < self.bytes.len() { Broken::Syntax } else { Broken::End };
        self.broken = self.broken.or(Some(here));
        self.at = self.bytes.len();
    }

    /// Takes the next byte if it is `byte`; true where it was.
    #[inline(always)]
    pub fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        self.at += usize::from(found);
        found
    }

    /// Takes the next byte, which has to be `byte`: else the text is broken.
    pub fn must_take(&mut self, byte: u8) {
        if !self.take(byte) {
            self.breaks();
        }
    }

    /// Takes a string, and answers its bytes as they stand between the quotes, with their escapes.
    pub fn string(&mut self) -> &'a [u8] {
        self.must_take(b'"');
        let start = self.at;
        loop {
            let ahead = self.bytes.get(self.at..).unwrap_or_default();
            self.at += plain_bytes(ahead);
            match self.bytes.get(self.at) {
                None => {
                    self.breaks();
                    return b"";
                }
                Some(b'"') => break,
                Some(_) => self.at += 2,
            }
        }
        self.at += 1;
        self.bytes.get(start..self.at - 1).unwrap_or_default()
    }

    /// Takes a literal or a number, and answers its bytes.
    pub fn scalar(&mut self) -> &'a [u8] {
        let start = self.position();
        let rest = self.bytes.get(start..).unwrap_or_default();
        let ends = |b: &u8| {
            matches!(
                b,
                b',' | b':' | b']' | b'}' | b'[' | b'{' | b'"' | b' ' | b'\n' | b'\r' | b'\t'
            )
        };
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        self.at += length;
        if length == 0 {
            self.breaks();
        }
        rest.get(..length).unwrap_or_default()
    }

    /// Takes a whole value of any kind and depth. Open brackets are counted, not remembered: where
    /// two do not match, the text is not JSON, and `JSON.parse` says so.
    pub fn skip(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                b'"' => {
                    self.string();
                }
                b'{' | b'[' => {
                    self.at += 1;
                    depth += 1;
                    continue;
                }
                b'}' | b']' if depth > 0 => {
                    self.at += 1;
                    depth -= 1;
                }
                b',' | b':' if depth > 0 => {
                    self.at += 1;
                    continue;
                }
                _ => {
                    self.scalar();
                }
            }
            if depth == 0 || self.broken.is_some() {
                return;
            }
        }
    }

    /// Takes an opening bracket. True where an item follows; else the closing bracket is taken too.
    pub fn open(&mut self, [open, close]: [u8; 2]) -> bool {
        self.must_take(open);
        !self.take(close) && self.broken.is_none()
    }

    /// Takes what follows an item. True after a comma, for another item; false after `close`.
    pub fn more(&mut self, close: u8) -> bool {
        if self.take(close) {
            return false;
        }
        self.must_take(b',');
        self.broken.is_none()
    }

    /// Takes the next key and its colon if the key is `name`, written without escapes; true if so.
    #[inline(always)]
    pub fn take_key(&mut self, name: &str) -> bool {
        let start = self.position();
        let end = start + 1 + name.len();
        let found = self.bytes.get(start + 1..end) == Some(name.as_bytes())
            && matches!((self.bytes.get(start), self.bytes.get(end)), (Some(b'"'), Some(b'"')));
        if found {
            self.at = end + 1;
            self.must_take(b':');
        }
        found
    }

    /// Takes a key and its colon, and answers the key as it stands between its quotes.
    pub fn key(&mut self) -> &'a [u8] {
        let key = self.string();
        self.must_take(b':');
        key
    }

    /// Ends the reading: the text is broken where anything but white space is left.
    pub fn finish(&mut self) {
        if self.position() < self.bytes.len() {
            self.breaks();
        }
    }
}

/// True where a key, as it stands between its quotes, spells this name. The name consists of letters,
/// digits and underscores, and the only escape that can spell one of those is `\u`.
pub fn spells(raw: &[u8], name: &str) -> bool {
    let mut rest = raw;
    for byte in name.bytes() {
        let (unit, after) = match rest {
            [b'\\', b'u', a, b, c, d, after @ ..] => (hex([*a, *b, *c, *d]), after),
            [first, after @ ..] => (Some((*first).into()), after),
            [] => return false,
        };
        if unit != Some(byte.into()) {
            return false;
        }
        rest = after;
    }
    rest.is_empty()
}

/// The value of four hexadecimal digits.
fn hex(digits: [u8; 4]) -> Option<u32> {
    digits.iter().try_fold(0, |value, digit| Some(value * 16 + (*digit as char).to_digit(16)?))
}

/// The kind of the value that begins with this byte, in words; empty where no value does.
pub fn kind_of(first: u8) -> &'static str {
    match first {
        b'"' => "a string",
        b'{' => "an object",
        b'[' => "an array",
        b't' | b'f' => "a boolean",
        b'n' => "null",
        b'-' | b'0'..=b'9' => "a number",
        _ => "",
    }
}

/// How many bytes come before the next quote or backslash; all of them where there is none. Several
/// bytes are looked at together, since most bytes of a body stand in strings.
#[inline(always)]
fn plain_bytes(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<WIDTH>();
    for (index, word) in words.iter().enumerate() {
        if let Some(at) = first_special(word) {
            return index * WIDTH + at;
        }
    }
    let is_plain = |b: &&u8| !matches!(b, b'"' | b'\\');
    words.len() * WIDTH + rest.iter().take_while(is_plain).count()
}

/// In the WebAssembly module: sixteen bytes at a time, in a SIMD vector.
#[cfg(target_feature = "simd128")]
use vector::{WIDTH, first_special};

#[cfg(target_feature = "simd128")]
mod vector {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, u64x2, v128_or};

    pub const WIDTH: usize = 16;

    /// Where the first quote or backslash stands.
    pub fn first_special(bytes: &[u8; WIDTH]) -> Option<usize> {
        let word = u128::from_le_bytes(*bytes);
        let vector = u64x2(word as u64, (word >> 64) as u64);
        let marks =
            v128_or(u8x16_eq(vector, u8x16_splat(b'"')), u8x16_eq(vector, u8x16_splat(b'\\')));
        let mask = u8x16_bitmask(marks);
        (mask != 0).then(|| mask.trailing_zeros() as usize)
    }
}

/// Elsewhere: eight bytes at a time, in a 64-bit number.
#[cfg(not(target_feature = "simd128"))]
use number::{WIDTH, first_special};

#[cfg(not(target_feature = "simd128"))]
mod number {
    pub const WIDTH: usize = 8;

    const ONES: u64 = u64::from_le_bytes([1; WIDTH]);

    /// Where the first quote or backslash stands.
    pub fn first_special(bytes: &[u8; WIDTH]) -> Option<usize> {
        // Sets the high bit of the first byte that equals `byte`, and none of those before it.
        let marks = |byte: u8| {
            let zero_where_equal = u64::from_le_bytes(*bytes) ^ ONES.wrapping_mul(byte.into());
            zero_where_equal.wrapping_sub(ONES) & !zero_where_equal & ONES.wrapping_mul(0x80)
        };
        let mask = marks(b'"') | marks(b'\\');
        (mask != 0).then(|| mask.trailing_zeros() as usize / 8)
    }
}
