use customers_client::error::FieldErrors;
use customers_client::json::Json;
use customers_client::params::{check_id, query};
use serde_json::{Value, json};

use crate::{faults, handed_over, json_of};

/// The query, and what is wrong with its parameters.
fn asked(params: &Value) -> (String, FieldErrors) {
    let mut faults = FieldErrors::default();
    let query = query(Json::new(&handed_over(params)), &mut faults);
    (query, faults)
}

#[test]
fn only_what_was_given_is_in_the_query() {
    for (params, query) in [
        (json!(null), ""),
        (json!({}), ""),
        (json!({"page": 2}), "?page=2"),
        (json!({"search": "é&=+", "page_size": 100}), "?page_size=100&search=%C3%A9%26%3D%2B"),
        (
            json!({"search": " a ", "page_size": 1, "page": 9_007_199_254_740_991_u64}),
            "?page=9007199254740991&page_size=1&search=%20a%20",
        ),
    ] {
        let (found, faults) = asked(&params);
        assert_eq!((found.as_str(), faults.is_empty()), (query, true), "{params}");
    }
}

#[test]
fn pages_and_sizes_outside_their_range_are_refused_by_value() {
    let (_, faults) = asked(&json!({"page": 0, "page_size": 101, "search": " \u{1f}"}));
    assert_eq!(
        json_of(&faults),
        json!({
            "page": ["0 is not allowed: use an integer from 1 to 9007199254740991."],
            "page_size": ["101 is not allowed: use an integer from 1 to 100."],
            "search": ["The search query cannot be empty."],
        })
    );
    for (wrong, shown) in [
        (json!("2"), "\"2\""),
        (json!(1.5), "1.5"),
        (json!(-1), "-1"),
        (json!(9_007_199_254_740_992_u64), "9007199254740992"),
        (json!(99_999_999_999_999_999_u64), "99999999999999999"),
        (json!(null), "null"),
        (json!("~NaN"), "NaN"),
        (json!("1".repeat(38)), &format!("\"{}\"", "1".repeat(38))),
        (json!("1".repeat(39)), "a string"),
        (json!(vec![1; 20]), "an array"),
    ] {
        let (_, faults) = asked(&json!({ "page": wrong }));
        let message = format!("{shown} is not allowed: use an integer from 1 to 9007199254740991.");
        assert_eq!(faults.get("page"), [message]);
    }
    let mut faults = FieldErrors::default();
    query(Json::new(r#"{"page":1e+300}"#), &mut faults);
    assert!(faults.get("page")[0].starts_with("1e+300 is not allowed"), "{faults:?}");
}

#[test]
fn parameters_are_an_object() {
    for (wrong, kind) in [(json!(5), "a number"), (json!("~a function"), "a function")] {
        let message = format!("Expected an object, but got {kind}.");
        assert_eq!(asked(&wrong).1.get("params"), [message]);
    }
}

#[test]
fn a_search_is_text() {
    for (wrong, message) in [
        (json!(5), "Not a valid string."),
        (json!(null), "This field may not be null."),
        (json!(""), "The search query cannot be empty."),
        (
            json!("~text with a lone surrogate"),
            "search holds text with a lone surrogate, which JSON would change or lose.",
        ),
    ] {
        assert_eq!(asked(&json!({ "search": wrong })).1.get("search"), [message]);
    }
}

#[test]
fn what_a_walk_cannot_be_told_is_named() {
    let params = json!({
        "search": " ", "page_size": 0, "concurrency": 17, "limit": -1, "onProgress": "~an object",
    });
    assert_eq!(
        json_of(&faults("listAll", &json!([null, params]))),
        json!({
            "search": ["The search query cannot be empty."],
            "page_size": ["0 is not allowed: use an integer from 1 to 100."],
            "concurrency": ["17 is not allowed: use an integer from 1 to 16."],
            "limit": ["-1 is not allowed: use an integer from 0 to 9007199254740991."],
            "onProgress": ["Not a function."],
        })
    );
    for right in [
        json!(null),
        json!({"concurrency": 1, "limit": 0, "onProgress": "~a function"}),
        json!({"concurrency": 16, "limit": 9_007_199_254_740_991_u64, "onProgress": null}),
    ] {
        assert_eq!(json_of(&faults("listAll", &json!([null, right]))), json!({}), "{right}");
    }
}

#[test]
fn ids_are_any_text_but_what_would_change_the_path() {
    for id in ["a", "...", "%2e%2e", "é/?#", " "] {
        let mut faults = FieldErrors::default();
        assert_eq!(check_id("id", Json::new(&json!(id).to_string()), &mut faults), id);
        assert!(faults.is_empty());
    }
    for id in ["", ".", ".."] {
        let mut faults = FieldErrors::default();
        check_id("id", Json::new(&json!(id).to_string()), &mut faults);
        let message = format!("\"{id}\" is not an id: ids are not empty, \".\" or \"..\".");
        assert_eq!(faults.get("id"), [message]);
    }
    for (wrong, message) in [
        ("5", "Not a valid string."),
        ("null", "This field may not be null."),
        (r#""\udc00undefined""#, "Not a valid string."),
    ] {
        let mut faults = FieldErrors::default();
        check_id("customerId", Json::new(wrong), &mut faults);
        assert_eq!(faults.get("customerId"), [message]);
    }
}
