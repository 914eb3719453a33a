//! The API's description: `/openapi.json`, and a page to read it at `/reference/`.
//!
//! `docs/openapi.yaml` is the one source. The page's script is Redoc, which the build puts into a
//! directory; nothing comes from another host.

use std::path::Path;
use std::sync::LazyLock;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{Html, Redirect};
use axum::routing::get;
use serde_json::Value;
use tower::ServiceBuilder;
use tower_http::services::ServeFile;
use tower_http::set_header::SetResponseHeaderLayer;

const PAGE: &str = include_str!("reference.html");

/// As JSON, with its keys in the order of the source.
static DESCRIPTION: LazyLock<String> = LazyLock::new(|| {
    let source = include_str!("../../docs/openapi.yaml");
    let description: Value =
        serde_saphyr::from_str(source).expect("the API's description is YAML that JSON can say");
    description.to_string()
});

/// Redoc has styles for everything but the body.
const STYLE: &str = "body { margin: 0; font-family: system-ui, sans-serif }\n";

/// The first hash is that of an empty style element: Redoc makes such elements, and fills them by
/// script. The second is that of the style element of its scroll bar. Redoc's search runs in a worker
/// that it makes of a blob.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; \
    style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' \
    'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='; \
    img-src data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// `files` holds `redoc.js`. Without it the page says how to get it.
pub fn routes(files: &Path) -> Router {
    let set = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    Router::new()
        .route("/openapi.json", get(description))
        .route("/reference", get(async || Redirect::permanent("/reference/")))
        .route("/reference/", get(async || Html(PAGE)))
        .route("/reference/page.css", get(async || ([(header::CONTENT_TYPE, "text/css")], STYLE)))
        .route_service("/reference/redoc.js", ServeFile::new(files.join("redoc.js")))
        .layer(
            ServiceBuilder::new()
                .layer(set(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
                .layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
                .layer(set(header::REFERRER_POLICY, "no-referrer"))
                .layer(set(header::CACHE_CONTROL, "no-cache")),
        )
}

async fn description() -> ([(HeaderName, &'static str); 1], &'static str) {
    ([(header::CONTENT_TYPE, "application/json")], DESCRIPTION.as_str())
}
