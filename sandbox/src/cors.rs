//! Which pages may call from a browser: those on this machine, on any port.

use std::net::Ipv4Addr;

use axum::http::{HeaderName, HeaderValue, Method, Uri, header, request::Parts};
use tower_http::cors::{AllowOrigin, CorsLayer};

/// The name of the header that every answer carries.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Errors carry these headers too, or a page could not read them. Credentials mode stays off:
/// the API knows no cookies. Every OPTIONS request is taken for a preflight.
pub fn layer() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(|origin: &HeaderValue, _: &Parts| is_loopback(origin)))
        .allow_methods([Method::GET, Method::POST, Method::PATCH, Method::DELETE])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE, header::ACCEPT])
        .expose_headers([header::RETRY_AFTER, REQUEST_ID])
}

/// `localhost`, 127.0.0.0/8 or `[::1]`, by http or https. A file's origin (`null`) is not.
fn is_loopback(origin: &HeaderValue) -> bool {
    let uri = origin.to_str().ok().and_then(|text| text.parse::<Uri>().ok());
    let Some(uri) = uri else {
        return false;
    };
    let host = uri.host().unwrap_or_default();
    matches!(uri.scheme_str(), Some("http" | "https"))
        && (host == "localhost"
            || host == "[::1]"
            || host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback()))
}
