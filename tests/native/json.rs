use customers_client::error::FieldErrors;
use customers_client::escape::unescape;
use customers_client::json::{Json, Writer, write_text};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{json_of, operation};

fn written(text: &str) -> String {
    let mut json = String::new();
    write_text(text, &mut json);
    json
}

/// What is sent where metadata are handed over so.
#[track_caller]
fn sent(metadata: &str) -> String {
    let args = format!(r#"[null,"c",{{"metadata":{metadata}}}]"#);
    let request = operation("update").request(Json::new(&args)).expect("good metadata");
    let body = Json::new(&request).get("body").expect("a body");
    body.get("metadata").expect("metadata").raw().to_owned()
}

#[test]
fn what_has_to_be_escaped_is_and_nothing_else() {
    let text = "\"\\/\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}é😀\u{2028}";
    let expected =
        "\"\\\"\\\\/\\u0008\\u000C\\u000A\\u000D\\u0009\\u0000\\u001F\u{7f}é😀\u{2028}\"";
    assert_eq!(written(text), expected);
}

#[test]
fn what_was_handed_over_is_sent_as_it_stands() {
    for text in [
        r#"{"b":1,"a":{"z":[],"y":{}}}"#,
        r#"{"n":[1e21,1e-7,0.1,123456789012345680000,-0.0],"é\n":"\u2028😀"}"#,
        "{}",
    ] {
        assert_eq!(sent(text), text);
    }
}

#[test]
fn a_field_keeps_its_name_whatever_is_in_it() {
    for name in ["\"", "\\", "a\"b\\\n\u{1f}", "é😀", "", "__proto__"] {
        let args = json!([null, "c", {name: 1}]).to_string();
        let request = operation("update").request(Json::new(&args)).unwrap();
        let request: Value = serde_json::from_str(&request).unwrap();
        assert_eq!(request["body"], json!({name: 1}));
    }
}

#[test]
fn an_object_is_written_entry_by_entry() {
    assert_eq!(Writer::default().finish(), "{}");
    let mut object = Writer::default();
    object.text("te\"xt", "a\nb");
    object.flag("no", false);
    object.flag("yes", true);
    object.raw("list", "[1,2]");
    assert_eq!(object.finish(), r#"{"te\"xt":"a\u000Ab","yes":true,"list":[1,2]}"#);
}

#[test]
fn escapes_that_json_stringify_writes_are_read() {
    assert_eq!(unescape(r#"\"\\\/\b\f\n\r\t\u00e9\u001f😀"#), "\"\\/\u{8}\u{c}\n\r\té\u{1f}😀");
    assert_eq!(unescape(r"\ud800x"), "\u{fffd}x");
    assert_eq!(unescape(r"\ud800A\udc00"), "\u{fffd}A\u{fffd}");
}

#[test]
fn a_string_that_begins_with_the_second_half_of_a_pair_is_a_note_and_no_text() {
    let note = Json::new(r#""\udc00a function""#);
    assert_eq!((note.note().as_deref(), note.text()), (Some("a function"), None));
    assert!(note.is_function() && !note.is_text());
    assert_eq!(note.kind(), "a function");
    for text in [r#""a function""#, r#""😀""#, r#""\ud83d\udc00""#, r#""x\udc00""#] {
        let json = Json::new(text);
        assert!(json.is_text() && json.note().is_none() && !json.is_function(), "{text}");
    }
}

#[test]
fn each_note_is_found_under_its_path() {
    let mut faults = FieldErrors::default();
    let input = r#"{"a":[1,"\udc00NaN",[{"b":"\udc00a Map"}]],"c":"x","d":"\udc00a cycle"}"#;
    Json::new(input).find_unsendable("metadata", &mut faults);
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
        assert_eq!(Json::new(text).kind(), kind);
    }
}

#[test]
fn a_value_of_another_kind_has_neither_entries_nor_text() {
    for text in ["null", "true", "5", "\"x\"", "[1]", "{\"a\":1}"] {
        let json = Json::new(text);
        let is_list = text == "[1]";
        assert_eq!(json.entries().len(), usize::from(is_list || json.is_object()), "{text}");
        assert_eq!(json.text().is_some(), text == "\"x\"", "{text}");
        assert_eq!(json.get("a").is_some(), json.is_object(), "{text}");
        assert_eq!(json.get("0").is_some(), is_list, "{text}");
    }
    assert_eq!(Json::new(r#"{"a":1,"b":2,"a":3}"#).get("a").unwrap().raw(), "3", "the last counts");
}

proptest! {
    #[test]
    fn any_text_survives_writing_and_reading(text in any::<String>()) {
        let written = written(&text);
        prop_assert_eq!(&serde_json::from_str::<String>(&written).unwrap(), &text);
        prop_assert_eq!(Json::new(&written).text(), Some(text));
    }

    #[test]
    fn no_text_makes_the_reading_panic(text in r#"([\[\]{}":,\\u0-9a-d -]|\\udc00|null|"a":|é|😀){0,40}"#) {
        let json = Json::new(&text);
        let mut faults = FieldErrors::default();
        json.find_unsendable("x", &mut faults);
        let _ = (json.text(), json.note(), json.kind(), json.get("a"), json.entries(), faults.all());
    }
}
