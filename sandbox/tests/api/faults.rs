//! Broken answers that tests order at `/_faults`. Dropped connections need real sockets: they are
//! tested in sandbox/tests/process.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{Answer, CUSTOMERS, OTHER_KEY, Sandbox, basic, person};

const KEY: &str = "sk_test_new_faults";

async fn order(sandbox: &Sandbox, fault: Value) -> Answer {
    sandbox.post("/_faults", fault).await
}

#[track_caller]
fn counts(answer: &Answer, requests: u64, pending: u64) {
    answer.is(200, &json!({"requests": requests, "pending": pending}));
}

#[tokio::test]
async fn faults_strike_in_order_and_as_often_as_ordered() {
    let sandbox = Sandbox::with_faults().with_key(KEY);
    let path = format!("/_faults?key={KEY}");
    counts(&sandbox.get(&path).await, 0, 0);
    let fault = json!({
        "key": KEY, "times": 2, "status": 503, "retry_after": "1", "body": "<h1>no</h1>",
        "content_type": "text/html", "headers": {"Location": "http://127.0.0.1:1/"},
    });
    assert_eq!(order(&sandbox, fault).await.status, 204);
    assert_eq!(order(&sandbox, json!({"key": KEY, "status": 500})).await.status, 204);
    counts(&sandbox.get(&path).await, 0, 3);
    for _ in 0..2 {
        let answer = sandbox.post(CUSTOMERS, person("a@b.co")).await;
        assert_eq!((answer.status, &answer.body[..]), (503, &b"<h1>no</h1>"[..]));
        assert_eq!(answer.header("retry-after"), Some("1"));
        assert_eq!(answer.header("content-type"), Some("text/html"));
        assert_eq!(answer.header("location"), Some("http://127.0.0.1:1/"));
        assert!(answer.header("x-request-id").is_some());
    }
    let answer = sandbox.get(CUSTOMERS).await;
    assert_eq!((answer.status, answer.body.len()), (500, 0));
    let answer = sandbox.get(CUSTOMERS).await;
    assert_eq!(answer.json()["count"], 0, "a replaced answer means nothing was done");
    counts(&sandbox.get(&path).await, 4, 0);
    order(&sandbox, json!({"key": KEY, "status": 500})).await;
    assert_eq!(sandbox.delete(&path).await.status, 204);
    counts(&sandbox.get(&path).await, 0, 0);
}

#[tokio::test]
async fn a_fault_is_for_its_own_credential_and_preflights_do_not_count() {
    let sandbox = Sandbox::with_faults();
    let token = "PdSKf04xi9LEcvcwIAdbWAXVg380Kz";
    order(&sandbox, json!({"key": token, "status": 429})).await;
    assert_eq!(sandbox.with_key(OTHER_KEY).get(CUSTOMERS).await.status, 200);
    let by_token = sandbox.with_authorization(Some(format!("bearer {token}")));
    let headers = [("origin", "http://localhost"), ("access-control-request-method", "GET")];
    by_token.send("OPTIONS", CUSTOMERS, &headers, "").await;
    assert_eq!(by_token.get(CUSTOMERS).await.status, 429);
    assert_eq!(by_token.get(CUSTOMERS).await.status, 200);
    counts(&sandbox.get(&format!("/_faults?key={token}")).await, 2, 0);
}

#[tokio::test]
async fn a_cut_answer_breaks_off_after_half_of_its_body() {
    let sandbox = Sandbox::with_faults().with_key(KEY);
    order(&sandbox, json!({"key": KEY, "cut": true})).await;
    let answer = sandbox.get(CUSTOMERS).await;
    assert!(answer.broken && answer.status == 200);
    let whole = json!({"count": 0, "next": null, "previous": null, "results": []});
    let length = whole.to_string().len().to_string();
    assert_eq!(answer.header("content-length"), Some(length.as_str()));
}

#[tokio::test]
async fn a_delay_comes_before_the_request_is_carried_out() {
    let sandbox = Sandbox::with_faults().with_key(KEY);
    order(&sandbox, json!({"key": KEY, "delay_ms": 120})).await;
    let start = Instant::now();
    assert_eq!(sandbox.get(CUSTOMERS).await.status, 200);
    assert!(start.elapsed() >= Duration::from_millis(120));
}

