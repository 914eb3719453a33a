//! The routes under `/v1/`, and `/media/` where photos are.

mod addresses;
mod customers;
mod media;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use mime::Mime;
use time::OffsetDateTime;
use time::macros::format_description;

use crate::accounts;
use crate::body::receive_whole;
use crate::error::ApiError;
use crate::faults::{self, Faults};
use crate::store::Store;

/// What every route of the API works with.
#[derive(Clone)]
pub struct Api {
    pub store: Store,
    /// `None` without `--faults`.
    pub faults: Option<Faults>,
}

/// The API. Layers, outermost first: the body is read to its end, faults strike, then as in DRF
/// 406, 401, 405, and last what the handler finds.
pub fn routes(api: Api) -> Router {
    let admitted = Router::new()
        .route("/v1/customers/", get(customers::list).post(customers::create).fallback(not_allowed))
        .route(
            "/v1/customers/{customer}/",
            get(customers::get)
                .patch(customers::update)
                .delete(customers::delete)
                .fallback(not_allowed),
        )
        .route(
            "/v1/customers/{customer}/addresses/",
            get(addresses::list).post(addresses::create).fallback(not_allowed),
        )
        .route(
            "/v1/customers/{customer}/addresses/{address}/",
            axum::routing::patch(addresses::update).delete(addresses::delete).fallback(not_allowed),
        )
        .route_layer(from_fn_with_state(api.clone(), admit))
        // `receive_whole` has a limit of its own.
        .layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/v1/customers", any(add_slash))
        .route("/v1/customers/{customer}", any(add_slash))
        .route("/v1/customers/{customer}/addresses", any(add_slash))
        .route("/v1/customers/{customer}/addresses/{address}", any(add_slash))
        .merge(admitted)
        .route_layer(from_fn_with_state(api.clone(), faults::strike))
        .route_layer(from_fn(receive_whole))
        .route("/media/{name}", get(media::get))
        .with_state(api)
}

/// Lets a request through if it accepts JSON and carries the key or token of an account.
async fn admit(State(api): State<Api>, mut request: Request, next: Next) -> Response {
    if !accepts_json(request.headers()) {
        return ApiError::NotAcceptable.into_response();
    }
    let fresh = api.faults.is_some();
    match accounts::authenticate(&api.store, request.headers(), fresh).await {
        Ok(account) => {
            request.extensions_mut().insert(account);
            next.run(request).await
        }
        Err(error) => error.into_response(),
    }
}

/// DRF looks at types only, not at `q` or other parameters; no `Accept` at all takes anything.
fn accepts_json(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(header::ACCEPT).iter().peekable();
    if values.peek().is_none() {
        return true;
    }
    let accepted = |range: &str| {
        range.trim().parse::<Mime>().is_ok_and(|range| {
            matches!(range.essence_str(), "application/json" | "application/*" | "*/*")
        })
    };
    values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(accepted)
}

async fn not_allowed(method: Method) -> ApiError {
    ApiError::MethodNotAllowed(method)
}

/// Django's APPEND_SLASH, for every method and before anyone asks for credentials.
async fn add_slash(uri: Uri) -> Response {
    let query = uri.query().map(|query| format!("?{query}"));
    let location = format!("{}/{}", uri.path(), query.unwrap_or_default());
    match HeaderValue::try_from(location) {
        Ok(location) => {
            (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, location)]).into_response()
        }
        Err(_) => ApiError::Internal.into_response(),
    }
}

/// Where the caller reached this server, for the absolute URLs in answers. Always `http`: the
/// sandbox speaks nothing else.
pub struct BaseUrl(String);

impl<S: Sync> FromRequestParts<S> for BaseUrl {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let host = parts.headers.get(header::HOST);
        let host = host.and_then(|value| value.to_str().ok());
        let host = host.or(parts.uri.authority().map(|authority| authority.as_str()));
        Ok(Self(format!("http://{}", host.unwrap_or("127.0.0.1"))))
    }
}

/// The ids of a path, decoded. An id that is not UTF-8 belongs to no customer.
pub struct Ids {
    customer: String,
    address: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Ids {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let segments = Path::<Vec<String>>::from_request_parts(parts, state).await;
        let Path(segments) = segments.map_err(|_| ApiError::CustomerNotFound)?;
        let mut segments = segments.into_iter();
        Ok(Self {
            customer: segments.next().unwrap_or_default(),
            address: segments.next().unwrap_or_default(),
        })
    }
}

fn new_id() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// This moment, written like `2023-02-26T06:56:07.152267Z`.
fn now() -> Result<String, ApiError> {
    let format =
        format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]Z");
    OffsetDateTime::now_utc().format(format).map_err(|error| {
        tracing::error!(%error, "the clock cannot be written");
        ApiError::Internal
    })
}
