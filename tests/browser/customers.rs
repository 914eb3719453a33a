use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

#[wasm_bindgen_test]
async fn a_page_of_the_seeded_customers_is_listed() {
    let page = result(client(SEEDED).list(js(json!({"page": 2, "page_size": 5})), NONE)).await;
    assert_eq!(page["count"], 38);
    assert_eq!((&page["page"], &page["page_size"]), (&json!(2), &json!(5)));
    assert_eq!((&page["next_page"], &page["previous_page"]), (&json!(3), &json!(1)));
    assert_eq!(page["results"].as_array().unwrap().len(), 5);
    let last = result(client(SEEDED).list(js(json!({"page": 4})), NONE)).await;
    assert_eq!((&last["next_page"], last["results"].as_array().unwrap().len()), (&json!(null), 8));
}

#[wasm_bindgen_test]
async fn a_page_past_the_end_is_not_found() {
    let error = error(client(SEEDED).list(js(json!({"page": 99})), NONE)).await;
    assert_eq!((&error["code"], &error["status"]), (&json!("not_found"), &json!(404)));
    assert_eq!(error["message"], "Invalid page.");
    assert_eq!(error["attempts"], 1);
    assert!(error["requestId"].is_string(), "{error}");
}

#[wasm_bindgen_test]
async fn a_search_finds_and_a_search_without_results_is_an_empty_page() {
    let found = result(client(SEEDED).search("ALEJANDRO".into(), NONE, NONE)).await;
    assert_eq!(found["count"], 2);
    let none = result(client(SEEDED).search("no such one".into(), NONE, NONE)).await;
    assert_eq!(
        none,
        json!({"count": 0, "page": 1, "page_size": 10, "next_page": null, "previous_page": null, "results": []})
    );
    let paged = js(json!({"page_size": 1, "page": 2}));
    let second = result(client(SEEDED).search("alejandro".into(), paged, NONE)).await;
    assert_eq!((&second["page"], &second["previous_page"]), (&json!(2), &json!(1)));
}

#[wasm_bindgen_test]
async fn a_bare_array_with_developer_id_reads_like_a_page() {
    let key = "sk_test_new_bare";
    let bare = include_str!("../fixtures/edition2_search.json");
    order(key, json!({"status": 200, "body": bare, "content_type": "application/json"})).await;
    let page = result(client(key).search("a".into(), NONE, NONE)).await;
    assert_eq!((&page["count"], &page["next_page"]), (&json!(2), &json!(null)));
    assert_eq!(page["results"][1]["developer"], 2875);
    assert!(page["results"][1].get("developer_id").is_none());
}

#[wasm_bindgen_test]
async fn a_customer_is_created_read_changed_and_deleted() {
    let client = client("sk_test_new_lifecycle");
    let mut new = ana("ana@example.com");
    new["metadata"] = json!({"plan": "gold", "n": [1, 2.5]});
    let made = result(client.create(js(new), NONE)).await;
    assert_eq!((&made["email"], &made["phone"]), (&json!("ana@example.com"), &json!(null)));
    assert_eq!(made["metadata"], json!({"plan": "gold", "n": [1, 2.5]}));
    let id = || JsValue::from(made["id"].as_str().unwrap());
    assert_eq!(result(client.get(id(), NONE)).await, made);

    let mut whole = made.clone();
    whole["phone"] = json!("+506 8323 6988");
    let changed = result(client.update(id(), js(whole), NONE)).await;
    assert_eq!(changed["phone"], "+506 8323 6988");
    let cleared = result(client.update(id(), js(json!({"phone": null})), NONE)).await;
    assert_eq!((&cleared["phone"], &cleared["metadata"]), (&json!(null), &made["metadata"]));

    assert_eq!(result(client.delete(id(), NONE)).await, json!(null));
    let gone = error(client.get(id(), NONE)).await;
    assert_eq!(
        (&gone["code"], &gone["title"]),
        (&json!("not_found"), &json!("Customer not found"))
    );
}

#[wasm_bindgen_test]
async fn a_taken_email_is_a_fault_of_the_email() {
    let client = client("sk_test_new_taken");
    result(client.create(js(ana("same@example.com")), NONE)).await;
    let error = error(client.create(js(ana("same@example.com")), NONE)).await;
    assert_eq!(error["code"], "bad_request");
    assert!(error["fields"]["email"][0].as_str().unwrap().contains("unique"), "{error}");
    assert_eq!(error["outcomeUnknown"], false);
}

#[wasm_bindgen_test]
async fn a_wrong_key_is_unauthorized_and_does_not_show() {
    let error = error(client("sk_test_wrong").list(NONE, NONE)).await;
    assert_eq!((&error["code"], &error["status"]), (&json!("unauthorized"), &json!(401)));
    assert!(!error.to_string().contains("sk_test_wrong"));
}

#[wasm_bindgen_test]
async fn a_token_and_a_token_function_are_bearers() {
    let token = "PdSKf04xi9LEcvcwIAdbWAXVg380Kz";
    let fixed = client_with(json!({"accessToken": token, "baseUrl": BASE}));
    assert_eq!(fixed.mode(), "unknown");
    result(fixed.list(NONE, NONE)).await;
    for function in [format!("() => '{token}'"), format!("async () => '{token}'")] {
        let options = with(js(json!({"baseUrl": BASE})), "accessToken", &evaluate(&function));
        let asked = CustomersClient::new(options).unwrap();
        result(asked.list(NONE, NONE)).await;
    }
}

