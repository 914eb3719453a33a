//! Per operation, through `Client::begin`: what is handed over, and the request that comes of it.

use customers_client::call::Call;
use customers_client::client::Client;
use customers_client::error::{Code, Error};
use serde_json::{Value, json};

use crate::{client, fixture, handed_over, json_of, value};

const PNG: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

fn gateway() -> Client {
    client(json!({"baseUrl": "https://shop.example/api/"}))
}

fn begin(client: &Client, operation: &str, args: &Value) -> Result<Call, Error> {
    client.begin(operation, value(&handed_over(args)).items())
}

#[track_caller]
fn plan(client: &Client, operation: &str, args: &Value) -> Value {
    let call = begin(client, operation, args);
    let call = call.unwrap_or_else(|error| panic!("{operation} {args}: {error:?}"));
    serde_json::from_str(&call.plan()).expect("our own JSON")
}

/// What a call is refused for, by path.
#[track_caller]
fn refused(operation: &str, args: Value) -> Value {
    let error = begin(&gateway(), operation, &args).err().expect("should be refused");
    assert_eq!((error.code, error.attempts), (Code::InvalidInput, 0));
    assert!(error.message.starts_with("Nothing was sent. "), "{}", error.message);
    json_of(&error.fields)
}

/// The names of what a call is refused for, in order.
#[track_caller]
fn refused_names(operation: &str, args: Value) -> Vec<String> {
    let error = begin(&gateway(), operation, &args).err().expect("should be refused");
    error.fields.iter().map(|(path, _)| path.to_owned()).collect()
}

/// The arguments of a fixture's case, as `src/js/client.js` orders them.
fn args_of(case: &Value) -> Value {
    let mut args = vec![Value::Null];
    args.extend(case["ids"].as_array().into_iter().flatten().cloned());
    args.extend(["params", "input"].iter().filter_map(|name| case.get(name)).cloned());
    let head = case["photo"].as_str().map(|format| match format {
        "png" => PNG.to_vec(),
        _ => vec![0xff, 0xd8, 0xff, 0xe0],
    });
    args.extend(head.map(|head| json!({"size": 9, "head": head})));
    args.into()
}

#[test]
fn every_operation_sends_what_its_fixture_says() {
    let fixture: Value = serde_json::from_str(fixture!("requests.json")).unwrap();
    let mut operations = Vec::new();
    for case in fixture["cases"].as_array().unwrap() {
        let operation = case["call"].as_str().unwrap();
        let mut plan = plan(&gateway(), operation, &args_of(case));
        let mut take = |name: &str| plan.as_object_mut().unwrap().remove(name);
        assert_eq!(take("method").as_ref(), case.get("method"), "{case}");
        let path = case["path"].as_str().unwrap();
        assert_eq!(take("url"), Some(json!(format!("https://shop.example/api{path}"))));
        assert_eq!(take("body").as_ref(), case.get("body"), "{case}");
        let parts = take("parts").map(|parts| {
            let parts = parts.as_object().unwrap();
            json!(parts.iter().map(|(name, text)| json!([name, text])).collect::<Vec<_>>())
        });
        assert_eq!(parts.as_ref(), case.get("parts"), "{case}");
        assert_eq!(take("fileName").as_ref(), case.get("photo_name"), "{case}");
        assert_eq!(plan, json!({"credentials": "omit", "timeoutMs": 30_000}), "and nothing else");
        operations.push(operation);
    }
    operations.dedup();
    let all = "list get create update create update delete listAddresses createAddress \
               updateAddress deleteAddress";
    assert_eq!(operations.join(" "), all);
}

#[test]
fn a_call_begins_with_its_clients_options_and_its_own_come_before_them() {
    let options = json!({
        "accessToken": "~a function", "credentials": "include", "timeoutMs": 7, "baseUrl": "https://x",
    });
    let client = client(options);
    let expected = |timeout: u32| {
        json!({
            "method": "GET", "url": "https://x/v1/customers/c/",
            "credentials": "include", "timeoutMs": timeout, "asks": true,
        })
    };
    for (given, timeout) in [(json!(null), 7), (json!({}), 7), (json!({"timeoutMs": 5}), 5)] {
        assert_eq!(plan(&client, "get", &json!([given, "c"])), expected(timeout));
    }
}

#[test]
fn the_credential_is_no_part_of_the_plan() {
    for options in [json!({"apiKey": "sk_test_x"}), json!({"accessToken": "sk_test_x"})] {
        let plan = plan(&client(options), "get", &json!([null, "c"])).to_string();
        assert!(!plan.contains("sk_test_x") && !plan.contains("c2VjcmV0Og"), "{plan}");
    }
}

#[test]
fn the_faults_of_all_arguments_are_reported_together_and_in_their_order() {
    let wrong = json!({"timeoutMs": 0, "maxRetries": -1, "signal": "~an object"});
    let options = ["signal", "maxRetries", "timeoutMs"];
    let new = json!({"first_name": " ", "email": "ana@", "metadata": {"a": "~NaN"}});
    let gif = json!({"size": 9, "head": b"GIF89a.."});
    for (operation, args, names) in [
        ("list", json!([wrong, {"page": 0, "search": ""}]), &["search", "page"][..]),
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
    let all = plan(&gateway(), "list", &json!([]));
    assert_eq!(all["url"], "https://shop.example/api/v1/customers/");
}

#[test]
fn what_is_no_file_is_refused_where_a_file_belongs() {
    let ana = json!({"first_name": "A", "last_name": "B", "email": "a@b.co"});
    let message = "The submitted data was not a file. Check the encoding type on the form.";
    let not_a_file = json!([null, ana, "~an object"]);
    assert_eq!(refused("create", not_a_file), json!({"photo": [message]}));
}

#[test]
fn an_operation_that_is_none_is_refused() {
    assert_eq!(refused("drop", json!([null, "x"])), json!({"drop": ["Not a function."]}));
}

#[test]
fn a_walk_reports_the_faults_of_both_its_arguments_together() {
    let args = r#"[{"maxRetries": 1.5}, {"page_size": 0, "concurrency": 17, "limit": "1"}]"#;
    let error = gateway().walk(value(args).items()).map(drop).unwrap_err();
    let names: Vec<_> = error.fields.iter().map(|(path, _)| path).collect();
    assert_eq!(names, ["page_size", "concurrency", "limit", "maxRetries"]);
}

#[test]
fn a_walks_pages_are_calls_with_its_options() {
    let client = gateway();
    let args = r#"[{"timeoutMs": 5, "maxRetries": 0}, {"search": "é", "page_size": 50}]"#;
    let (mut walk, options) = client.walk(value(args).items()).unwrap();
    assert_eq!((options.timeout_ms, options.max_retries), (Some(5), Some(0)));
    let call = client.list(walk.ask(0).unwrap(), options);
    let plan: Value = serde_json::from_str(&call.plan()).unwrap();
    let url = "https://shop.example/api/v1/customers/?page=1&page_size=50&search=%C3%A9";
    assert_eq!((&plan["url"], &plan["timeoutMs"]), (&json!(url), &json!(5)));
}
