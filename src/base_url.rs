//! Where the service is: https, or a loopback host, with neither credentials nor a query in it
//! (contract, "Refused before anything is sent").
//!
//! What is accepted is a narrow part of what browsers take for a URL, so that the host that was
//! checked is the host that is asked: no backslashes, no percent signs or letters beyond ASCII
//! in the host, no numbers in other notations than `127.0.0.1`.

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::ip;
use crate::message;
use crate::text::{join, number, rsplit_once, split_once, strip_end};

/// Where production is (contract, "Where and who").
pub const PRODUCTION: &str = "https://api.4geeks.io";

/// The base URL without a trailing slash. `origin` is the page's own, for paths such as `/api`.
///
/// ```
/// use customers_client::base_url::parse;
/// assert_eq!(parse("http://127.0.0.1:8000/", None).unwrap(), "http://127.0.0.1:8000");
/// assert_eq!(parse("/api", Some("https://shop.example")).unwrap(), "https://shop.example/api");
/// assert!(parse("http://api.4geeks.io", None).is_err());
/// ```
pub fn parse(text: &str, origin: Option<&str>) -> Result<String, &'static str> {
    if text.bytes().any(|b| matches!(b, b'?' | b'#')) {
        return Err(message::BASE_URL_EXTRAS);
    }
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err(message::BASE_URL_SPACE);
    }
    let is_path = text.starts_with('/') && !text.starts_with("//");
    let full = match origin {
        _ if !is_path => text.to_owned(),
        // A page without an origin (a file, a sandboxed frame) calls it "null".
        None | Some("null") => return Err(message::BASE_URL_NO_PAGE),
        Some(origin) => join(&[origin, text]),
    };
    let (scheme, rest) = split_once(&full, b':')
        .and_then(|(scheme, rest)| Some((scheme, rest.strip_prefix("//")?)))
        .ok_or(message::BASE_URL_SCHEME)?;
    let authority = split_once(rest, b'/').map_or(rest, |(authority, _)| authority);
    if authority.bytes().any(|b| b == b'@') {
        return Err(message::BASE_URL_CREDENTIALS);
    }
    let host = host_of(authority)?;
    if scheme.eq_ignore_ascii_case("http") {
        if !is_loopback(host) {
            return Err(message::BASE_URL_HTTP);
        }
    } else if !scheme.eq_ignore_ascii_case("https") {
        return Err(message::BASE_URL_SCHEME);
    }
    Ok(strip_end(&full, "/").to_owned())
}

/// The host before an optional port.
fn host_of(authority: &str) -> Result<&str, &'static str> {
    let (host, port) = match rsplit_once(authority, b']') {
        Some((_, port)) => (authority.strip_suffix(port).unwrap_or_default(), port),
        None => match split_once(authority, b':') {
            Some((host, _)) => (host, authority.strip_prefix(host).unwrap_or_default()),
            None => (authority, ""),
        },
    };
    let is_number = |digits: &str| digits.len() <= 5 && number(digits).is_some_and(|n| n < 65536);
    if !port.is_empty() && !port.strip_prefix(':').is_some_and(is_number) {
        return Err(message::BASE_URL_PORT);
    }
    let inner = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let host_is_right = match inner {
        Some(address) => ip::is_v6(address),
        None => is_name(host) || ip::is_v4(host),
    };
    if host_is_right { Ok(host) } else { Err(message::BASE_URL_HOST) }
}

/// A host's name. One that ends in a number is an IPv4 address to a browser, in whatever notation:
/// `2` is 0.0.0.2, and `0x7f.1` is this machine.
fn is_name(host: &str) -> bool {
    let trimmed = strip_end(host, ".");
    let last = rsplit_once(trimmed, b'.').map_or(trimmed, |(_, last)| last);
    let is_hex = match last.as_bytes() {
        [b'0', b'x' | b'X', digits @ ..] => digits.iter().all(u8::is_ascii_hexdigit),
        _ => false,
    };
    let is_number = is_hex || last.bytes().all(|b| b.is_ascii_digit());
    !is_number && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

/// This machine itself, where http goes over no wire.
fn is_loopback(host: &str) -> bool {
    let last = rsplit_once(host, b'.').map_or(host, |(_, last)| last);
    last.eq_ignore_ascii_case("localhost")
        || host == "[::1]"
        || ip::is_v4(host) && host.starts_with("127.")
}
