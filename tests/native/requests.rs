//! Per operation: what is handed over, and the request that comes of it. How it is encoded is
//! tested where that is done: in `tests/package`.

use customers_client::error::Faults;
use customers_client::operation::{ALL, Arguments, LIST, Request};
use customers_client::options;
use customers_client::params::SEARCH;
use customers_client::photo::Photo;
use serde_json::{Value as Json, json};
use url::Url;

use crate::{arguments, faults, fixture, json_of, operation, request, value};

fn file(head: &[u8]) -> Photo {
    Photo::File { size: 9, head: Some(head.to_vec()) }
}

/// What a call is refused for, by path.
#[track_caller]
fn refused(operation: &str, args: Json) -> Json {
    json_of(&request(operation, &args, Photo::None).expect_err("should be refused"))
}

/// The request that a fixture's case asks for.
#[track_caller]
fn request_of(case: &Json) -> Request {
    let mut args = case["ids"].as_array().cloned().unwrap_or_default();
    args.extend(["params", "input"].iter().filter_map(|name| case.get(name)).cloned());
    let photo = match case["photo"].as_str() {
        Some("png") => file(b"\x89PNG\r\n\x1a\n"),
        Some(_) => file(b"\xff\xd8\xff\xe0"),
        None => Photo::None,
    };
    request(case["call"].as_str().unwrap(), &args.into(), photo).expect("should be sent")
}

/// The names of what a fixture's case sends.
fn names_of(case: &Json) -> Vec<String> {
    let body = case["body"].as_str().map_or(json!({}), |body| serde_json::from_str(body).unwrap());
    let parts = case["parts"].as_array().into_iter().flatten();
    let parts = parts.map(|part| part[0].as_str().unwrap().to_owned());
    body.as_object().unwrap().keys().cloned().chain(parts).collect()
}

#[test]
fn every_operation_sends_what_its_fixture_says() {
    let fixture: Json = serde_json::from_str(fixture!("requests.json")).unwrap();
    let mut operations = Vec::new();
    for case in fixture["cases"].as_array().unwrap() {
        let request = request_of(case);
        let name = case["call"].as_str().unwrap();
        assert_eq!(operation(name).method.as_str(), case["method"], "{case}");
        let base = Url::parse("https://api.4geeks.io").unwrap();
        let expected = base.join(case["path"].as_str().unwrap()).unwrap();
        let mut path = base.clone();
        path.path_segments_mut().unwrap().clear().extend(&request.segments).push("");
        assert_eq!(path.path(), expected.path(), "{case}");
        let query: Vec<_> = expected.query_pairs().collect();
        assert_eq!(json!(request.params.query()), json!(query), "{case}");
        assert_eq!(request.sent.fields, names_of(case), "{case}");
        assert_eq!(request.sent.photo, case["photo_name"].as_str(), "{case}");
        operations.push(name);
    }
    operations.dedup();
    let all = "list get create update create update delete listAddresses createAddress \
               updateAddress deleteAddress";
    assert_eq!(operations.join(" "), all);
}

#[test]
fn there_are_no_other_operations() {
    let all: Vec<_> = ALL.iter().map(|operation| operation.name).collect();
    let expected = "list get create update delete listAddresses createAddress updateAddress \
                    deleteAddress";
    assert_eq!(all.join(" "), expected);
}

#[test]
fn an_id_is_one_segment_whatever_is_in_it() {
    let ids = json!(["a/../b?c#d", "é %2e"]);
    for name in ["updateAddress", "deleteAddress"] {
        let args = json!([ids[0], ids[1], {}]);
        let segments = request(name, &args, Photo::None).unwrap().segments;
        assert_eq!(json!(segments), json!(["v1", "customers", ids[0], "addresses", ids[1]]));
    }
}

