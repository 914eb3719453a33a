//! The checks of parameters, of search queries and of ids.

use customers_client::error::Faults;
use customers_client::params::{LIST, Params, check_id};
use serde_json::{Value as Json, json};

use crate::{json_of, value};

/// The parameters, and what is wrong with them.
fn asked(params: &Json) -> (Params, Faults) {
    let mut faults = Faults::default();
    let params = Params::parse(&value(params), LIST, &mut faults);
    (params, faults)
}

#[test]
fn only_what_was_given_is_in_the_query() {
    for (params, query) in [
        (json!(null), json!([])),
        (json!({}), json!([])),
        (json!({"page": 2}), json!([["page", "2"]])),
        (json!({"page": 1.0}), json!([["page", "1"]])),
        (
            json!({"search": "é&=+", "page_size": 100}),
            json!([["page_size", "100"], ["search", "é&=+"]]),
        ),
        (
            json!({"search": " a ", "page_size": 1, "page": 9_007_199_254_740_991_u64}),
            json!([["page", "9007199254740991"], ["page_size", "1"], ["search", " a "]]),
        ),
    ] {
        let (found, faults) = asked(&params);
        assert_eq!((json!(found.query()), faults.is_empty()), (query, true), "{params}");
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
        (json!(-0.0), "0"),
        (json!(9_007_199_254_740_992_u64), "9007199254740992"),
        (json!(1e300), "a number"),
        (json!(null), "null"),
        (json!(true), "true"),
        (json!({}), "an object"),
        (json!("~NaN"), "NaN"),
        (json!("1".repeat(38)), &format!("\"{}\"", "1".repeat(38))),
        (json!("1".repeat(39)), "a string"),
        (json!(vec![1; 20]), "an array"),
    ] {
        let (_, faults) = asked(&json!({ "page": wrong }));
        let message = format!("{shown} is not allowed: use an integer from 1 to 9007199254740991.");
        assert_eq!(faults.at("page"), [message]);
    }
}

#[test]
fn parameters_are_an_object() {
    for (wrong, kind) in
        [(json!(5), "a number"), (json!([]), "an array"), (json!("~a function"), "a function")]
    {
        let message = format!("Expected an object, but got {kind}.");
        assert_eq!(json_of(&asked(&wrong).1), json!({ "params": [message] }));
    }
}

#[test]
fn a_search_is_text() {
    for (wrong, message) in [
        (json!(5), "Not a valid string."),
        (json!(null), "This field may not be null."),
        (json!(""), "The search query cannot be empty."),
        (json!("\u{1c}\u{85}\u{3000}"), "The search query cannot be empty."),
        (
            json!("~text with a lone surrogate"),
            "search holds text with a lone surrogate, which JSON would change or lose.",
        ),
    ] {
        assert_eq!(asked(&json!({ "search": wrong })).1.at("search"), [message]);
    }
}

#[test]
fn ids_are_any_text_but_what_would_change_the_path() {
    for id in ["a", "...", "%2e%2e", "é/?#", " "] {
        let mut faults = Faults::default();
        assert_eq!(check_id("id", &value(&json!(id)), &mut faults), id);
        assert!(faults.is_empty());
    }
    for id in ["", ".", ".."] {
        let mut faults = Faults::default();
        check_id("id", &value(&json!(id)), &mut faults);
        let message = format!("\"{id}\" is not an id: ids are not empty, \".\" or \"..\".");
        assert_eq!(faults.at("id"), [message]);
    }
    for (wrong, message) in [
        (json!(5), "Not a valid string."),
        (json!(null), "This field may not be null."),
        (json!("~undefined"), "Not a valid string."),
        (
            json!("~text with a lone surrogate"),
            "customerId holds text with a lone surrogate, which JSON would change or lose.",
        ),
    ] {
        let mut faults = Faults::default();
        check_id("customerId", &value(&wrong), &mut faults);
        assert_eq!(faults.at("customerId"), [message]);
    }
}
