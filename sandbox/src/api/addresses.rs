//! One function per operation on a customer's addresses. Paths and verbs are inferred.

use axum::body::Bytes;
use axum::extract::{Extension, Json, State};
use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::{Api, Ids, new_id};
use crate::accounts::Account;
use crate::address::{Address, Changes};
use crate::body::{self, Reads};
use crate::error::ApiError;
use crate::store::{addresses, customers};

/// GET: all addresses of a customer, as a plain array.
pub async fn list(
    State(api): State<Api>,
    Extension(account): Extension<Account>,
    ids: Ids,
) -> Result<Json<Value>, ApiError> {
    let found = api
        .store
        .read(move |tx| {
            let customer = customers::get(tx, account, &ids.customer)?;
            addresses::list(tx, customer.seq)
        })
        .await?;
    Ok(Json(found.iter().map(Address::to_json).collect()))
}

/// POST: a new address, up to three. Faults of the body are answered before the limit is.
pub async fn create(
    State(api): State<Api>,
    Extension(account): Extension<Account>,
    ids: Ids,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let id = ids.customer.clone();
    api.store.read(move |tx| customers::get(tx, account, &id)).await?;
    let submission = body::read(&headers, bytes, Reads::Json).await?;
    let changes = Changes::for_create(submission)?;
    let mut address = Address { id: new_id(), ..Address::default() };
    changes.apply(&mut address);
    let created = api
        .store
        .write(move |tx| {
            let customer = customers::get(tx, account, &ids.customer)?;
            addresses::create(tx, customer.seq, address)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(created.to_json())))
}

/// PATCH: some fields of an address.
pub async fn update(
    State(api): State<Api>,
    Extension(account): Extension<Account>,
    ids: Ids,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Json<Value>, ApiError> {
    let (id, address_id) = (ids.customer.clone(), ids.address.clone());
    api.store
        .read(move |tx| {
            let customer = customers::get(tx, account, &id)?;
            addresses::get(tx, customer.seq, &address_id)
        })
        .await?;
    let submission = body::read(&headers, bytes, Reads::Json).await?;
    let changes = Changes::for_update(submission)?;
    let updated = api
        .store
        .write(move |tx| {
            let customer = customers::get(tx, account, &ids.customer)?;
            let mut address = addresses::get(tx, customer.seq, &ids.address)?;
            changes.apply(&mut address);
            addresses::update(tx, customer.seq, &address)?;
            Ok(address)
        })
        .await?;
    Ok(Json(updated.to_json()))
}

/// DELETE: an address.
pub async fn delete(
    State(api): State<Api>,
    Extension(account): Extension<Account>,
    ids: Ids,
) -> Result<StatusCode, ApiError> {
    api.store
        .write(move |tx| {
            let customer = customers::get(tx, account, &ids.customer)?;
            addresses::delete(tx, customer.seq, &ids.address)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
