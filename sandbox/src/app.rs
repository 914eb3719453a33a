//! The whole server as one router: tests call it without a socket.

use std::any::Any;
use std::path::PathBuf;

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::Level;

use crate::api::{self, Api};
use crate::cors;
use crate::error::ApiError;
use crate::faults::{self, Faults};
use crate::reference;
use crate::site;
use crate::store::Store;

/// What the server offers besides the API.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether answers can be made to go wrong through `/_faults`, and whether keys that begin
    /// with `sk_test_new_` open accounts.
    pub faults: bool,
    /// The directory of the demo page, served at `/`.
    pub www: PathBuf,
    /// The directory of the client package, served at `/customers-client/`.
    pub package: PathBuf,
    /// The directory of the built documentation, served at `/docs/`.
    pub docs: PathBuf,
    /// The directory with the script of the API's reference, which is at `/reference/`.
    pub reference: PathBuf,
}

/// The router. Layers, outermost first: request id, log, CORS, panics.
pub fn app(store: Store, options: &Options) -> Router {
    let faults = options.faults.then(Faults::default);
    let mut router = site::routes(&options.www, &options.package, &options.docs);
    if let Some(faults) = &faults {
        router = router.merge(faults::routes(faults.clone()));
    }
    router
        .merge(api::routes(Api { store, faults }))
        .merge(reference::routes(&options.reference))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(cors::layer())
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                .on_response(DefaultOnResponse::new().level(Level::INFO))
                .on_failure(()),
        )
        .layer(PropagateRequestIdLayer::new(cors::REQUEST_ID))
        .layer(SetRequestIdLayer::new(cors::REQUEST_ID, MakeRequestUuid))
}

/// The path and no more: a query can hold a key, and headers do.
fn span(request: &Request) -> tracing::Span {
    let id = request.headers().get(cors::REQUEST_ID);
    let id = id.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let path = request.uri().path();
    tracing::info_span!("request", method = %request.method(), path, id)
}

fn panicked(reason: Box<dyn Any + Send + 'static>) -> Response {
    let text = reason.downcast_ref::<String>().map(String::as_str);
    let text = text.or(reason.downcast_ref::<&str>().copied());
    tracing::error!(reason = text.unwrap_or("unknown"), "a request panicked");
    ApiError::Internal.into_response()
}
