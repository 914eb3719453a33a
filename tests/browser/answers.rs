//! Answers of every kind: right ones, wrong ones, and ones that break off.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

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
