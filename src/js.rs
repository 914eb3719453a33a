//! What the JavaScript beside it sees: one function, without logic. `src/js/index.js` is the
//! package's entry; `src/js/types.d.ts` describes that to callers.
//!
//! What goes in and out is JSON text, and a body's bytes: JSON is read and written by the engine
//! faster than values could be handed over one by one, and it takes no code in the module to do
//! so. Nothing is kept from one call to the next.

use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::client::answer;
use crate::json::Json;

/// [`answer`] in UTF-8.
#[wasm_bindgen]
pub fn invoke(input: &[u8], body: &[u8]) -> Vec<u8> {
    // SAFETY: it is what a TextEncoder made of a string. (To check it would be 2 % of the module.)
    #[expect(unsafe_code)]
    let input = unsafe { core::str::from_utf8_unchecked(input) };
    answer(Json::new(input), body).into_bytes()
}
