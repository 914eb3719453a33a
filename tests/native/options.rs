use customers_client::base_url::parse as parse_base_url;
use customers_client::error::FieldErrors;
use customers_client::options::{CallOptions, ClientOptions, Credential, Place};
use serde_json::json;

use crate::{handed_over, json_of, value};

const PAGE: &str = "https://shop.example";

fn web() -> Place {
    let encoded_key = "as btoa has it".to_owned();
    Place { origin: Some(PAGE.to_owned()), encoded_key, is_web: true }
}

fn parse(options: serde_json::Value) -> Result<ClientOptions, serde_json::Value> {
    let parsed = ClientOptions::parse(value(&handed_over(&options)), &web());
    parsed.map_err(|error| json_of(&error.fields))
}

#[track_caller]
fn refused(options: serde_json::Value) -> serde_json::Value {
    parse(options).err().expect("should be refused")
}

fn authorization(options: &ClientOptions) -> Option<&str> {
    match &options.credential {
        Credential::Fixed(header) => Some(header),
        _ => None,
    }
}

#[test]
fn a_key_is_the_basic_user_name_of_production_by_default() {
    let options = parse(json!({"apiKey": "sk_test_51O62xYzAbcDef123"})).unwrap();
    assert_eq!(options.base_url, "https://api.4geeks.io");
    assert_eq!(authorization(&options), Some("Basic as btoa has it"));
    assert_eq!(options.secrets, ["sk_test_51O62xYzAbcDef123", "as btoa has it"]);
    assert_eq!(options.mode.as_str(), "test");
    assert_eq!(options.timeout_ms, 30_000);
    assert_eq!(options.credentials, "omit");
}

#[test]
fn a_token_is_sent_as_bearer() {
    let options = parse(json!({"accessToken": "PdSK"})).unwrap();
    assert_eq!(authorization(&options), Some("Bearer PdSK"));
    assert_eq!(options.secrets, ["PdSK"]);
    assert_eq!(options.mode.as_str(), "unknown");
}

#[test]
fn a_gateway_needs_no_credential() {
    let options = parse(json!({"baseUrl": "/api/", "credentials": "same-origin"})).unwrap();
    assert_eq!(options.base_url, "https://shop.example/api");
    assert!(options.credential == Credential::Gateway);
    assert_eq!(options.credentials, "same-origin");
}

#[test]
fn a_token_function_counts_as_a_credential() {
    let options = parse(json!({"accessToken": "~a function"})).unwrap();
    assert!(options.credential == Credential::Asked);
    let both = refused(json!({"apiKey": "k", "accessToken": "~a function"}));
    assert_eq!(both, json!({"accessToken": ["Give apiKey or accessToken, not both."]}));
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
    assert_eq!(parse(allowed).unwrap().mode.as_str(), "live");
    let on_a_server = Place::default();
    let options = ClientOptions::parse(value(&live.to_string()), &on_a_server);
    assert!(options.is_ok());
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
        let message_given = parse_base_url(given, Some(PAGE)).unwrap_err().to_string();
        assert_eq!(message_given, message, "{given:?}");
    }
}

#[test]
fn a_path_needs_a_page_to_belong_to() {
    for origin in [None, Some("null")] {
        let message = parse_base_url("/api", origin).unwrap_err().to_string();
        assert!(message.contains("page's own origin"), "{message}");
    }
}

#[test]
fn a_calls_options_are_checked_together() {
    let mut faults = FieldErrors::default();
    let options =
        json!({"timeoutMs": 4_294_967_296_u64, "maxRetries": "2", "signal": "~an object"});
    CallOptions::parse(value(&handed_over(&options)), &mut faults);
    assert_eq!(
        json_of(&faults),
        json!({
            "signal": ["Not an AbortSignal."],
            "maxRetries": ["\"2\" is not allowed: use an integer from 0 to 1000."],
            "timeoutMs": ["4294967296 is not allowed: use an integer from 1 to 2147483647."],
        })
    );
    let mut faults = FieldErrors::default();
    assert_eq!(
        CallOptions::parse(value(r#"{"timeoutMs": 5, "signal": null}"#), &mut faults).timeout_ms,
        Some(5)
    );
    assert_eq!(CallOptions::parse(value("null"), &mut faults).timeout_ms, None);
    assert!(faults.is_empty());
}
