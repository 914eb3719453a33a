//! Broken answers that tests order: what a client must cope with, and a healthy server never sends.
//!
//! An order names a credential and waits in that credential's queue, until the next requests that
//! carry the credential use it up. So tests with keys of their own do not disturb each other.

mod order;

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Json, Response};
use axum::routing::post;
use futures_util::{StreamExt, stream};
use http_body_util::BodyExt;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::accounts::Credential;
use crate::api::Api;
use crate::error::ApiError;

/// How long a cut answer waits with its first half sent. Without it the error could overtake
/// the bytes, and the caller would see no answer instead of half of one.
const CUT_PAUSE: Duration = Duration::from_millis(50);
/// What `Content-Length` promises where the body that should be cut is empty.
const CUT_EMPTY_LENGTH: usize = 16;

/// The queue of each credential, shared by clones.
#[derive(Clone, Default)]
pub struct Faults(Arc<Mutex<HashMap<String, Queue>>>);

/// The faults that wait for the requests of one credential.
#[derive(Default)]
struct Queue {
    /// How many requests have carried the credential.
    requests: u64,
    /// How often each fault is still to be used, and the fault.
    waiting: VecDeque<(u32, Fault)>,
}

/// What to do to a request and its answer.
#[derive(Clone, Default)]
struct Fault {
    delay: Duration,
    /// The answer in place of the API's; the request is not carried out then.
    answer: Option<Answer>,
    /// Headers that are added to the answer, be it the API's or the ordered one.
    headers: HeaderMap,
    damage: Damage,
}

#[derive(Clone)]
struct Answer {
    status: StatusCode,
    content_type: HeaderValue,
    body: Bytes,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Damage {
    #[default]
    None,
    /// Half of the body, then the connection closes.
    Cut,
    /// No answer; the request is not carried out.
    DropBefore,
    /// No answer; the request has been carried out.
    DropAfter,
}

/// Marks a response that is never to be sent: the server closes the connection instead.
#[derive(Clone, Copy)]
pub struct Dropped;

impl Faults {
    fn queues(&self) -> MutexGuard<'_, HashMap<String, Queue>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn order(&self, key: String, times: u32, fault: Fault) {
        let mut queues = self.queues();
        let queue = queues.entry(key).or_default();
        queue.waiting.push_back((times, fault));
    }

    /// Counts a request, and takes the fault that waits for it.
    fn arrive(&self, key: &str) -> Option<Fault> {
        let mut queues = self.queues();
        let queue = queues.entry(key.to_owned()).or_default();
        queue.requests += 1;
        let (times, fault) = queue.waiting.front_mut()?;
        *times -= 1;
        if *times == 0 {
            queue.waiting.pop_front().map(|(_, fault)| fault)
        } else {
            Some(fault.clone())
        }
    }
}

/// The routes to order faults with; the server has them only with `--faults`.
pub fn routes(faults: Faults) -> Router {
    let route = post(create).get(show).delete(clear);
    Router::new().route("/_faults", route).with_state(faults)
}

async fn create(State(faults): State<Faults>, body: Bytes) -> Result<StatusCode, ApiError> {
    let (key, times, fault) = order::read(&body).map_err(ApiError::Unreadable)?;
    faults.order(key, times, fault);
    Ok(StatusCode::NO_CONTENT)
}

/// The credential whose queue a request is about.
#[derive(Deserialize)]
struct Whose {
    key: String,
}

/// How many requests have carried the credential since the start or the last DELETE, and how many
/// faults are still to come.
async fn show(State(faults): State<Faults>, Query(whose): Query<Whose>) -> Json<Value> {
    let queues = faults.queues();
    let queue = queues.get(&whose.key);
    let requests = queue.map_or(0, |queue| queue.requests);
    let pending: u64 =
        queue.map_or(0, |queue| queue.waiting.iter().map(|(times, _)| u64::from(*times)).sum());
    Json(json!({"requests": requests, "pending": pending}))
}

async fn clear(State(faults): State<Faults>, Query(whose): Query<Whose>) -> StatusCode {
    faults.queues().remove(&whose.key);
    StatusCode::NO_CONTENT
}

/// Does to a request what has been ordered for its credential. Preflights carry no credential, and
/// are answered before they come here.
pub async fn strike(State(api): State<Api>, request: Request, next: Next) -> Response {
    let credential = Credential::of(request.headers()).ok();
    let fault = match (&api.faults, &credential) {
        (Some(faults), Some(credential)) => faults.arrive(credential.text()),
        _ => None,
    };
    let Some(fault) = fault else {
        return next.run(request).await;
    };
    tokio::time::sleep(fault.delay).await;
    if fault.damage == Damage::DropBefore {
        return dropped();
    }
    let mut response = match fault.answer {
        Some(answer) => answer.into_response(),
        None => next.run(request).await,
    };
    response.headers_mut().extend(fault.headers);
    match fault.damage {
        Damage::DropAfter => dropped(),
        Damage::Cut => cut(response).await,
        Damage::None | Damage::DropBefore => response,
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let headers = [(header::CONTENT_TYPE, self.content_type)];
        (self.status, headers, self.body).into_response()
    }
}

fn dropped() -> Response {
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Dropped);
    response
}

/// Promises the whole body and sends half. A status that has no body (204) is dropped instead.
async fn cut(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(body) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
        return dropped();
    };
    if matches!(parts.status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
        return dropped();
    }
    let length = if body.is_empty() { CUT_EMPTY_LENGTH } else { body.len() };
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    let half = body.slice(..body.len() / 2);
    let broken = stream::once(async {
        tokio::time::sleep(CUT_PAUSE).await;
        Err(io::Error::other("cut on order"))
    });
    let sent = stream::iter([Ok::<_, io::Error>(half)]);
    Response::from_parts(parts, Body::from_stream(sent.chain(broken)))
}

/// What a service may answer with: a response, or nothing at all.
pub fn unless_dropped(result: Result<Response, Infallible>) -> Result<Response, io::Error> {
    match result {
        Ok(response) if response.extensions().get::<Dropped>().is_none() => Ok(response),
        Ok(_) => Err(io::Error::other("dropped on order")),
        Err(never) => match never {},
    }
}
