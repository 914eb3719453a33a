//! The verdict on answers, with bodies written out as bytes.

use customers_client::answer::Checked;
use customers_client::error::Error;
use customers_client::operation::{Head, Success};
use customers_client::value::Value;
use serde_json::{Value as Json, json};

use crate::{fixture, operation};

/// Judges an answer. A body that is JSON is also handed over as what an error says.
#[track_caller]
fn read(name: &str, head: Head, body: impl AsRef<[u8]>) -> Result<Success, Error> {
    let said: Value = serde_json::from_slice(body.as_ref()).unwrap_or_default();
    operation(name).read(head, body.as_ref(), &said)
}

#[track_caller]
fn answer(name: &str, status: u16, body: impl AsRef<[u8]>) -> Result<Success, Error> {
    read(name, Head { status, ..Head::default() }, body)
}

#[track_caller]
fn list(body: impl AsRef<[u8]>) -> Result<Success, Error> {
    answer("list", 200, body)
}

#[track_caller]
fn one(body: impl AsRef<[u8]>) -> Result<Success, Error> {
    answer("get", 200, body)
}

/// The success of a body that needs no reshaping.
fn as_it_is() -> Result<Success, Error> {
    Ok(Success::Body(Checked { renamed: false }))
}

/// The success of a body in which a customer has `developer_id` in place of `developer`.
fn renamed() -> Result<Success, Error> {
    Ok(Success::Body(Checked { renamed: true }))
}

fn customer() -> Json {
    serde_json::from_str(fixture!("edition2_get.json")).unwrap()
}

/// The message for an answer with the status of a success that is refused.
#[track_caller]
fn message(answer: Result<Success, Error>) -> String {
    let error = answer.expect_err("should be no success");
    assert_eq!(error.code, "unexpected_response", "{error:?}");
    error.message
}

/// The code of an answer that is an error.
#[track_caller]
fn code(answer: Result<Success, Error>) -> &'static str {
    answer.expect_err("should be an error").code
}

#[test]
fn both_editions_pages_and_customers_are_read() {
    for page in [
        fixture!("edition1_list.json"),
        fixture!("edition1_search.json"),
        fixture!("edition2_list.json"),
    ] {
        assert_eq!(list(page), as_it_is());
    }
    assert_eq!(one(fixture!("edition1_get.json")), as_it_is());
    assert_eq!(one(fixture!("edition2_get.json")), as_it_is());
}

#[test]
fn links_of_any_kind_are_hints_only() {
    for next in ["\"?page=9\"", "\"http://evil.example/\"", "\"\"", "\"https://x/?page=77\""] {
        let body = format!(r#"{{"count":0,"next":{next},"previous":null,"results":[]}}"#);
        assert_eq!(list(body), as_it_is());
    }
}

#[test]
fn a_bare_array_is_a_whole_answer() {
    assert_eq!(list(fixture!("edition2_search.json")), renamed(), "they say developer_id");
    assert_eq!(list("[]"), as_it_is());
}

#[test]
fn the_wrapped_404_is_an_empty_page_of_a_search_only() {
    let search = |status, body: &str| {
        read("list", Head { status, is_search: true, ..Head::default() }, body)
    };
    let nothing = fixture!("edition2_no_results.json");
    assert_eq!(search(404, nothing), Ok(Success::NoResults));
    assert_eq!(code(answer("list", 404, nothing)), "not_found");
    for other in [fixture!("edition2_not_found.json"), r#"{"detail":"Invalid page."}"#, "<html>"] {
        assert_eq!(code(search(404, other)), "not_found", "{other}");
    }
    assert_eq!(code(search(400, nothing)), "bad_request");
}

#[test]
fn a_customer_may_have_fields_that_nobody_knows_yet() {
    let mut body = customer();
    body["loyalty"] = json!({"deep": [[[{"x": [1e300, null, "\u{0}"]}]]]});
    body["created_on"] = json!("2023-02-26T06:56:07.152267Z");
    body["pay_providers"] = json!([{"id": "cus_1", "name": "stripe", "more": true}]);
    assert_eq!(one(body.to_string()), as_it_is());
}

#[test]
fn a_customer_may_call_its_developer_developer_id() {
    let mut body = customer();
    body["developer_id"] = body["developer"].take();
    let text = message(one(body.to_string()));
    assert!(text.contains(": developer should be an integer, and is null."), "{text}");
    body.as_object_mut().unwrap().remove("developer");
    assert_eq!(one(body.to_string()), renamed());
    for operation in ["create", "update"] {
        assert_eq!(answer(operation, 201, body.to_string()), renamed());
    }
    body["developer_id"] = json!("anything");
    let text = message(one(body.to_string()));
    assert!(text.contains(": developer_id should be an integer, and is a string."), "{text}");
    body["developer"] = json!(1);
    assert_eq!(one(body.to_string()), as_it_is());
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
            message(one(body.to_string())),
            format!(
                "The service's answer does not match the contract: {field} should be {should}."
            )
        );
        body.as_object_mut().unwrap().remove(field);
        let missing = one(body.to_string());
        match field {
            "created_on" | "pay_providers" => assert_eq!(missing, as_it_is()),
            _ => assert!(message(missing).contains(&format!("{field} should be there"))),
        }
    }
}

