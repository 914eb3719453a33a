//! Per operation: what is handed over, and the request that comes of it.

use customers_client::json::Json;
use serde_json::{Value, json};

use crate::{characters, faults, fixture, handed_over, json_of, operation, request};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0";

/// What a call is refused for, by path.
#[track_caller]
fn refused(operation: &str, args: Value) -> Value {
    json_of(&request(operation, &args).expect_err("should be refused"))
}

/// The names of what a call is refused for, in order.
#[track_caller]
fn refused_names(operation: &str, args: Value) -> Vec<String> {
    faults(operation, &args).all().into_iter().map(|(path, _)| path).collect()
}

/// The arguments of a fixture's case, as `src/js/client.js` orders them.
fn args_of(case: &Value) -> Value {
    let mut args = vec![Value::Null];
    args.extend(case["ids"].as_array().into_iter().flatten().cloned());
    args.extend(["params", "input"].iter().filter_map(|name| case.get(name)).cloned());
    let head = case["photo"].as_str().map(|format| match format {
        "png" => characters(PNG),
        _ => characters(JPEG),
    });
    args.extend(head.map(|head| json!({"size": 9, "head": head})));
    args.into()
}

/// A body's fields as `src/js/call.js` makes parts of a form of them: texts, or their JSON.
fn parts_of(body: Json) -> Value {
    let part = |value: Json| value.text().unwrap_or_else(|| value.raw().to_owned());
    let entries = body.entries().into_iter();
    entries.map(|entry| json!([entry.key, part(entry.value)])).collect()
}

#[test]
fn every_operation_sends_what_its_fixture_says() {
    let fixture: Value = serde_json::from_str(fixture!("requests.json")).unwrap();
    let mut operations = Vec::new();
    for case in fixture["cases"].as_array().unwrap() {
        let name = case["call"].as_str().unwrap();
        let text = operation(name).request(Json::new(&handed_over(&args_of(case)))).unwrap();
        let body = Json::new(&text).get("body");
        let mut request: Value = serde_json::from_str(&text).unwrap();
        let mut take = |name: &str| request.as_object_mut().unwrap().remove(name);
        assert_eq!(take("method").as_ref(), case.get("method"), "{case}");
        assert_eq!(take("path").as_ref(), case.get("path"), "{case}");
        assert_eq!(take("fileName").as_ref(), case.get("photo_name"), "{case}");
        take("body");
        assert_eq!(request, json!({}), "and nothing else");
        match (case.get("body"), case.get("parts")) {
            (Some(expected), _) => assert_eq!(json!(body.unwrap().raw()), *expected, "{case}"),
            (_, Some(parts)) => assert_eq!(parts_of(body.unwrap()), *parts, "{case}"),
            _ => assert_eq!(body, None, "{case}"),
        }
        operations.push(name);
    }
    operations.dedup();
    let all = "list get create update create update delete listAddresses createAddress \
               updateAddress deleteAddress";
    assert_eq!(operations.join(" "), all);
}

#[test]
fn a_calls_own_options_are_no_part_of_the_request() {
    let expected = json!({"method": "GET", "path": "/v1/customers/c/"});
    for options in [json!(null), json!({}), json!({"timeoutMs": 5, "maxRetries": 0})] {
        assert_eq!(request("get", &json!([options, "c"])).unwrap(), expected);
    }
}

#[test]
fn the_faults_of_all_arguments_are_reported_together_and_in_their_order() {
    let wrong = json!({"timeoutMs": 0, "maxRetries": -1, "signal": "~an object"});
    let options = ["signal", "timeoutMs", "maxRetries"];
    let new = json!({"first_name": " ", "email": "ana@", "metadata": {"a": "~NaN"}});
    let gif = json!({"size": 9, "head": "GIF89a.."});
    for (operation, args, names) in [
        ("list", json!([wrong, {"page": 0, "search": ""}]), &["search", "page"][..]),
        (
            "listAll",
            json!([wrong, {"page_size": 0, "concurrency": 17, "limit": "1", "onProgress": 5}]),
            &["page_size", "concurrency", "limit", "onProgress"],
        ),
        ("get", json!([wrong, ".."]), &["id"]),
        (
            "create",
            json!([wrong, new, gif]),
            &["last_name", "first_name", "email", "metadata.a", "photo"],
        ),
        ("update", json!([wrong, "", new]), &["id", "first_name", "email", "metadata.a"]),
        ("delete", json!([wrong, 5]), &["id"]),
        ("listAddresses", json!([wrong, null]), &["customerId"]),
        (
            "createAddress",
            json!([wrong, "", {"line1": 5, "city": "x", "country": ""}]),
            &["customerId", "postal_code", "line1", "country"],
        ),
        (
            "updateAddress",
            json!([wrong, "", ".", {"is_default": null}]),
            &["customerId", "addressId", "is_default"],
        ),
        ("deleteAddress", json!([wrong, ".", ""]), &["customerId", "addressId"]),
    ] {
        let expected: Vec<_> = names.iter().chain(&options).copied().collect();
        assert_eq!(refused_names(operation, args), expected, "{operation}");
    }
}

#[test]
fn arguments_that_are_not_there_are_faults_too() {
    let missing = "This field may not be null.";
    assert_eq!(refused("get", json!([])), json!({"id": [missing]}));
    assert_eq!(refused("create", json!([])), json!({"non_field_errors": ["No data provided"]}));
    assert_eq!(
        refused("updateAddress", json!([null, "x"])),
        json!({"addressId": [missing], "non_field_errors": ["No data provided"]})
    );
    assert_eq!(request("list", &json!([])).unwrap()["path"], "/v1/customers/");
}

#[test]
fn what_is_no_file_is_refused_where_a_file_belongs() {
    let ana = json!({"first_name": "A", "last_name": "B", "email": "a@b.co"});
    let message = "The submitted data was not a file. Check the encoding type on the form.";
    let not_a_file = json!([null, ana, "~an object"]);
    assert_eq!(refused("create", not_a_file), json!({"photo": [message]}));
}

#[test]
fn there_are_no_other_operations() {
    for name in ["drop", "", "List", "answered", "client"] {
        assert!(customers_client::operation::Operation::named(name).is_none(), "{name}");
    }
}

#[test]
fn a_walks_pages_are_lists() {
    let params = json!({"search": "é", "page_size": 50});
    let walk = request("listAll", &json!([{"timeoutMs": 5}, params])).unwrap();
    assert_eq!(walk["method"], "GET");
    let page = json!({"page": 1, "page_size": 50, "search": "é"});
    assert_eq!(
        request("list", &json!([null, page])).unwrap()["path"],
        "/v1/customers/?page=1&page_size=50&search=%C3%A9"
    );
}
