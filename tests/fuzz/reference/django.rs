//! Django 5.2's `EmailValidator`, and the parts of Python it stands on, line by line.

use std::sync::LazyLock;

use fancy_regex::Regex;

/// Python's `str.isspace`, one by one.
const WHITE_SPACE: &str = "\t\n\u{b}\u{c}\r\u{1c}\u{1d}\u{1e}\u{1f} \u{85}\u{a0}\u{1680}\
    \u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\
    \u{2028}\u{2029}\u{202f}\u{205f}\u{3000}";

/// `DomainNameValidator.ul`.
const UL: &str = r"\u{a1}-\u{ffff}";

/// Python's IGNORECASE also takes İ and ı for i, which Unicode's simple case folding does not:
/// they stand beside each A-Z.
static USER: LazyLock<Regex> = LazyLock::new(|| {
    let atom = r"[-!#$%&'*+/=?^_`{}|~0-9A-Zİı]+";
    let text = r"[\x01-\x08\x0b\x0c\x0e-\x1f!#-\[\]-\x7fİı]";
    let pair = r"\\[\x01-\x09\x0b\x0c\x0e-\x7fİı]";
    regex(&format!(r#"(?i)(^{atom}(\.{atom})*\z|^"({text}|{pair})*"\z)"#))
});

static DOMAIN: LazyLock<Regex> = LazyLock::new(|| {
    let hostname = format!("[a-z{UL}0-9](?:[a-z{UL}0-9-]{{0,61}}[a-z{UL}0-9])?");
    let domain = format!(r"(?:\.(?!-)[a-z{UL}0-9-]{{1,63}}(?<!-))*");
    let tld = format!(r"\.(?!-)(?:[a-z{UL}-]{{2,63}}|xn--[a-z0-9İı]{{1,59}})(?<!-)");
    regex(&format!(r"(?i)^{hostname}{domain}{tld}\z"))
});

static LITERAL: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)^\[([A-F0-9:.]+)\]\z"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this file")
}

/// DRF's `EmailField`: `str.strip`, and then the validator.
pub fn accepts(text: &str) -> bool {
    validate(strip(text))
}

/// Python's `str.strip`.
pub fn strip(text: &str) -> &str {
    text.trim_matches(|c| WHITE_SPACE.contains(c))
}

fn validate(value: &str) -> bool {
    if !value.contains('@') || value.chars().count() > 320 {
        return false;
    }
    let (user, domain) = value.rsplit_once('@').expect("there is one");
    if !is_match(&USER, user) {
        return false;
    }
    domain == "localhost" || is_match(&DOMAIN, domain) || is_literal(domain)
}

fn is_match(regex: &Regex, text: &str) -> bool {
    regex.is_match(text).expect("few enough steps")
}

/// `validate_ipv46_address` of what stands in brackets.
fn is_literal(domain: &str) -> bool {
    is_match(&LITERAL, domain) && {
        let address = &domain[1..domain.len() - 1];
        // Django's own limit, which a long way to write an IPv4 address as IPv6 goes beyond.
        is_ipv4(address) || (address.len() <= 39 && is_ipv6(address))
    }
}

/// `ipaddress.IPv4Address`.
fn is_ipv4(address: &str) -> bool {
    let octets: Vec<&str> = address.split('.').collect();
    let is_octet = |octet: &str| {
        !octet.is_empty()
            && octet.bytes().all(|b| b.is_ascii_digit())
            && octet.len() <= 3
            && (octet == "0" || !octet.starts_with('0'))
            && octet.parse::<u32>().is_ok_and(|n| n <= 255)
    };
    octets.len() == 4 && octets.iter().all(|octet| is_octet(octet))
}

/// `ipaddress.IPv6Address`.
fn is_ipv6(address: &str) -> bool {
    let mut parts: Vec<&str> = address.split(':').collect();
    if parts.len() < 3 {
        return false;
    }
    // An IPv4 address at the end stands for two parts.
    if let Some(last) = parts.last().copied().filter(|last| last.contains('.')) {
        if !is_ipv4(last) {
            return false;
        }
        parts.pop();
        parts.extend(["0", "0"]);
    }
    if parts.len() > 9 {
        return false;
    }
    let is_hextet = |part: &&str| {
        !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_hexdigit())
    };
    let inner = &parts[1..parts.len() - 1];
    let skips: Vec<usize> = (0..inner.len()).filter(|at| inner[*at].is_empty()).collect();
    match skips[..] {
        [] => parts.len() == 8 && parts.iter().all(is_hextet),
        [at] => {
            let (mut high, mut low) = (&parts[..at + 1], &parts[at + 2..]);
            // "::" at an end leaves an empty part there too, and nothing else beside it.
            if high[0].is_empty() {
                high = &high[1..];
                if !high.is_empty() {
                    return false;
                }
            }
            if low[low.len() - 1].is_empty() {
                low = &low[..low.len() - 1];
                if !low.is_empty() {
                    return false;
                }
            }
            high.len() + low.len() < 8 && high.iter().chain(low).all(is_hextet)
        }
        _ => false,
    }
}
