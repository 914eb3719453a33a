//! Whether the service takes an email address: the verdict of DRF's `EmailField`, which is
//! Python's `str.strip` and then Django's `EmailValidator` (contract, `Email`).

use std::net::{Ipv4Addr, Ipv6Addr};

/// True where the service would accept this address.
///
/// ```
/// use customers_client::email::accepts;
/// assert!(accepts("ana@example.com"));
/// assert!(accepts(" ana@[127.0.0.1] "));
/// assert!(!accepts("ana@example"));
/// ```
pub fn accepts(text: &str) -> bool {
    let address = strip(text);
    // The limit counts code points.
    if address.chars().count() > 320 {
        return false;
    }
    let Some((local, domain)) = address.rsplit_once('@') else {
        return false;
    };
    (is_dot_atom(local) || is_quoted(local))
        && (domain == "localhost" || is_domain(domain) || is_literal(domain))
}

/// The text without the white space around it. As in Python's `str.strip`, U+001C to U+001F count as
/// white space.
pub fn strip(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}'))
}

/// What Python's case-insensitive `[a-z]` matches besides ASCII letters: the letters whose other
/// case is one.
fn folds_to_ascii(c: char) -> bool {
    matches!(c, 'İ' | 'ı' | 'ſ' | '\u{212a}')
}

/// True for an unquoted part before the `@`: names with dots between them.
fn is_dot_atom(local: &str) -> bool {
    local.split('.').all(|atom| {
        !atom.is_empty()
            && atom.chars().all(|c| {
                c.is_ascii_alphanumeric()
                    || matches!(c, '!' | '#'..='\'' | '*' | '+' | '-' | '/' | '=' | '?')
                    || matches!(c, '^'..='`' | '{'..='~')
                    || folds_to_ascii(c)
            })
    })
}

/// True for a part before the `@` that stands in quotes.
fn is_quoted(local: &str) -> bool {
    let Some(inner) = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return false;
    };
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        let allowed = match c {
            '\\' => chars.next().is_some_and(|c| {
                matches!(c, '\u{1}'..='\u{9}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{7f}')
                    || folds_to_ascii(c)
            }),
            '\u{1}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '!' => true,
            '#'..='[' | ']'..='\u{7f}' => true,
            c => folds_to_ascii(c),
        };
        if !allowed {
            return false;
        }
    }
    true
}

/// A letter or digit of a domain; letters beyond ASCII are U+00A1 to U+FFFF.
fn is_domain_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{a1}'..='\u{ffff}')
}

/// True for what can stand between two dots of a domain.
fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.chars().count() <= 63
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c == '-' || is_domain_letter(c))
}

fn is_domain(domain: &str) -> bool {
    let Some((rest, top)) = domain.rsplit_once('.') else {
        return false;
    };
    rest.split('.').all(is_label) && is_top_level(top)
}

/// A top-level domain: two letters or more and no digits, or a punycode label.
fn is_top_level(top: &str) -> bool {
    let named = || top.chars().count() > 1 && !top.bytes().any(|b| b.is_ascii_digit());
    let punycode = || {
        let (prefix, rest) = top.split_at_checked(4).unwrap_or(("", ""));
        prefix.eq_ignore_ascii_case("xn--")
            && !rest.is_empty()
            && rest.chars().all(|c| c.is_ascii_alphanumeric() || folds_to_ascii(c))
    };
    is_label(top) && (named() || punycode())
}

/// True for an IP address in brackets, in the place of a domain.
fn is_literal(domain: &str) -> bool {
    let Some(address) = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return false;
    };
    // Django refuses longer ones unread: an IPv6 address written in full that ends in an IPv4 one.
    address.len() <= 39
        && (address.parse::<Ipv4Addr>().is_ok() || address.parse::<Ipv6Addr>().is_ok())
}
