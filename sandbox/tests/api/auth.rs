//! Which keys and tokens are accepted, and what other callers are answered.

use axum::http::header;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::support::{Answer, CUSTOMERS, LIVE_KEY, OTHER_KEY, Sandbox, basic};

async fn calling_as(authorization: Option<&str>) -> Answer {
    let sandbox = Sandbox::seeded(1).with_authorization(authorization.map(ToOwned::to_owned));
    sandbox.get(CUSTOMERS).await
}

#[track_caller]
fn refused(answer: &Answer, detail: &str) {
    answer.is(401, &json!({"detail": detail}));
    assert!(!answer.headers.contains_key(header::WWW_AUTHENTICATE));
}

#[tokio::test]
async fn missing_credentials_are_named() {
    let missing = "Authentication credentials were not provided.";
    refused(&calling_as(None).await, missing);
    refused(&calling_as(Some("")).await, missing);
    refused(&calling_as(Some("Token abc")).await, missing);
    refused(&calling_as(Some("Basic")).await, missing);
}

#[tokio::test]
async fn bad_credentials_are_named_without_being_quoted() {
    let encoded = |text: &str| format!("Basic {}", STANDARD.encode(text));
    let bad = "Invalid API Key.";
    refused(&calling_as(Some("Basic !!!")).await, bad);
    refused(&calling_as(Some(&encoded("sk_test_51O62xYzAbcDef123"))).await, bad);
    refused(&calling_as(Some(&encoded("sk_test_51O62xYzAbcDef123:password"))).await, bad);
    refused(&calling_as(Some(&encoded("sk_test_nobody:"))).await, bad);
    refused(&calling_as(Some(&encoded(":"))).await, bad);
    refused(&calling_as(Some(&basic("sk_test_new_without_faults"))).await, bad);
    refused(&calling_as(Some("Bearer nobody")).await, "Invalid token.");
    refused(&calling_as(Some("Bearer sk_test_51O62xYzAbcDef123")).await, "Invalid token.");
}

#[tokio::test]
async fn keys_and_tokens_name_their_account_whatever_the_case_of_the_scheme() {
    let demo = basic(sandbox::DEMO_KEY);
    let token = "PdSKf04xi9LEcvcwIAdbWAXVg380Kz";
    for (authorization, developer, test) in [
        (demo.clone(), 2875, true),
        (demo.replace("Basic", "bASIC"), 2875, true),
        (basic(LIVE_KEY), 2875, false),
        (basic(OTHER_KEY), 3468, true),
        (format!("Bearer {token}"), 3468, true),
        (format!("bearer {token}"), 3468, true),
    ] {
        let body = calling_as(Some(&authorization)).await.json();
        let first = &body["results"][0];
        assert_eq!((&first["developer"], &first["test"]), (&json!(developer), &json!(test)));
    }
}
