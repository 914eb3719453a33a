//! The shapes of what the service answers, as tables that [`crate::answer`] checks bodies against.

/// The type that a value must have.
#[derive(Clone, Copy)]
pub enum Type {
    Text,
    TextOrNull,
    /// An integer without fraction or exponent, within ±(10^15 - 1): exact as a JavaScript number.
    Integer,
    /// An integer as above that is not negative.
    Count,
    Boolean,
    ObjectOrNull,
    List(&'static Shape),
}

/// Whether a field has to be there.
#[derive(Clone, Copy, PartialEq)]
pub enum Presence {
    Always,
    Optional,
    /// The field stands in for the one before it in the table: one of the two has to be there, and
    /// this one is looked at only where the other is missing.
    InPlaceOfTheOneBefore,
}

/// The fields of an object. Fields that it does not list may hold anything.
pub type Shape = [(&'static str, Type, Presence)];

use Presence::{Always, InPlaceOfTheOneBefore, Optional};
use Type::{Boolean, Count, Integer, List, ObjectOrNull, Text, TextOrNull};

/// A customer (contract, `Customer`).
pub const CUSTOMER: &Shape = &[
    ("id", Text, Always),
    ("developer", Integer, Always),
    ("developer_id", Integer, InPlaceOfTheOneBefore),
    ("first_name", Text, Always),
    ("last_name", Text, Always),
    ("email", Text, Always),
    ("phone", TextOrNull, Always),
    ("photo", TextOrNull, Always),
    ("country", TextOrNull, Always),
    ("metadata", ObjectOrNull, Always),
    ("test", Boolean, Always),
    ("created_on", Text, Optional),
    ("pay_providers", List(PAY_PROVIDER), Optional),
];

/// A payment provider that knows the customer (contract, `Customer`).
pub const PAY_PROVIDER: &Shape = &[("id", Text, Always), ("name", Text, Always)];

/// An address (contract, `Address`); every field is inferred.
pub const ADDRESS: &Shape = &[
    ("id", Text, Always),
    ("line1", Text, Always),
    ("line2", TextOrNull, Always),
    ("city", Text, Always),
    ("state", TextOrNull, Always),
    ("postal_code", Text, Always),
    ("country", Text, Always),
    ("is_default", Boolean, Always),
];

/// A page of customers (contract, `CustomerPage`).
pub const CUSTOMER_PAGE: &Shape = &[
    ("next", TextOrNull, Always),
    ("previous", TextOrNull, Always),
    ("count", Count, Always),
    ("results", List(CUSTOMER), Always),
];

/// An envelope around addresses (contract, `AddressList`). It is inferred, and only its `results` are
/// used.
pub const ADDRESS_PAGE: &Shape = &[("results", List(ADDRESS), Always)];
