//! Addresses in the database: at most three, exactly one default while there is any.
//!
//! `customer` is a row number that the caller has looked up under its account, in the same
//! transaction.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::address::{Address, MAX_PER_CUSTOMER};
use crate::error::ApiError;

const COLUMNS: &str = "id, line1, line2, city, state, postal_code, country, is_default";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Address> {
    Ok(Address {
        id: row.get(0)?,
        line1: row.get(1)?,
        line2: row.get(2)?,
        city: row.get(3)?,
        state: row.get(4)?,
        postal_code: row.get(5)?,
        country: row.get(6)?,
        is_default: row.get(7)?,
    })
}

/// All of them, oldest first.
pub fn list(db: &Connection, customer: i64) -> Result<Vec<Address>, ApiError> {
    let sql = format!("SELECT {COLUMNS} FROM address WHERE customer = ?1 ORDER BY seq");
    let mut statement = db.prepare_cached(&sql)?;
    let addresses = statement.query_map([customer], from_row)?;
    Ok(addresses.collect::<Result<_, _>>()?)
}

/// The customer's address with that id.
pub fn get(db: &Connection, customer: i64, id: &str) -> Result<Address, ApiError> {
    let sql = format!("SELECT {COLUMNS} FROM address WHERE customer = ?1 AND id = ?2");
    db.prepare_cached(&sql)?
        .query_row((customer, id), from_row)
        .optional()?
        .ok_or(ApiError::AddressNotFound)
}

/// Stores a new address. The first one becomes the default whatever its `is_default` says; a new
/// default takes the place of the old one.
pub fn create(db: &Connection, customer: i64, mut address: Address) -> Result<Address, ApiError> {
    let count: i64 = db
        .prepare_cached("SELECT count(*) FROM address WHERE customer = ?1")?
        .query_row([customer], |row| row.get(0))?;
    if count >= MAX_PER_CUSTOMER {
        return Err(ApiError::TooManyAddresses);
    }
    if count == 0 {
        address.is_default = true;
    }
    if address.is_default {
        clear_default(db, customer)?;
    }
    db.prepare_cached(
        "INSERT INTO address (id, customer, line1, line2, city, state, postal_code, country, \
                              is_default) \
         VALUES (:id, :customer, :line1, :line2, :city, :state, :postal_code, :country, \
                 :is_default)",
    )?
    .execute(named_params! {
        ":id": address.id,
        ":customer": customer,
        ":line1": address.line1,
        ":line2": address.line2,
        ":city": address.city,
        ":state": address.state,
        ":postal_code": address.postal_code,
        ":country": address.country,
        ":is_default": address.is_default,
    })?;
    Ok(address)
}

/// Writes an address that was there. If it is the default now, no other is.
pub fn update(db: &Connection, customer: i64, address: &Address) -> Result<(), ApiError> {
    if address.is_default {
        clear_default(db, customer)?;
    }
    db.prepare_cached(
        "UPDATE address SET line1 = :line1, line2 = :line2, city = :city, state = :state, \
                            postal_code = :postal_code, country = :country, \
                            is_default = :is_default \
         WHERE customer = :customer AND id = :id",
    )?
    .execute(named_params! {
        ":id": address.id,
        ":customer": customer,
        ":line1": address.line1,
        ":line2": address.line2,
        ":city": address.city,
        ":state": address.state,
        ":postal_code": address.postal_code,
        ":country": address.country,
        ":is_default": address.is_default,
    })?;
    Ok(())
}

/// Removes an address. If it was the default, the oldest one left becomes it.
pub fn delete(db: &Connection, customer: i64, id: &str) -> Result<(), ApiError> {
    let was_default = get(db, customer, id)?.is_default;
    db.execute("DELETE FROM address WHERE customer = ?1 AND id = ?2", (customer, id))?;
    if was_default {
        db.execute(
            "UPDATE address SET is_default = 1 \
             WHERE seq = (SELECT min(seq) FROM address WHERE customer = ?1)",
            [customer],
        )?;
    }
    Ok(())
}

fn clear_default(db: &Connection, customer: i64) -> Result<(), ApiError> {
    db.execute(
        "UPDATE address SET is_default = 0 WHERE customer = ?1 AND is_default = 1",
        [customer],
    )?;
    Ok(())
}
