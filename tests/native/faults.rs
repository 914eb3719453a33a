//! Faults as they are kept: in their order, by path, and with the steps that schemas ask for.

use customers_client::error::{Error, Faults, NO_FIELD, Path};
use customers_client::message::Message;
use proptest::prelude::*;
use serde_json::json;

use crate::{faults, json_of};

#[test]
fn messages_by_path_keep_the_order_in_which_they_were_found() {
    let mut faults = Faults::default();
    for (path, message) in [("b", "1"), ("a", "2"), ("b", "3\"\n")] {
        faults.quote(path, message);
    }
    assert_eq!(faults.at("b"), ["1", "3\"\n"]);
    assert_eq!(faults.at("c"), [""; 0]);
    let paths: Vec<_> = faults.issues().iter().map(|issue| issue.path.as_str()).collect();
    assert_eq!(paths, ["b", "a", "b"]);
    assert_eq!(json_of(&faults), json!({"b": ["1", "3\"\n"], "a": ["2"]}));
}

#[test]
fn nothing_is_wrong_where_there_are_no_faults() {
    assert!(Faults::default().is_empty());
    assert_eq!(Faults::default().finish(5), Ok(5));
    let mut faults = Faults::default();
    faults.add("email", Message::Email);
    let error = faults.clone().finish(5).unwrap_err();
    assert_eq!((error.code, error.attempts), ("invalid_input", 0));
    assert_eq!(error.issues, faults.issues());
}

#[test]
fn the_message_of_many_faults_names_the_first_and_counts_the_others() {
    let mut faults = Faults::default();
    faults.add("email", Message::Email);
    let one = Error::invalid(faults.clone()).message;
    assert_eq!(one, "Nothing was sent. email: Enter a valid email address.");
    faults.add("phone", Message::NotAString);
    faults.add("timeoutMs", Message::NotAString);
    let three = Error::invalid(faults).message;
    assert_eq!(three, "Nothing was sent. email: Enter a valid email address. (And 2 more.)");
}

#[test]
fn a_long_path_is_shortened_in_messages_only() {
    let name = format!("a{}z", "é".repeat(400));
    let faults = faults("update", &json!(["c", { name.clone(): "~a BigInt" }]));
    let shown = format!("a{}…{}z", "é".repeat(39), "é".repeat(39));
    let message = format!("{shown} holds a BigInt, which JSON would change or lose.");
    assert_eq!(faults.at(&name), [message.as_str()], "the path is the caller's own");
    let whole = Error::invalid(faults).message;
    assert_eq!(whole, format!("Nothing was sent. {shown}: {message}"));
    assert!(whole.chars().count() <= 301);
}

#[test]
fn white_space_in_what_the_caller_calls_a_field_makes_no_second_line() {
    let faults = faults("update", &json!(["c", {"a\n\tb": "~NaN"}]));
    assert_eq!(faults.issues()[0].path, "a\n\tb");
    assert_eq!(
        Error::invalid(faults).message,
        "Nothing was sent. a b: a b holds NaN, which JSON would change or lose."
    );
}

#[test]
fn the_steps_of_a_path_are_keys_and_indexes() {
    let form = json!({"email": 5, "metadata": {"a.b": [0, {"": "~NaN"}]}, "x": ["~a Map"]});
    let faults = faults("update", &json!(["c", form]));
    let shown: Vec<_> = faults.issues().iter().map(|issue| issue.path.as_str()).collect();
    assert_eq!(shown, ["email", "metadata.a.b.1.", "x.0"]);
    let steps: Vec<_> = faults.issues().iter().map(|issue| &issue.steps).collect();
    let steps = serde_json::to_value(steps).unwrap();
    assert_eq!(steps, json!([["email"], ["metadata", "a.b", 1, ""], ["x", 0]]));
}

#[test]
fn what_belongs_to_no_field_has_no_steps() {
    let faults = faults("update", &json!(["c", null]));
    assert_eq!(faults.issues()[0].path, NO_FIELD);
    assert_eq!(serde_json::to_value(&faults.issues()[0].steps).unwrap(), json!([]));
}

#[test]
fn a_path_is_left_as_it_was_found() {
    let mut path = Path::of("a");
    let within = path.within("b", |path| path.within(3_usize, |path| path.to_string()));
    assert_eq!((within.as_str(), path.to_string().as_str()), ("a.b.3", "a"));
    assert_eq!(Path::default().to_string(), "");
}

proptest! {
    #[test]
    fn faults_come_out_as_they_went_in(pairs in prop::collection::vec(any::<(String, String)>(), 0..5)) {
        let mut faults = Faults::default();
        for (path, message) in &pairs {
            faults.quote(path, message);
        }
        let issues = faults.issues().iter();
        let found: Vec<_> = issues.map(|issue| (issue.path.clone(), issue.message.clone())).collect();
        prop_assert_eq!(found, pairs);
    }
}
