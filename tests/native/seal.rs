//! What makes an error fit to be shown: no credential, one line, not too long, and what to do.

use customers_client::error::{Error, Secrets, sealed, without_data_urls};
use customers_client::failure::error_of;
use customers_client::form::{CUSTOMER, check};
use customers_client::photo::Photo;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::{given, value};

/// The error of an answer, sealed with these secrets.
#[track_caller]
fn told(status: u16, body: Json, secrets: &[&str]) -> Error {
    seal(error_of(status, &value(&body)), secrets)
}

#[track_caller]
fn seal(mut error: Error, secrets: &[&str]) -> Error {
    error.seal(&these(secrets));
    error
}

fn these(secrets: &[&str]) -> Secrets {
    let mut these = Secrets::default();
    secrets.iter().for_each(|secret| these.add(secret));
    these
}

#[track_caller]
fn message(detail: &str, secrets: &[&str]) -> String {
    told(400, json!({ "detail": detail }), secrets).message
}

#[test]
fn a_long_message_is_shortened_to_one_line() {
    let text = message(&format!("a\n\tb {}", "é".repeat(1000)), &[]);
    assert_eq!(text, format!("a b {}…", "é".repeat(296)));
}

#[test]
fn characters_are_counted_and_not_bytes() {
    for character in ["x", "é", "😀"] {
        for length in [1, 299, 300] {
            assert_eq!(message(&character.repeat(length), &[]), character.repeat(length));
        }
        for length in [301, 302, 5_000] {
            let shown = format!("{}…", character.repeat(300));
            assert_eq!(message(&character.repeat(length), &[]), shown);
        }
    }
    assert_eq!(message(&format!(" {} ", "x ".repeat(150)), &[]), "x ".repeat(150).trim());
}

#[test]
fn white_space_is_what_javascript_takes_for_it() {
    for space in [" ", "\n", "\r\n", "\t", "\u{b}", "\u{a0}", "\u{2003}", "\u{2028}", "\u{feff}"] {
        let text = format!("{space}a{space}{space}b{space}");
        assert_eq!(message(&text, &[]), "a b", "{space:?}");
    }
    assert_eq!(message("a\u{200b}b", &[]), "a\u{200b}b");
}

#[test]
fn titles_fields_and_request_ids_are_shortened_too() {
    let long = "x".repeat(301);
    let short = format!("{}…", "x".repeat(300));
    let mut error = error_of(404, &value(&json!({"title": long, "content": "No."})));
    error.request_id = Some(long.clone());
    let error = seal(error, &[]);
    assert_eq!((error.title.as_ref(), error.request_id.as_ref()), (Some(&short), Some(&short)));
    let issue = &told(400, json!({ long.clone(): ["a\nb"] }), &[]).issues[0];
    assert_eq!((&issue.path, issue.message.as_str()), (&short, "a b"));
    let issue = &told(400, json!({ "a": [long] }), &[]).issues[0];
    assert_eq!(issue.message, short);
}

#[test]
fn a_credential_that_the_service_quotes_is_redacted_everywhere() {
    let body = json!({
        "sk_test_1": ["No sk_test_1 here."],
        "x": ["c2tfdGVzdF8xOg== and sk_test_1 again"]
    });
    let mut error = error_of(401, &value(&body));
    error.title = Some("Bad sk_test_1".to_owned());
    error.request_id = Some("r-sk_test_1".to_owned());
    let error = seal(error, &["sk_test_1", "c2tfdGVzdF8xOg=="]);
    assert_eq!(
        serde_json::to_value(&error).unwrap(),
        json!({
            "code": "unauthorized",
            "message": "[redacted]: No [redacted] here.",
            "title": "Bad [redacted]",
            "issues": [
                {"path": "[redacted]", "code": "invalid", "message": "No [redacted] here."},
                {"path": "x", "code": "invalid", "message": "[redacted] and [redacted] again"}
            ],
            "requestId": "r-[redacted]",
            "attempts": 0,
            "outcomeUnknown": false
        })
    );
}

#[test]
fn a_secret_is_redacted_wherever_it_stands() {
    for (text, secret, expected) in [
        ("key", "key", "[redacted]"),
        ("keykey", "key", "[redacted][redacted]"),
        ("kkey", "key", "k[redacted]"),
        ("xxx", "xx", "[redacted]x"),
        ("éké", "k", "é[redacted]é"),
        ("a$&b", "$&", "a[redacted]b"),
        ("a.b", ".", "a[redacted]b"),
    ] {
        assert_eq!(message(text, &[secret]), expected);
    }
}

