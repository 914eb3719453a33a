//! The shape check against serde_json's typed verdict, on mutated bodies.
//!
//! Together with a JSON parser the check has to give the typed verdict: never an acceptance of a
//! body whose parsed value has another shape, and no refusal of one that has it.

use customers_client::answer::{Expected, Mismatch, Unfit, check};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use crate::fixture;

/// A field of which only the presence and the type count.
macro_rules! typed {
    ($(#[$on:meta])* $name:ident { $($(#[$meta:meta])* $field:ident: $type:ty),* $(,)? }) => {
        #[derive(Deserialize)]
        #[allow(dead_code)]
        $(#[$on])*
        struct $name { $($(#[$meta])* $field: $type),* }
    };
}

/// serde takes a missing `Option` for null; the contract's nullable fields have to be there.
fn nullable<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(
    d: D,
) -> Result<Option<T>, D::Error> {
    Option::deserialize(d)
}

fn present<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(
    d: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(d).map(Some)
}

type Object = serde_json::Map<String, Value>;

typed!(PayProvider { id: String, name: String });
typed!(Customer {
    id: String,
    developer: i64,
    first_name: String,
    last_name: String,
    email: String,
    #[serde(deserialize_with = "nullable")]
    phone: Option<String>,
    #[serde(deserialize_with = "nullable")]
    photo: Option<String>,
    #[serde(deserialize_with = "nullable")]
    country: Option<String>,
    #[serde(deserialize_with = "nullable")]
    metadata: Option<Object>,
    test: bool,
    #[serde(default, deserialize_with = "present")]
    created_on: Option<String>,
    #[serde(default, deserialize_with = "present")]
    pay_providers: Option<Vec<PayProvider>>,
});
typed!(Page {
    count: u64,
    #[serde(deserialize_with = "nullable")]
    next: Option<String>,
    #[serde(deserialize_with = "nullable")]
    previous: Option<String>,
    results: Vec<Customer>,
});

/// What JavaScript would see: serde_json's own value (the last of repeated keys counts), with
/// `developer_id` where there is no `developer`; structs are read from objects only.
fn typed_verdict(body: &[u8]) -> bool {
    let Ok(mut value) = serde_json::from_slice::<Value>(body) else {
        return false;
    };
    let customers = match &mut value {
        Value::Array(items) => items,
        Value::Object(page) => match page.get_mut("results") {
            Some(Value::Array(items)) => items,
            _ => return false,
        },
        _ => return false,
    };
    for customer in customers.iter_mut() {
        let Value::Object(fields) = customer else {
            return false;
        };
        if !fields.contains_key("developer")
            && let Some(id) = fields.remove("developer_id")
        {
            fields.insert("developer".to_owned(), id);
        }
        let providers = fields.get("pay_providers").and_then(Value::as_array);
        if providers.is_some_and(|list| list.iter().any(|item| !item.is_object())) {
            return false;
        }
    }
    match value {
        Value::Array(_) => serde_json::from_value::<Vec<Customer>>(value).is_ok(),
        page => serde_json::from_value::<Page>(page).is_ok(),
    }
}

/// The verdict of the check together with a JSON parser: both have to accept the body.
fn our_verdict(body: &[u8]) -> bool {
    check(body, Expected::Customers).is_ok() && serde_json::from_slice::<Value>(body).is_ok()
}

/// A key as it stands in a body, without its escapes.
fn decoded(key: &str) -> String {
    serde_json::from_str(&format!("\"{key}\"")).expect("a key of JSON")
}

/// True where the value at a mismatch's path is of the kind that the mismatch says.
fn is_there(body: &Value, mismatch: &Mismatch) -> bool {
    let steps: Vec<_> = mismatch.path.split('.').map(decoded).collect();
    let mut value = Some(body);
    for step in steps.iter().filter(|_| !mismatch.path.is_empty()) {
        value = value.and_then(|value| match value {
            Value::Array(items) => items.get(step.parse::<usize>().ok()?),
            value => value.get(step),
        });
    }
    let found = match value {
        None => "missing",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "a boolean",
        Some(Value::Number(_)) if mismatch.expected.starts_with("an integer") => "another number",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(_)) => "a string",
        Some(Value::Array(_)) => "an array",
        Some(Value::Object(_)) => "an object",
    };
    found == mismatch.found
}

const BODIES: [&str; 4] = [
    fixture!("edition2_list.json"),
    fixture!("edition2_search.json"),
    fixture!("edition1_list.json"),
    r#"{"count":1,"next":null,"previous":"x","results":[{"id":"\u0061","developer_id":1,"first_name":"\"","last_name":"é\\","email":"","phone":"1","photo":null,"country":null,"metadata":{"a":[{"b":"}]"}]},"test":false,"x":[1,-2.5e3,[],{}],"created_on":"x","pay_providers":[{"id":"a","name":"b"}]}]}"#,
];

/// Pieces of JSON that, put into a body, may change whether it has the shape.
const PIECES: [&str; 34] = [
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1.5",
    "1e3",
    "\"\"",
    "\"x\"",
    "[]",
    "{}",
    "[1]",
    "{\"a\":1}",
    ",",
    ":",
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    " ",
    "\"id\":",
    "\"id\":\"x\",",
    "\"\\u0069d\":5,",
    "\"developer\":1,",
    "\"developer_id\":1,",
    "\"developer\":null,",
    "\"results\":[],",
    "\"results\":",
    "\"metadata\":{},",
    "\"email\":5,",
    "\"next\":null,",
    "\"count\":0,",
];

#[derive(Clone, Debug)]
enum Edit {
    Insert(usize, usize),
    Delete(usize, usize),
    Replace(usize, usize),
    Copy(usize, usize, usize),
    /// Another value in place of one, so that the body stays JSON.
    Value(usize, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = || any::<usize>();
    prop_oneof![
        2 => (at(), at()).prop_map(|(a, b)| Edit::Insert(a, b)),
        1 => (at(), 0..40_usize).prop_map(|(a, b)| Edit::Delete(a, b)),
        1 => (at(), at()).prop_map(|(a, b)| Edit::Replace(a, b)),
        1 => (at(), at(), 0..60_usize).prop_map(|(a, b, c)| Edit::Copy(a, b, c)),
        6 => (at(), at()).prop_map(|(a, b)| Edit::Value(a, b)),
    ]
}

fn apply(body: &mut Vec<u8>, edit: &Edit) {
    let len = body.len().max(1);
    match *edit {
        Edit::Insert(at, piece) => {
            let at = at % len;
            body.splice(at..at, PIECES[piece % PIECES.len()].bytes());
        }
        Edit::Delete(at, n) => {
            let at = at % len;
            body.drain(at.min(body.len())..(at + n).min(body.len()));
        }
        Edit::Replace(at, byte) => {
            if let Some(b) = body.get_mut(at % len) {
                *b = byte as u8;
            }
        }
        Edit::Copy(from, to, n) => {
            let from = from % len;
            let piece = body[from.min(body.len())..(from + n).min(body.len())].to_vec();
            let to = to % len;
            body.splice(to..to, piece);
        }
        Edit::Value(which, piece) => {
            // After a colon up to the next comma or closing bracket.
            let colons: Vec<_> = (0..body.len()).filter(|at| body[*at] == b':').collect();
            if let Some(at) = colons.get(which % colons.len().max(1)) {
                let end = body[*at..].iter().position(|b| b",}]".contains(b)).unwrap_or(1) + at;
                body.splice(at + 1..end, PIECES[piece % PIECES.len()].bytes());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_bodies_get_the_typed_verdict(
        which in 0..BODIES.len(),
        edits in prop::collection::vec(edit(), 0..5),
    ) {
        let mut body = BODIES[which].as_bytes().to_vec();
        for edit in &edits {
            apply(&mut body, edit);
        }
        prop_assert_eq!(our_verdict(&body), typed_verdict(&body), "{}", String::from_utf8_lossy(&body));
    }

    #[test]
    fn what_is_wrong_is_found_where_the_check_says(
        which in 0..BODIES.len(),
        edits in prop::collection::vec(edit(), 1..4),
    ) {
        let mut body = BODIES[which].as_bytes().to_vec();
        for edit in &edits {
            apply(&mut body, edit);
        }
        if let (Err(Unfit::Shape(mismatch)), Ok(value)) =
            (check(&body, Expected::Customers), serde_json::from_slice::<Value>(&body))
        {
            prop_assert!(is_there(&value, &mismatch), "{:?} {}", mismatch, String::from_utf8_lossy(&body));
        }
    }

    #[test]
    fn no_bytes_make_the_check_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
        for expected in [Expected::Customer, Expected::Customers, Expected::Address, Expected::Addresses] {
            let _ = check(&body, expected);
        }
    }
}

#[test]
fn nesting_is_no_danger_at_any_depth() {
    let deep =
        |n: usize| BODIES[3].replacen("[1,", &format!("[{}{},", "[".repeat(n), "]".repeat(n)), 1);
    assert!(check(deep(1_000_000).as_bytes(), Expected::Customers).is_ok());
}
