//! Which base URLs are usable, by what a browser's `URL` makes of them.

use customers_client::base_url::check;

use crate::place;

const PAGE: &str = "https://shop.example";

const HTTP: &str = "The base URL must be https: over http the key and the customers could be read \
                    on the way. Only loopback hosts may use http, and this page's own origin where \
                    no credential is given.";
const START: &str = "Not a usable base URL: it must begin with https:// or with /.";
const NO_HOST: &str = "Not a usable base URL: its host or port is not one.";
const ODD_HOST: &str =
    "Not a usable base URL: its host is not written as a plain host name or address.";
const CREDENTIALS: &str = "Not a usable base URL: credentials are not allowed in it.";
const EXTRAS: &str = "Not a usable base URL: a query or a fragment is not allowed in it.";
const SPACE: &str =
    "Not a usable base URL: white space, control characters and \\ are not allowed in it.";
const NO_PAGE: &str =
    "Not a usable base URL: a path means the page's own origin, and there is none here.";

/// The base URL in a page of that origin, where a credential would go there.
#[track_caller]
fn accepted(given: &str, expected: &str) {
    for is_secret in [true, false] {
        let found = check(given, &place(Some(PAGE)), is_secret).map_err(|fault| fault.to_string());
        assert_eq!(found.as_deref(), Ok(expected), "{given:?}");
    }
}

#[track_caller]
fn refused(given: &str, message: &str) {
    for is_secret in [true, false] {
        let found = check(given, &place(Some(PAGE)), is_secret).map_err(|fault| fault.to_string());
        assert_eq!(found, Err(message.to_owned()), "{given:?}");
    }
}

