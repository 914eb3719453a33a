//! Customers in the database. Every statement names the account and its mode.

use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, named_params};

use crate::accounts::Account;
use crate::customer::Customer;
use crate::error::ApiError;
use crate::pages::{Page, Query};
use crate::text;

const COLUMNS: &str = "customer.seq, id, developer, test, first_name, last_name, email, phone, \
                       country, metadata, created_on, pay_providers, photo.name";

/// A customer together with its row number, which other tables refer to.
pub struct Found {
    pub seq: i64,
    pub customer: Customer,
}

impl Found {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            customer: Customer {
                id: row.get(1)?,
                account: Account { developer: row.get(2)?, test: row.get(3)? },
                first_name: row.get(4)?,
                last_name: row.get(5)?,
                email: row.get(6)?,
                phone: row.get(7)?,
                country: row.get(8)?,
                metadata: row.get(9)?,
                created_on: row.get(10)?,
                pay_providers: row.get(11)?,
                photo: row.get(12)?,
            },
        })
    }
}

/// The customer with that id, if it is this account's.
pub fn get(db: &Connection, account: Account, id: &str) -> Result<Found, ApiError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM customer LEFT JOIN photo ON photo.customer = customer.seq \
         WHERE id = :id AND developer = :developer AND test = :test"
    );
    let parameters = named_params! {
        ":id": id, ":developer": account.developer, ":test": account.test,
    };
    db.prepare_cached(&sql)?
        .query_row(parameters, Found::from_row)
        .optional()?
        .ok_or(ApiError::CustomerNotFound)
}

/// One page, oldest first. `search` is a substring of the first name or the email, in any case
/// (inferred); a search that finds nobody is an error of its own.
pub fn list(
    db: &Connection,
    account: Account,
    search: Option<&str>,
    query: &Query,
) -> Result<(Page, Vec<Customer>), ApiError> {
    let filter = "FROM customer LEFT JOIN photo ON photo.customer = customer.seq \
                  WHERE developer = :developer AND test = :test \
                  AND (:needle IS NULL OR instr(fold(first_name), :needle) > 0 \
                       OR instr(fold(email), :needle) > 0)";
    let needle = search.map(text::fold);
    let count = db.prepare_cached(&format!("SELECT count(*) {filter}"))?.query_row(
        named_params! {
            ":developer": account.developer, ":test": account.test, ":needle": needle,
        },
        |row| row.get(0),
    )?;
    if let (0, Some(search)) = (count, search) {
        return Err(ApiError::NobodyMatches(search.to_owned()));
    }
    let page = Page::find(query, count)?;
    let sql = format!("SELECT {COLUMNS} {filter} ORDER BY customer.seq LIMIT :size OFFSET :offset");
    let customers = db
        .prepare_cached(&sql)?
        .query_map(
            named_params! {
                ":developer": account.developer, ":test": account.test, ":needle": needle,
                ":size": page.size, ":offset": page.offset(),
            },
            |row| Found::from_row(row).map(|found| found.customer),
        )?
        .collect::<Result<_, _>>()?;
    Ok((page, customers))
}

/// Stores a new customer and answers its row number.
pub fn create(db: &Connection, customer: &Customer) -> Result<i64, ApiError> {
    db.prepare_cached(
        "INSERT INTO customer (id, developer, test, first_name, last_name, email, phone, \
                               country, metadata, created_on, pay_providers) \
         VALUES (:id, :developer, :test, :first_name, :last_name, :email, :phone, \
                 :country, :metadata, :created_on, :pay_providers)",
    )?
    .execute(named_params! {
        ":id": customer.id,
        ":developer": customer.account.developer,
        ":test": customer.account.test,
        ":first_name": customer.first_name,
        ":last_name": customer.last_name,
        ":email": customer.email,
        ":phone": customer.phone,
        ":country": customer.country,
        ":metadata": customer.metadata,
        ":created_on": customer.created_on,
        ":pay_providers": customer.pay_providers,
    })
    .map_err(taken_or_broken)?;
    Ok(db.last_insert_rowid())
}

/// Writes the fields that a caller may change.
pub fn update(db: &Connection, found: &Found) -> Result<(), ApiError> {
    let customer = &found.customer;
    db.prepare_cached(
        "UPDATE customer SET first_name = :first_name, last_name = :last_name, email = :email, \
                             phone = :phone, country = :country, metadata = :metadata \
         WHERE seq = :seq",
    )?
    .execute(named_params! {
        ":seq": found.seq,
        ":first_name": customer.first_name,
        ":last_name": customer.last_name,
        ":email": customer.email,
        ":phone": customer.phone,
        ":country": customer.country,
        ":metadata": customer.metadata,
    })
    .map_err(taken_or_broken)?;
    Ok(())
}

/// Removes the customer with its photo and addresses.
pub fn delete(db: &Connection, account: Account, id: &str) -> Result<(), ApiError> {
    let deleted = db
        .prepare_cached(
            "DELETE FROM customer WHERE id = :id AND developer = :developer AND test = :test",
        )?
        .execute(named_params! {
            ":id": id, ":developer": account.developer, ":test": account.test,
        })?;
    match deleted {
        0 => Err(ApiError::CustomerNotFound),
        _ => Ok(()),
    }
}

/// Whether there is no customer at all, in any account.
pub fn none_yet(db: &Connection) -> Result<bool, ApiError> {
    let any =
        db.query_row("SELECT EXISTS (SELECT 1 FROM customer)", [], |row| row.get::<_, bool>(0))?;
    Ok(!any)
}

/// The error for a refusal of the database: that the email is taken, or an internal error.
fn taken_or_broken(error: rusqlite::Error) -> ApiError {
    match &error {
        rusqlite::Error::SqliteFailure(failure, Some(text))
            if failure.code == ErrorCode::ConstraintViolation
                && text.contains("customer.email") =>
        {
            ApiError::EmailTaken
        }
        _ => error.into(),
    }
}
