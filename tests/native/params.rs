use customers_client::error::FieldErrors;
use customers_client::params::{ListParams, check_id};
use serde_json::json;

use crate::{json_of, value};

#[test]
fn pages_and_sizes_outside_their_range_are_refused_by_value() {
    let mut faults = FieldErrors::default();
    let params = json!({"page": 0, "page_size": 101, "search": " \u{1f}"});
    ListParams::parse(value(&params.to_string()), &mut faults);
    assert_eq!(
        json_of(&faults),
        json!({
            "page": ["0 is not allowed: use an integer from 1 to 9007199254740991."],
            "page_size": ["101 is not allowed: use an integer from 1 to 100."],
            "search": ["The search query cannot be empty."],
        })
    );
    for (wrong, shown) in [
        (r#""2""#, "\"2\""),
        ("1.5", "1.5"),
        ("-1", "-1"),
        ("1e+300", "1e+300"),
        ("null", "null"),
        (r#""\udc00NaN""#, "NaN"),
    ] {
        let mut faults = FieldErrors::default();
        ListParams::parse(value(&format!(r#"{{"page":{wrong}}}"#)), &mut faults);
        assert!(
            faults.get("page")[0].starts_with(&format!("{shown} is not allowed")),
            "{faults:?}"
        );
    }
}

#[test]
fn a_search_is_text() {
    for (wrong, message) in [
        (json!(5), "Not a valid string."),
        (json!(null), "This field may not be null."),
        (json!(""), "The search query cannot be empty."),
    ] {
        let mut faults = FieldErrors::default();
        ListParams::parse(value(&json!({ "search": wrong }).to_string()), &mut faults);
        assert_eq!(faults.get("search"), [message]);
    }
}

#[test]
fn ids_are_any_text_but_what_would_change_the_path() {
    for id in ["a", "...", "%2e%2e", "é/?#", " "] {
        let mut faults = FieldErrors::default();
        assert_eq!(check_id("id", value(&json!(id).to_string()), &mut faults), id);
        assert!(faults.is_empty());
    }
    for id in ["", ".", ".."] {
        let mut faults = FieldErrors::default();
        check_id("id", value(&json!(id).to_string()), &mut faults);
        let message = format!("\"{id}\" is not an id: ids are not empty, \".\" or \"..\".");
        assert_eq!(faults.get("id"), [message]);
    }
    let mut faults = FieldErrors::default();
    check_id("customerId", value("5"), &mut faults);
    assert_eq!(faults.get("customerId"), ["Not a valid string."]);
}
