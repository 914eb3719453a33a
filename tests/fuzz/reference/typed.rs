//! What serde's derived types, written after the schemas of docs/openapi.yaml, say of a parsed body.

use customers_client::answer::{Checked, Expected};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde_json::{Map, Number, Value};

/// An integer as the client wants it written: without fraction or exponent, 15 digits at most.
pub struct Exact;

/// An integer as JavaScript sees it, if it is a safe one. The client refuses some of these on
/// purpose: `5.0`, `5e0`, 16 digits. And -0 is one that it accepts, where serde_json makes it a
/// float.
pub struct Whole;

/// Which of the two kinds of integer a type has.
pub trait Integer {
    fn is(number: &Number) -> bool;
}

impl Integer for Exact {
    fn is(number: &Number) -> bool {
        number.as_i64().is_some_and(|n| n.abs() < 1_000_000_000_000_000)
    }
}

impl Integer for Whole {
    fn is(number: &Number) -> bool {
        number.as_f64().is_some_and(|n| n.fract() == 0.0 && n.abs() < 9_007_199_254_740_992.0)
    }
}

#[derive(serde::Deserialize)]
#[serde(bound = "I: Integer")]
#[expect(dead_code, reason = "only the types count")]
struct Customer<I: Integer> {
    id: String,
    developer: Int<I>,
    first_name: String,
    last_name: String,
    email: String,
    #[serde(deserialize_with = "nullable")]
    phone: Option<String>,
    #[serde(deserialize_with = "nullable")]
    photo: Option<String>,
    #[serde(deserialize_with = "nullable")]
    country: Option<String>,
    #[serde(deserialize_with = "nullable")]
    metadata: Option<Map<String, Value>>,
    test: bool,
    #[serde(default, deserialize_with = "not_null")]
    created_on: Option<String>,
    #[serde(default, deserialize_with = "not_null")]
    pay_providers: Option<Vec<Object<PayProvider>>>,
}

#[derive(serde::Deserialize)]
#[expect(dead_code, reason = "only the types count")]
struct PayProvider {
    id: String,
    name: String,
}

#[derive(serde::Deserialize)]
#[expect(dead_code, reason = "only the types count")]
struct Address {
    id: String,
    line1: String,
    #[serde(deserialize_with = "nullable")]
    line2: Option<String>,
    city: String,
    #[serde(deserialize_with = "nullable")]
    state: Option<String>,
    postal_code: String,
    country: String,
    is_default: bool,
}

#[derive(serde::Deserialize)]
#[serde(bound = "I: Integer")]
#[expect(dead_code, reason = "only the types count")]
struct CustomerPage<I: Integer> {
    count: Count<I>,
    #[serde(deserialize_with = "nullable")]
    next: Option<String>,
    #[serde(deserialize_with = "nullable")]
    previous: Option<String>,
    results: Vec<Object<Customer<I>>>,
}

#[derive(serde::Deserialize)]
#[expect(dead_code, reason = "only the types count")]
struct AddressPage {
    results: Vec<Object<Address>>,
}

/// Does the parsed body have the shape? With [`Whole`] a client may never accept what this
/// refuses; with [`Exact`] it may never refuse what this accepts.
pub fn has_shape<I: Integer>(mut body: Value, expected: Expected) -> bool {
    for customer in customers(&mut body, expected) {
        if customer.get("developer").is_none()
            && let Value::Object(fields) = customer
            && let Some(id) = fields.remove("developer_id")
        {
            fields.insert("developer".to_owned(), id);
        }
    }
    let bare = body.is_array();
    match expected {
        Expected::Customer => is::<Object<Customer<I>>>(body),
        Expected::Customers if bare => is::<Vec<Object<Customer<I>>>>(body),
        Expected::Customers => is::<Object<CustomerPage<I>>>(body),
        Expected::Address => is::<Object<Address>>(body),
        Expected::Addresses if bare => is::<Vec<Object<Address>>>(body),
        Expected::Addresses => is::<Object<AddressPage>>(body),
    }
}

/// What the check reports of a body that has the shape.
pub fn seen(body: &mut Value, expected: Expected) -> Checked {
    let mut customers = customers(body, expected).iter();
    Checked { renamed: customers.any(|customer| customer.get("developer").is_none()) }
}

fn customers(body: &mut Value, expected: Expected) -> &mut [Value] {
    match (expected, body) {
        (Expected::Customer, body) => std::slice::from_mut(body),
        (Expected::Customers, Value::Array(items)) => items,
        (Expected::Customers, Value::Object(page)) => match page.get_mut("results") {
            Some(Value::Array(items)) => items,
            _ => &mut [],
        },
        _ => &mut [],
    }
}

fn is<T: DeserializeOwned>(body: Value) -> bool {
    serde_json::from_value::<T>(body).is_ok()
}

struct Int<I>(std::marker::PhantomData<I>);

impl<'de, I: Integer> Deserialize<'de> for Int<I> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Number::deserialize(deserializer)? {
            number if I::is(&number) => Ok(Int(std::marker::PhantomData)),
            _ => Err(D::Error::custom("not an integer")),
        }
    }
}

struct Count<I>(std::marker::PhantomData<I>);

impl<'de, I: Integer> Deserialize<'de> for Count<I> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Number::deserialize(deserializer)? {
            number if I::is(&number) && number.as_f64() >= Some(0.0) => {
                Ok(Count(std::marker::PhantomData))
            }
            _ => Err(D::Error::custom("not a count")),
        }
    }
}

/// serde would take an array for a struct too.
struct Object<T>(std::marker::PhantomData<T>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = Map::deserialize(deserializer)?;
        let typed = serde_json::from_value::<T>(Value::Object(fields));
        typed.map(|_| Object(std::marker::PhantomData)).map_err(D::Error::custom)
    }
}

/// serde takes a missing `Option` for null; the contract's nullable fields have to be there.
fn nullable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(d)
}

/// The contract's optional fields may be missing, but not null.
fn not_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Option<T>, D::Error> {
    T::deserialize(d).map(Some)
}
