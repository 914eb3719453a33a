use customers_client::error::{Code, Error, FieldErrors};
use customers_client::http::Response;
use customers_client::params::ListParams;
use customers_client::wire::Answer;
use serde_json::{Value, json};

use crate::{fixture, value};

fn ok(body: impl Into<Vec<u8>>) -> Response {
    answer(200, body)
}

fn answer(status: u16, body: impl Into<Vec<u8>>) -> Response {
    Response { status, body: body.into(), ..Response::default() }
}

fn params(json: &str) -> ListParams {
    ListParams::parse(value(json), &mut FieldErrors::default())
}

/// How the parsed body becomes the result.
fn read(answer: &Answer, response: &Response) -> Result<Value, Error> {
    let how = answer.read(response)?;
    Ok(serde_json::from_str(&how).expect("our own JSON"))
}

fn list(json: &str, response: Response) -> Result<Value, Error> {
    read(&Answer::Page(params(json)), &response)
}

fn one(response: Response) -> Result<Value, Error> {
    read(&Answer::Customer, &response)
}

/// The body as it is.
fn as_it_is() -> Value {
    json!({})
}

fn customer() -> Value {
    serde_json::from_str(fixture!("edition2_get.json")).unwrap()
}

#[track_caller]
fn message<T>(result: Result<T, Error>) -> String {
    let error = result.err().expect("should be an error");
    assert_eq!(error.code, Code::UnexpectedResponse);
    error.message
}

