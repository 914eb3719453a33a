//! Reading JSON's bytes.
//!
//! [`Scanner`] finds where values begin and end. It is not a judge of JSON's grammar: on bytes
//! that are JSON it is exact, on others it may notice or not. Success bodies are therefore read
//! by `JSON.parse` after their shape has been checked here; error bodies are read by [`parse`],
//! where the worst that a malformed one can do is an odd message.

use crate::json::Value;

/// A body's text, if it is UTF-8; a byte order mark is dropped, as `TextDecoder` does.
pub fn text_of(body: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(body).ok()?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(text))
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
    /// At the beginning of `text`.
    pub fn new(text: &'a str) -> Scanner<'a> {
        Scanner { bytes: text.as_bytes(), at: 0 }
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

/// How many bytes come before the next quote or backslash, or in all: eight at a time, since most
/// bytes of a body stand in strings.
fn plain_bytes(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    // The lowest high bit that this sets is that of the first byte equal to `byte`.
    let marks = |word: u64, byte: u8| {
        let zero_where_equal = word ^ ONES.wrapping_mul(byte.into());
        zero_where_equal.wrapping_sub(ONES) & !zero_where_equal & ONES.wrapping_mul(0x80)
    };
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let found = marks(word, b'"') | marks(word, b'\\');
        if found != 0 {
            return index * 8 + found.trailing_zeros() as usize / 8;
        }
    }
    let is_plain = |b: &&u8| !matches!(b, b'"' | b'\\');
    words.len() * 8 + rest.iter().take_while(is_plain).count()
}

/// The text of a string, from as it stands between its quotes. A lone surrogate becomes U+FFFD:
/// this reads names and messages, never customers' data.
pub fn unescape(raw: &[u8]) -> String {
    let raw = String::from_utf8_lossy(raw);
    let mut units = Vec::new();
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
            continue;
        }
        units.push(match chars.next() {
            Some('b') => 8,
            Some('f') => 12,
            Some('n') => 10,
            Some('r') => 13,
            Some('t') => 9,
            Some('u') => {
                let hex = chars.as_str().get(..4).unwrap_or("");
                let unit = u16::from_str_radix(hex, 16).unwrap_or(0xfffd);
                hex.chars().for_each(|_| _ = chars.next());
                unit
            }
            Some(c) => c as u16, // the quote, the slash, the backslash
            None => 0xfffd,
        });
    }
    String::from_utf16_lossy(&units)
}

/// Reads a small JSON document, at most 32 levels deep; numbers but small integers are read as 0.
///
/// ```
/// use customers_client::scan::parse;
/// let body = parse(r#"{"detail": "Invalid page."}"#).unwrap();
/// assert_eq!(body.get("detail").unwrap().as_str(), Some("Invalid page."));
/// assert!(parse("<html>").is_none());
/// ```
pub fn parse(text: &str) -> Option<Value> {
    let mut scanner = Scanner::new(text);
    let value = value(&mut scanner, 32).ok()?;
    scanner.finish().ok()?;
    Some(value)
}

fn value(scanner: &mut Scanner, depth: u32) -> Result<Value, Broken> {
    let below = depth.checked_sub(1).ok_or(Broken::Syntax)?;
    Ok(match scanner.peek()? {
        b'"' => Value::String(unescape(scanner.string()?)),
        b'{' => {
            let mut entries = Vec::new();
            let mut more = scanner.open(*b"{}")?;
            while more {
                let key = unescape(scanner.key()?);
                entries.push((key, value(scanner, below)?));
                more = scanner.more(b'}')?;
            }
            Value::Object(entries)
        }
        b'[' => {
            let mut list = Vec::new();
            let mut more = scanner.open(*b"[]")?;
            while more {
                list.push(value(scanner, below)?);
                more = scanner.more(b']')?;
            }
            Value::Array(list)
        }
        _ => match scanner.scalar()? {
            b"null" => Value::Null,
            b"true" => Value::Bool(true),
            b"false" => Value::Bool(false),
            // No message is made of a number: reading one exactly would cost 10 KB of tables.
            number @ [b'-' | b'0'..=b'9', ..] => {
                let text = std::str::from_utf8(number).unwrap_or("0");
                Value::Number(text.parse::<i32>().map_or(0.0, f64::from))
            }
            _ => return Err(Broken::Syntax),
        },
    })
}
