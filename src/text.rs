//! Text and numbers in few bytes: what stands here costs the module a tenth of what std's own
//! functions of the same purpose bring along (tables, searchers, messages of panics).

use alloc::string::String;

/// The pieces, one after the other.
pub fn join(pieces: &[&str]) -> String {
    let mut text = String::new();
    for piece in pieces {
        text.push_str(piece);
    }
    text
}

/// A number's decimal digits.
pub fn digits(number: u64) -> String {
    let mut text = if number < 10 { String::new() } else { digits(number / 10) };
    text.push((b'0' + (number % 10) as u8) as char);
    text
}

/// The number that decimal digits are, if there are any and nothing else; none of more than 16 of
/// them is exact in JavaScript.
pub fn number(digits: &str) -> Option<u64> {
    let fits = (1..=16).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| digits.bytes().fold(0, |number, b| number * 10 + u64::from(b - b'0')))
}

/// What stands before and after the first of a byte, which is one of ASCII's.
pub fn split_once(text: &str, byte: u8) -> Option<(&str, &str)> {
    cut(text, text.bytes().position(|b| b == byte)?)
}

/// The same for the last one.
pub fn rsplit_once(text: &str, byte: u8) -> Option<(&str, &str)> {
    cut(text, text.bytes().rposition(|b| b == byte)?)
}

fn cut(text: &str, at: usize) -> Option<(&str, &str)> {
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// True where each part between such bytes fulfils a condition.
pub fn all_parts(text: &str, byte: u8, condition: &dyn Fn(&str) -> bool) -> bool {
    let (part, rest) =
        split_once(text, byte).map_or((text, None), |(part, rest)| (part, Some(rest)));
    condition(part) && rest.is_none_or(|rest| all_parts(rest, byte, condition))
}

/// True where there are more characters than that.
pub fn is_longer(text: &str, characters: usize) -> bool {
    // A character begins with a byte that is not one of those that go on (0b10......).
    text.bytes().filter(|byte| byte & 0xc0 != 0x80).count() > characters
}

/// Without what stands before and after it that is white space: Python's `str.strip`, which
/// removes U+001C to U+001F too.
pub fn strip(text: &str) -> &str {
    let mut inner = 0..0;
    for (at, c) in text.char_indices() {
        if !c.is_whitespace() && !matches!(c, '\u{1c}'..='\u{1f}') {
            let start = if inner.end == 0 { at } else { inner.start };
            inner = start..at + c.len_utf8();
        }
    }
    text.get(inner).unwrap_or_default()
}

/// Without what stands after it of an `end`.
pub fn strip_end<'a>(text: &'a str, end: &str) -> &'a str {
    let mut rest = text;
    while let Some(before) = rest.strip_suffix(end) {
        rest = before;
    }
    rest
}

/// Percent-encodes all but RFC 3986's unreserved characters.
///
/// ```
/// assert_eq!(customers_client::text::percent_encoded("a/é-_.~"), "a%2F%C3%A9-_.~");
/// ```
pub fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(byte as char);
        } else {
            encoded.push('%');
            encoded.push(hex_digit(byte >> 4));
            encoded.push(hex_digit(byte & 15));
        }
    }
    encoded
}

/// A hexadecimal digit, in upper case.
pub fn hex_digit(value: u8) -> char {
    (if value < 10 { b'0' + value } else { b'A' - 10 + value }) as char
}
