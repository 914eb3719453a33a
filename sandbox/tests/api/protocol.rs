//! Slashes, methods and media types, as Django and DRF treat them.

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use sandbox::{DEMO_KEY, Store};
use serde_json::json;
use tower::ServiceExt;

use crate::support::{CUSTOMERS, Sandbox, basic, options};

#[tokio::test]
async fn a_path_without_its_slash_is_redirected_whatever_the_method() {
    let anyone = Sandbox::seeded(1).with_authorization(None);
    for method in ["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD"] {
        for (path, location) in [
            ("/v1/customers?page=2&x=%C3%A9", "/v1/customers/?page=2&x=%C3%A9"),
            ("/v1/customers/a%20b%3F", "/v1/customers/a%20b%3F/"),
            ("/v1/customers/a/addresses", "/v1/customers/a/addresses/"),
            ("/v1/customers/a/addresses/b", "/v1/customers/a/addresses/b/"),
        ] {
            let answer = anyone.send(method, path, &[], "{}").await;
            assert_eq!((answer.status, answer.header("location")), (301, Some(location)));
        }
    }
}

#[tokio::test]
async fn a_method_that_a_route_does_not_have_is_named() {
    let sandbox = Sandbox::seeded(1);
    for (method, path) in [
        ("PUT", "/v1/customers/"),
        ("DELETE", "/v1/customers/"),
        ("PATCH", "/v1/customers/"),
        ("PUT", "/v1/customers/x/"),
        ("POST", "/v1/customers/x/"),
        ("PUT", "/v1/customers/x/addresses/"),
        ("GET", "/v1/customers/x/addresses/y/"),
        ("PURGE", "/v1/customers/"),
    ] {
        let answer = sandbox.send(method, path, &[], "").await;
        let detail = format!("Method \"{method}\" not allowed.");
        answer.is(405, &json!({"detail": detail}));
        assert!(answer.header("allow").is_some());
    }
}

#[tokio::test]
async fn a_body_of_another_type_is_named() {
    let sandbox = Sandbox::empty();
    for name in [
        "text/plain",
        "",
        "application/x-www-form-urlencoded",
        "application/vnd.api+json",
        "nonsense",
    ] {
        let answer = sandbox.send_as("POST", CUSTOMERS, name, "x").await;
        let detail = format!("Unsupported media type \"{name}\" in request.");
        answer.is(415, &json!({"detail": detail}));
    }
    for name in ["application/json; charset=latin1", "APPLICATION/JSON"] {
        let answer = sandbox.send_as("POST", CUSTOMERS, name, "{}").await;
        assert_eq!(answer.status, 400);
    }
}

#[tokio::test]
async fn an_answer_is_json_or_not_acceptable() {
    let sandbox = Sandbox::seeded(1);
    let detail = json!({"detail": "Could not satisfy the request Accept header."});
    for accept in ["text/html", "", "nonsense", "text/*, image/png"] {
        let answer = sandbox.send("GET", CUSTOMERS, &[("accept", accept)], "").await;
        answer.is(406, &detail);
    }
    for accept in [
        "*/*",
        "application/json",
        "application/*",
        "application/json;q=0",
        "text/html, */*;q=0.1",
        "application/json; charset=utf-8",
    ] {
        let answer = sandbox.send("GET", CUSTOMERS, &[("accept", accept)], "").await;
        assert_eq!(answer.status, 200, "{accept}");
        assert_eq!(answer.header("content-type"), Some("application/json"));
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_in_the_order_of_drf() {
    let anyone = Sandbox::seeded(1).with_authorization(None);
    let html = [("accept", "text/html")];
    let answer = anyone.send("PUT", CUSTOMERS, &html, "").await;
    assert_eq!(answer.status, 406);
    let answer = anyone.send("PUT", CUSTOMERS, &[], "").await;
    assert_eq!(answer.status, 401);
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let answer = Sandbox::seeded(1).send("HEAD", CUSTOMERS, &[], "").await;
    assert_eq!((answer.status, answer.body.len()), (200, 0));
}

#[tokio::test]
async fn a_path_that_is_not_there_is_an_html_page() {
    let sandbox = Sandbox::seeded(1);
    for path in [
        "/v1/nope/",
        "/v2/customers/",
        "/v1/customers/a/addresses/b/c/",
        "/media/x.png",
        "/_faults",
    ] {
        for method in ["GET", "POST"] {
            if path.starts_with("/media") && method == "POST" {
                continue;
            }
            let answer = sandbox.send(method, path, &[], "").await;
            assert_eq!(answer.status, 404, "{method} {path}");
            assert_eq!(
                answer.header("content-type"),
                Some("text/html; charset=utf-8"),
                "{method} {path}"
            );
        }
    }
}

#[tokio::test]
async fn what_the_database_says_is_not_sent() {
    let store = Store::in_memory().unwrap();
    let options = options(false);
    let router = sandbox::app(store.clone(), &options);
    store.close().unwrap();
    let request = Request::get(CUSTOMERS).header("authorization", basic(DEMO_KEY));
    let response = router.oneshot(request.body(Body::empty()).unwrap()).await;
    let response = response.unwrap();
    assert_eq!(response.status(), 500);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(body, r#"{"detail":"Internal server error."}"#);
}
