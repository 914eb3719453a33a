//! The checks of a client's options and of a call's.

use customers_client::error::Faults;
use customers_client::options::{self, ClientOptions, Credential, Limits, check_secret};
use customers_client::value::Value;
use serde_json::{Value as Json, json};

use crate::{json_of, place, value};

const PAGE: &str = "https://shop.example";

/// A client's options, or what they are refused for.
pub fn parse_in(origin: &str, is_page: bool, options: &Json) -> Result<ClientOptions, Json> {
    let (options, mut faults) = (value(options), Faults::default());
    let headers = options.get("headers").cloned().unwrap_or_default();
    let place = place(Some(origin));
    let parsed = ClientOptions::parse(&options, &headers, &place, is_page, &mut faults);
    parsed.filter(|_| faults.is_empty()).ok_or_else(|| json_of(&faults))
}

fn parse(options: Json) -> Result<ClientOptions, Json> {
    parse_in(PAGE, true, &options)
}

#[track_caller]
fn refused(options: Json) -> Json {
    parse(options).err().expect("should be refused")
}

/// What a call's options are, and are refused for.
fn of_a_call(options: Json) -> (Limits, Json) {
    let mut faults = Faults::default();
    let limits = options::call(&value(&options), false, &mut faults);
    (limits, json_of(&faults))
}

#[test]
fn a_key_or_a_token_is_for_production_by_default() {
    for options in [
        json!({"apiKey": "sk_test_51O62xYzAbcDef123"}),
        json!({"accessToken": "PdSK"}),
        json!({"accessToken": "PdSK", "apiKey": null, "baseUrl": null, "fetch": null}),
    ] {
        let options = parse(options).unwrap();
        assert_eq!(options.base_url, "https://api.4geeks.io");
        assert_eq!((options.cookies.as_str(), options.limits), ("omit", Limits::default()));
    }
}

#[test]
fn the_credential_is_what_was_given() {
    let credential = |options| parse(options).unwrap().credential;
    assert!(credential(json!({"apiKey": "k"})) == Credential::Key("k".to_owned()));
    assert!(credential(json!({"accessToken": "a:b"})) == Credential::Token("a:b".to_owned()));
    assert!(credential(json!({"accessToken": "~a function"})) == Credential::Asked);
    assert!(credential(json!({"baseUrl": "/api"})) == Credential::None);
    let with_a_base_url = json!({"apiKey": "k", "baseUrl": "http://127.0.0.1:8000"});
    assert!(credential(with_a_base_url) == Credential::Key("k".to_owned()));
}

#[test]
fn the_mode_is_told_by_the_keys_prefix() {
    for (options, mode) in [
        (json!({"apiKey": "sk_test_1"}), "test"),
        (json!({"apiKey": "sk_live_1", "dangerouslyAllowLiveKey": true}), "live"),
        (json!({"apiKey": "other"}), "unknown"),
        (json!({"accessToken": "sk_test_1"}), "unknown"),
        (json!({"accessToken": "~a function"}), "unknown"),
        (json!({"baseUrl": "/api"}), "unknown"),
    ] {
        assert_eq!(parse(options.clone()).unwrap().mode(), mode, "{options}");
    }
}

#[test]
fn a_gateway_needs_no_credential() {
    let options = parse(json!({"baseUrl": "/api/", "credentials": "same-origin"})).unwrap();
    assert_eq!(options.base_url, "https://shop.example/api");
    assert_eq!(options.cookies, "same-origin");
}

#[test]
fn a_gateway_over_http_is_for_clients_without_a_credential() {
    let own = "http://shop.lan";
    let gateway = json!({"baseUrl": "/api"});
    assert_eq!(parse_in(own, true, &gateway).unwrap().base_url, "http://shop.lan/api");
    for (name, secret) in
        [("apiKey", "k"), ("accessToken", "t"), ("accessToken", "~a function"), ("apiKey", "a b")]
    {
        let mut options = gateway.clone();
        options[name] = json!(secret);
        let faults = parse_in(own, true, &options).err().expect("should be refused");
        let says = "The base URL must be https: over http the key and the customers could be read \
                    on the way. Only loopback hosts may use http, and this page's own origin \
                    where no credential is given.";
        assert_eq!(faults["baseUrl"], json!([says]), "{options}");
    }
}

#[test]
fn a_token_function_counts_as_a_credential() {
    let both = refused(json!({"apiKey": "k", "accessToken": "~a function"}));
    assert_eq!(both, json!({"accessToken": ["Give apiKey or accessToken, not both."]}));
    let object = refused(json!({"accessToken": "~an object"}));
    assert_eq!(object, json!({"accessToken": ["Not a valid string."]}));
}

