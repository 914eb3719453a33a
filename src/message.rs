//! Every message of this side, as templates: `%` stands for the next of a message's values. Where
//! the service has a text for a fault, it is the service's (contract, "Errors" and "Refused before
//! anything is sent"). What only JavaScript meets (no network, no answer) is told in
//! `src/js/error.js`.
#![expect(missing_docs, reason = "the texts say what each one is")]

use alloc::string::String;

pub const REQUIRED: &str = "This field is required.";
pub const NULL: &str = "This field may not be null.";
pub const BLANK: &str = "This field may not be blank.";
pub const NOT_A_STRING: &str = "Not a valid string.";
pub const NOT_A_BOOLEAN: &str = "Must be a valid boolean.";
pub const EMAIL: &str = "Enter a valid email address.";
pub const EMPTY_SEARCH: &str = "The search query cannot be empty.";
pub const NO_DATA: &str = "No data provided";
pub const NOT_A_DICTIONARY: &str = "Invalid data. Expected a dictionary, but got %.";
pub const NOT_A_FILE: &str =
    "The submitted data was not a file. Check the encoding type on the form.";
pub const PHOTO_EMPTY: &str = "The submitted file is empty.";
pub const PHOTO_TOO_LARGE: &str = "The photo has % bytes; at most 5242880 (5 MB) are allowed.";
pub const PHOTO_TYPE: &str = "The photo must be a JPEG or PNG image; this is %.";
pub const NULL_BESIDE_PHOTO: &str =
    "This field cannot be null in the same call as a photo file: multipart has no null.";
pub const METADATA_NOT_OBJECT: &str = "Metadata must be a JSON object, not %.";
pub const METADATA_TOO_LARGE: &str =
    "Metadata has % bytes of JSON; at most 10240 (10 KB) are allowed.";
pub const UNSENDABLE: &str = "% holds %, which JSON would change or lose.";
pub const INTEGER: &str = "% is not allowed: use an integer from % to %.";
pub const ID: &str = "\"%\" is not an id: ids are not empty, \".\" or \"..\".";
pub const NOT_AN_OBJECT: &str = "Expected an object, but got %.";
pub const NOT_A_SIGNAL: &str = "Not an AbortSignal.";
pub const NOT_A_FUNCTION: &str = "Not a function.";
pub const BASE_URL_SPACE: &str =
    "Not a usable base URL: white space, control characters and \\ are not allowed in it.";
pub const BASE_URL_SCHEME: &str = "Not a usable base URL: it must begin with https:// or with /.";
pub const BASE_URL_PORT: &str = "Not a usable base URL: its port is not a number up to 65535.";
pub const BASE_URL_HOST: &str =
    "Not a usable base URL: its host is missing or not a plain host name or address.";
pub const BASE_URL_HTTP: &str = "The base URL must be https: over http the key and the customers \
    could be read on the way. Only loopback hosts may use http.";
pub const BASE_URL_CREDENTIALS: &str = "The base URL must not contain credentials.";
pub const BASE_URL_EXTRAS: &str = "The base URL must not have a query or a fragment.";
pub const BASE_URL_NO_PAGE: &str =
    "A path as base URL means the page's own origin, and there is none here.";
pub const KEY_BLANK: &str = "May not be empty.";
pub const KEY_CHARACTERS: &str =
    "Contains white space, a control character or one that is not Latin-1.";
pub const KEY_COLON: &str = "Contains a colon. (In the service's curl examples it ends the user \
    name; it is not part of the key.)";
pub const KEY_LIVE: &str = "A live secret key in a web page can be read by every visitor. Keep it \
    on a server: a gateway there adds it, and the page uses a baseUrl such as \"/api\" and no key. \
    dangerouslyAllowLiveKey: true switches this check off.";
pub const TWO_CREDENTIALS: &str = "Give apiKey or accessToken, not both.";
pub const NO_CREDENTIAL: &str =
    "Give an apiKey or an accessToken, or the baseUrl of a gateway that adds one.";
pub const REQUEST_CREDENTIALS: &str =
    "% is not allowed: use \"omit\", \"same-origin\" or \"include\".";
pub const REDIRECT: &str =
    "The service answered with a redirect, which is not followed: check the base URL.";
pub const UNEXPECTED: &str = "The service answered a success whose body is %.";
pub const SHAPE: &str =
    "The service's answer does not match the contract: % should be %, and is %.";
pub const ANSWERED: &str = "The service answered %%";
pub const FIELD: &str = "%: %";

/// A template with its values.
///
/// ```
/// use customers_client::message::{ID, fill};
/// assert_eq!(fill(ID, &[".."]), "\"..\" is not an id: ids are not empty, \".\" or \"..\".");
/// ```
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut text = String::new();
    for c in template.chars() {
        match c {
            '%' => text.push_str(values.next().unwrap_or(&"")),
            c => text.push(c),
        }
    }
    text
}
