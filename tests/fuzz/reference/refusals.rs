//! Whether it is true what a refusal says of a parsed body, by the schemas of docs/openapi.yaml.

use customers_client::answer::Expected::{self, Address, Addresses, Customer, Customers};
use customers_client::answer::Mismatch;
use serde_json::Value;

use crate::javascript::kind;
use crate::typed::{Exact, Integer};

/// Panics where the path leads to nothing that has a schema, or where what is there is right.
pub fn assert_true(body: &Value, expected: Expected, mismatch: &Mismatch) {
    // A path's names are written as the body writes them, maybe with escapes.
    let path = serde_json::from_str::<String>(&format!("\"{}\"", mismatch.path));
    let path = path.unwrap_or_else(|_| panic!("no path: {mismatch:?}"));
    let steps: Vec<&str> = if path.is_empty() { vec![] } else { path.split('.').collect() };
    let wanted = wanted(expected, &steps);
    let wanted = wanted.unwrap_or_else(|| panic!("nothing has to be there: {mismatch:?}"));

    let parent = steps.split_last().map(|(name, before)| (*name, at(body, before)));
    let beside = |name: &str| parent.and_then(|(_, object)| object?.get(name));
    match (parent, at(body, &steps)) {
        (Some((name, Some(Value::Object(_)))), None) => {
            assert_eq!((mismatch.expected, mismatch.found), ("there", "missing"));
            assert!(!["created_on", "pay_providers", "developer_id"].contains(&name), "{name}");
            assert!(name != "developer" || beside("developer_id").is_none(), "not replaced");
        }
        (parent, Some(value)) => {
            let is_integer = wanted.starts_with("an integer");
            let found =
                if is_integer && value.is_number() { "another number" } else { kind(value) };
            assert_eq!((mismatch.expected, mismatch.found), (wanted, found), "{mismatch:?}");
            assert!(!fits(value, wanted), "{value} is {wanted}: {mismatch:?}");
            let name = parent.map(|(name, _)| name);
            assert!(name != Some("developer_id") || beside("developer").is_none(), "not looked at");
        }
        (_, None) => panic!("leads nowhere: {mismatch:?}"),
    }
}

fn at<'a>(body: &'a Value, steps: &[&str]) -> Option<&'a Value> {
    body.pointer(&steps.iter().map(|step| format!("/{step}")).collect::<String>())
}

/// What has to be at a path.
fn wanted(expected: Expected, steps: &[&str]) -> Option<&'static str> {
    match (expected, steps) {
        (Customer, steps) => of_customer(steps),
        (Address, steps) => of_address(steps),
        (_, []) => Some("an object or an array"),
        (_, ["results"]) => Some("an array"),
        (Customers, ["next" | "previous"]) => Some("a string or null"),
        (Customers, ["count"]) => Some("an integer from 0"),
        (Customers, ["results", index, rest @ ..] | [index, rest @ ..]) if is_index(index) => {
            of_customer(rest)
        }
        (Addresses, ["results", index, rest @ ..] | [index, rest @ ..]) if is_index(index) => {
            of_address(rest)
        }
        _ => None,
    }
}

fn of_customer(steps: &[&str]) -> Option<&'static str> {
    Some(match steps {
        [] => "an object",
        ["id" | "first_name" | "last_name" | "email" | "created_on"] => "a string",
        ["phone" | "photo" | "country"] => "a string or null",
        ["developer" | "developer_id"] => "an integer",
        ["metadata"] => "an object or null",
        ["test"] => "true or false",
        ["pay_providers"] => "an array",
        ["pay_providers", index] if is_index(index) => "an object",
        ["pay_providers", index, "id" | "name"] if is_index(index) => "a string",
        _ => return None,
    })
}

fn of_address(steps: &[&str]) -> Option<&'static str> {
    Some(match steps {
        [] => "an object",
        ["id" | "line1" | "city" | "postal_code" | "country"] => "a string",
        ["line2" | "state"] => "a string or null",
        ["is_default"] => "true or false",
        _ => return None,
    })
}

fn is_index(step: &str) -> bool {
    step.parse::<usize>().is_ok()
}

fn fits(value: &Value, wanted: &str) -> bool {
    let is_integer = |value: &Value| value.as_number().is_some_and(Exact::is);
    match wanted {
        "a string" => value.is_string(),
        "a string or null" => value.is_string() || value.is_null(),
        "an integer" => is_integer(value),
        "an integer from 0" => is_integer(value) && value.as_f64() >= Some(0.0),
        "true or false" => value.is_boolean(),
        "an object" => value.is_object(),
        "an object or null" => value.is_object() || value.is_null(),
        "an array" => value.is_array(),
        "an object or an array" => value.is_object() || value.is_array(),
        other => panic!("unknown: {other}"),
    }
}