#[test]
fn edition_2s_page_says_which_pages_are_around_it_whatever_its_links_say() {
    let page = list(r#"{"page": 2, "page_size": 5}"#, ok(fixture!("edition2_list.json"))).unwrap();
    let around = json!({"page": 2, "page_size": 5, "next_page": 3, "previous_page": 1});
    assert_eq!(page, json!({"page": around, "list": true}));
}

#[test]
fn edition_1s_pages_are_read() {
    let page = list("null", ok(fixture!("edition1_search.json"))).unwrap();
    assert_eq!(page, json!({"page": {"page": 1, "page_size": 10}, "list": true}));
    let page = list("null", ok(fixture!("edition1_list.json"))).unwrap();
    assert_eq!(page["page"]["next_page"], 2);
    assert_eq!(one(ok(fixture!("edition1_get.json"))), Ok(as_it_is()));
}

#[test]
fn links_of_any_kind_are_hints_only() {
    for next in ["\"?page=9\"", "\"http://evil.example/\"", "\"\"", "\"https://x/?page=77\""] {
        let body = format!(r#"{{"count":0,"next":{next},"previous":null,"results":[]}}"#);
        let page = list(r#"{"page": 4}"#, ok(body)).unwrap();
        assert_eq!(page["page"], json!({"page": 4, "page_size": 10, "next_page": 5}));
    }
}

#[test]
fn a_bare_array_is_a_whole_answer() {
    let page = list(r#"{"search": "a"}"#, ok(fixture!("edition2_search.json"))).unwrap();
    assert_eq!(page["renamed"], true, "its customers say developer_id");
    assert_eq!(page["page"], json!({"page": 1, "page_size": 10}));
    let later = list(r#"{"search": "a", "page": 3}"#, ok("[]")).unwrap();
    let around = json!({"page": 3, "page_size": 10, "previous_page": 2});
    assert_eq!(later, json!({"page": around, "list": true}));
}

#[test]
fn the_wrapped_404_is_an_empty_page_of_a_search_only() {
    let nothing = || answer(404, fixture!("edition2_no_results.json"));
    let page = list(r#"{"search": "x"}"#, nothing()).unwrap();
    let around = json!({"page": 1, "page_size": 10});
    assert_eq!(page, json!({"page": around, "list": true, "empty": true}));
    let error = list("null", nothing()).unwrap_err();
    assert_eq!((error.code.as_str(), error.status), ("not_found", Some(404)));
    for other in [fixture!("edition2_not_found.json"), r#"{"detail":"Invalid page."}"#, "<html>"] {
        let error = list(r#"{"search": "x"}"#, answer(404, other)).unwrap_err();
        assert_eq!(error.code.as_str(), "not_found");
    }
}

#[test]
fn a_customer_may_have_fields_that_nobody_knows_yet() {
    let mut body = customer();
    body["loyalty"] = json!({"deep": [[[{"x": [1e300, null, "\u{0}"]}]]]});
    body["created_on"] = json!("2023-02-26T06:56:07.152267Z");
    body["pay_providers"] = json!([{"id": "cus_1", "name": "stripe", "more": true}]);
    assert_eq!(one(ok(body.to_string())), Ok(as_it_is()));
}

#[test]
fn a_customer_may_call_its_developer_developer_id() {
    let mut body = customer();
    body["developer_id"] = body["developer"].take();
    assert!(one(ok(body.to_string())).is_err(), "developer: null is still there");
    body.as_object_mut().unwrap().remove("developer");
    assert_eq!(one(ok(body.to_string())), Ok(json!({"renamed": true})));
    body["developer"] = json!(1);
    body["developer_id"] = json!("anything");
    assert_eq!(one(ok(body.to_string())), Ok(as_it_is()));
}

#[test]
fn every_field_of_a_customer_is_checked_by_name() {
    for (field, wrong, should) in [
        ("id", json!(5), "a string, and is a number"),
        ("developer", json!("2875"), "an integer, and is a string"),
        ("developer", json!(1.5), "an integer, and is another number"),
        ("first_name", json!(null), "a string, and is null"),
        ("last_name", json!(true), "a string, and is a boolean"),
        ("email", json!({}), "a string, and is an object"),
        ("phone", json!(5), "a string or null, and is a number"),
        ("photo", json!([]), "a string or null, and is an array"),
        ("country", json!(false), "a string or null, and is a boolean"),
        ("metadata", json!([]), "an object or null, and is an array"),
        ("metadata", json!("x"), "an object or null, and is a string"),
        ("test", json!(0), "true or false, and is a number"),
        ("created_on", json!(null), "a string, and is null"),
        ("pay_providers", json!({}), "an array, and is an object"),
    ] {
        let mut body = customer();
        body[field] = wrong;
        assert_eq!(
            message(one(ok(body.to_string()))),
            format!(
                "The service's answer does not match the contract: {field} should be {should}."
            )
        );
        body.as_object_mut().unwrap().remove(field);
        let missing = one(ok(body.to_string()));
        match field {
            "created_on" | "pay_providers" => assert_eq!(missing, Ok(as_it_is())),
            _ => assert!(message(missing).contains(&format!("{field} should be there"))),
        }
    }
}

#[test]
fn the_path_of_a_wrong_value_is_named() {
    let mut page: Value = serde_json::from_str(fixture!("edition2_list.json")).unwrap();
    page["results"][1]["email"] = json!(5);
    let text = message(list("null", ok(page.to_string())));
    assert!(text.contains(": results.1.email should be a string, and is a number."), "{text}");
    let mut bare: Value = serde_json::from_str(fixture!("edition2_search.json")).unwrap();
    bare[1]["pay_providers"][0]["name"] = json!(null);
    let text = message(list("null", ok(bare.to_string())));
    assert!(text.contains(": 1.pay_providers.0.name should be a string"), "{text}");
    let text = message(list("null", ok("5")));
    assert!(
        text.contains(": the body should be an object or an array, and is a number."),
        "{text}"
    );
    let text = message(list("null", ok(r#"{"results": []}"#)));
    assert!(text.contains(": next should be there, and is missing."), "{text}");
    let negative = r#"{"count": -1, "next": null, "previous": null, "results": []}"#;
    let text = message(list("null", ok(negative)));
    assert!(text.contains(": count should be an integer from 0, and is negative."), "{text}");
}

#[test]
fn a_list_in_answer_to_a_create_is_no_customer() {
    let text = message(one(ok(fixture!("edition2_search.json"))));
    assert!(text.contains(": the body should be an object, and is an array."), "{text}");
}

#[test]
fn bodies_that_cannot_be_read_are_told_apart() {
    let full = fixture!("edition2_list.json");
    for (body, what) in [
        (&b""[..], "empty"),
        (b" \n", "empty"),
        (b"<!DOCTYPE html><html></html>", "an HTML page, not JSON: check the base URL"),
        (&full.as_bytes()[..full.len() / 2], "cut short"),
        (b"gone", "not JSON"),
        (b"[] x", "not JSON"),
    ] {
        let text = message(list("null", ok(body)));
        assert_eq!(text, format!("The service answered a success whose body is {what}."));
    }
}

#[test]
fn a_byte_order_mark_is_no_obstacle() {
    assert!(list("null", ok("\u{feff}[]")).is_ok());
}

#[test]
fn redirects_are_never_an_answer() {
    for status in [0, 301, 302, 304, 307, 308] {
        let error = one(answer(status, customer().to_string())).unwrap_err();
        assert_eq!(error.code, Code::UnexpectedResponse);
        assert!(error.message.contains("base URL"));
        assert_eq!(error.status, (status > 0).then_some(status));
    }
    let followed = Response { redirected: true, ..ok(customer().to_string()) };
    assert!(message(one(followed)).contains("redirect"));
}

#[test]
fn a_deletion_is_a_204() {
    let deleted = |response| read(&Answer::Nothing, &response);
    assert_eq!(deleted(answer(204, "")), Ok(json!({"nothing": true})));
    for wrong in [ok("<html>"), ok(""), answer(202, "")] {
        assert!(message(deleted(wrong)).contains("204"));
    }
    assert_eq!(deleted(answer(404, "")).unwrap_err().code.as_str(), "not_found");
}

#[test]
fn addresses_come_as_an_array_or_in_an_envelope() {
    let address = fixture!("address.json");
    assert_eq!(read(&Answer::Address, &answer(201, address)), Ok(as_it_is()));
    let all = |body: String| read(&Answer::Addresses, &ok(body));
    assert_eq!(all(format!("[{address}]")), Ok(json!({"list": true})));
    assert_eq!(all(format!("{{\"results\":[{address}]}}")), Ok(json!({"list": true})));
    let wrong = address.replace("true", "1");
    let text = message(all(format!("[{wrong}]")));
    assert!(text.contains(": 0.is_default should be true or false, and is a number."), "{text}");
}

#[test]
fn the_last_of_repeated_keys_counts_and_keys_may_be_escaped() {
    let plain = customer().to_string();
    let with = |extra: &str| ok(plain.replacen('{', extra, 1));
    let at_the_end = |extra: &str| ok(plain.replacen('}', extra, 1));
    assert!(one(with(r#"{"email": 5, "#)).is_ok());
    assert!(one(with(r#"{"em\u0061il": 5, "#)).is_ok());
    assert!(one(at_the_end(r#", "email": 5}"#)).is_err());
    assert!(one(at_the_end(r#", "em\u0061il": 5}"#)).is_err());
    let page = r#"{"count":0,"next":null,"previous":null,"results":[{}],"results":[]}"#;
    assert!(list("null", ok(page)).is_ok());
}
