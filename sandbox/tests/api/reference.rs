//! The API's description and the page to read it; tests/openapi has what the description says.

use std::fs;

use crate::support::Sandbox;

#[tokio::test]
async fn the_description_is_json_in_the_order_of_its_source() {
    let answer = Sandbox::empty().get("/openapi.json").await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    assert!(answer.body.starts_with(br#"{"openapi":"3.1.0","info":{"title":"#));
    assert!(answer.json()["paths"]["/v1/customers/"]["get"].is_object());
}

#[tokio::test]
async fn the_page_takes_scripts_from_its_own_host_only() {
    let scripts = tempfile::tempdir().unwrap();
    fs::write(scripts.path().join("redoc.js"), "script").unwrap();
    fs::write(scripts.path().join("other.js"), "other").unwrap();
    let sandbox = Sandbox::with_reference(scripts.path().to_str().unwrap());
    let page = sandbox.get("/reference/").await;
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self' 'sha256-"));
    for (path, content_type) in
        [("/reference/redoc.js", "text/javascript"), ("/reference/page.css", "text/css")]
    {
        let answer = sandbox.get(path).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(content_type)));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
    }
    assert_eq!(sandbox.get("/reference/other.js").await.status, 404);
}

#[tokio::test]
async fn without_its_script_the_page_still_names_the_description() {
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.get("/reference/redoc.js").await.status, 404);
    let page = sandbox.get("/reference/").await;
    let text = String::from_utf8_lossy(&page.body);
    assert!(text.contains(r#"<a href="/openapi.json">"#), "{text}");
}

#[tokio::test]
async fn a_page_without_its_slash_is_redirected() {
    let answer = Sandbox::empty().get("/reference").await;
    assert_eq!((answer.status, answer.header("location")), (308, Some("/reference/")));
}
