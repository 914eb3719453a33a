//! One function per operation on customers.

use axum::body::Bytes;
use axum::extract::{Extension, Json, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use rusqlite::Connection;
use serde_json::Value;

use super::{Api, BaseUrl, Ids, new_id, now};
use crate::accounts::Account;
use crate::body::{self, Reads};
use crate::customer::{Changes, Customer};
use crate::error::ApiError;
use crate::pages::Query;
use crate::photo::Photo;
use crate::store::{customers, photos};
use crate::text;

/// GET: a page, searched or not.
pub async fn list(
    State(api): State<Api>,
    Extension(account): Extension<Account>,
    BaseUrl(base_url): BaseUrl,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, ApiError> {
    let query = Query::parse(query.as_deref());
    let search = query.get("search").map(|text| text::strip(text).to_owned());
    if search.as_deref() == Some("") {
        return Err(ApiError::EmptySearch);
    }
    let asked = query.clone();
    let (page, customers) =
        api.store.read(move |tx| customers::list(tx, account, search.as_deref(), &asked)).await?;
    let results = customers.iter().map(|customer| customer.to_json(&base_url));
    let url = format!("{base_url}/v1/customers/");
    Ok(Json(page.envelope(&url, &query, results.collect())))
}

/// GET: one customer.
pub async fn get(
    State(api): State<Api>,
    Extension(account): Extension<Account>,
    BaseUrl(base_url): BaseUrl,
    ids: Ids,
) -> Result<Json<Value>, ApiError> {
    let found = api.store.read(move |tx| customers::get(tx, account, &ids.customer)).await?;
    Ok(Json(found.customer.to_json(&base_url)))
}

/// POST: a new customer, JSON or multipart (inferred).
pub async fn create(
    State(api): State<Api>,
    Extension(account): Extension<Account>,
    BaseUrl(base_url): BaseUrl,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let submission = body::read(&headers, bytes, Reads::JsonOrMultipart).await?;
    let changes = Changes::for_create(submission)?;
    let mut customer = Customer::blank(account, new_id(), now()?);
    changes.apply(&mut customer);
    let created = api
        .store
        .write(move |tx| {
            let seq = customers::create(tx, &customer)?;
            set_photo(tx, seq, changes.photo)?;
            customers::get(tx, account, &customer.id)
        })
        .await?;
    let body = created.customer.to_json(&base_url);
    Ok((StatusCode::CREATED, Json(body)))
}

/// PATCH: some fields of a customer, JSON or multipart (inferred). That the id is unknown is
/// answered before any fault of the body.
pub async fn update(
    State(api): State<Api>,
    Extension(account): Extension<Account>,
    BaseUrl(base_url): BaseUrl,
    ids: Ids,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Json<Value>, ApiError> {
    let id = ids.customer.clone();
    api.store.read(move |tx| customers::get(tx, account, &id)).await?;
    let submission = body::read(&headers, bytes, Reads::JsonOrMultipart).await?;
    let changes = Changes::for_update(submission)?;
    let updated = api
        .store
        .write(move |tx| {
            let mut found = customers::get(tx, account, &ids.customer)?;
            changes.apply(&mut found.customer);
            customers::update(tx, &found)?;
            set_photo(tx, found.seq, changes.photo)?;
            customers::get(tx, account, &ids.customer)
        })
        .await?;
    Ok(Json(updated.customer.to_json(&base_url)))
}

/// DELETE: a customer, for good (inferred).
pub async fn delete(
    State(api): State<Api>,
    Extension(account): Extension<Account>,
    ids: Ids,
) -> Result<StatusCode, ApiError> {
    api.store.write(move |tx| customers::delete(tx, account, &ids.customer)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A new photo gets a new name, so that no cache shows the old one.
fn set_photo(
    db: &Connection,
    customer: i64,
    change: Option<Option<Photo>>,
) -> Result<(), ApiError> {
    match change {
        None => Ok(()),
        Some(None) => photos::remove(db, customer),
        Some(Some(photo)) => {
            let opaque = uuid::Uuid::new_v4().simple();
            let name = format!("{opaque}.{}", photo.kind.extension());
            photos::set(db, customer, &name, &photo)
        }
    }
}
