use customers_client::json::Value;
use customers_client::scan::{parse, unescape};
use proptest::prelude::*;

use crate::{fixture, value};

#[test]
fn numbers_are_written_as_javascript_writes_them() {
    let cases: Vec<(f64, String)> = serde_json::from_str(fixture!("numbers.json")).unwrap();
    assert!(cases.len() > 500);
    for (number, text) in cases {
        assert_eq!(Value::Number(number).to_json(), text);
        assert_eq!(
            Value::Number(-number).to_json(),
            match text.strip_prefix('-') {
                Some(positive) => positive.to_owned(),
                None if number == 0.0 => text,
                None => format!("-{text}"),
            }
        );
    }
}

#[test]
fn text_is_escaped_as_javascript_escapes_it() {
    let text = "\"\\/\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}é😀\u{2028}";
    let expected = "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7f}é😀\u{2028}\"";
    assert_eq!(Value::text(text).to_json(), expected);
}

#[test]
fn the_order_of_keys_is_the_callers() {
    let text = r#"{"b":1,"a":{"z":[],"y":{}}}"#;
    assert_eq!(value(text).to_json(), text);
}

#[test]
fn escapes_are_read() {
    assert_eq!(unescape(br#"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"#), "\"\\/\u{8}\u{c}\n\r\té😀");
    assert_eq!(unescape(br"\ud800x"), "\u{fffd}x");
}

#[test]
fn bodies_that_are_not_json_are_not_read() {
    for text in
        ["", " ", "<html>", "{", "[1", "{\"a\"", "{\"a\":}", "[1,]", "nul", "\"a", "{} {}", "\\"]
    {
        assert_eq!(parse(text), None, "{text:?}");
    }
    assert_eq!(parse(&"[".repeat(100_000)), None);
}

proptest! {
    #[test]
    fn any_text_survives_writing_and_reading(text in any::<String>()) {
        let written = Value::text(&text).to_json();
        prop_assert_eq!(&serde_json::from_str::<String>(&written).unwrap(), &text);
        prop_assert_eq!(parse(&written), Some(Value::text(&text)));
    }

    #[test]
    fn any_number_survives_writing(number in proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL) {
        prop_assert_eq!(Value::Number(number).to_json().parse::<f64>().unwrap(), number);
    }
}