#[test]
fn the_path_of_a_wrong_value_is_named() {
    let mut page: Json = serde_json::from_str(fixture!("edition2_list.json")).unwrap();
    page["results"][1]["email"] = json!(5);
    let text = message(list(page.to_string()));
    assert!(text.contains(": results.1.email should be a string, and is a number."), "{text}");
    let mut bare: Json = serde_json::from_str(fixture!("edition2_search.json")).unwrap();
    bare[1]["pay_providers"][0]["name"] = json!(null);
    let text = message(list(bare.to_string()));
    assert!(text.contains(": 1.pay_providers.0.name should be a string"), "{text}");
    let text = message(list("5"));
    assert!(
        text.contains(": the body should be an object or an array, and is a number."),
        "{text}"
    );
    let text = message(list(r#"{"results": []}"#));
    assert!(text.contains(": next should be there, and is missing."), "{text}");
    let negative = r#"{"count": -1, "next": null, "previous": null, "results": []}"#;
    let text = message(list(negative));
    let says = ": count should be an integer from 0, and is another number.";
    assert!(text.contains(says), "{text}");
}

#[test]
fn a_list_in_answer_to_a_create_is_no_customer() {
    let text = message(answer("create", 200, fixture!("edition2_search.json")));
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
        let text = message(list(body));
        assert_eq!(text, format!("The service answered a success whose body is {what}."));
    }
}

#[test]
fn a_byte_order_mark_is_no_obstacle() {
    assert_eq!(list("\u{feff}[]"), as_it_is());
}

#[test]
fn redirects_are_never_an_answer() {
    let says = "The service answered with a redirect, which is not followed: check the base URL.";
    for operation in ["get", "create", "delete"] {
        for status in [0, 301, 302, 304, 307, 308] {
            assert_eq!(message(answer(operation, status, customer().to_string())), says);
        }
        for status in [200, 204, 404, 500] {
            let head = Head { status, redirected: true, ..Head::default() };
            assert_eq!(message(read(operation, head, customer().to_string())), says);
        }
    }
}

#[test]
fn a_deletion_is_a_204() {
    for operation in ["delete", "deleteAddress"] {
        assert_eq!(answer(operation, 204, ""), Ok(Success::Nothing));
        for (status, body) in [(200, "<html>"), (200, ""), (202, "")] {
            let text = message(answer(operation, status, body));
            assert!(text.contains("not the 204 of a deletion"), "{text}");
        }
        assert_eq!(code(answer(operation, 404, "")), "not_found");
    }
}

#[test]
fn addresses_come_as_an_array_or_in_an_envelope() {
    let address = fixture!("address.json");
    assert_eq!(answer("createAddress", 201, address), as_it_is());
    assert_eq!(answer("updateAddress", 200, address), as_it_is());
    let all = |body: String| answer("listAddresses", 200, body);
    assert_eq!(all(format!("[{address}]")), as_it_is());
    assert_eq!(all(format!("{{\"results\":[{address}]}}")), as_it_is());
    let wrong = address.replace("true", "1");
    let text = message(all(format!("[{wrong}]")));
    assert!(text.contains(": 0.is_default should be true or false, and is a number."), "{text}");
}

#[test]
fn the_last_of_repeated_keys_counts_and_keys_may_be_escaped() {
    let plain = customer().to_string();
    let with = |extra: &str| one(plain.replacen('{', extra, 1));
    let at_the_end = |extra: &str| one(plain.replacen('}', extra, 1));
    assert_eq!(with(r#"{"email": 5, "#), as_it_is());
    assert_eq!(with(r#"{"em\u0061il": 5, "#), as_it_is());
    message(at_the_end(r#", "email": 5}"#));
    message(at_the_end(r#", "em\u0061il": 5}"#));
    let page = r#"{"count":0,"next":null,"previous":null,"results":[{}],"results":[]}"#;
    assert_eq!(list(page), as_it_is());
}

#[test]
fn an_integer_is_one_that_javascript_reads_exactly() {
    let body = customer().to_string();
    let with = |developer: &str| {
        let developer = format!("\"developer\":{developer}");
        let own = format!("\"developer\":{}", customer()["developer"]);
        assert!(body.contains(&own));
        one(body.replace(&own, &developer))
    };
    for right in ["0", "-1", "999999999999999", "-999999999999999"] {
        assert_eq!(with(right), as_it_is(), "{right}");
    }
    for wrong in ["1000000000000000", "-1000000000000000", "1.0", "1e3", "9".repeat(400).as_str()] {
        let text = message(with(wrong));
        let says = "The service's answer does not match the contract: developer should be an \
                    integer, and is another number.";
        assert_eq!(text, says, "{wrong}");
    }
}