#[test]
fn of_secrets_that_begin_alike_the_longer_one_goes_first() {
    for secrets in [["ab", "abcdef", "abc"], ["abcdef", "abc", "ab"], ["abc", "ab", "abcdef"]] {
        let found = sealed("abcdef abc ab", &these(&secrets));
        assert_eq!(found, "[redacted] [redacted] [redacted]");
    }
}

#[test]
fn a_credential_is_redacted_before_a_message_is_shortened() {
    let text = format!("{}sk_test_1", "x".repeat(295));
    assert_eq!(message(&text, &["sk_test_1"]), format!("{}[reda…", "x".repeat(295)));
}

#[test]
fn where_the_outcome_is_unknown_the_message_says_how_to_find_out() {
    let find_out = "The change may have been made all the same: look first (search by email, get \
                    by id) before you repeat it.";
    let unknown = |detail: &str| {
        let mut error = error_of(502, &value(&json!({ "detail": detail })));
        error.outcome_unknown = true;
        seal(error, &["key"]).message
    };
    assert_eq!(unknown("Bad key."), format!("Bad [redacted]. {find_out}"));
    let long = unknown(&"é".repeat(1000));
    assert!(long.starts_with("éééé") && long.ends_with(&format!("é… {find_out}")), "{long}");
    assert_eq!(long.chars().count(), 301);
    assert_eq!(told(502, json!({"detail": "Bad."}), &[]).message, "Bad.");
}

#[test]
fn what_the_caller_calls_a_field_is_not_changed() {
    let name = format!("a  key{}", "b".repeat(400));
    let mut faults = Default::default();
    check(CUSTOMER, &given(&json!({ name: "~a BigInt" }), Photo::None), false, &mut faults);
    let error = seal(Error::invalid(faults.clone()), &["key"]);
    assert_eq!(error.issues, faults.issues());
    assert!(error.message.starts_with("Nothing was sent. a [redacted]bbb"), "{}", error.message);
}

#[test]
fn of_a_data_url_there_is_as_much_as_tells_what_it_is() {
    let file = format!("data:image/png;base64,{}", "A".repeat(1_000));
    let shown = format!("data:image/png;base64,{}…", "A".repeat(23));
    for (text, expected) in [
        (file.clone(), shown.clone()),
        (
            format!("Failed to parse URL from {file} (twice: {file}"),
            format!("Failed to parse URL from {shown} (twice: {shown}"),
        ),
        (format!("\"{file}\" is none"), format!("\"{shown} is none")),
        ("data:,x is short".to_owned(), "data:,x is short".to_owned()),
        (format!("https://a/{}", "b".repeat(100)), format!("https://a/{}", "b".repeat(100))),
        (format!("data:{}", "é".repeat(41)), format!("data:{}…", "é".repeat(40))),
        (format!("data:{}", "é".repeat(40)), format!("data:{}", "é".repeat(40))),
        (" two  spaces ".to_owned(), " two  spaces ".to_owned()),
    ] {
        assert_eq!(without_data_urls(&text), expected);
    }
}

proptest! {
    #[test]
    fn any_secret_of_a_few_letters_is_redacted_in_any_text_of_them(
        text in "[ab]{0,12}",
        secret in "[ab]{1,3}",
    ) {
        let expected = text.split(&secret).collect::<Vec<_>>().join("[redacted]");
        prop_assert_eq!(sealed(&text, &these(&[&secret])), expected);
    }

    #[test]
    fn any_text_becomes_one_short_line(text in "([a-zé😀<]|\\PC|[ \n\t\u{2028}\u{feff}\u{a0}]){0,400}") {
        let line = sealed(&text, &Secrets::default());
        let is_space = |c: char| c.is_whitespace() || c == '\u{feff}';
        let words: Vec<_> = text.split(is_space).filter(|word| !word.is_empty()).collect();
        let whole = words.join(" ");
        let expected = match whole.chars().count() {
            0..=300 => whole,
            _ => whole.chars().take(300).chain(['…']).collect(),
        };
        prop_assert_eq!(line, expected);
    }
}
