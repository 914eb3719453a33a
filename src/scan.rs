//! Reading JSON's bytes.
//!
//! [`Scanner`] finds where values begin and end. It is not a judge of JSON's grammar: on bytes
//! that are JSON it is exact, on others it may notice or not. Success bodies are therefore read
//! by `JSON.parse` after their shape has been checked here; with error bodies, which
//! `src/js/call.js` has read by it before, the worst that could happen is an odd message.

use alloc::vec::Vec;

/// A body's bytes but for a byte order mark, which `TextDecoder` drops too.
pub fn without_mark(body: &[u8]) -> &[u8] {
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

/// A position in JSON text.
pub struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scanner<'a> {
    /// At the beginning.
    pub fn new(bytes: &'a [u8]) -> Scanner<'a> {
        Scanner { bytes, at: 0 }
    }

    /// Skips white space and tells the next byte, without taking it.
    #[inline(always)] // the hot ones: a call costs more than their work
    pub fn peek(&mut self) -> Result<u8, Broken> {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(byte) => return Ok(*byte),
                None => return Err(Broken::End),
            }
        }
    }

    /// Takes the next byte if it is `byte`.
    #[inline(always)]
    pub fn take(&mut self, byte: u8) -> Result<bool, Broken> {
        let found = self.peek()? == byte;
        self.at += usize::from(found);
        Ok(found)
    }

    /// Takes `byte`, which has to come next.
    pub fn must_take(&mut self, byte: u8) -> Result<(), Broken> {
        if self.take(byte)? { Ok(()) } else { Err(Broken::Syntax) }
    }

    /// Takes a string; its bytes as they stand between the quotes, escapes and all.
    pub fn string(&mut self) -> Result<&'a [u8], Broken> {
        self.must_take(b'"')?;
        let rest = self.bytes.get(self.at..).ok_or(Broken::End)?;
        let mut length = 0;
        loop {
            let ahead = rest.get(length..).ok_or(Broken::End)?;
            length += plain_bytes(ahead);
            match rest.get(length) {
                None => return Err(Broken::End),
                Some(b'"') => break,
                Some(_) => length += 2,
            }
        }
        self.at += length + 1;
        rest.get(..length).ok_or(Broken::End)
    }

    /// Takes a literal or a number; its bytes.
    pub fn scalar(&mut self) -> Result<&'a [u8], Broken> {
        self.peek()?;
        let rest = self.bytes.get(self.at..).ok_or(Broken::End)?;
        let ends = |b: &u8| {
            matches!(
                b,
                b',' | b':' | b']' | b'}' | b'[' | b'{' | b'"' | b' ' | b'\n' | b'\r' | b'\t'
            )
        };
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).filter(|token| !token.is_empty()).ok_or(Broken::Syntax)
    }

    /// Takes a whole value of any kind and depth. It keeps a count, not a stack: where brackets
    /// do not match, the text is not JSON, and `JSON.parse` says so.
    pub fn skip(&mut self) -> Result<(), Broken> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.string()?;
                }
                b'{' | b'[' => {
                    self.at += 1;
                    depth += 1;
                    continue;
                }
                b'}' | b']' => {
                    self.at += 1;
                    depth = depth.checked_sub(1).ok_or(Broken::Syntax)?;
                }
                b',' | b':' if depth > 0 => {
                    self.at += 1;
                    continue;
                }
                _ => {
                    self.scalar()?;
                }
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// The same; its bytes.
    pub fn value(&mut self) -> Result<&'a [u8], Broken> {
        self.peek()?;
        let start = self.at;
        self.skip()?;
        let value = self.bytes.get(start..self.at).ok_or(Broken::End)?;
        let known = matches!(
            value,
            [b'"' | b'{' | b'[' | b'-' | b'0'..=b'9', ..] | b"null" | b"true" | b"false"
        );
        if known { Ok(value) } else { Err(Broken::Syntax) }
    }

    /// Takes an opening bracket; true where an item follows, else its closing one is taken too.
    pub fn open(&mut self, [open, close]: [u8; 2]) -> Result<bool, Broken> {
        self.must_take(open)?;
        Ok(!self.take(close)?)
    }

    /// After an item: true where a comma says that another follows, else `close` is taken.
    pub fn more(&mut self, close: u8) -> Result<bool, Broken> {
        if self.take(close)? {
            return Ok(false);
        }
        self.must_take(b',')?;
        Ok(true)
    }

    /// Takes a key and its colon if it is this one, written without escapes.
    #[inline(always)]
    pub fn take_key(&mut self, name: &str) -> Result<bool, Broken> {
        self.peek()?;
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = name.len() + 1;
        let found = rest.get(1..end) == Some(name.as_bytes())
            && matches!((rest.first(), rest.get(end)), (Some(b'"'), Some(b'"')));
        if found {
            self.at += end + 1;
            self.must_take(b':')?;
        }
        Ok(found)
    }

    /// Takes a key and its colon; the key as it stands between its quotes.
    pub fn key(&mut self) -> Result<&'a [u8], Broken> {
        let key = self.string()?;
        self.must_take(b':')?;
        Ok(key)
    }

    /// Only white space may be left.
    pub fn finish(&mut self) -> Result<(), Broken> {
        match self.peek() {
            Err(Broken::End) => Ok(()),
            _ => Err(Broken::Syntax),
        }
    }
}

