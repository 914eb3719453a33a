//! Client for the 4Geeks Customers API, compiled to WebAssembly for browsers.
//!
//! The floors, bottom-up; a file uses only what stands above it in this list, or beside it.
//!
//! * 0 [`message`]: every message, with its code; [`error`]: what is wrong, and where.
//! * 0 [`value`]: a JavaScript value as serde reads it.
//! * 1 [`email`], [`metadata`], [`photo`]; [`form`]: tables of the forms.
//! * 1 [`options`], [`base_url`], [`params`]: what a client, a call, a list can be told.
//! * 2 [`operation`]: the table of operations: what goes in, what comes out.
//! * 2 [`answer`]: does a body have the `shape` that the contract gives it? [`scan`] reads it.
//! * 2 [`failure`]: an answer that is an error; [`retry`]: what may be repeated, and when;
//!   [`walk`]: all customers, page by page.
//! * 3 `input`: what callers hand over, read once; `fetch`: a request and its answer; `guard`: a
//!   time limit and an abort; `result`: checked bytes as plain objects.
//! * 4 `client`: a call's arguments; `call`: its attempts, to its result or error; `walker`: a walk.
//! * 5 `js`, `checks`: what JavaScript sees; no logic. `src/js` has what only JavaScript can be.
//!
//! Floors 0 to 2 know no browser and are compiled and tested natively too.

pub mod answer;
pub mod base_url;
pub mod email;
pub mod error;
pub mod failure;
pub mod form;
pub mod message;
pub mod metadata;
pub mod operation;
pub mod options;
pub mod params;
pub mod photo;
pub mod retry;
pub mod scan;
mod shape;
pub mod value;
pub mod walk;

#[cfg(target_arch = "wasm32")]
mod call;
#[cfg(target_arch = "wasm32")]
pub mod checks;
#[cfg(target_arch = "wasm32")]
mod client;
#[cfg(target_arch = "wasm32")]
mod fetch;
#[cfg(target_arch = "wasm32")]
mod guard;
#[cfg(target_arch = "wasm32")]
mod input;
#[cfg(target_arch = "wasm32")]
pub mod js;
#[cfg(target_arch = "wasm32")]
mod result;
#[cfg(target_arch = "wasm32")]
mod walker;
