//! How a customer of the seed is written down.

/// One customer. An `id` or a `created_on` that is `""` is made by formula; what else is `""`, `None`
/// or 0 is left out.
#[derive(Clone, Copy)]
pub struct Person {
    pub id: &'static str,
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub email: &'static str,
    pub phone: Option<&'static str>,
    pub country: Option<&'static str>,
    /// The JSON of an object.
    pub metadata: Option<&'static str>,
    pub created_on: &'static str,
    /// The customer's id at the payment provider Stripe.
    pub stripe: &'static str,
    pub picture: Option<Picture>,
    /// How many addresses the customer has, from the first of [`ADDRESSES`](super::names::ADDRESSES) on.
    pub addresses: u8,
}

/// A customer with a name, an email and nothing else.
pub const fn person(
    first_name: &'static str,
    last_name: &'static str,
    email: &'static str,
) -> Person {
    Person {
        id: "",
        first_name,
        last_name,
        email,
        phone: None,
        country: None,
        metadata: None,
        created_on: "",
        stripe: "",
        picture: None,
        addresses: 0,
    }
}

/// A photo: one of the small pictures beside this file.
#[derive(Clone, Copy)]
pub enum Picture {
    Amber,
    Blue,
    Green,
}

impl Picture {
    /// Its file name and content.
    pub fn file(self) -> (&'static str, &'static [u8]) {
        match self {
            Self::Amber => ("amber.png", include_bytes!("amber.png")),
            Self::Blue => ("blue.png", include_bytes!("blue.png")),
            Self::Green => ("green.jpg", include_bytes!("green.jpg")),
        }
    }
}
