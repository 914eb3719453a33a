//! JSON's strings, from as they stand between their quotes.

use alloc::string::String;

/// The text of a string, from as it stands between its quotes. What is read so comes from
/// `JSON.stringify`, which escapes no half of a pair but one that stands alone: U+FFFD then.
pub fn unescape(raw: &str) -> String {
    let mut text = String::new();
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        let escaped = if c == '\\' { chars.next() } else { None };
        text.push(match escaped {
            None => c,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                let unit = hex(chars.as_str().as_bytes());
                chars.nth(3);
                char::from_u32(unit).unwrap_or('\u{fffd}')
            }
            // The quote, the slash, the backslash.
            Some(other) => other,
        });
    }
    text
}

/// True where a key, as it stands between its quotes, is this name, which is letters, digits and
/// underscores: of all escapes only `\u` can spell one of those.
pub fn spells(raw: &[u8], name: &str) -> bool {
    let mut rest = raw;
    for byte in name.bytes() {
        let (unit, after) = match rest {
            [b'\\', b'u', after @ ..] => (hex(after), after.get(4..).unwrap_or_default()),
            [first, after @ ..] => ((*first).into(), after),
            [] => return false,
        };
        if unit != byte.into() {
            return false;
        }
        rest = after;
    }
    rest.is_empty()
}

/// The value of four hexadecimal digits; U+FFFD's where there are none.
fn hex(rest: &[u8]) -> u32 {
    let digit = |b: &u8| (*b as char).to_digit(16);
    let digits = rest.get(..4).unwrap_or(b"x").iter();
    digits.map(digit).try_fold(0, |value, digit| Some(value * 16 + digit?)).unwrap_or(0xfffd)
}
