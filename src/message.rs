//! Every message of this client, in one match.

use std::fmt;

/// Every message of this client. Where the service has a text for a fault, it is the service's
/// (contract, "Errors" and "Refused before anything is sent").
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the texts below say what each one is")]
pub enum Message<'a> {
    Required,
    Null,
    Blank,
    NotAString,
    NotABoolean,
    Email,
    EmptySearch,
    NoData,
    NotADictionary(&'a str),
    NotAFile,
    PhotoEmpty,
    PhotoTooLarge(u64),
    PhotoType(&'a str),
    NullBesidePhoto,
    MetadataNotObject(&'a str),
    MetadataTooLarge(usize),
    Unsendable { path: &'a str, what: &'a str },
    Integer { value: &'a str, min: u64, max: u64 },
    Id(&'a str),
    NotAnObject(&'a str),
    NotASignal,
    NotAFunction,
    BaseUrl(&'a str),
    BaseUrlHttp,
    BaseUrlCredentials,
    BaseUrlExtras,
    BaseUrlNoPage,
    KeyBlank,
    KeyCharacters,
    KeyColon,
    KeyLive,
    TwoCredentials,
    NoCredential,
    RequestCredentials(&'a str),
    TokenNotAString,
    TokenRejected,
    Refused { path: &'a str, message: &'a str, others: usize },
    Offline,
    Network,
    Timeout { ms: u32 },
    Redirect,
    NotAResponse,
    Unexpected { what: &'a str },
    Shape { path: &'a str, expected: &'a str, found: &'a str },
    Answered(u16),
    Field { path: &'a str, message: &'a str },
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Pieces, not `write!`: its machinery would be 5 KB of the module.
        let mut put = |pieces: &[&str]| pieces.iter().try_for_each(|piece| f.write_str(piece));
        let text = match self {
            Message::Required => "This field is required.",
            Message::Null => "This field may not be null.",
            Message::Blank => "This field may not be blank.",
            Message::NotAString => "Not a valid string.",
            Message::NotABoolean => "Must be a valid boolean.",
            Message::Email => "Enter a valid email address.",
            Message::EmptySearch => "The search query cannot be empty.",
            Message::NoData => "No data provided",
            Message::NotADictionary(found) => {
                return put(&["Invalid data. Expected a dictionary, but got ", found, "."]);
            }
            Message::NotAFile => {
                "The submitted data was not a file. Check the encoding type on the form."
            }
            Message::PhotoEmpty => "The submitted file is empty.",
            Message::PhotoTooLarge(bytes) => {
                return put(&[
                    "The photo has ",
                    &bytes.to_string(),
                    " bytes; at most 5242880 (5 MB) are allowed.",
                ]);
            }
            Message::PhotoType(found) => {
                return put(&["The photo must be a JPEG or PNG image; this is ", found, "."]);
            }
            Message::NullBesidePhoto => {
                "This field cannot be null in the same call as a photo file: multipart has no null."
            }
            Message::MetadataNotObject(found) => {
                return put(&["Metadata must be a JSON object, not ", found, "."]);
            }
            Message::MetadataTooLarge(bytes) => {
                return put(&[
                    "Metadata has ",
                    &bytes.to_string(),
                    " bytes of JSON; at most 10240 (10 KB) are allowed.",
                ]);
            }
            Message::Unsendable { path, what } => {
                return put(&[path, " holds ", what, ", which JSON would change or lose."]);
            }
            Message::Integer { value, min, max: u64::MAX } => {
                return put(&[
                    value,
                    " is not allowed: use an integer from ",
                    &min.to_string(),
                    ".",
                ]);
            }
            Message::Integer { value, min, max } => {
                return put(&[
                    value,
                    " is not allowed: use an integer from ",
                    &min.to_string(),
                    " to ",
                    &max.to_string(),
                    ".",
                ]);
            }
            Message::Id(id) => {
                return put(&["\"", id, "\" is not an id: ids are not empty, \".\" or \"..\"."]);
            }
            Message::NotAnObject(found) => {
                return put(&["Expected an object, but got ", found, "."]);
            }
            Message::NotASignal => "Not an AbortSignal.",
            Message::NotAFunction => "Not a function.",
            Message::BaseUrl(why) => return put(&["Not a usable base URL: ", why, "."]),
            Message::BaseUrlHttp => {
                "The base URL must be https: over http the key and the customers could be read \
                 on the way. Only loopback hosts may use http."
            }
            Message::BaseUrlCredentials => "The base URL must not contain credentials.",
            Message::BaseUrlExtras => "The base URL must not have a query or a fragment.",
            Message::BaseUrlNoPage => {
                "A path as base URL means the page's own origin, and there is none here."
            }
            Message::KeyBlank => "May not be empty.",
            Message::KeyCharacters => {
                "Contains white space, a control character or one that is not Latin-1."
            }
            Message::KeyColon => {
                "Contains a colon. (In the service's curl examples it ends the user name; \
                 it is not part of the key.)"
            }
            Message::KeyLive => {
                "A live secret key in a web page can be read by every visitor. Keep it on a server: \
                 a gateway there adds it, and the page uses a baseUrl such as \"/api\" and no key. \
                 dangerouslyAllowLiveKey: true switches this check off."
            }
            Message::TwoCredentials => "Give apiKey or accessToken, not both.",
            Message::NoCredential => {
                "Give an apiKey or an accessToken, or the baseUrl of a gateway that adds one."
            }
            Message::RequestCredentials(value) => {
                return put(&[
                    value,
                    " is not allowed: use \"omit\", \"same-origin\" or \"include\".",
                ]);
            }
            Message::TokenNotAString => "The function gave no string to use as a token.",
            Message::TokenRejected => "The function failed; its error is the cause of this one.",
            Message::Refused { path, message, others: 0 } => {
                return put(&["Nothing was sent. ", path, ": ", message]);
            }
            Message::Refused { path, message, others } => {
                return put(&[
                    "Nothing was sent. ",
                    path,
                    ": ",
                    message,
                    " (And ",
                    &others.to_string(),
                    " more.)",
                ]);
            }
            Message::Offline => "This browser is offline.",
            Message::Network => {
                "No answer from the service: offline, the base URL is wrong, or its CORS rules do \
                 not allow this page."
            }
            Message::Timeout { ms } => {
                return put(&["No complete answer within ", &ms.to_string(), " ms."]);
            }
            Message::Redirect => {
                "The service answered with a redirect, which is not followed: check the base URL."
            }
            Message::NotAResponse => "The fetch function gave something that is not a response.",
            Message::Unexpected { what } => {
                return put(&["The service answered a success whose body is ", what, "."]);
            }
            Message::Shape { path, expected, found } => {
                return put(&[
                    "The service's answer does not match the contract: ",
                    path,
                    " should be ",
                    expected,
                    ", and is ",
                    found,
                    ".",
                ]);
            }
            Message::Answered(status) => {
                let meaning = match status {
                    400 => ": it could not accept the request.",
                    401 => ": the credentials are missing, malformed or inactive.",
                    403 => ": this is not allowed.",
                    404 => ": there is nothing here. Check the base URL.",
                    413 => ": the request is too large.",
                    429 => ": too many requests, slow down.",
                    500.. => ": the fault is on its side.",
                    _ => " and refused the request.",
                };
                return put(&["The service answered ", &status.to_string(), meaning]);
            }
            Message::Field { path, message } => return put(&[path, ": ", message]),
        };
        put(&[text])
    }
}
