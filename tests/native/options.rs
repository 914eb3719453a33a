use customers_client::base_url::parse as parse_base_url;
use customers_client::error::FieldErrors;
use customers_client::json::Json;
use customers_client::options::{self, check_secret};
use serde_json::{Value, json};

use crate::{handed_over, json_of};

const PAGE: &str = "https://shop.example";

/// The base URL, or what a client's options are refused for, in a page.
fn parse(options: Value) -> Result<String, Value> {
    let parsed = options::client(Json::new(&handed_over(&options)), Some(PAGE), true);
    parsed.map_err(|faults| json_of(&faults))
}

#[track_caller]
fn refused(options: Value) -> Value {
    parse(options).expect_err("should be refused")
}

/// What a call's options are refused for.
fn refused_of_a_call(options: Value) -> Value {
    let mut faults = FieldErrors::default();
    options::call(Json::new(&handed_over(&options)), &mut faults);
    json_of(&faults)
}

#[test]
fn a_key_or_a_token_is_for_production_by_default() {
    for options in [
        json!({"apiKey": "sk_test_51O62xYzAbcDef123"}),
        json!({"accessToken": "PdSK"}),
        json!({"accessToken": "PdSK", "apiKey": null, "baseUrl": null, "fetch": null}),
    ] {
        assert_eq!(parse(options).unwrap(), "https://api.4geeks.io");
    }
}

#[test]
fn a_gateway_needs_no_credential() {
    let options = json!({"baseUrl": "/api/", "credentials": "same-origin"});
    assert_eq!(parse(options).unwrap(), "https://shop.example/api");
}

#[test]
fn a_token_function_counts_as_a_credential() {
    assert!(parse(json!({"accessToken": "~a function"})).is_ok());
    let both = refused(json!({"apiKey": "k", "accessToken": "~a function"}));
    assert_eq!(both, json!({"accessToken": ["Give apiKey or accessToken, not both."]}));
    let object = refused(json!({"accessToken": "~an object"}));
    assert_eq!(object, json!({"accessToken": ["Not a valid string."]}));
}

#[test]
fn cookies_are_sent_where_one_of_three_words_says_so() {
    for known in [json!(null), json!("omit"), json!("same-origin"), json!("include")] {
        assert!(parse(json!({"apiKey": "k", "credentials": known})).is_ok(), "{known}");
    }
    let message = "Omit is not allowed: use \"omit\", \"same-origin\" or \"include\".";
    let faults = refused(json!({"apiKey": "k", "credentials": "Omit"}));
    assert_eq!(faults, json!({"credentials": [message]}));
}

#[test]
fn all_faults_of_the_options_are_reported_together() {
    let faults = refused(json!({
        "baseUrl": "http://api.4geeks.io",
        "apiKey": "sk_live_a:b c",
        "accessToken": "t\u{2028}",
        "timeoutMs": 1.5,
        "maxRetries": -1,
        "credentials": "yes",
        "dangerouslyAllowLiveKey": 1,
        "fetch": "~an object"
    }));
    let mut names: Vec<_> = faults.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "accessToken",
            "apiKey",
            "baseUrl",
            "credentials",
            "dangerouslyAllowLiveKey",
            "fetch",
            "maxRetries",
            "timeoutMs",
        ]
    );
    assert_eq!(faults["apiKey"].as_array().unwrap().len(), 3);
    assert_eq!(faults["accessToken"].as_array().unwrap().len(), 2);
}

#[test]
fn no_credential_and_no_gateway_is_refused() {
    let message = "Give an apiKey or an accessToken, or the baseUrl of a gateway that adds one.";
    assert_eq!(refused(json!({})), json!({"apiKey": [message]}));
    assert_eq!(refused(json!({"apiKey": null})), json!({"apiKey": [message]}));
    assert_eq!(refused(json!({"apiKey": ""})), json!({"apiKey": ["May not be empty."]}));
    assert_eq!(refused(json!({"apiKey": 5})), json!({"apiKey": ["Not a valid string."]}));
    assert_eq!(refused(json!(null)), json!({"options": ["Expected an object, but got null."]}));
}

#[test]
fn a_live_key_is_refused_in_a_page_only() {
    let live = json!({"apiKey": "sk_live_x"});
    assert!(refused(live.clone())["apiKey"][0].as_str().unwrap().contains("gateway"));
    let misplaced = refused(json!({"accessToken": "sk_live_x"}));
    assert!(misplaced["accessToken"][0].as_str().unwrap().contains("gateway"));
    let allowed = json!({"apiKey": "sk_live_x", "dangerouslyAllowLiveKey": true});
    assert!(parse(allowed).is_ok());
    let on_a_server = options::client(Json::new(&live.to_string()), None, false);
    assert!(on_a_server.is_ok());
}

#[test]
fn a_key_or_token_has_to_fit_into_a_header() {
    let characters = "Contains white space, a control character or one that is not Latin-1.";
    for (secret, messages) in [
        ("", &["May not be empty."][..]),
        ("a b", &[characters]),
        ("a\r\nX-Evil: 1", &[characters]),
        ("a\u{2028}", &[characters]),
        ("a\u{7f}", &[characters]),
        ("Ā", &[characters]),
        ("é\u{ff}", &[]),
        // A colon and a live key's prefix are no fault of a token that a function gives.
        ("a:b", &[]),
        ("sk_live_x", &[]),
    ] {
        let mut faults = FieldErrors::default();
        check_secret("accessToken", secret, &mut faults);
        assert_eq!(faults.get("accessToken"), messages, "{secret:?}");
    }
}

