//! Options and parameters are closed: a name that is not listed is a fault (promised by
//! `ClientOptions`).

use customers_client::error::Faults;
use customers_client::options;
use customers_client::params::{LIST, Params, SEARCH};
use customers_client::walk::Walk;
use serde_json::{Value as Json, json};

use crate::options::parse_in;
use crate::{faults, json_of, value};

fn of_client(name: &str, given: Json) -> Json {
    let options = json!({"apiKey": "k", name: given});
    parse_in("https://shop.example", true, &options).err().unwrap_or(json!({}))
}

fn of_params(known: &[&str], params: Json) -> Json {
    let mut faults = Faults::default();
    Params::parse(&value(&params), known, &mut faults);
    json_of(&faults)
}

#[test]
fn a_misspelt_one_is_told_the_nearest_that_is_known() {
    for (name, near) in [
        ("baseURL", "baseUrl"),
        ("baseurl", "baseUrl"),
        ("BASE_URL", "baseUrl"),
        ("baseUri", "baseUrl"),
        ("apikey", "apiKey"),
        ("api_key", "apiKey"),
        ("accesToken", "accessToken"),
        ("timeoutMS", "timeoutMs"),
        ("timeout", "timeoutMs"),
        ("maxRetry", ""),
        ("retries", ""),
        ("header", "headers"),
        ("credential", "credentials"),
        ("Fetch", "fetch"),
        ("onAttempts", "onAttempt"),
        ("signal", ""),
        ("", ""),
    ] {
        let message = match near {
            "" => format!("Unknown option \"{name}\"."),
            near => format!("Unknown option \"{name}\": did you mean \"{near}\"?"),
        };
        assert_eq!(of_client(name, json!("x")), json!({ name: [message] }));
    }
}

#[test]
fn a_name_of_two_edits_is_near_and_one_of_three_is_not() {
    let says = |name: &str| of_client(name, json!(1))[name][0].clone();
    assert_eq!(says("fetchit"), "Unknown option \"fetchit\": did you mean \"fetch\"?");
    assert_eq!(says("fetching"), "Unknown option \"fetching\".");
    assert_eq!(says("fecth"), "Unknown option \"fecth\": did you mean \"fetch\"?");
    assert_eq!(says("FETS"), "Unknown option \"FETS\": did you mean \"fetch\"?");
    assert_eq!(says("fats"), "Unknown option \"fats\".");
}

#[test]
fn of_several_that_are_near_it_is_the_nearest() {
    let known = ["abcd", "abc", "abce"];
    for (name, near) in [("abcf", "abcd"), ("ABC_", "abcd"), ("ab", "abc"), ("xbce", "abce")] {
        let message = format!("Unknown option \"{name}\": did you mean \"{near}\"?");
        assert_eq!(of_params(&known, json!({ name: 1 })), json!({ name: [message] }));
    }
}

#[test]
fn a_null_does_not_hide_it() {
    let message = "Unknown option \"baseURL\": did you mean \"baseUrl\"?";
    assert_eq!(of_client("baseURL", json!(null)), json!({"baseURL": [message]}));
}

#[test]
fn a_long_one_is_near_to_nothing_and_shortened() {
    let name = "baseUrl".repeat(100_000);
    let message = of_client(&name, json!(1))[&name][0].as_str().unwrap().to_owned();
    let start = "baseUrl".repeat(6);
    assert!(message.starts_with(&format!("Unknown option \"{}…", &start[..40])), "{message}");
    assert!(message.ends_with("baseUrl\"."), "{message}");
    assert_eq!(message.chars().count(), "Unknown option \"…\".".chars().count() + 80);
}

#[test]
fn each_operation_and_each_call_has_its_own() {
    let unknown = |name: &str| json!({ name: [format!("Unknown option \"{name}\".")] });
    let near = |name: &str, known: &str| json!({ name: [format!("Unknown option \"{name}\": did you mean \"{known}\"?")] });
    for name in ["page", "page_size", "search"] {
        let given = if name == "search" { json!("x") } else { json!(1) };
        assert_eq!(of_params(LIST, json!({ name: given })), json!({}));
    }
    assert_eq!(of_params(LIST, json!({"pageSize": 5})), near("pageSize", "page_size"));
    assert_eq!(of_params(LIST, json!({"limit": 5})), unknown("limit"));
    assert_eq!(of_params(SEARCH, json!({"search": "x"})), unknown("search"));
    assert_eq!(of_params(SEARCH, json!({"Page": 5})), near("Page", "page"));
    let listed = json_of(&faults("list", &json!([{"seach": "x"}])));
    assert_eq!(listed, near("seach", "search"));

    let of_walk = |params: Json| {
        let mut faults = Faults::default();
        Walk::parse(&value(&params), &mut faults);
        json_of(&faults)
    };
    assert_eq!(of_walk(json!({"page": 2})), unknown("page"));
    assert_eq!(of_walk(json!({"onprogress": 2})), near("onprogress", "onProgress"));

    let of_call = |options: Json| {
        let mut faults = Faults::default();
        options::call(&value(&options), false, &mut faults);
        json_of(&faults)
    };
    assert_eq!(of_call(json!({"timeoutMS": 5})), near("timeoutMS", "timeoutMs"));
    assert_eq!(of_call(json!({"baseUrl": "/api"})), unknown("baseUrl"));
}

#[test]
fn customers_and_addresses_are_open() {
    let customer = json!({"first_name": "A", "last_name": "B", "email": "a@b.co", "fone": "1"});
    assert!(faults("create", &json!([customer])).is_empty());
    assert!(faults("updateAddress", &json!(["c", "a", {"zip": "1"}])).is_empty());
}
