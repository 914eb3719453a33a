//! What the JavaScript beside it sees: one function, without logic. `src/js/index.js` is the
//! package's entry; `src/js/types.d.ts` describes that to callers.
//!
//! What goes in and out is JSON text, and a body's bytes: JSON is read and written by the engine
//! faster than values could be handed over one by one, and it takes no code in the module to do
//! so. Nothing is kept from one call to the next.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::call::End;
use crate::error::FieldErrors;
use crate::json::{Json, Writer};
use crate::metadata::metadata_size;
use crate::operation::Operation;
use crate::options;
use crate::text::digits;

/// `input` is `[name, …args]`, in UTF-8; `body` is an answer's, for the name `answered`. What comes
/// back is a JSON object: with `faults`, a list of paths and messages, where the arguments are refused.
///
/// | name | args | result |
/// | --- | --- | --- |
/// | `client` | options, origin, is a page | `baseUrl` |
/// | `token` | a token | |
/// | `metadataSize` | metadata | `size` |
/// | `answered` | operation, about, said | see [`Operation::next`] |
/// | any operation | as in [`Operation::request`] | the same |
#[wasm_bindgen]
pub fn invoke(input: &[u8], body: &[u8]) -> Vec<u8> {
    // SAFETY: it is what a TextEncoder made of a string. (To check it would be 2 % of the module.)
    #[expect(unsafe_code)]
    let input = unsafe { core::str::from_utf8_unchecked(input) };
    answer(&Json::new(input).items(), body).into_bytes()
}

fn answer(args: &[Json], body: &[u8]) -> String {
    let arg = |index: usize| args.get(index).copied().unwrap_or(Json::NULL);
    let text = |index| arg(index).text().unwrap_or_default();
    let mut result = Writer::default();
    let done = match text(0).as_str() {
        "client" => options::client(arg(1), arg(2).text().as_deref(), arg(3).raw() == "true")
            .map(|url| result.text("baseUrl", &url)),
        "token" => {
            let mut faults = FieldErrors::default();
            options::check_secret("accessToken", &text(1), &mut faults);
            faults.finish(())
        }
        "metadataSize" => metadata_size(arg(1)).map(|size| result.raw("size", &digits(size as u64))),
        "answered" => {
            let end = End { about: arg(2), said: arg(3), body };
            return Operation::named(&text(1)).map_or_else(String::new, |found| found.next(end));
        }
        name => {
            let found = Operation::named(name);
            match found.map_or_else(|| Ok(String::new()), |found| found.request(arg(1))) {
                Ok(request) => return request,
                Err(faults) => Err(faults),
            }
        }
    };
    if let Err(faults) = done {
        result.raw("faults", &faults.to_json());
    }
    result.finish()
}
