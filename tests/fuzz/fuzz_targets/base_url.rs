//! Base URLs: the host that was checked is the host that a browser asks, and it is one that may be
//! asked. The first byte chooses the page that paths belong to, and whether a credential goes along.

#![no_main]

use customers_client::base_url::{Parts, Place, check};
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
    let is_secret = first & 8 == 0;
    let page = origin.and_then(|origin| Url::parse(origin).ok());
    let may_ask = |url: &Url| {
        let is_own = page.as_ref().is_some_and(|page| page.origin() == url.origin());
        url.scheme() == "https"
            || url.scheme() == "http" && (is_loopback(url) || is_own && !is_secret)
    };
    match check(text, &Place { origin, parse: &parts }, is_secret) {
        Ok(base) => {
            let url = asked(&base);
            assert!(may_ask(&url), "{url}");
            assert_as_written(text, &url, page.as_ref());
        }
        Err(message) => {
            let is_refused_rightly = plain(text, page.as_ref()).is_none_or(|url| !may_ask(&url));
            assert!(is_refused_rightly, "{text:?} refused: {message}");
        }
    }
});

/// What a browser's `URL` says.
fn parts(text: &str, base: Option<&str>) -> Option<Parts> {
    let base = base.map(|base| Url::parse(base).expect("one of ours"));
    let url = Url::options().base_url(base.as_ref()).parse(text).ok()?;
    Some(Parts {
        href: url.to_string(),
        origin: url.origin().ascii_serialization(),
        protocol: format!("{}:", url.scheme()),
        hostname: url.host_str().unwrap_or_default().to_owned(),
    })
}

/// What is asked below a base URL.
fn asked(base: &str) -> Url {
    assert!(!base.ends_with('/'), "{base}");
    let url = Url::parse(&format!("{base}/v1/customers/?page=1")).expect("a URL");
    assert_eq!((url.username(), url.password()), ("", None), "{url}");
    assert_eq!((url.query(), url.fragment()), (Some("page=1"), None), "{url}");
    assert!(url.path().ends_with("/v1/customers/"), "{url}");
    url
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// The host is the one that the text names, or the page's own.
fn assert_as_written(text: &str, url: &Url, page: Option<&Url>) {
    if text.starts_with('/') {
        assert_eq!(url.origin(), page.expect("a path needs a page").origin(), "{url}");
        return;
    }
    let written = written_host(text);
    let host = url.host().expect("http and https have one");
    let same = match &host {
        Host::Ipv6(address) => written.trim_matches(['[', ']']).parse() == Ok(*address),
        host => host.to_string() == written.to_ascii_lowercase(),
    };
    assert!(same, "{written} is checked, {host} is asked");
}

/// The part of the text that a person takes for the host.
fn written_host(text: &str) -> &str {
    let (_, rest) = text.split_once("://").expect("an absolute URL");
    let authority = rest.split('/').next().unwrap_or(rest);
    match authority.strip_prefix('[') {
        Some(_) => &authority[..=authority.find(']').expect("an end")],
        None => authority.split(':').next().unwrap_or(authority),
    }
}

/// The URL of a text that is written as a browser would write it, with an everyday host: it has
/// to be accepted if it may be asked.
fn plain(text: &str, page: Option<&Url>) -> Option<Url> {
    let is_path = text.starts_with('/');
    let url = if is_path { page?.join(text).ok()? } else { Url::parse(text).ok()? };
    let everyday = match url.host()? {
        Host::Domain(name) => name.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        }),
        _ => true,
    };
    let is_plain = everyday
        && text == if is_path { url.path() } else { url.as_str() }
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    is_plain.then_some(url)
}
