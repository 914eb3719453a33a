//! IP addresses as text. (std's parsers, which also read them, are 4 KB of the module.)

use crate::text::{all_parts, number, split_once};

/// True for an IPv4 address in its usual notation: four numbers without leading zeros.
///
/// ```
/// use customers_client::ip::is_v4;
/// assert!(is_v4("127.0.0.1"));
/// assert!(!is_v4("127.0.0.01") && !is_v4("127.1"));
/// ```
pub fn is_v4(text: &str) -> bool {
    let is_number = |part: &str| {
        let is_plain = part.len() == 1 || !part.starts_with('0');
        is_plain && part.len() <= 3 && number(part).is_some_and(|n| n < 256)
    };
    text.bytes().filter(|b| *b == b'.').count() == 3 && all_parts(text, b'.', &is_number)
}

/// True for an IPv6 address, without brackets and zone.
///
/// ```
/// use customers_client::ip::is_v6;
/// assert!(is_v6("::1") && is_v6("2001:db8::ff00:42:8329") && is_v6("::ffff:127.0.0.1"));
/// assert!(!is_v6("1::2::3") && !is_v6("1:2:3:4:5:6:7") && !is_v6("::12345"));
/// ```
pub fn is_v6(text: &str) -> bool {
    let gap = text.as_bytes().windows(2).position(|pair| pair == b"::");
    match gap.and_then(|gap| text.split_at_checked(gap)) {
        None => groups(text, true) == Some(8),
        Some((before, after)) => {
            let after = after.get(2..).unwrap_or_default();
            match (groups(before, false), groups(after, true)) {
                (Some(before), Some(after)) => before + after < 8,
                _ => false,
            }
        }
    }
}

/// How many groups of 16 bits a part of an IPv6 address has, if it is one. The `last` may end in an
/// IPv4 address.
fn groups(part: &str, last: bool) -> Option<usize> {
    let mut count = 0;
    let mut rest = part;
    while !rest.is_empty() {
        let (group, after) = split_once(rest, b':').unwrap_or((rest, ""));
        let is_hex = (1..=4).contains(&group.len()) && group.bytes().all(|b| b.is_ascii_hexdigit());
        count += match is_hex {
            true => 1,
            false if last && after.is_empty() && is_v4(group) => 2,
            false => return None,
        };
        if after.is_empty() && group.len() < rest.len() {
            return None; // a colon at the end
        }
        rest = after;
    }
    Some(count)
}
