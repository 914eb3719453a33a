//! What all errors have in common, wherever they come from.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::javascript::is_customers_error;
use crate::*;

#[wasm_bindgen_test]
async fn errors_are_instances_of_the_one_class() {
    let key = "sk_test_new_instances";
    let walk = client(key).list_all(js(json!({"limit": -1})), NONE);
    let errors = [
        CustomersClient::new(NONE).err().unwrap(),
        customers_client::checks::metadata_size(5.into()).unwrap_err(),
        thrown(client(key).get("".into(), NONE)).await,
        thrown(client(key).get("no such".into(), NONE)).await,
        thrown(fetching("() => { throw 1 }").list(NONE, NONE)).await,
        thrown(fetching("() => 1").list(NONE, NONE)).await,
        thrown(call(&walk, "next", &NONE).into()).await,
    ];
    for error in errors {
        assert!(error.is_instance_of::<CustomersError>());
        assert!(error.is_instance_of::<js_sys::Error>());
        assert!(is_customers_error(&error));
        assert_eq!(get(&error, "name"), "CustomersError");
        assert_eq!(call(&evaluate("Object.prototype.toString"), "call", &error), "[object Error]");
        assert!(get(&error, "stack").as_string().is_some_and(|stack| !stack.is_empty()));
    }
}

#[wasm_bindgen_test]
async fn an_error_has_what_there_is_to_tell_and_its_json_too() {
    let key = "sk_test_new_whole_error";
    let body = json!({"code": 429, "title": "Slow", "content": "Not so fast.", "type": "danger"});
    let headers = json!({"X-Request-Id": "r-1"});
    order(key, json!({"status": 429, "retry_after": "120", "body": body.to_string()})).await;
    order(key, json!({"status": 400, "body": "{\"email\": [\"Enter a valid email address.\"]}"}))
        .await;
    let slow = thrown(client(key).list(NONE, NONE)).await;
    let mut json = read(&slow);
    assert!(json["requestId"].take().is_string(), "{headers}");
    assert_eq!(
        json,
        json!({
            "name": "CustomersError", "message": "Not so fast.", "code": "rate_limited",
            "fields": {}, "issues": [], "attempts": 1, "outcomeUnknown": false, "status": 429,
            "title": "Slow", "retryAfterMs": 120_000, "requestId": null
        })
    );
    let own = read(&call(&slow, "toJSON", &NONE));
    assert_eq!(own.as_object().unwrap().len(), json.as_object().unwrap().len());

    let bad = read(&thrown(client(key).list(NONE, NONE)).await);
    assert!(bad.get("title").is_none() && bad.get("retryAfterMs").is_none());
    assert_eq!(bad["message"], "email: Enter a valid email address.");
}

#[wasm_bindgen_test]
async fn issues_are_the_faults_one_by_one_with_codes() {
    let patch = evaluate(
        "({first_name: ' ', last_name: null, email: 'ana@', phone: 5, metadata: {a: NaN, b: 1n}})",
    );
    let error = error(client("sk_test_x").update("..".into(), patch, NONE)).await;
    let issues: Vec<_> = error["issues"]
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| (issue["path"].as_str().unwrap(), issue["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        issues,
        [
            ("id", "invalid_id"),
            ("first_name", "blank"),
            ("last_name", "null"),
            ("email", "invalid_email"),
            ("phone", "not_a_string"),
            ("metadata.a", "unsendable"),
            ("metadata.b", "unsendable")
        ]
    );
    for issue in error["issues"].as_array().unwrap() {
        assert_eq!(error["fields"][issue["path"].as_str().unwrap()], json!([issue["message"]]));
    }
    let says = "Nothing was sent. id: \"..\" is not an id: ids are not empty, \".\" or \"..\". (And 6 more.)";
    assert_eq!(error["message"], says);
}

#[wasm_bindgen_test]
async fn the_services_texts_have_the_codes_of_ours() {
    let key = "sk_test_new_codes";
    let body = json!({
        "first_name": ["This field is required."], "email": ["This field must be unique."],
        "metadata": {"a": ["Odd."]}, "tags": [{"name": ["This field may not be null."]}],
        "__proto__": ["Strange."]
    });
    order(key, json!({"status": 400, "body": body.to_string()})).await;
    let error = error(client(key).list(NONE, NONE)).await;
    let issues: Vec<_> = error["issues"]
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| (issue["path"].as_str().unwrap(), issue["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        issues,
        [
            ("first_name", "required"),
            ("email", "not_unique"),
            ("metadata.a", "invalid"),
            ("tags.0.name", "null"),
            ("__proto__", "invalid")
        ]
    );
    assert_eq!(error["fields"]["__proto__"], json!(["Strange."]));
}

#[wasm_bindgen_test]
async fn an_email_that_is_taken_is_found_in_either_of_its_shapes() {
    let key = "sk_test_new_two_shapes";
    for body in [
        json!({"email": ["This field must be unique."]}),
        json!({"non_field_errors": ["The fields developer, email must make a unique set."]}),
    ] {
        order(key, json!({"status": 400, "body": body.to_string()})).await;
        let error = error(client(key).create(js(ana("a@b.co")), NONE)).await;
        assert_eq!(error["issues"][0]["code"], "not_unique");
        assert_eq!(faulty(&error), ["email"]);
    }
}

#[wasm_bindgen_test]
async fn what_fetch_throws_is_the_cause_and_what_it_says_is_told() {
    let mine = "async () => { throw globalThis.mine ??= new TypeError('the wire is cut') }";
    let error = thrown(fetching(mine).list(NONE, NONE)).await;
    assert_eq!(get(&error, "cause"), evaluate("globalThis.mine"));
    let message = get(&error, "message").as_string().unwrap();
    assert!(message.starts_with("No answer from the service (the wire is cut): "), "{message}");
    assert!(read(&call(&error, "toJSON", &NONE)).get("cause").is_none());
    let refused = thrown(client("sk_test_x").get("".into(), NONE)).await;
    assert_eq!(Reflect::has(&refused, &"cause".into()), Ok(false));
}
