//! Client for the 4Geeks Customers API, compiled to WebAssembly for browsers.
//!
//! The floors, bottom-up; a file uses only what stands above it in this list.
//!
//! * 0 [`text`], [`ip`]: text and IP addresses in few bytes.
//! * 0 [`message`]: every message; [`error`]: what is wrong, and where.
//! * 0 [`json`]: JSON text, read where it stands; [`scan`] reads JSON's bytes, [`escape`] its
//!   strings.
//! * 1 [`email`], [`metadata`], [`photo`]; [`fields`]: tables of the forms; [`customer`]: a form
//!   and its photo.
//! * 1 [`options`], [`base_url`], [`params`]: what a client and a call can be told.
//! * 2 [`answer`]: does a body have the `shape` that the contract gives it?
//! * 2 [`failure`]: an answer that is an error, as an [`error::Error`].
//! * 2 [`operation`]: the contract's operations, and their arguments as requests.
//! * 3 [`retry`]: what may be repeated, and when; [`call`]: what comes after an attempt.
//! * 4 [`client`]: all that JavaScript asks for, by name.
//! * 5 `js`: what it sees; no logic.
//!
//! All but the last does no input or output, keeps nothing between two calls, and is compiled and
//! tested natively too. What only JavaScript can do is done there, as it is told from here:
//! `src/js/input.js` reads what callers hand over, `src/js/call.js` sends, waits, aborts and
//! parses, `src/js/walk.js` goes from page to page. Promises, web types and values handed over one
//! by one were 46 KB of the package (brotli), and every call was slower.

#![no_std]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod answer;
pub mod base_url;
pub mod call;
pub mod client;
pub mod customer;
pub mod email;
pub mod error;
pub mod escape;
pub mod failure;
pub mod fields;
pub mod ip;
pub mod json;
pub mod message;
pub mod metadata;
pub mod operation;
pub mod options;
pub mod params;
pub mod photo;
pub mod retry;
pub mod scan;
mod shape;
pub mod text;

#[cfg(target_arch = "wasm32")]
pub mod js;

#[cfg(not(feature = "std"))]
mod bare;
