//! The contract's types, as tables that [`crate::answer`] checks bodies against.

/// What a value has to be.
#[derive(Clone, Copy)]
pub enum Type {
    Text,
    TextOrNull,
    /// An integer without fraction or exponent, within ±(10^15 - 1): exact as a JavaScript number.
    Integer,
    /// The same from 0.
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
    /// Looked at only where the field before it is missing, and then it has to be there.
    InPlaceOfTheOneBefore,
}

pub type Shape = [(&'static str, Type, Presence)];

use Presence::{Always, InPlaceOfTheOneBefore, Optional};
use Type::{Boolean, Count, Integer, List, ObjectOrNull, Text, TextOrNull};

/// Contract, "Resources".
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

pub const PAY_PROVIDER: &Shape = &[("id", Text, Always), ("name", Text, Always)];

/// Contract, "Resources"; every field of an address is inferred.
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

/// Contract, "Pages".
pub const CUSTOMER_PAGE: &Shape = &[
    ("next", TextOrNull, Always),
    ("previous", TextOrNull, Always),
    ("count", Count, Always),
    ("results", List(CUSTOMER), Always),
];

/// An envelope around addresses: inferred, and only its `results` are used.
pub const ADDRESS_PAGE: &Shape = &[("results", List(ADDRESS), Always)];
