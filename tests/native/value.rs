//! A value as serde reads it: from JSON text here, from a `JsValue` in a browser.

use customers_client::error::{Faults, Path};
use customers_client::value::Value;
use proptest::prelude::*;
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde_json::{Value as Json, json};

use crate::{json_of, value};

#[track_caller]
fn read(json: &str) -> Value {
    serde_json::from_str(json).expect("the test's own JSON")
}

/// Bytes, as `src/js/input.js` says what JSON cannot carry.
struct Bytes(&'static [u8]);

impl<'de> Deserializer<'de> for Bytes {
    type Error = de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_byte_buf(self.0.to_vec())
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[test]
fn each_kind_of_value_is_read_and_has_its_name() {
    let text = |text: &str| Value::Text(text.to_owned());
    for (json, expected, kind) in [
        ("null", Value::Null, "null"),
        ("true", Value::Bool(true), "a boolean"),
        ("5", Value::Number(5.0), "a number"),
        ("-5", Value::Number(-5.0), "a number"),
        ("-0.5e-7", Value::Number(-0.5e-7), "a number"),
        ("18446744073709551615", Value::Number(18_446_744_073_709_551_615.0), "a number"),
        ("\"\\u00e9\\n😀\"", text("é\n😀"), "a string"),
        ("[1,\"a\"]", Value::List(vec![Value::Number(1.0), text("a")]), "an array"),
        ("{\"a\":null}", Value::Object(vec![("a".to_owned(), Value::Null)]), "an object"),
    ] {
        let found = read(json);
        assert_eq!(found, expected);
        assert_eq!(found.kind(), kind);
    }
}

#[test]
fn what_serde_reads_as_bytes_is_a_note() {
    let note = Value::deserialize(Bytes(b"a BigInt")).unwrap();
    assert_eq!(note, Value::Note("a BigInt".to_owned()));
    assert_eq!((note.note(), note.text(), note.kind()), (Some("a BigInt"), None, "a BigInt"));
    assert!(!note.is_function() && !note.is_null());
    let function = Value::deserialize(Bytes(b"a function")).unwrap();
    assert!(function.is_function());
    let text = read("\"a function\"");
    assert_eq!((text.is_function(), text.note(), text.text()), (false, None, Some("a function")));
}

#[test]
fn keys_keep_their_order_and_the_last_of_repeated_ones_counts() {
    let object = read(r#"{"b":1,"a":2,"10":3,"b":4}"#);
    let keys: Vec<_> = object.entries().iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["b", "a", "10", "b"]);
    assert_eq!(object.get("b"), Some(&Value::Number(4.0)));
    assert_eq!(object.get("c"), None);
}

#[test]
fn a_value_of_another_kind_has_neither_entries_nor_text() {
    for json in ["null", "true", "5", "\"x\"", "[1]", "{\"a\":1}"] {
        let value = read(json);
        let is_object = json.starts_with('{');
        assert_eq!(value.entries().len(), usize::from(is_object), "{json}");
        assert_eq!(value.get("a").is_some(), is_object, "{json}");
        assert_eq!(value.get("0"), None, "{json}");
        assert_eq!(value.text().is_some(), json == "\"x\"", "{json}");
        assert_eq!(value.is_null(), json == "null", "{json}");
        assert_eq!(value.note(), None, "{json}");
    }
    assert!(Value::default().is_null());
}

#[test]
fn each_note_is_found_under_its_path() {
    let input = json!({"a": [1, "~NaN", [{"b": "~a Map"}]], "c": "x", "d": "~a cycle", "": "~x"});
    let mut faults = Faults::default();
    assert!(value(&input).find_unsendable(&mut Path::of("metadata"), &mut faults));
    let says = |path: &str, what| format!("{path} holds {what}, which JSON would change or lose.");
    assert_eq!(
        json_of(&faults),
        json!({
            "metadata.a.1": [says("metadata.a.1", "NaN")],
            "metadata.a.2.0.b": [says("metadata.a.2.0.b", "a Map")],
            "metadata.d": [says("metadata.d", "a cycle")],
            "metadata.": [says("metadata.", "x")],
        })
    );
}

#[test]
fn where_json_carries_everything_nothing_is_found() {
    let (mut path, mut faults) = (Path::of("metadata"), Faults::default());
    let input = json!({"a": [1e300, null, true, "a BigInt", {"b": {}}], "": []});
    assert!(!value(&input).find_unsendable(&mut path, &mut faults));
    assert!(faults.is_empty());
    assert_eq!(path, Path::of("metadata"));
}

/// A value with this many lists around it.
fn nested(depth: usize) -> Value {
    let json = (0..depth).fold(json!(5), |inner, _| json!([inner]));
    Value::deserialize(json).expect("JSON")
}

/// The value inside this many lists.
fn innermost(mut value: &Value, depth: usize) -> &Value {
    for _ in 0..depth {
        let Value::List(items) = value else { panic!("a list is missing: {value:?}") };
        value = &items[0];
    }
    value
}

#[test]
fn what_nests_too_deep_is_a_note() {
    assert_eq!(innermost(&nested(599), 599), &Value::Number(5.0));
    for depth in [600, 601, 2_000] {
        let note = Value::Note("a value that nests too deep".to_owned());
        assert_eq!(innermost(&nested(depth), 600), &note);
    }
    let object = (0..600).fold(json!(5), |inner, _| json!({ "a": inner }));
    let mut faults = Faults::default();
    let object = Value::deserialize(object).expect("JSON");
    assert!(object.find_unsendable(&mut Path::of("x"), &mut faults));
    assert_eq!(faults.issues()[0].path, format!("x{}", ".a".repeat(600)));
    assert_eq!(
        faults.issues()[0].message,
        format!(
            "x{}.…{} holds a value that nests too deep, which JSON would change or lose.",
            ".a".repeat(19),
            ".a".repeat(20)
        )
    );
}

/// Any JSON that is not too large to look at.
fn any_json() -> impl Strategy<Value = Json> {
    let number = prop::num::f64::NORMAL | prop::num::f64::ZERO;
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Json::from),
        number.prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::hash_map("[a-c\"\\\\é]{0,2}", inner, 0..4)
                .prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}

/// The same value, of serde_json's own types.
fn same(ours: &Value, theirs: &Json) -> bool {
    match (ours, theirs) {
        (Value::Null, Json::Null) => true,
        (Value::Bool(ours), Json::Bool(theirs)) => ours == theirs,
        (Value::Number(ours), Json::Number(theirs)) => Some(*ours) == theirs.as_f64(),
        (Value::Text(ours), Json::String(theirs)) => ours == theirs,
        (Value::List(ours), Json::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| same(a, b))
        }
        (Value::Object(ours), Json::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours.iter().zip(theirs).all(|((a, x), (b, y))| a == b && same(x, y))
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn any_json_is_read_as_it_is(json in any_json()) {
        let ours = read(&json.to_string());
        prop_assert!(same(&ours, &json), "{:?} of {}", ours, json);
        prop_assert!(!ours.find_unsendable(&mut Path::default(), &mut Faults::default()));
    }
}
