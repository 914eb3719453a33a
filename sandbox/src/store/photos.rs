//! Photos in the database: at most one per customer, gone with it.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::ApiError;
use crate::photo::Photo;

/// A photo as it is served.
pub struct Stored {
    pub media_type: String,
    pub bytes: Vec<u8>,
}

/// Puts the photo in place of the one that is there, if any.
pub fn set(db: &Connection, customer: i64, name: &str, photo: &Photo) -> Result<(), ApiError> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO photo (customer, name, media_type, bytes) \
         VALUES (:customer, :name, :media_type, :bytes)",
    )?
    .execute(named_params! {
        ":customer": customer,
        ":name": name,
        ":media_type": photo.kind.media_type(),
        ":bytes": &photo.bytes[..],
    })?;
    Ok(())
}

/// Leaves the customer without one.
pub fn remove(db: &Connection, customer: i64) -> Result<(), ApiError> {
    db.execute("DELETE FROM photo WHERE customer = ?1", [customer])?;
    Ok(())
}

/// The photo of that name.
pub fn get(db: &Connection, name: &str) -> Result<Option<Stored>, ApiError> {
    Ok(db
        .prepare_cached("SELECT media_type, bytes FROM photo WHERE name = ?1")?
        .query_row([name], |row| Ok(Stored { media_type: row.get(0)?, bytes: row.get(1)? }))
        .optional()?)
}
