//! The check of headers of the caller's own (promised by `ClientOptions.headers`).

use customers_client::error::Faults;
use customers_client::options::{OwnHeaders, own_headers};
use serde_json::{Value as Json, json};

use crate::options::parse_in;
use crate::{json_of, value};

/// What headers are refused for.
#[track_caller]
fn refused(headers: Json) -> Json {
    let mut faults = Faults::default();
    own_headers(&value(&headers), &mut faults);
    json_of(&faults)["headers"].clone()
}

fn of_client(headers: Json) -> Result<OwnHeaders, Json> {
    let options = json!({"apiKey": "k", "headers": headers});
    parse_in("https://shop.example", true, &options).map(|options| options.headers)
}

#[test]
fn they_are_sent_in_their_order_as_they_were_given() {
    let mut faults = Faults::default();
    let given = json!({
        "X-Trace": "1", "accept-language": "es, en;q=0.5", "X-Empty": "", "a!#$%&'*+-.^_`|~9": "é\u{ff}",
    });
    let headers = own_headers(&value(&given), &mut faults);
    let sent: Vec<_> = headers.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(
        sent,
        [
            ("X-Trace", "1"),
            ("accept-language", "es, en;q=0.5"),
            ("X-Empty", ""),
            ("a!#$%&'*+-.^_`|~9", "é\u{ff}"),
        ]
    );
    assert!(faults.is_empty());
}

#[test]
fn those_that_the_client_sets_are_refused_in_any_case() {
    for name in ["Accept", "accept", "ACCEPT", "Authorization", "aUTHORIZATION", "Content-Type"] {
        let message = format!("{name} is set by this client and cannot be given.");
        assert_eq!(refused(json!({ name: "x" })), json!([message]));
    }
    for near in ["Accept-Language", "X-Authorization", "Content-Type-2"] {
        assert_eq!(refused(json!({ near: "x" })), json!(null));
    }
}

#[test]
fn a_name_is_an_http_token() {
    for name in ["", " ", "a b", "X:", "X\r\nY", "é", "(x)", "a/b", "\"x\"", "x\u{0}", "a,b"] {
        let message = format!("\"{name}\" is not the name of a header.");
        assert_eq!(refused(json!({ name: "x" })), json!([message]));
    }
}

#[test]
fn a_value_is_latin_1_text_without_control_characters() {
    let message =
        "The value of X-A is no text, or has a control character or one that is not Latin-1.";
    for wrong in [
        json!("a\r\nX-Evil: 1"),
        json!("a\tb"),
        json!("a\u{0}"),
        json!("\u{7f}"),
        json!("\u{85}"),
        json!("Ā"),
        json!("😀"),
        json!(5),
        json!(null),
        json!(true),
        json!(["a"]),
        json!({}),
        json!("~a function"),
        json!("~text with a lone surrogate"),
    ] {
        assert_eq!(refused(json!({ "X-A": wrong })), json!([message]), "{wrong}");
    }
}

#[test]
fn a_plain_object_is_asked_for() {
    for (wrong, kind) in [
        (json!([["X-A", "1"]]), "an array"),
        (json!("X-A: 1"), "a string"),
        (json!(5), "a number"),
        (json!("~a Headers object"), "a Headers object"),
    ] {
        let message = format!("Expected a plain object of texts, but got {kind}.");
        assert_eq!(refused(wrong.clone()), json!([message]));
        let faults = of_client(wrong).err().expect("should be refused");
        assert_eq!(faults, json!({ "headers": [message] }));
    }
}

#[test]
fn all_their_faults_are_reported_together_and_show_no_value() {
    let given = json!({"accept": "marker", "X-A": "marker\n", "a b": "marker", "X-Good": "marker"});
    let faults = of_client(given).err().expect("should be refused");
    let expected = json!([
        "accept is set by this client and cannot be given.",
        "The value of X-A is no text, or has a control character or one that is not Latin-1.",
        "\"a b\" is not the name of a header.",
    ]);
    assert_eq!(faults, json!({ "headers": expected }));
}

#[test]
fn they_may_be_fixed_or_asked_for_or_none() {
    let fixed = vec![("X-A".to_owned(), "1".to_owned())];
    assert!(of_client(json!({"X-A": "1"})).unwrap() == OwnHeaders::Fixed(fixed));
    assert!(of_client(json!("~a function")).unwrap() == OwnHeaders::Asked);
    for none in [json!(null), json!({})] {
        assert!(of_client(none).unwrap() == OwnHeaders::Fixed(Vec::new()));
    }
}
