//! The customers that a new database starts with: the same every time, to the byte.

mod names;
mod people;
mod person;

use rusqlite::Connection;
use serde_json::{Value, json};
use time::macros::{datetime, format_description};
use time::{Duration, PrimitiveDateTime};
use uuid::{Builder, Uuid};

use self::people::{LIVE, OTHER_ACCOUNT, PEOPLE};
use self::person::{Person, Picture};
use crate::accounts::{Account, LIVE_2875, TEST_2875, TEST_3468};
use crate::address::Address;
use crate::customer::Customer;
use crate::error::ApiError;
use crate::photo::{Photo, Upload};
use crate::store::{Store, addresses, customers, photos};

/// When the first customer without a date of its own was created; the next ones follow.
const FIRST_CREATED: PrimitiveDateTime = datetime!(2023-03-15 09:00);
const BETWEEN_CREATIONS: Duration = Duration::minutes(11);

/// Fills a database that has no customers: with `count` customers of the demo account in test mode,
/// and, unless `count` is 0, with a few in live mode and a few of another account.
///
/// # Errors
/// If the database refuses; the log has its reason.
pub fn seed(store: &Store, count: u32) -> Result<(), String> {
    store.write_now(|tx| fill(tx, count)).map_err(|error| format!("{error:?}"))
}

fn fill(db: &Connection, count: u32) -> Result<(), ApiError> {
    if count == 0 || !customers::none_yet(db)? {
        return Ok(());
    }
    for index in 0..u64::from(count) {
        let curated = usize::try_from(index).ok().and_then(|i| PEOPLE.get(i));
        match curated {
            Some(person) => add(db, TEST_2875, index, person)?,
            None => add_generated(db, index)?,
        }
    }
    // Their indexes lie far above the others', since ids and photo names are made of the index.
    for (index, person) in (1 << 32..).zip(LIVE) {
        add(db, LIVE_2875, index, person)?;
    }
    for (index, person) in (2 << 32..).zip(OTHER_ACCOUNT) {
        add(db, TEST_3468, index, person)?;
    }
    Ok(())
}

fn add(db: &Connection, account: Account, index: u64, person: &Person) -> Result<(), ApiError> {
    let id = match person.id {
        "" => uuid(index, 0).to_string(),
        documented => documented.to_owned(),
    };
    let created_on = match person.created_on {
        "" => created_on(index),
        documented => documented.to_owned(),
    };
    let customer = Customer {
        first_name: person.first_name.to_owned(),
        last_name: person.last_name.to_owned(),
        email: person.email.to_owned(),
        phone: person.phone.map(ToOwned::to_owned),
        country: person.country.map(ToOwned::to_owned),
        metadata: person.metadata.and_then(|text| serde_json::from_str(text).ok()),
        pay_providers: match person.stripe {
            "" => json!([]),
            id => json!([{"id": id, "name": "stripe"}]),
        },
        ..Customer::blank(account, id, created_on)
    };
    let seq = customers::create(db, &customer)?;
    if let Some(picture) = person.picture {
        add_picture(db, seq, index, picture)?;
    }
    for (number, address) in (0..person.addresses).zip(names::ADDRESSES) {
        let id = uuid(index, 2 + u64::from(number)).to_string();
        // Of three, the second is the default.
        let is_default = person.addresses == 3 && number == 1;
        addresses::create(db, seq, from_line(address, id, is_default))?;
    }
    Ok(())
}

/// The photos are small files of this repository and not those of the documents: a page on this
/// machine should not fetch from elsewhere.
fn add_picture(
    db: &Connection,
    customer: i64,
    index: u64,
    picture: Picture,
) -> Result<(), ApiError> {
    let (name, bytes) = picture.file();
    let upload = Upload { name: name.to_owned(), bytes: axum::body::Bytes::from_static(bytes) };
    let photo = Photo::accept(upload).map_err(ApiError::Unreadable)?;
    let name = format!("{}.{}", uuid(index, 1).simple(), photo.kind.extension());
    photos::set(db, customer, &name, &photo)
}

fn from_line(line: &[&str; 6], id: String, is_default: bool) -> Address {
    let [line1, line2, city, state, postal_code, country] = line.map(ToOwned::to_owned);
    Address {
        id,
        line1,
        line2: Some(line2).filter(|text| !text.is_empty()),
        city,
        state: Some(state).filter(|text| !text.is_empty()),
        postal_code,
        country,
        is_default,
    }
}

/// Everyone after the curated ones, by formula.
fn add_generated(db: &Connection, index: u64) -> Result<(), ApiError> {
    let [first, last] = [names::GIVEN_NAMES, names::FAMILY_NAMES];
    let pick = |names: &[&str], salt| {
        let at = mix(index, salt) % names.len() as u64;
        names[usize::try_from(at).unwrap_or(0)].to_owned()
    };
    let metadata: Option<Value> =
        index.is_multiple_of(4).then(|| json!({"loyalty_points": mix(index, 12) % 5000}));
    let customer = Customer {
        first_name: pick(first, 10),
        last_name: pick(last, 11),
        email: format!("customer{index}@example.com"),
        metadata,
        ..Customer::blank(TEST_2875, uuid(index, 0).to_string(), created_on(index))
    };
    customers::create(db, &customer)?;
    Ok(())
}

fn created_on(index: u64) -> String {
    let position = u32::try_from(index & 0xffff_ffff).unwrap_or(0);
    let micros = i64::try_from(mix(index, 13) % 1_000_000).unwrap_or(0);
    let format =
        format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]Z");
    (BETWEEN_CREATIONS.checked_mul(i32::try_from(position).unwrap_or(i32::MAX)))
        .and_then(|since| FIRST_CREATED.checked_add(since + Duration::microseconds(micros)))
        .and_then(|moment| moment.format(format).ok())
        .unwrap_or_default()
}

/// A version 4 UUID that is always the same for the same numbers. Of one customer, `salt` 0 makes the
/// id, 1 the photo's name, and from 2 on the addresses' ids.
fn uuid(index: u64, salt: u64) -> Uuid {
    let bits = (u128::from(mix(index, salt)) << 64) | u128::from(mix(index, salt + 100));
    Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
}

/// SplitMix64's output function: spreads small numbers over all bits.
fn mix(index: u64, salt: u64) -> u64 {
    let seed = index.wrapping_add(salt << 48);
    let mut z = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
