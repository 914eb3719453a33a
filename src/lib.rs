//! Client for the 4Geeks Customers API, compiled to WebAssembly for browsers.
//!
//! Words that the comments use:
//!
//! - **contract**: what the service does. `docs/openapi.yaml` writes it down from the service's
//!   public documentation; a name that follows is one of its schemas, responses or other parts.
//! - **inferred**: not spelled out by the documentation, but concluded from it.
//! - **promised**: what this client does for its callers, as `src/js/types.d.ts` declares it.
//!
//! The modules stand on numbered floors. A file uses only modules of its own floor and of the floors
//! below, which is to say with lower numbers; `npm run lint` reads this list and checks that.
//!
//! * 0 [`message`]: every message that the client can give, with its code.
//! * 0 [`error`]: the error of a call, and the faults of an input with their places.
//! * 0 [`value`]: a JavaScript value, as serde reads it.
//! * 1 [`email`], [`metadata`], [`photo`]: the checks of single fields.
//! * 1 [`form`]: the fields of customers and addresses as tables, and the check of a form.
//! * 1 [`options`], [`base_url`], [`params`]: the checks of options and of parameters.
//! * 2 [`operation`]: the table of operations, their requests, and the verdict on their answers.
//! * 2 [`answer`]: the check of a body's bytes against its `shape`; [`scan`] reads the bytes.
//! * 2 [`failure`]: what an answer with an error status says.
//! * 2 [`retry`]: which requests may be repeated, and after how long.
//! * 2 [`walk`]: which page `listAll` asks for next, and which customers on it are new.
//! * 3 `input`: reads what callers hand over.
//! * 3 `fetch`: builds a request, sends it and receives the answer.
//! * 3 `guard`: the time limit and the abort of an attempt.
//! * 3 `result`: makes plain objects of bytes that have been checked.
//! * 4 `client`: a client's options, and the check of a call's arguments.
//! * 4 `call`: the attempts of a call, up to its result or error.
//! * 4 `walker`: fetches the pages of a `listAll`.
//! * 5 `js`, `checks`: what JavaScript sees, without logic.
//!
//! Floors 0 to 2 use nothing of a browser, and are compiled and tested natively too. `src/js` has
//! what has to be JavaScript: the `Error` class, the async iterator, and the reading of what callers
//! hand over.

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