#[test]
fn the_faults_of_all_arguments_are_reported_together_and_in_their_order() {
    let wrong = json!({"timeoutMs": 0, "maxRetries": -1, "signal": "~an object"});
    let options = ["signal", "timeoutMs", "maxRetries"];
    let new = json!({"first_name": " ", "email": "ana@", "metadata": {"a": "~NaN"}});
    let gif = || file(b"GIF89a..");
    for (name, args, photo, names) in [
        ("list", json!([{"page": 0, "search": ""}]), Photo::None, &["search", "page"][..]),
        ("get", json!([".."]), Photo::None, &["id"]),
        (
            "create",
            json!([new]),
            gif(),
            &["last_name", "first_name", "email", "metadata.a", "photo"],
        ),
        ("update", json!(["", new]), gif(), &["id", "first_name", "email", "metadata.a", "photo"]),
        ("delete", json!([5]), Photo::None, &["id"]),
        ("listAddresses", json!([null]), Photo::None, &["customerId"]),
        (
            "createAddress",
            json!(["", {"line1": 5, "city": "x", "country": ""}]),
            Photo::None,
            &["customerId", "postal_code", "line1", "country"],
        ),
        (
            "updateAddress",
            json!(["", ".", {"is_default": null}]),
            Photo::None,
            &["customerId", "addressId", "is_default"],
        ),
        ("deleteAddress", json!([".", ""]), Photo::None, &["customerId", "addressId"]),
    ] {
        let mut faults = Faults::default();
        let operation = operation(name);
        operation.request(&arguments(operation, &args, photo), &mut faults);
        options::call(&value(&wrong), false, &mut faults);
        let found: Vec<_> = faults.issues().iter().map(|issue| issue.path.as_str()).collect();
        let expected: Vec<_> = names.iter().chain(&options).copied().collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn arguments_that_are_not_there_are_faults_too() {
    let missing = "This field may not be null.";
    assert_eq!(refused("get", json!([])), json!({"id": [missing]}));
    assert_eq!(refused("create", json!([])), json!({"non_field_errors": ["No data provided"]}));
    assert_eq!(
        refused("updateAddress", json!(["x"])),
        json!({"addressId": [missing], "non_field_errors": ["No data provided"]})
    );
    let list = request("list", &json!([]), Photo::None).unwrap();
    assert_eq!(list.segments, ["v1", "customers"]);
    assert_eq!(list.params.query(), []);
}

/// What a search asks for, and what it is refused for.
fn search(query: Json, params: Json) -> (Json, Json) {
    let mut faults = Faults::default();
    let search = Some(value(&query));
    let params = value(&params);
    let given = Arguments { search, params, known: SEARCH, ..Arguments::default() };
    let request = LIST.request(&given, &mut faults);
    (json!(request.params.query()), json_of(&faults))
}

#[test]
fn a_search_is_a_list_of_what_its_query_matches() {
    let (asked, faults) = search(json!(" é&"), json!({"page_size": 5, "page": 2}));
    assert_eq!(asked, json!([["page", "2"], ["page_size", "5"], ["search", " é&"]]));
    assert_eq!(faults, json!({}));
    assert_eq!(search(json!("x"), json!(null)), (json!([["search", "x"]]), json!({})));
}

#[test]
fn the_faults_of_a_search_stand_at_search_and_at_the_parameters() {
    let fault = |query, params| search(query, params).1;
    let size = "0 is not allowed: use an integer from 1 to 100.";
    assert_eq!(
        fault(json!(" "), json!({"page_size": 0})),
        json!({"page_size": [size], "search": ["The search query cannot be empty."]})
    );
    let missing = json!({"search": ["This field may not be null."]});
    assert_eq!(fault(json!(null), json!({})), missing);
    assert_eq!(fault(json!(5), json!({})), json!({"search": ["Not a valid string."]}));
    let twice = json!({"search": ["Unknown option \"search\"."]});
    assert_eq!(fault(json!("x"), json!({"search": "y"})), twice);
    assert_eq!(search(json!("x"), json!({"search": "y"})).0, json!([["search", "x"]]));
}

#[test]
fn what_an_operation_does_not_take_is_not_looked_at() {
    let get = request("get", &json!(["c", {"page": 0}]), Photo::None).unwrap();
    assert_eq!(get.params.query(), []);
    assert!(faults("delete", &json!(["c", {"email": "ana@"}])).is_empty());
}

#[test]
fn what_was_read_can_be_sent_back() {
    for (name, ids, body) in [
        ("update", &["c"][..], fixture!("edition2_get.json")),
        ("update", &["c"], fixture!("edition1_get.json")),
        ("updateAddress", &["c", "a"], fixture!("address.json")),
    ] {
        let read: Json = serde_json::from_str(body).unwrap();
        let mut args: Vec<_> = ids.iter().map(|id| json!(id)).collect();
        args.push(read.clone());
        let sent = request(name, &args.into(), Photo::None).unwrap().sent;
        let kept = |name: &&String| match name.as_str() {
            "photo" => !read["photo"].is_string(),
            name => !["id", "developer", "developer_id", "test", "created_on", "pay_providers"]
                .contains(&name),
        };
        let expected: Vec<_> = read.as_object().unwrap().keys().filter(kept).collect();
        assert_eq!(sent.fields.iter().collect::<Vec<_>>(), expected, "{name}");
    }
}

#[test]
fn a_field_keeps_its_name_whatever_is_in_it() {
    for name in ["\"", "\\", "a\"b\\\n\u{1f}", "é😀", "", "__proto__", "~"] {
        let request = request("update", &json!(["c", { name: 1 }]), Photo::None).unwrap();
        assert_eq!(request.sent.fields, [name]);
    }
}
