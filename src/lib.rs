//! Client for the 4Geeks Customers API, compiled to WebAssembly for browsers.
//!
//! The floors, bottom-up; a file uses only what stands above it in this list.
//!
//! * 0 [`error`]: the one error; [`message`]: every message.
//! * 0 [`json`]: JSON values and their compact text; [`scan`] reads JSON's bytes.
//! * 1 [`email`], [`photo`], [`customer`], [`address`]: input, parsed into types.
//! * 1 [`options`], [`base_url`], [`params`]: what a client and a call can be told.
//! * 2 [`http`]: requests and responses as plain data.
//! * 2 [`answer`]: does a body have the `shape` that the contract gives it?
//! * 2 [`failure`]: an answer that is an error, as an [`error::Error`].
//! * 2 [`wire`]: per operation, one request function and one response function.
//! * 2 [`retry`]: what may be repeated, and when; [`walk`]: all customers, page by page.
//! * 3 `fetch`: the only user of `web_sys`: send, abort, time-out.
//! * 4 `client`: per operation, one short async function.
//! * 5 `js`: what JavaScript sees; no logic.
//!
//! Floors 0 to 2 know no browser and are compiled and tested natively too.

pub mod address;
pub mod answer;
pub mod base_url;
pub mod customer;
pub mod email;
pub mod error;
pub mod failure;
pub mod http;
pub mod json;
pub mod message;
pub mod options;
pub mod params;
pub mod photo;
pub mod retry;
pub mod scan;
mod shape;
pub mod walk;
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub mod client;
#[cfg(target_arch = "wasm32")]
pub mod fetch;
#[cfg(target_arch = "wasm32")]
pub mod js;
