//! What a browser needs: CORS for pages of this machine, request ids, files with their types.

use std::fs;

use crate::support::{Answer, CUSTOMERS, Sandbox, person};

async fn from_origin(sandbox: &Sandbox, method: &str, path: &str, origin: &str) -> Answer {
    sandbox.send(method, path, &[("origin", origin)], "").await
}

fn allowed(answer: &Answer) -> Option<&str> {
    answer.header("access-control-allow-origin")
}

#[tokio::test]
async fn pages_of_this_machine_may_call_and_no_others() {
    let sandbox = Sandbox::seeded(1);
    for origin in [
        "http://localhost",
        "http://localhost:3000",
        "https://localhost:8443",
        "http://127.0.0.1:5173",
        "http://127.9.9.9",
        "http://[::1]:8000",
    ] {
        let answer = from_origin(&sandbox, "GET", CUSTOMERS, origin).await;
        assert_eq!(allowed(&answer), Some(origin));
        assert_eq!(answer.header("access-control-allow-credentials"), None);
    }
    for origin in [
        "null",
        "https://example.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://128.0.0.1",
        "http://[::2]",
        "file://localhost",
        "localhost",
        "http://0.0.0.0",
    ] {
        let answer = from_origin(&sandbox, "GET", CUSTOMERS, origin).await;
        assert_eq!(allowed(&answer), None, "{origin}");
    }
}

#[tokio::test]
async fn errors_and_redirects_carry_cors_headers_too() {
    let origin = "http://localhost:3000";
    let sandbox = Sandbox::seeded(1);
    let anyone = sandbox.with_authorization(None);
    for (caller, method, path, status) in [
        (&anyone, "GET", CUSTOMERS, 401),
        (&sandbox, "GET", "/v1/customers/x/", 404),
        (&sandbox, "PUT", CUSTOMERS, 405),
        (&sandbox, "GET", "/v1/customers", 301),
        (&sandbox, "GET", "/nope", 404),
    ] {
        let answer = from_origin(caller, method, path, origin).await;
        assert_eq!((answer.status, allowed(&answer)), (status, Some(origin)));
        let exposed = answer.header("access-control-expose-headers").unwrap();
        assert_eq!(exposed, "retry-after,x-request-id");
    }
}

#[tokio::test]
async fn a_preflight_needs_no_credentials() {
    let anyone = Sandbox::seeded(1).with_authorization(None);
    let headers = [
        ("origin", "http://localhost:3000"),
        ("access-control-request-method", "PATCH"),
        ("access-control-request-headers", "authorization,content-type"),
    ];
    let answer = anyone.send("OPTIONS", "/v1/customers/x/", &headers, "").await;
    assert_eq!(answer.status, 200);
    assert_eq!(allowed(&answer), Some("http://localhost:3000"));
    let methods = answer.header("access-control-allow-methods");
    assert_eq!(methods, Some("GET,POST,PATCH,DELETE"));
    let headers = answer.header("access-control-allow-headers");
    assert_eq!(headers, Some("authorization,content-type,accept"));
}

#[tokio::test]
async fn every_answer_has_a_request_id_of_its_own() {
    let sandbox = Sandbox::with_faults();
    let mut ids = Vec::new();
    for (method, path) in [
        ("GET", CUSTOMERS),
        ("GET", "/v1/customers"),
        ("PUT", CUSTOMERS),
        ("GET", "/nope"),
        ("GET", "/"),
        ("OPTIONS", CUSTOMERS),
        ("POST", "/_faults"),
    ] {
        let answer = sandbox.send(method, path, &[], "").await;
        ids.push(answer.header("x-request-id").unwrap().to_owned());
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 7);
}

#[tokio::test]
async fn files_have_their_types_and_are_asked_for_anew() {
    let [www, package, docs] = [(); 3].map(|()| tempfile::tempdir().unwrap());
    for name in ["index.html", "page.js", "page.mjs", "style.css"] {
        fs::write(www.path().join(name), name).unwrap();
    }
    for name in ["client.js", "client_bg.wasm"] {
        fs::write(package.path().join(name), name).unwrap();
    }
    fs::create_dir(docs.path().join("guides")).unwrap();
    for name in ["index.html", "llms.txt", "guides/forms.html"] {
        fs::write(docs.path().join(name), name).unwrap();
    }
    let sandbox = Sandbox::with_files(1, www.path(), package.path(), docs.path());
    for (path, content_type, body) in [
        ("/", "text/html; charset=utf-8", "index.html"),
        ("/index.html?x=1", "text/html; charset=utf-8", "index.html"),
        ("/page.js", "text/javascript", "page.js"),
        ("/page.mjs", "text/javascript", "page.mjs"),
        ("/style.css", "text/css", "style.css"),
        ("/customers-client/client.js", "text/javascript", "client.js"),
        ("/customers-client/client_bg.wasm", "application/wasm", "client_bg.wasm"),
        ("/docs/", "text/html; charset=utf-8", "index.html"),
        ("/docs/guides/forms.html", "text/html; charset=utf-8", "guides/forms.html"),
        ("/docs/llms.txt", "text/plain; charset=utf-8", "llms.txt"),
    ] {
        let answer = sandbox.get(path).await;
        assert_eq!((answer.status, &answer.body[..]), (200, body.as_bytes()), "{path}");
        assert_eq!(answer.header("content-type"), Some(content_type));
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        let policy = answer.header("content-security-policy").unwrap();
        // The documentation's own generator writes into its pages as it likes.
        let is_strict =
            policy.ends_with("; require-trusted-types-for 'script'; trusted-types 'none'");
        assert_eq!(is_strict, !path.starts_with("/docs/"), "{path}: {policy}");
    }
    for path in [
        "/nope.js",
        "/customers-client/nope.js",
        "/docs/nope.html",
        "/../main.rs",
        "/%2e%2e/%2e%2e/etc/passwd",
    ] {
        assert_eq!(sandbox.get(path).await.status, 404, "{path}");
    }
    let posted = sandbox.send("POST", "/index.html", &[], "").await;
    assert_eq!(posted.status, 404);
}

#[tokio::test]
async fn addresses_of_the_documentation_get_their_slash() {
    let [nothing, docs] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    fs::create_dir(docs.path().join("crate")).unwrap();
    let sandbox = Sandbox::with_files(0, nothing.path(), nothing.path(), docs.path());
    for (path, status) in [("/docs", 308), ("/docs/crate", 307)] {
        let answer = sandbox.get(path).await;
        let location = format!("{path}/");
        assert_eq!((answer.status, answer.header("location")), (status, Some(&location[..])));
    }
}

#[tokio::test]
async fn where_the_documentation_is_not_built_its_address_says_how() {
    let answer = Sandbox::empty().get("/docs/").await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(String::from_utf8_lossy(&answer.body).contains("npm run docs"));
}

#[tokio::test]
async fn without_a_page_the_api_works_and_the_root_says_where_it_is() {
    let sandbox = Sandbox::empty();
    let root = sandbox.get("/").await;
    assert_eq!(root.status, 200);
    assert!(root.body.starts_with(b"The Customers API is at /v1/customers/"));
    assert_eq!(sandbox.post(CUSTOMERS, person("a@b.co")).await.status, 201);
}
