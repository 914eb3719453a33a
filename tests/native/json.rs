use customers_client::error::FieldErrors;
use customers_client::json::{Json, object_of, write_text};
use customers_client::scan::unescape;
use proptest::prelude::*;
use serde_json::json;

use crate::{json_of, value};

fn written(text: &str) -> String {
    let mut json = String::new();
    write_text(text, &mut json);
    json
}

fn unescaped(raw: &[u8]) -> String {
    String::from_utf8(unescape(raw)).unwrap()
}

#[test]
fn what_has_to_be_escaped_is_and_nothing_else() {
    let text = "\"\\/\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}é😀\u{2028}";
    let expected =
        "\"\\\"\\\\/\\u0008\\u000c\\u000a\\u000d\\u0009\\u0000\\u001f\u{7f}é😀\u{2028}\"";
    assert_eq!(written(text), expected);
}

#[test]
fn what_was_handed_over_is_sent_as_it_stands() {
    for text in [
        r#"{"b":1,"a":{"z":[],"y":{}}}"#,
        r#"{"n":[1e21,1e-7,0.1,123456789012345680000,-0.0],"é\n":"\u2028😀"}"#,
        "{}",
    ] {
        assert_eq!(object_of(&value(text).entries()), text);
    }
}

#[test]
fn escapes_are_read() {
    assert_eq!(unescaped(br#"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"#), "\"\\/\u{8}\u{c}\n\r\té😀");
    assert_eq!(unescaped(br"\ud800x"), "\u{fffd}x");
    assert_eq!(unescaped(br"\ud800\u0041\udc00"), "\u{fffd}A\u{fffd}");
    assert_eq!(unescaped(br"\"), "?");
}

#[test]
fn a_string_that_begins_with_the_second_half_of_a_pair_is_a_note_and_no_text() {
    let note = value(r#""\udc00a function""#);
    assert_eq!((note.note().as_deref(), note.text()), (Some("a function"), None));
    assert!(note.is_function() && !note.is_text());
    assert_eq!(note.kind(), "a function");
    for text in [r#""a function""#, r#""😀""#, r#""\ud83d\udc00""#, r#""x\udc00""#] {
        assert!(value(text).is_text() && value(text).note().is_none(), "{text}");
    }
}

#[test]
fn each_note_is_found_under_its_path() {
    let mut faults = FieldErrors::default();
    let input = r#"{"a":[1,"\udc00NaN",[{"b":"\udc00a Map"}]],"c":"x","d":"\udc00a cycle"}"#;
    value(input).find_unsendable("metadata", &mut faults);
    let says = |path: &str, what| format!("{path} holds {what}, which JSON would change or lose.");
    assert_eq!(
        json_of(&faults),
        json!({
            "metadata.a.1": [says("metadata.a.1", "NaN")],
            "metadata.a.2.0.b": [says("metadata.a.2.0.b", "a Map")],
            "metadata.d": [says("metadata.d", "a cycle")],
        })
    );
}

#[test]
fn each_kind_of_value_has_its_name() {
    for (text, kind) in [
        ("null", "null"),
        ("true", "a boolean"),
        ("-0", "a number"),
        ("\"\"", "a string"),
        ("[]", "an array"),
        ("{}", "an object"),
    ] {
        assert_eq!(value(text).kind(), kind);
    }
}

#[test]
fn a_value_of_another_kind_has_neither_entries_nor_items_nor_text() {
    for text in ["null", "true", "5", "\"x\"", "[1]", "{\"a\":1}"] {
        let json = value(text);
        assert_eq!(json.entries().len(), usize::from(json.is_object()), "{text}");
        assert_eq!(json.items().len(), usize::from(text == "[1]"), "{text}");
        assert_eq!(json.text().is_some(), text == "\"x\"", "{text}");
        assert_eq!(json.get("a").is_some(), json.is_object(), "{text}");
    }
    assert_eq!(value(r#"{"a":1,"b":2,"a":3}"#).get("a").unwrap().raw(), b"3", "the last counts");
}

#[test]
fn bodies_that_are_not_json_are_not_read() {
    for text in ["", " ", "<html>", "{", "[1", "{\"a\"", "nul", "\"a", "{} {}", "\\"] {
        assert_eq!(Json::read(text.as_bytes()), None, "{text:?}");
    }
    assert_eq!(Json::read("[".repeat(100_000).as_bytes()), None);
}

proptest! {
    #[test]
    fn any_text_survives_writing_and_reading(text in any::<String>()) {
        let written = written(&text);
        prop_assert_eq!(&serde_json::from_str::<String>(&written).unwrap(), &text);
        prop_assert_eq!(value(&written).text(), Some(text));
    }

    #[test]
    fn no_bytes_make_the_reading_panic(text in prop::collection::vec(any::<u8>(), 0..60)) {
        if let Some(json) = Json::read(&text) {
            let mut faults = FieldErrors::default();
            json.find_unsendable("x", &mut faults);
            let _ = (json.text(), json.kind(), json.get("a"), object_of(&json.entries()));
        }
    }
}
