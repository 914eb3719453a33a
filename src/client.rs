//! All that JavaScript asks for, by name.

use alloc::string::String;

use crate::call::End;
use crate::error::FieldErrors;
use crate::json::{Json, Writer};
use crate::metadata::metadata_size;
use crate::operation::Operation;
use crate::options;
use crate::text::digits;

/// `input` is `[name, …args]`; `body` is an answer's, for the name `answered`. What comes back is
/// a JSON object: with `faults`, a list of paths and messages, where the arguments are refused.
///
/// | name | args | result |
/// | --- | --- | --- |
/// | `client` | options, origin, is a page | `baseUrl` |
/// | `token` | a token | |
/// | `metadataSize` | metadata | `size` |
/// | `answered` | operation, about, said | see [`Operation::next`] |
/// | any operation | as in [`Operation::request`] | the same |
///
/// ```
/// use customers_client::{client::answer, json::Json};
/// let size = answer(Json::new(r#"["metadataSize",{"plan":"pro"}]"#), b"");
/// assert_eq!(size, r#"{"size":14}"#);
/// let refused = answer(Json::new(r#"["get",[null,""]]"#), b"");
/// assert!(refused.starts_with(r#"{"faults":["id","#));
/// ```
pub fn answer(input: Json, body: &[u8]) -> String {
    let args = input.entries();
    let arg = |index: usize| args.get(index).map_or(Json::NULL, |arg| arg.value);
    let text = |index| arg(index).text().unwrap_or_default();
    let name = text(0);
    let mut result = Writer::default();
    let done = match name.as_str() {
        "client" => options::client(arg(1), arg(2).text().as_deref(), arg(3).raw() == "true")
            .map(|url| result.text("baseUrl", &url)),
        "token" => {
            let mut faults = FieldErrors::default();
            options::check_secret("accessToken", &text(1), &mut faults);
            faults.finish(())
        }
        "metadataSize" => {
            metadata_size(arg(1)).map(|size| result.raw("size", &digits(size as u64)))
        }
        _ => {
            let is_answer = name == "answered";
            let operation = if is_answer { text(1) } else { name };
            let Some(operation) = Operation::named(&operation) else { return result.finish() };
            if is_answer {
                return operation.next(End { about: arg(2), said: arg(3), body });
            }
            match operation.request(arg(1)) {
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