#[tokio::test]
async fn a_raw_body_is_any_bytes_and_headers_alone_decorate_the_real_answer() {
    let sandbox = Sandbox::with_faults().with_key(KEY);
    order(&sandbox, json!({"key": KEY, "raw_body_base64": "//4A"})).await;
    let answer = sandbox.get(CUSTOMERS).await;
    assert_eq!((answer.status, &answer.body[..]), (200, &b"\xff\xfe\0"[..]));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    order(&sandbox, json!({"key": KEY, "headers": {"x-extra": "1"}})).await;
    let answer = sandbox.get(CUSTOMERS).await;
    assert_eq!((answer.header("x-extra"), &answer.json()["count"]), (Some("1"), &json!(0)));
}

#[tokio::test]
async fn an_order_that_makes_no_sense_is_refused() {
    let sandbox = Sandbox::with_faults();
    for fault in [
        json!({"key": KEY, "delay": 5}),
        json!({"status": 500}),
        json!({"key": KEY, "times": 0}),
        json!({"key": KEY, "status": 100}),
        json!({"key": KEY, "status": 1000}),
        json!({"key": KEY, "drop": "sometime"}),
        json!({"key": KEY, "drop": "after", "cut": true}),
        json!({"key": KEY, "body": "", "raw_body_base64": ""}),
        json!({"key": KEY, "raw_body_base64": "!"}),
        json!({"key": KEY, "headers": {"a b": ""}}),
        json!({"key": KEY, "retry_after": "\n"}),
    ] {
        let answer = order(&sandbox, fault.clone()).await;
        assert_eq!(answer.status, 400, "{fault}");
    }
    counts(&sandbox.get(&format!("/_faults?key={KEY}")).await, 0, 0);
    assert_eq!(sandbox.get("/_faults").await.status, 400);
}

#[tokio::test]
async fn a_new_key_opens_an_empty_account_of_its_own() {
    let sandbox = Sandbox::with_faults();
    let one = sandbox.with_key("sk_test_new_1");
    let two = sandbox.with_key("sk_test_new_2");
    let created = one.post(CUSTOMERS, person("a@b.co")).await.json();
    assert_eq!(created["test"], true);
    assert_eq!(two.get(CUSTOMERS).await.json()["count"], 0);
    let other = two.post(CUSTOMERS, person("a@b.co")).await.json();
    assert_ne!(created["developer"], other["developer"]);
    let again = one.get(CUSTOMERS).await.json();
    assert_eq!((&again["count"], &again["results"][0]), (&json!(1), &created));
}

#[tokio::test]
async fn without_the_switch_there_are_no_faults_and_no_new_accounts() {
    let sandbox = Sandbox::seeded(1);
    for (method, path) in [
        ("POST", "/_faults".to_owned()),
        ("GET", format!("/_faults?key={KEY}")),
        ("DELETE", format!("/_faults?key={KEY}")),
    ] {
        let body = json!({"key": KEY, "status": 500}).to_string();
        assert_eq!(sandbox.send(method, &path, &[], body).await.status, 404);
    }
    let new = sandbox.with_authorization(Some(basic(KEY)));
    assert_eq!(new.get(CUSTOMERS).await.status, 401);
}

#[tokio::test]
async fn a_page_may_order_faults() {
    let sandbox = Sandbox::with_faults();
    let headers = [("origin", "http://localhost:1"), ("access-control-request-method", "DELETE")];
    let answer = sandbox.send("OPTIONS", "/_faults", &headers, "").await;
    let methods = answer.header("access-control-allow-methods").unwrap();
    assert!(methods.contains("DELETE"));
    let origin = [("origin", "http://localhost:1")];
    let body = json!({"key": KEY, "status": 500}).to_string();
    let answer = sandbox.send("POST", "/_faults", &origin, body).await;
    assert_eq!(answer.header("access-control-allow-origin"), Some("http://localhost:1"));
}