#[wasm_bindgen_test]
async fn a_token_function_that_fails_is_the_cause() {
    for function in ["() => { throw 'why' }", "async () => { throw 'why' }", "() => 5"] {
        let options = with(js(json!({"baseUrl": BASE})), "accessToken", &evaluate(function));
        let asked = CustomersClient::new(options).unwrap();
        let error = error(asked.list(NONE, NONE)).await;
        assert_eq!((&error["code"], &error["attempts"]), (&json!("invalid_input"), &json!(0)));
        assert_eq!(error["fields"]["accessToken"].as_array().unwrap().len(), 1);
    }
}

#[wasm_bindgen_test]
async fn answers_that_break_the_contract_are_errors() {
    let key = "sk_test_new_broken";
    let json_type = "application/json";
    for (fault, code, says) in [
        (
            json!({"status": 200, "body": "[{\"id\": 5}]", "content_type": json_type}),
            "unexpected_response",
            "0.id should be a string",
        ),
        (
            json!({"status": 200, "body": "<html></html>", "content_type": "text/html"}),
            "unexpected_response",
            "HTML",
        ),
        (
            json!({"status": 200, "body": "", "content_type": json_type}),
            "unexpected_response",
            "empty",
        ),
        (
            json!({"status": 200, "body": "[}", "content_type": json_type}),
            "unexpected_response",
            "not JSON",
        ),
        (
            json!({"status": 200, "body": "[[}]", "content_type": json_type}),
            "unexpected_response",
            "0 should be an object",
        ),
        // {"count":0,"next":null,"previous":null,"results":[],"x":"\xff"}
        (
            json!({"status": 200, "raw_body_base64":
                "eyJjb3VudCI6MCwibmV4dCI6bnVsbCwicHJldmlvdXMiOm51bGwsInJlc3VsdHMiOltdLCJ4Ijoi/yJ9"}),
            "unexpected_response",
            "not JSON",
        ),
        (
            json!({"status": 302, "headers": {"Location": "/v1/customers/?page=2"}}),
            "unexpected_response",
            "base URL",
        ),
        (
            json!({"status": 500, "body": "<h1>Oops</h1>", "content_type": "text/html"}),
            "server_error",
            "The service answered 500",
        ),
        (
            json!({"status": 418, "body": "{\"detail\":\"Teapot.\"}", "content_type": json_type}),
            "client_error",
            "Teapot.",
        ),
        (
            json!({"status": 418, "body": "{\"detail\":\"Teapot.\",}", "content_type": json_type}),
            "client_error",
            "The service answered 418",
        ),
        (
            // {"detail":"Teapot\xff"}
            json!({"status": 418, "raw_body_base64": "eyJkZXRhaWwiOiJUZWFwb3T/In0="}),
            "client_error",
            "The service answered 418",
        ),
    ] {
        order(key, fault.clone()).await;
        let options = js(json!({"maxRetries": 0}));
        let error = error(client(key).list(NONE, options)).await;
        assert_eq!(error["code"], code, "{fault}: {error}");
        assert!(error["message"].as_str().unwrap().contains(says), "{fault}: {error}");
    }
}

/// Engines differ. WebKitGTK passes on what arrived of a body as if it were all of it; Firefox by
/// itself sends a read again whose connection broke.
#[wasm_bindgen_test]
async fn an_answer_that_breaks_off_is_never_taken_for_a_whole_one() {
    let key = "sk_test_new_cut";
    let once = || js(json!({"maxRetries": 0}));
    order(key, json!({"cut": true})).await;
    let cut = error(client(key).list(NONE, once())).await;
    let says = match cut["code"].as_str() {
        Some("unexpected_response") => "cut short",
        _ => "No answer",
    };
    assert!(cut["message"].as_str().unwrap().contains(says), "{cut}");

    let before = count(key).await;
    order(key, json!({"drop": "before"})).await;
    match outcome(client(key).list(NONE, once())).await {
        Err(error) => assert_eq!(error["code"], "network", "{error}"),
        Ok(page) => assert_eq!((count(key).await - before, &page["count"]), (2.0, &json!(0))),
    }
}

#[wasm_bindgen_test]
async fn a_write_without_an_answer_says_that_nobody_can_know() {
    let key = "sk_test_new_unknown";
    order(key, json!({"drop": "after"})).await;
    let lost = error(client(key).create(js(ana("lost@example.com")), NONE)).await;
    assert_eq!((&lost["code"], &lost["outcomeUnknown"]), (&json!("network"), &json!(true)));
    assert_eq!(lost["attempts"], 1);
    assert!(lost["message"].as_str().unwrap().contains("search by email"), "{lost}");
    let found = result(client(key).search("lost@".into(), NONE, NONE)).await;
    assert_eq!(found["count"], 1, "it was carried out");
}

#[wasm_bindgen_test]
async fn retry_after_is_told() {
    let key = "sk_test_new_slow_down";
    order(key, json!({"status": 429, "retry_after": "120", "body": ""})).await;
    let error = error(client(key).list(NONE, NONE)).await;
    assert_eq!((&error["code"], &error["retryAfterMs"]), (&json!("rate_limited"), &json!(120_000)));
}
