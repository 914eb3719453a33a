//! Text fields take strings only, of any length; the mandatory ones neither null nor blank.

use customers_client::form::{ADDRESS, CUSTOMER, Form, Holds};
use serde_json::{Value as Json, json};

use crate::{faults, json_of};

const WRITES: [(&Form, &str, &[&str]); 2] =
    [(CUSTOMER, "update", &["c"]), (ADDRESS, "updateAddress", &["c", "a"])];

/// What a change of one field is refused for.
#[track_caller]
fn refused(update: &str, ids: &[&str], field: &str, given: Json) -> Json {
    let mut args: Vec<_> = ids.iter().map(|id| json!(id)).collect();
    args.push(json!({ field: given }));
    json_of(&faults(update, &args.into()))
}

/// Each text field of each form: how to change it, and whether it is mandatory.
fn all() -> impl Iterator<Item = (&'static str, &'static [&'static str], &'static str, Holds)> {
    WRITES.into_iter().flat_map(|(form, update, ids)| {
        let is_text =
            |holds: &Holds| matches!(holds, Holds::Text | Holds::Email | Holds::TextOrNull);
        let fields = form.iter().filter(move |(_, holds)| is_text(holds));
        fields.map(move |(field, holds)| (update, ids, *field, *holds))
    })
}

#[test]
fn they_are_the_ones_that_the_contract_lists() {
    let names: Vec<_> = all().map(|(_, _, field, _)| field).collect();
    let customer = ["first_name", "last_name", "email", "phone", "country"];
    let address = ["line1", "line2", "city", "state", "postal_code", "country"];
    assert_eq!(names, [&customer[..], &address].concat());
}

#[test]
fn what_is_no_string_is_refused_in_each_of_them() {
    for (update, ids, field, holds) in all() {
        for wrong in [
            json!(true),
            json!([]),
            json!({}),
            json!({"toJSON": "~a function"}),
            json!("~a Date"),
            json!("~a function"),
            json!("~NaN"),
        ] {
            let expected = json!({ field: ["Not a valid string."] });
            assert_eq!(refused(update, ids, field, wrong.clone()), expected, "{wrong}");
        }
        let number = match holds {
            Holds::Email => "Enter a valid email address.",
            _ => "Not a valid string.",
        };
        assert_eq!(refused(update, ids, field, json!(5)), json!({ field: [number] }));
    }
}

#[test]
fn only_the_optional_ones_may_be_null_or_blank() {
    for (update, ids, field, holds) in all() {
        let expect = |message: &str| match holds {
            Holds::TextOrNull => json!({}),
            _ => json!({ field: [message] }),
        };
        let null = refused(update, ids, field, json!(null));
        assert_eq!(null, expect("This field may not be null."), "{field}");
        for blank in ["", " ", "\t\r\n", "\u{1c}\u{1f}", "\u{85}\u{a0}\u{3000}"] {
            let blank = refused(update, ids, field, json!(blank));
            assert_eq!(blank, expect("This field may not be blank."), "{field}");
        }
    }
}

#[test]
fn no_text_is_too_long() {
    for (update, ids, field, holds) in all().filter(|(.., holds)| *holds != Holds::Email) {
        let long = json!("é".repeat(100_000));
        assert_eq!(refused(update, ids, field, long), json!({}), "{field} {holds:?}");
    }
}

#[test]
fn a_text_that_names_a_surrogate_is_not_one() {
    let given = json!("a lone surrogate");
    assert_eq!(refused("update", &["c"], "phone", given), json!({}));
}