#[test]
fn a_key_never_shows_in_the_errors_about_it() {
    let faults = refused(json!({"apiKey": "sk_live_marker :\n", "accessToken": "marker\t"}));
    assert!(!faults.to_string().contains("marker"), "{faults}");
}

#[test]
fn base_urls_are_https_or_loopback() {
    for (given, expected) in [
        ("https://api.4geeks.io", "https://api.4geeks.io"),
        ("https://api.4geeks.io/", "https://api.4geeks.io"),
        ("https://10.0.0.1", "https://10.0.0.1"),
        ("https://1.example.0xyz", "https://1.example.0xyz"),
        ("HTTPS://API.4geeks.io:8443/a/b//", "HTTPS://API.4geeks.io:8443/a/b"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://127.9.8.7", "http://127.9.8.7"),
        ("http://localhost:3000/api", "http://localhost:3000/api"),
        ("http://shop.localhost", "http://shop.localhost"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("/", PAGE),
        ("/api", "https://shop.example/api"),
    ] {
        assert_eq!(parse_base_url(given, Some(PAGE)).unwrap(), expected, "{given}");
    }
}

#[test]
fn other_base_urls_are_refused_with_the_reason() {
    let http = "The base URL must be https: over http the key and the customers could be read \
                on the way. Only loopback hosts may use http.";
    let start = "Not a usable base URL: it must begin with https:// or with /.";
    let host = "Not a usable base URL: its host is missing or not a plain host name or address.";
    let credentials = "The base URL must not contain credentials.";
    let extras = "The base URL must not have a query or a fragment.";
    let odd =
        "Not a usable base URL: white space, control characters and \\ are not allowed in it.";
    let port = "Not a usable base URL: its port is not a number up to 65535.";
    for (given, message) in [
        ("http://api.4geeks.io", http),
        ("http://127.0.0.1.evil.example", http),
        ("http://0.0.0.0", http),
        ("http://128.0.0.1", http),
        ("http://localhost.evil.example", http),
        ("http://[::2]", http),
        ("http://10.0.0.1", http),
        ("http://127.1", host),
        ("http://0x7f.0.0.1", host),
        ("http://2130706433", host),
        ("https://2", host),
        ("https://0x7f.1.", host),
        ("https://a.0x", host),
        ("https://.", host),
        ("https://[::1]é", port),
        ("ftp://localhost", start),
        ("javascript:alert(1)", start),
        ("//evil.example/api", start),
        ("api.4geeks.io", start),
        ("", start),
        ("https://", host),
        ("https:///x", host),
        ("https://a%2fb", host),
        ("https://a／b", host),
        ("https://[::1", port),
        ("https://[::1]x", port),
        ("https://a:b:c", port),
        ("https://a:65536", port),
        ("https://a:+1", port),
        ("https://a:", port),
        ("https://key:@api.4geeks.io", credentials),
        ("https://user@api.4geeks.io", credentials),
        ("https://a?b", extras),
        ("https://a#b", extras),
        ("/api?x", extras),
        ("/\\evil.example", odd),
        ("https://a\\@evil.example", odd),
        ("https://a\t", odd),
        (" https://a", odd),
        ("/a\u{0}", odd),
    ] {
        let message_given = parse_base_url(given, Some(PAGE)).unwrap_err();
        assert_eq!(message_given, message, "{given:?}");
    }
}

#[test]
fn a_path_needs_a_page_to_belong_to() {
    for origin in [None, Some("null")] {
        let message = parse_base_url("/api", origin).unwrap_err();
        assert!(message.contains("page's own origin"), "{message}");
    }
}

#[test]
fn a_calls_options_are_checked_together() {
    let options =
        json!({"timeoutMs": 4_294_967_296_u64, "maxRetries": "2", "signal": "~an object"});
    assert_eq!(
        refused_of_a_call(options),
        json!({
            "signal": ["Not an AbortSignal."],
            "maxRetries": ["\"2\" is not allowed: use an integer from 0 to 1000."],
            "timeoutMs": ["4294967296 is not allowed: use an integer from 1 to 2147483647."],
        })
    );
    let wrong = refused_of_a_call(json!(5));
    assert_eq!(wrong, json!({"options": ["Expected an object, but got a number."]}));
    for right in [json!(null), json!({}), json!({"timeoutMs": 5, "signal": null})] {
        assert_eq!(refused_of_a_call(right), json!({}));
    }
}

#[test]
fn times_and_repeats_have_their_ranges() {
    for (options, is_right) in [
        (json!({"timeoutMs": 1, "maxRetries": 0}), true),
        (json!({"timeoutMs": 2_147_483_647, "maxRetries": 1_000}), true),
        (json!({"timeoutMs": 0}), false),
        (json!({"timeoutMs": 2_147_483_648_u32}), false),
        (json!({"timeoutMs": null}), false),
        (json!({"maxRetries": -1}), false),
        (json!({"maxRetries": 1_001}), false),
        (json!({"maxRetries": 1.5}), false),
    ] {
        assert_eq!(refused_of_a_call(options.clone()) == json!({}), is_right, "{options}");
        let mut of_client = options.clone();
        of_client["apiKey"] = json!("k");
        assert_eq!(parse(of_client).is_ok(), is_right, "{options}");
    }
}