#[test]
fn cookies_are_sent_where_one_of_three_words_says_so() {
    for known in [json!(null), json!("omit"), json!("same-origin"), json!("include")] {
        let options = parse(json!({"apiKey": "k", "credentials": known})).unwrap();
        assert_eq!(options.cookies, known.as_str().unwrap_or("omit"));
    }
    let message = "Omit is not allowed: use \"omit\", \"same-origin\" or \"include\".";
    let faults = refused(json!({"apiKey": "k", "credentials": "Omit"}));
    assert_eq!(faults, json!({"credentials": [message]}));
}

#[test]
fn what_has_to_be_a_function_is_one() {
    for name in ["fetch", "onAttempt"] {
        for right in [json!(null), json!("~a function")] {
            assert!(parse(json!({"apiKey": "k", name: right})).is_ok(), "{name}");
        }
        for wrong in [json!(5), json!({}), json!("~a Map"), json!("x")] {
            let faults = refused(json!({"apiKey": "k", name: wrong}));
            assert_eq!(faults, json!({ name: ["Not a function."] }));
        }
    }
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
        "fetch": "~an object",
        "onAttempt": "log",
        "headers": {"Accept": "x"},
        "timeout": 5
    }));
    let names: Vec<_> = faults.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = "timeout dangerouslyAllowLiveKey apiKey accessToken baseUrl fetch onAttempt \
                    timeoutMs maxRetries credentials headers";
    assert_eq!(names.join(" "), expected);
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
    for (wrong, kind) in [(json!(null), "null"), (json!([]), "an array"), (json!("k"), "a string")]
    {
        let message = format!("Expected an object, but got {kind}.");
        assert_eq!(refused(wrong), json!({ "options": [message] }));
    }
}

#[test]
fn a_live_key_is_refused_in_a_page_only() {
    let live = json!({"apiKey": "sk_live_x"});
    let says = "A live secret key in a web page can be read by every visitor. Keep it on a \
                server: a gateway there adds it, and the page uses a baseUrl such as \"/api\" and \
                no key. dangerouslyAllowLiveKey: true switches this check off.";
    assert_eq!(refused(live.clone()), json!({"apiKey": [says]}));
    assert_eq!(refused(json!({"accessToken": "sk_live_x"})), json!({"accessToken": [says]}));
    let allowed = json!({"apiKey": "sk_live_x", "dangerouslyAllowLiveKey": true});
    assert!(parse(allowed).is_ok());
    assert!(parse_in(PAGE, false, &live).is_ok(), "on a server");
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
        let mut faults = Faults::default();
        check_secret("accessToken", secret, &mut faults);
        assert_eq!(faults.at("accessToken"), messages, "{secret:?}");
    }
}

#[test]
fn a_key_never_shows_in_the_errors_about_it() {
    let faults = refused(json!({"apiKey": "sk_live_marker :\n", "accessToken": "marker\t"}));
    assert!(!faults.to_string().contains("marker"), "{faults}");
    let faults = refused(json!({"baseUrl": "https://marker@x"}));
    assert!(!faults.to_string().contains("marker"), "{faults}");
}

#[test]
fn a_calls_options_are_checked_together() {
    let options =
        json!({"timeoutMs": 4_294_967_296_u64, "maxRetries": "2", "signal": "~an object"});
    assert_eq!(
        of_a_call(options).1,
        json!({
            "signal": ["Not an AbortSignal."],
            "maxRetries": ["\"2\" is not allowed: use an integer from 0 to 1000."],
            "timeoutMs": ["4294967296 is not allowed: use an integer from 1 to 2147483647."],
        })
    );
    let wrong = of_a_call(json!(5)).1;
    assert_eq!(wrong, json!({"options": ["Expected an object, but got a number."]}));
    for right in [json!(null), json!({}), json!({"timeoutMs": 5, "signal": null})] {
        assert_eq!(of_a_call(right).1, json!({}));
    }
    let mut faults = Faults::default();
    options::call(&value(&json!({"signal": {}})), true, &mut faults);
    assert!(faults.is_empty(), "it can be used as one");
}

#[test]
fn what_is_not_given_is_left_to_the_client_or_the_default() {
    assert_eq!(of_a_call(json!({})).0, Limits::default());
    let limits = Limits { timeout_ms: Some(5), max_retries: Some(0) };
    let given = json!({"timeoutMs": 5, "maxRetries": 0});
    assert_eq!(of_a_call(given).0, limits);
    let of_client = parse(json!({"apiKey": "k", "timeoutMs": 5, "maxRetries": 0})).unwrap();
    assert_eq!(of_client.limits, limits);
    assert_eq!(options::call(&Value::Null, false, &mut Faults::default()), Limits::default());
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
        assert_eq!(of_a_call(options.clone()).1 == json!({}), is_right, "{options}");
        let mut of_client = options.clone();
        of_client["apiKey"] = json!("k");
        assert_eq!(parse(of_client).is_ok(), is_right, "{options}");
    }
}
