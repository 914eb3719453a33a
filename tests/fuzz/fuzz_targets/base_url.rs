//! Base URLs: the host that was checked is the host that a browser asks. The first byte chooses
//! the page that paths belong to.

#![no_main]

use customers_client::base_url::parse;
use libfuzzer_sys::fuzz_target;
use url::{Host, Url};

const ORIGINS: [Option<&str>; 8] = [
    None,
    Some("null"),
    Some("https://shop.example"),
    Some("https://shop.example:8443"),
    Some("http://shop.example"),
    Some("http://localhost:3000"),
    Some("http://127.0.0.1:8000"),
    Some("http://[::1]"),
];

fuzz_target!(|data: &[u8]| {
    let Some((first, text)) = data.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let origin = ORIGINS[usize::from(first % 8)];
    match parse(text, origin) {
        Ok(base) => assert_safe(text, &base, origin),
        Err(message) => assert!(!is_plain(text), "{text:?} refused: {message}"),
    }
});

fn assert_safe(text: &str, base: &str, origin: Option<&str>) {
    let asked = format!("{base}/v1/customers/?page=1");
    let Ok(url) = Url::parse(&asked) else {
        // No browser can ask it either (`https://xn--a`): nothing is sent.
        return;
    };
    let host = url.host().expect("http and https have one");
    let is_loopback = match &host {
        Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    assert!(url.scheme() == "https" || url.scheme() == "http" && is_loopback, "{url}");
    assert_eq!((url.username(), url.password()), ("", None), "{url}");
    assert_eq!((url.query(), url.fragment()), (Some("page=1"), None), "{url}");
    assert!(url.path().ends_with("/v1/customers/"), "{url}");
    assert!(!base.ends_with('/'), "{base}");

    if text.starts_with('/') {
        let page = Url::parse(origin.expect("a path needs a page")).expect("one of ours");
        assert_eq!(url.origin(), page.origin(), "{url}");
    } else {
        let written = written_host(text);
        let same = match &host {
            Host::Ipv6(address) => written.trim_matches(['[', ']']).parse() == Ok(*address),
            host => host.to_string() == written.to_ascii_lowercase(),
        };
        assert!(same, "{written} is checked, {host} is asked");
    }
}

/// What a reader takes for the host.
fn written_host(text: &str) -> &str {
    let (_, rest) = text.split_once("://").expect("an absolute URL");
    let authority = rest.split('/').next().unwrap_or(rest);
    match authority.strip_prefix('[') {
        Some(_) => &authority[..=authority.find(']').expect("an end")],
        None => authority.split(':').next().unwrap_or(authority),
    }
}

/// An https URL that is written as a browser would write it, with an everyday host, has to be
/// accepted.
fn is_plain(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else {
        return false;
    };
    let everyday = match url.host() {
        Some(Host::Domain(name)) => name.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        }),
        address => address.is_some(),
    };
    everyday
        && url.scheme() == "https"
        && url.as_str() == text
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
}
