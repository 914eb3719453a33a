//! An address of a customer. All its fields are inferred: no document lists them.

use serde_json::{Value, json};

use crate::body::Submission;
use crate::customer::overwrite;
use crate::error::ApiError;
use crate::fields::Checker;

/// How many a customer may have.
pub const MAX_PER_CUSTOMER: i64 = 3;

/// An address as stored.
#[derive(Debug, Clone, Default)]
pub struct Address {
    pub id: String,
    pub line1: String,
    pub line2: Option<String>,
    pub city: String,
    pub state: Option<String>,
    pub postal_code: String,
    pub country: String,
    pub is_default: bool,
}

impl Address {
    /// As the API shows it.
    pub fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "line1": self.line1,
            "line2": self.line2,
            "city": self.city,
            "state": self.state,
            "postal_code": self.postal_code,
            "country": self.country,
            "is_default": self.is_default,
        })
    }
}

/// The checked fields of a create or an update; `None` leaves a field as it is.
#[derive(Debug)]
pub struct Changes {
    line1: Option<String>,
    line2: Option<Option<String>>,
    city: Option<String>,
    state: Option<Option<String>>,
    postal_code: Option<String>,
    country: Option<String>,
    is_default: Option<bool>,
}

impl Changes {
    /// Checks a new address. Unknown fields are ignored.
    pub fn for_create(submission: Submission) -> Result<Self, ApiError> {
        Self::check(Checker::new(submission, false))
    }

    /// Checks a patch, where every field may be absent.
    pub fn for_update(submission: Submission) -> Result<Self, ApiError> {
        Self::check(Checker::new(submission, true))
    }

    fn check(mut fields: Checker) -> Result<Self, ApiError> {
        let changes = Self {
            line1: fields.required_text("line1"),
            line2: fields.optional_text("line2"),
            city: fields.required_text("city"),
            state: fields.optional_text("state"),
            postal_code: fields.required_text("postal_code"),
            country: fields.required_text("country"),
            is_default: fields.boolean("is_default"),
        };
        fields.finish()?;
        Ok(changes)
    }

    /// Writes the changes into `address`.
    ///
    /// `is_default: false` on the default address changes nothing: there is always exactly one,
    /// and which other one it should be was not said. The answer shows it. To move the default,
    /// set it on another address.
    pub fn apply(&self, address: &mut Address) {
        overwrite(&mut address.line1, &self.line1);
        overwrite(&mut address.line2, &self.line2);
        overwrite(&mut address.city, &self.city);
        overwrite(&mut address.state, &self.state);
        overwrite(&mut address.postal_code, &self.postal_code);
        overwrite(&mut address.country, &self.country);
        if self.is_default == Some(true) {
            address.is_default = true;
        }
    }
}
