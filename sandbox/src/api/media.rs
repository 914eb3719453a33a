//! The photos, without credentials: an `<img>` cannot send any. Their names cannot be guessed.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::Api;
use crate::error::ApiError;
use crate::site;
use crate::store::photos;

/// GET: the photo's bytes under the type that was found when it came.
pub async fn get(State(api): State<Api>, Path(name): Path<String>) -> Result<Response, ApiError> {
    let photo = api.store.read(move |tx| photos::get(tx, &name)).await?;
    let Some(photo) = photo else {
        return Ok(site::not_found());
    };
    let headers = [
        (header::CONTENT_TYPE, photo.media_type),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    Ok((headers, photo.bytes).into_response())
}