#[test]
fn they_are_https_or_loopback() {
    for (given, expected) in [
        ("https://api.4geeks.io", "https://api.4geeks.io"),
        ("https://api.4geeks.io/", "https://api.4geeks.io"),
        ("https://api.4geeks.io:443/", "https://api.4geeks.io"),
        ("https://10.0.0.1", "https://10.0.0.1"),
        ("https://a_b.example", "https://a_b.example"),
        ("https://1.example.0xyz", "https://1.example.0xyz"),
        ("HTTPS://API.4geeks.io:8443/a/b//", "https://api.4geeks.io:8443/a/b"),
        ("https://api.4geeks.io/é", "https://api.4geeks.io/%C3%A9"),
        ("https://api.4geeks.io/a@b", "https://api.4geeks.io/a@b"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://127.9.8.7", "http://127.9.8.7"),
        ("http://localhost:3000/api", "http://localhost:3000/api"),
        ("http://LOCALHOST:3000", "http://localhost:3000"),
        ("http://shop.localhost", "http://shop.localhost"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://[2001:db8::1]", "https://[2001:db8::1]"),
        ("https://[2001:DB8::1]:8443/a", "https://[2001:db8::1]:8443/a"),
        ("/", PAGE),
        ("/api", "https://shop.example/api"),
        ("/api/", "https://shop.example/api"),
        ("/a:b@c//", "https://shop.example/a:b@c"),
    ] {
        accepted(given, expected);
    }
}

#[test]
fn an_ipv6_address_may_be_written_in_any_of_its_notations() {
    for (given, expected) in [
        ("https://[2001:db8:0:0:0:0:0:1]", "https://[2001:db8::1]"),
        ("https://[2001:0db8::0001]", "https://[2001:db8::1]"),
        ("https://[::ffff:1.2.3.4]", "https://[::ffff:102:304]"),
    ] {
        accepted(given, expected);
    }
}

#[test]
fn http_is_for_loopback_hosts() {
    for given in [
        "http://api.4geeks.io",
        "http://127.0.0.1.evil.example",
        "http://0.0.0.0",
        "http://128.0.0.1",
        "http://localhost.evil.example",
        "http://localhost.",
        "http://notlocalhost",
        "http://[::2]",
        "http://[::]",
        "http://10.0.0.1",
        "http://shop.example",
    ] {
        refused(given, HTTP);
    }
}

#[test]
fn the_host_that_is_read_is_the_host_that_is_asked() {
    for (given, message) in [
        ("http://127.1", ODD_HOST),
        ("http://0x7f.0.0.1", ODD_HOST),
        ("http://0177.0.0.1", ODD_HOST),
        ("http://2130706433", ODD_HOST),
        ("http://127.0.0.1.", ODD_HOST),
        ("https://2", ODD_HOST),
        ("https://0x7f.1.", ODD_HOST),
        ("https:///x", ODD_HOST),
        ("https://a%2eb", ODD_HOST),
        ("https://api\u{ad}.4geeks.io", ODD_HOST),
        ("https://api.4gee\u{212a}s.io", ODD_HOST),
        ("https://api．4geeks.io", ODD_HOST),
        ("https://münchen.example", ODD_HOST),
        ("https://１２７.0.0.1", ODD_HOST),
        ("https://a.0x", NO_HOST),
        ("https://1.2.3.4.5", NO_HOST),
        ("https://256.0.0.1", NO_HOST),
        ("https://", NO_HOST),
        ("https://a%2fb", NO_HOST),
        ("https://a／b", NO_HOST),
        ("https://a？b", NO_HOST),
        ("https://a：80", NO_HOST),
        ("https://a^b", NO_HOST),
        ("https://[::1", NO_HOST),
        ("https://[::1]x", NO_HOST),
        ("https://[::1]é", NO_HOST),
        ("https://[::g]", NO_HOST),
        ("https://[1.2.3.4]", NO_HOST),
    ] {
        refused(given, message);
    }
}

#[test]
fn dots_alone_are_no_host() {
    for given in ["https://.", "https://..", "https://.:8443/x"] {
        let found = check(given, &place(Some(PAGE)), true);
        assert!(found.is_err(), "{given:?} gives {found:?}");
    }
}

#[test]
fn a_port_is_a_number_up_to_65535() {
    accepted("https://a:65535", "https://a:65535");
    accepted("https://a:00080", "https://a:80");
    for given in
        ["https://a:b:c", "https://a:65536", "https://a:+1", "https://a:-1", "https://[::1]:x"]
    {
        refused(given, NO_HOST);
    }
}

#[test]
fn a_colon_without_a_port_is_refused() {
    for given in ["https://a:", "https://a:/api", "https://[::1]:"] {
        let found = check(given, &place(Some(PAGE)), true);
        assert!(found.is_err(), "{given:?} gives {found:?}");
    }
}

#[test]
fn other_beginnings_are_refused() {
    for given in [
        "ftp://localhost",
        "ws://localhost",
        "file:///x",
        "blob:https://shop.example/x",
        "javascript:alert(1)",
        "https:api.4geeks.io",
        "http:/127.0.0.1",
        "//evil.example/api",
        "api.4geeks.io",
        "localhost:8000",
        "api",
        "",
    ] {
        refused(given, START);
    }
}

#[test]
fn an_address_within_a_path_does_not_count_as_the_beginning() {
    for given in [
        "https:a/://a",
        "https:/a/://a",
        "http:localhost/://localhost",
        "https:evil.example/x://api.4geeks.io",
        "x/https://api.4geeks.io",
    ] {
        let found = check(given, &place(Some(PAGE)), true);
        assert!(found.is_err(), "{given:?} gives {found:?}");
    }
}

#[test]
fn neither_credentials_nor_a_query_may_be_in_it() {
    for (given, message) in [
        ("https://key:@api.4geeks.io", CREDENTIALS),
        ("https://user@api.4geeks.io", CREDENTIALS),
        ("https://@api.4geeks.io", CREDENTIALS),
        ("https://api.4geeks.io@evil.example", CREDENTIALS),
        ("http://localhost@evil.example", CREDENTIALS),
        ("https://a?b", EXTRAS),
        ("https://a?", EXTRAS),
        ("https://a#b", EXTRAS),
        ("https://a#", EXTRAS),
        ("/api?x", EXTRAS),
        ("/\\evil.example", SPACE),
        ("https:\\\\evil.example", SPACE),
        ("https://a\\@evil.example", SPACE),
        ("https://a\t", SPACE),
        ("/\t/evil.example", SPACE),
        (" https://a", SPACE),
        ("https://a/b c", SPACE),
        ("https://a\u{3000}b", SPACE),
        ("/a\u{0}", SPACE),
    ] {
        refused(given, message);
    }
}

#[test]
fn a_path_needs_a_page_to_belong_to() {
    for origin in [None, Some("null")] {
        for is_secret in [true, false] {
            let message = check("/api", &place(origin), is_secret).unwrap_err().to_string();
            assert_eq!(message, NO_PAGE);
        }
        assert_eq!(check("https://a", &place(origin), true).unwrap(), "https://a");
    }
}

#[test]
fn the_pages_own_origin_may_be_http_where_no_credential_is_given() {
    let page = place(Some("http://gateway.lan:8080"));
    for (given, expected) in [
        ("/", "http://gateway.lan:8080"),
        ("/api/", "http://gateway.lan:8080/api"),
        ("http://gateway.lan:8080/api", "http://gateway.lan:8080/api"),
        ("HTTP://Gateway.LAN:8080", "http://gateway.lan:8080"),
    ] {
        assert_eq!(check(given, &page, false).unwrap(), expected, "{given}");
        assert_eq!(check(given, &page, true).unwrap_err().to_string(), HTTP, "{given}");
    }
    for other in
        ["http://gateway.lan", "http://gateway.lan:8081", "http://x.gateway.lan:8080", "http://lan"]
    {
        assert_eq!(check(other, &page, false).unwrap_err().to_string(), HTTP, "{other}");
    }
    let loopback = place(Some("http://127.0.0.1:8000"));
    assert_eq!(check("/", &loopback, true).unwrap(), "http://127.0.0.1:8000");
}
