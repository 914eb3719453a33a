//! The check of a base URL: https, a loopback host, or the page's own origin, with neither
//! credentials nor a query in it (promised by `ClientOptions.baseUrl`).
//!
//! The engine's own `URL` reads the text, and its parts are judged here. The host that is asked must
//! also be the one that a person reads in the text: `http://127.1` is refused, although a browser
//! takes it for 127.0.0.1.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::message::Message;

/// The service's own base URL (contract, `servers`).
pub const PRODUCTION: &str = "https://api.4geeks.io";

/// What the engine's `URL` reads in a base URL, under the names that its properties have.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "they are the properties of JavaScript's URL")]
pub struct Parts {
    pub href: String,
    pub origin: String,
    /// With its colon.
    pub protocol: String,
    pub hostname: String,
}

/// The page, or the program without one, that a base URL is given in.
pub struct Place<'a> {
    /// The page's own origin; `None` where there is no page.
    pub origin: Option<&'a str>,
    /// Reads a text by the engine's `URL`, a path against the origin that is given with it. `None`
    /// where the text is no URL.
    pub parse: &'a dyn Fn(&str, Option<&str>) -> Option<Parts>,
}

/// Checks a base URL, and answers it without a trailing slash.
///
/// `is_secret` is true where a credential would go there: then http is for loopback hosts only.
///
/// # Errors
/// The message of the fault, for the option `baseUrl`.
///
/// ```
/// use customers_client::base_url::{Parts, Place, check};
/// let parse = |text: &str, _: Option<&str>| {
///     let url = url::Url::parse(text).ok()?;
///     Some(Parts {
///         href: url.to_string(),
///         origin: url.origin().ascii_serialization(),
///         protocol: format!("{}:", url.scheme()),
///         hostname: url.host_str().unwrap_or_default().to_owned(),
///     })
/// };
/// let place = Place { origin: None, parse: &parse };
/// assert_eq!(check("http://127.0.0.1:8000/", &place, true).unwrap(), "http://127.0.0.1:8000");
/// assert!(check("http://api.4geeks.io", &place, false).is_err());
/// ```
pub fn check(text: &str, place: &Place, is_secret: bool) -> Result<String, Message<'static>> {
    let refused = |why| Err(Message::BaseUrl(why));
    if text.contains(['?', '#']) {
        return refused("a query or a fragment is not allowed in it");
    }
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return refused("white space, control characters and \\ are not allowed in it");
    }
    let is_path = text.starts_with('/') && !text.starts_with("//");
    // A page without an origin (a file, a sandboxed frame) calls it "null".
    let own = place.origin.filter(|origin| *origin != "null");
    if is_path && own.is_none() {
        return refused("a path means the page's own origin, and there is none here");
    }
    let rest = text.split_once(':').and_then(|(_, rest)| rest.strip_prefix("//"));
    let host = match rest {
        _ if is_path => "",
        Some(rest) => rest.split('/').next().unwrap_or_default(),
        None => return refused("it must begin with https:// or with /"),
    };
    if host.contains('@') {
        return refused("credentials are not allowed in it");
    }
    let Some(parts) = (place.parse)(text, if is_path { own } else { None }) else {
        return refused("its host or port is not one");
    };
    let is_own = own == Some(parts.origin.as_str());
    match parts.protocol.as_str() {
        "https:" => {}
        "http:" if is_loopback(&parts.hostname) || is_own && !is_secret => {}
        "http:" => return Err(Message::BaseUrlHttp),
        _ => return refused("it must begin with https:// or with /"),
    }
    if !is_path && !is_written(host, &parts.hostname) {
        return refused("its host is not written as a plain host name or address");
    }
    Ok(parts.href.trim_end_matches('/').to_owned())
}

/// True where `text`, which is a host and perhaps a port, names the host that is asked as a person
/// would read it. `host` is the name that `URL` made of it.
fn is_written(text: &str, host: &str) -> bool {
    let (name, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) => (address, port),
        None => {
            let name = text.split(':').next().unwrap_or_default();
            (name, text.strip_prefix(name).unwrap_or_default())
        }
    };
    let v6 = |text: &str| text.parse::<Ipv6Addr>().ok();
    let is_same = match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(address) => v6(name).is_some_and(|named| Some(named) == v6(address)),
        None => name.eq_ignore_ascii_case(host) && name.bytes().any(|b| b != b'.'),
    };
    is_same && port != ":"
}

/// True for a host that is this machine itself: http goes over no wire there.
fn is_loopback(host: &str) -> bool {
    let is_v4 = host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || is_v4
}
