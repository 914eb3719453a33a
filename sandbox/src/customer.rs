//! The customer: what is stored, what is shown, what a caller may change.

use serde_json::{Value, json};

use crate::accounts::Account;
use crate::body::Submission;
use crate::error::ApiError;
use crate::fields::Checker;
use crate::photo::Photo;

/// A customer as stored.
#[derive(Debug, Clone)]
pub struct Customer {
    pub id: String,
    pub account: Account,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub phone: Option<String>,
    pub country: Option<String>,
    /// A JSON object.
    pub metadata: Option<Value>,
    pub created_on: String,
    /// An array of `{id, name}`, `[]` for most.
    pub pay_providers: Value,
    /// The photo's file name under `/media/`.
    pub photo: Option<String>,
}

impl Customer {
    /// A customer with nothing in it yet.
    pub fn blank(account: Account, id: String, created_on: String) -> Self {
        Self {
            id,
            account,
            first_name: String::new(),
            last_name: String::new(),
            email: String::new(),
            phone: None,
            country: None,
            metadata: None,
            created_on,
            pay_providers: json!([]),
            photo: None,
        }
    }

    /// As the API shows it. `base_url` is where the caller reached this server.
    pub fn to_json(&self, base_url: &str) -> Value {
        let photo = self.photo.as_ref();
        json!({
            "id": self.id,
            "developer": self.account.developer,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "email": self.email,
            "phone": self.phone,
            "photo": photo.map(|name| format!("{base_url}/media/{name}")),
            "country": self.country,
            "metadata": self.metadata,
            "test": self.account.test,
            "created_on": self.created_on,
            "pay_providers": self.pay_providers,
        })
    }
}

/// The checked fields of a create or an update; `None` leaves a field as it is.
#[derive(Debug)]
pub struct Changes {
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    phone: Option<Option<String>>,
    country: Option<Option<String>>,
    metadata: Option<Option<Value>>,
    /// `Some(None)` removes the photo.
    pub photo: Option<Option<Photo>>,
}

impl Changes {
    /// Checks a new customer. Read-only and unknown fields are ignored.
    pub fn for_create(submission: Submission) -> Result<Self, ApiError> {
        Self::check(Checker::new(submission, false))
    }

    /// Checks a patch, where every field may be absent.
    pub fn for_update(submission: Submission) -> Result<Self, ApiError> {
        Self::check(Checker::new(submission, true))
    }

    fn check(mut fields: Checker) -> Result<Self, ApiError> {
        let changes = Self {
            first_name: fields.required_text("first_name"),
            last_name: fields.required_text("last_name"),
            email: fields.email("email"),
            phone: fields.optional_text("phone"),
            photo: fields.photo("photo"),
            country: fields.optional_text("country"),
            metadata: fields.metadata("metadata"),
        };
        fields.finish()?;
        Ok(changes)
    }

    /// Writes the changes into `customer`, except the photo, which is stored in a table of its own.
    pub fn apply(&self, customer: &mut Customer) {
        overwrite(&mut customer.first_name, &self.first_name);
        overwrite(&mut customer.last_name, &self.last_name);
        overwrite(&mut customer.email, &self.email);
        overwrite(&mut customer.phone, &self.phone);
        overwrite(&mut customer.country, &self.country);
        overwrite(&mut customer.metadata, &self.metadata);
    }
}

/// Replaces `target` if there is something to replace it with.
pub fn overwrite<T: Clone>(target: &mut T, change: &Option<T>) {
    if let Some(value) = change {
        target.clone_from(value);
    }
}
