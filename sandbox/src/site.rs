//! The demo page at `/`, the client package at `/customers-client/` and the documentation at
//! `/docs/`, as files.

use std::path::Path;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{any, get};
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// Django's page for a path that is not there.
const NOT_FOUND: &str = "\n<!doctype html>\n<html lang=\"en\">\n<head>\n  \
    <title>Not Found</title>\n</head>\n<body>\n  \
    <h1>Not Found</h1><p>The requested resource was not found on this server.</p>\n\
    </body>\n</html>\n";

const HINT: &str = "The Customers API is at /v1/customers/ on this server.\n\
    There is no demo page here: start the server with --www and the directory that holds it.\n";

/// The policy of the demo page: that of its own `<meta>` element, and `frame-ancestors`, which only a
/// header can set. The page may call other hosts, because its user can name another service.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    connect-src 'self' https: http://localhost:* http://127.0.0.1:*; img-src * data: blob:; \
    object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// The policy of the documentation: its pages have scripts in their markup, and call no other host.
const DOCS_POLICY: &str = "default-src 'self'; script-src 'self' 'unsafe-inline'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; \
    object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const NO_DOCS: &str = "The documentation is not built yet: npm run docs builds it.\n";

/// The files. `no-cache` makes a browser ask every time whether they have changed, so that a
/// rebuilt package is never mixed with an old one. Each directory may be missing.
pub fn routes(www: &Path, package: &Path, docs: &Path) -> Router {
    let files =
        |directory: &Path| ServeDir::new(directory).call_fallback_on_method_not_allowed(true);
    let page = Router::new()
        .nest_service("/customers-client/", files(package).fallback(any(missing)))
        .fallback_service(files(www).fallback(any(missing)))
        .layer(always(header::CONTENT_SECURITY_POLICY, POLICY));
    Router::new()
        // The documentation's own links are relative, and need the slash.
        .route("/docs", get(|| async { Redirect::permanent("/docs/") }))
        .nest_service(
            "/docs/",
            files(docs).redirect_path_prefix("/docs").fallback(any(missing_docs)),
        )
        .layer(always(header::CONTENT_SECURITY_POLICY, DOCS_POLICY))
        .merge(page)
        .layer(axum::middleware::map_response(with_browser_types))
        .layer(CompressionLayer::new())
        .layer(always(header::CACHE_CONTROL, "no-cache"))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(header::REFERRER_POLICY, "no-referrer"))
}

fn always(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}

/// 404 in HTML, as Django answers outside the API's routes.
pub fn not_found() -> Response {
    (StatusCode::NOT_FOUND, Html(NOT_FOUND)).into_response()
}

async fn missing(uri: Uri) -> Response {
    if uri.path() == "/" { HINT.into_response() } else { not_found() }
}

/// The answer for a path below `/docs` that is not there; `uri` has the path without `/docs`.
async fn missing_docs(uri: Uri) -> Response {
    if uri.path() == "/" { (StatusCode::NOT_FOUND, NO_DOCS).into_response() } else { not_found() }
}

/// Adds to the media types that follow from file names: text is UTF-8, and `.mjs` has the type of
/// `.js`.
async fn with_browser_types(mut response: Response) -> Response {
    let file_type = response.headers().get(header::CONTENT_TYPE);
    let better = match file_type.map(HeaderValue::as_bytes) {
        Some(b"text/html") => "text/html; charset=utf-8",
        Some(b"text/plain") => "text/plain; charset=utf-8",
        Some(b"application/javascript") => "text/javascript",
        _ => return response,
    };
    let better = HeaderValue::from_static(better);
    response.headers_mut().insert(header::CONTENT_TYPE, better);
    response
}
