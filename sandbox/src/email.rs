//! Which email addresses are accepted: Django's `EmailValidator`, pattern for pattern.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use fancy_regex::Regex;

/// 320 *code points*, as RFC 3696 has it.
const MAX_CHARS: usize = 320;

/// The part before the last `@`: dot-atom or quoted string.
///
/// Python's IGNORECASE takes İ and ı for letters of A–Z as well; U+017F and U+212A fold to `s`
/// and `k` here too.
static USER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\A(?:",
        r"[-!#$%&'*+/=?^_`{}|~0-9A-Z\u{130}\u{131}]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9A-Z\u{130}\u{131}]+)*",
        r#"|"(?:[\x01-\x08\x0b\x0c\x0e-\x1f!#-\[\]-\x7f\u{130}\u{131}]"#,
        r#"|\\[\x01-\x09\x0b\x0c\x0e-\x7f\u{130}\u{131}])*""#,
        r")\z",
    ))
});

/// Host, further labels, top-level domain. Labels take U+00A1 to U+FFFF and nothing above.
static DOMAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\A[a-z\u{a1}-\u{ffff}0-9](?:[a-z\u{a1}-\u{ffff}0-9-]{0,61}[a-z\u{a1}-\u{ffff}0-9])?",
        r"(?:\.(?!-)[a-z\u{a1}-\u{ffff}0-9-]{1,63}(?<!-))*",
        r"\.(?!-)(?:[a-z\u{a1}-\u{ffff}-]{2,63}|xn--[a-z0-9]{1,59})(?<!-)\z",
    ))
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern compiles")
}

/// Whether the service takes this address. The caller has stripped it.
///
/// A pattern that runs into the regex engine's backtracking limit counts as refused.
pub fn is_valid(email: &str) -> bool {
    if email.chars().count() > MAX_CHARS {
        return false;
    }
    let Some((user, domain)) = email.rsplit_once('@') else {
        return false;
    };
    USER.is_match(user).unwrap_or(false)
        && (domain == "localhost" || DOMAIN.is_match(domain).unwrap_or(false) || is_literal(domain))
}

/// An IPv4 or IPv6 address in brackets. Zone names (`%eth0`) are not for mail.
fn is_literal(domain: &str) -> bool {
    domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).is_some_and(|ip| {
        !ip.contains('%')
            && ip.len() <= 39
            && (ip.parse::<Ipv4Addr>().is_ok() || ip.parse::<Ipv6Addr>().is_ok())
    })
}
