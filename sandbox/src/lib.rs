//! The Customers API on your own machine: small, and real.
//!
//! It shares no code with the client, so that a misreading of the contract cannot cancel out.
//! Where the service's documents are silent, answers follow Django REST Framework (DRF); code
//! says **inferred** where it relies on that.
//!
//! Layout, bottom up:
//!
//! - `error`: every refusal and its response. `text`: what Python does to strings.
//! - `email`, `photo`, `customer`, `address`: the resources and what they accept.
//! - `body`, `fields`: from the bytes of a request to checked values.
//! - `accounts`: the keys and tokens that are accepted. `pages`: paging and its links.
//! - `store`: SQLite. `seed`: the customers that a new database starts with.
//! - `api`: the routes under `/v1/`. `faults`: broken answers that tests order.
//! - `site`: the files of the demo page, of the package and of the documentation. `reference`: the
//!   API's description, and a page to read it.
//! - `cors`: which pages may call. `app`: all of it as one router. `server`: the connections, and
//!   the end of the program.

mod accounts;
mod address;
mod api;
mod app;
mod body;
mod cors;
mod customer;
mod email;
mod error;
mod faults;
mod fields;
mod pages;
mod photo;
mod reference;
mod seed;
mod server;
mod site;
mod store;
mod text;

pub use accounts::DEMO_KEY;
pub use app::{Options, app};
pub use seed::seed;
pub use server::serve;
pub use store::{OpenError, Store};
