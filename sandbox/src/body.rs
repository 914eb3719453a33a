//! From the bytes of a request to named values, which are checked later.

use std::collections::HashMap;
use std::convert::Infallible;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use mime::Mime;
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::photo::Upload;
use crate::text;

/// Enough for the largest photo with its fields.
const MAX_BODY_BYTES: usize = 8 * 1024 * 1024;
/// How much of a body that is too large is still read, so that the caller sees the 413 and not
/// a connection reset in the middle of sending.
const MAX_DRAINED_BYTES: usize = 64 * 1024 * 1024;

/// One value of a submission.
#[derive(Debug)]
pub enum Given {
    /// From a JSON object.
    Json(Value),
    /// A text part of a multipart form.
    Text(String),
    /// A file part of a multipart form.
    File(Upload),
}

/// The values of a request body by name; of a repeated name, the last.
pub type Submission = HashMap<String, Given>;

/// Which body types a route reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// JSON only.
    Json,
    /// JSON, or multipart form data.
    JsonOrMultipart,
}

/// Reads the whole body before anything answers: an answer sent while the caller is still
/// sending can be lost with the connection.
pub async fn receive_whole(request: Request, next: Next) -> Response {
    let (parts, mut body) = request.into_parts();
    let mut bytes = Vec::with_capacity(
        usize::try_from(body.size_hint().lower()).unwrap_or(0).min(MAX_BODY_BYTES),
    );
    let mut seen = 0;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            let reason = "The request body broke off.".to_owned();
            return ApiError::Unreadable(reason).into_response();
        };
        let Ok(data) = frame.into_data() else {
            continue;
        };
        seen += data.len();
        if seen > MAX_DRAINED_BYTES {
            break;
        }
        if seen <= MAX_BODY_BYTES {
            bytes.extend_from_slice(&data);
        }
    }
    if seen > MAX_BODY_BYTES {
        return ApiError::TooLarge(MAX_BODY_BYTES).into_response();
    }
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

/// Reads a body as its `Content-Type` says. An empty one is an empty submission, whatever its
/// type (as DRF has it).
pub async fn read(headers: &HeaderMap, bytes: Bytes, reads: Reads) -> Result<Submission, ApiError> {
    if bytes.is_empty() {
        return Ok(Submission::new());
    }
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .unwrap_or_default();
    let media_type = content_type.parse::<Mime>().ok();
    match media_type.as_ref().map(Mime::essence_str) {
        Some("application/json") => read_json(&bytes),
        Some("multipart/form-data") if reads == Reads::JsonOrMultipart => {
            read_multipart(&content_type, bytes).await
        }
        _ => Err(ApiError::UnsupportedMediaType(content_type)),
    }
}

/// A lone surrogate (`"\ud800"`) ends here: serde_json has no string for it. The service stores
/// one inside `metadata` and then answers 500 to every list, which nobody should copy.
fn read_json(bytes: &[u8]) -> Result<Submission, ApiError> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| ApiError::Unreadable(format!("JSON parse error - {error}")))?;
    let message = match value {
        Value::Object(fields) => {
            let given = fields.into_iter().map(|(k, v)| (k, Given::Json(v)));
            return Ok(given.collect());
        }
        Value::Null => "No data provided".to_owned(),
        other => {
            format!("Invalid data. Expected a dictionary, but got {}.", text::type_name(&other))
        }
    };
    let faults = [("non_field_errors".to_owned(), json!([message]))];
    Err(ApiError::Fields(faults.into_iter().collect()))
}

async fn read_multipart(content_type: &str, bytes: Bytes) -> Result<Submission, ApiError> {
    let unreadable = |error: multer::Error| {
        ApiError::Unreadable(format!("Multipart form parse error - {error}"))
    };
    let boundary = multer::parse_boundary(content_type).map_err(unreadable)?;
    let stream = futures_util::stream::iter([Ok::<_, Infallible>(bytes)]);
    let mut parts = multer::Multipart::new(stream, boundary);
    let mut submission = Submission::new();
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let Some(name) = part.name().map(ToOwned::to_owned) else {
            continue;
        };
        let file_name = part.file_name().and_then(base_name);
        let bytes = part.bytes().await.map_err(unreadable)?;
        let given = match file_name {
            Some(name) => Given::File(Upload { name, bytes }),
            None => Given::Text(String::from_utf8_lossy(&bytes).into_owned()),
        };
        submission.insert(name, given);
    }
    Ok(submission)
}

/// The name without directories; a part whose name comes out empty is not a file.
fn base_name(name: &str) -> Option<String> {
    let base = name.rsplit(['/', '\\']).next()?;
    (!base.is_empty()).then(|| base.to_owned())
}
