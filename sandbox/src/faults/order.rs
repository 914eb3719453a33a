//! The JSON that orders a fault.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::{Answer, Damage, Fault};

/// A misspelt field would silently order something else: it is refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    /// The key or token whose requests it is for.
    key: String,
    /// For how many of them; by default for one.
    times: Option<NonZeroU32>,
    delay_ms: Option<u64>,
    /// Any of `status`, `body`, `raw_body_base64` and `content_type` answers in place of the API.
    status: Option<u16>,
    body: Option<String>,
    raw_body_base64: Option<String>,
    content_type: Option<String>,
    retry_after: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    cut: bool,
    drop: Option<Drop>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Drop {
    Before,
    After,
}

/// Reads an order: the credential, how many of its requests, and the fault.
pub fn read(body: &[u8]) -> Result<(String, u32, Fault), String> {
    let order: Order = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let damage = match (order.cut, order.drop) {
        (true, Some(_)) => return Err("`cut` and `drop` exclude each other".to_owned()),
        (true, None) => Damage::Cut,
        (false, Some(Drop::Before)) => Damage::DropBefore,
        (false, Some(Drop::After)) => Damage::DropAfter,
        (false, None) => Damage::None,
    };
    let fault = Fault {
        delay: Duration::from_millis(order.delay_ms.unwrap_or(0)),
        answer: answer(&order)?,
        headers: headers(&order)?,
        damage,
    };
    let times = order.times.map_or(1, NonZeroU32::get);
    Ok((order.key, times, fault))
}

fn answer(order: &Order) -> Result<Option<Answer>, String> {
    let body = match (&order.body, &order.raw_body_base64) {
        (Some(_), Some(_)) => {
            return Err("`body` and `raw_body_base64` exclude each other".to_owned());
        }
        (Some(text), None) => Some(Bytes::from(text.clone())),
        (None, Some(encoded)) => {
            let bytes = STANDARD.decode(encoded);
            Some(bytes.map_err(|error| format!("`raw_body_base64`: {error}"))?.into())
        }
        (None, None) => None,
    };
    if order.status.is_none() && body.is_none() && order.content_type.is_none() {
        return Ok(None);
    }
    let status = order.status.unwrap_or(200);
    let status = StatusCode::from_u16(status)
        .ok()
        .filter(|status| (200..600).contains(&status.as_u16()))
        .ok_or_else(|| format!("`status`: {status} is not in 200..=599"))?;
    let content_type = order.content_type.as_deref().unwrap_or("application/json");
    Ok(Some(Answer {
        status,
        content_type: header_value("content_type", content_type)?,
        body: body.unwrap_or_default(),
    }))
}

fn headers(order: &Order) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    if let Some(value) = &order.retry_after {
        headers.insert(header::RETRY_AFTER, header_value("retry_after", value)?);
    }
    for (name, value) in &order.headers {
        let value = header_value(name, value)?;
        let name = name.parse::<HeaderName>().map_err(|error| format!("`{name}`: {error}"))?;
        headers.insert(name, value);
    }
    Ok(headers)
}

fn header_value(name: &str, value: &str) -> Result<HeaderValue, String> {
    HeaderValue::from_str(value).map_err(|error| format!("`{name}`: {error}"))
}