/// How many bytes come before the next quote or backslash, or in all: many at a time, since most
/// bytes of a body stand in strings.
#[inline(always)]
fn plain_bytes(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<WIDTH>();
    for (index, word) in words.iter().enumerate() {
        if let Some(at) = first_mark(word) {
            return index * WIDTH + at;
        }
    }
    let is_plain = |b: &&u8| !matches!(b, b'"' | b'\\');
    words.len() * WIDTH + rest.iter().take_while(is_plain).count()
}

/// The module's way: sixteen bytes in a vector.
#[cfg(target_feature = "simd128")]
use vector::{WIDTH, first_mark};

#[cfg(target_feature = "simd128")]
mod vector {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, u64x2, v128_or};

    pub const WIDTH: usize = 16;

    pub fn first_mark(bytes: &[u8; WIDTH]) -> Option<usize> {
        let word = u128::from_le_bytes(*bytes);
        let vector = u64x2(word as u64, (word >> 64) as u64);
        let marks =
            v128_or(u8x16_eq(vector, u8x16_splat(b'"')), u8x16_eq(vector, u8x16_splat(b'\\')));
        let mask = u8x16_bitmask(marks);
        (mask != 0).then(|| mask.trailing_zeros() as usize)
    }
}

/// Elsewhere: eight bytes in a number.
#[cfg(not(target_feature = "simd128"))]
use number::{WIDTH, first_mark};

#[cfg(not(target_feature = "simd128"))]
mod number {
    pub const WIDTH: usize = 8;

    const ONES: u64 = u64::from_le_bytes([1; WIDTH]);

    pub fn first_mark(bytes: &[u8; WIDTH]) -> Option<usize> {
        // The lowest high bit that this sets is that of the first byte equal to `byte`.
        let marks = |byte: u8| {
            let zero_where_equal = u64::from_le_bytes(*bytes) ^ ONES.wrapping_mul(byte.into());
            zero_where_equal.wrapping_sub(ONES) & !zero_where_equal & ONES.wrapping_mul(0x80)
        };
        let mask = marks(b'"') | marks(b'\\');
        (mask != 0).then(|| mask.trailing_zeros() as usize / 8)
    }
}

/// The bytes of a string's text, from as it stands between its quotes. A lone surrogate becomes
/// U+FFFD: this reads names and messages, never customers' data.
pub fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'\\' {
            text.push(*first);
            continue;
        }
        let escaped = rest.split_off_first().copied().unwrap_or(b'?');
        let c = match escaped {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let (mut unit, after) = hex(rest);
                rest = after;
                if let (0xd800..=0xdbff, [b'\\', b'u', low @ ..]) = (unit, rest) {
                    let (low, after) = hex(low);
                    if (0xdc00..=0xdfff).contains(&low) {
                        unit = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
                        rest = after;
                    }
                }
                char::from_u32(unit).unwrap_or('\u{fffd}')
            }
            // The quote, the slash, the backslash.
            other => {
                text.push(other);
                continue;
            }
        };
        text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
    text
}

/// The value of four hexadecimal digits, and what follows them.
fn hex(rest: &[u8]) -> (u32, &[u8]) {
    let (digits, after) = rest.split_at_checked(4).unwrap_or((rest, b""));
    let digit = |b: &u8| (*b as char).to_digit(16);
    let value = digits.iter().try_fold(0, |value, b| Some(value * 16 + digit(b)?));
    (value.unwrap_or(0xfffd), after)
}
