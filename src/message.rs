//! Every message of this client, in one match.

use alloc::string::String;
use core::fmt;

use crate::text::digits;

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

impl Message<'_> {
    /// Every text; `%` stands for the next of the message's values.
    fn template(&self) -> &'static str {
        use Message::*;
        match self {
            Required => "This field is required.",
            Null => "This field may not be null.",
            Blank => "This field may not be blank.",
            NotAString => "Not a valid string.",
            NotABoolean => "Must be a valid boolean.",
            Email => "Enter a valid email address.",
            EmptySearch => "The search query cannot be empty.",
            NoData => "No data provided",
            NotADictionary(_) => "Invalid data. Expected a dictionary, but got %.",
            NotAFile => "The submitted data was not a file. Check the encoding type on the form.",
            PhotoEmpty => "The submitted file is empty.",
            PhotoTooLarge(_) => "The photo has % bytes; at most 5242880 (5 MB) are allowed.",
            PhotoType(_) => "The photo must be a JPEG or PNG image; this is %.",
            NullBesidePhoto => {
                "This field cannot be null in the same call as a photo file: multipart has no null."
            }
            MetadataNotObject(_) => "Metadata must be a JSON object, not %.",
            MetadataTooLarge(_) => {
                "Metadata has % bytes of JSON; at most 10240 (10 KB) are allowed."
            }
            Unsendable { .. } => "% holds %, which JSON would change or lose.",
            Integer { max: u64::MAX, .. } => "% is not allowed: use an integer from %.",
            Integer { .. } => "% is not allowed: use an integer from % to %.",
            Id(_) => "\"%\" is not an id: ids are not empty, \".\" or \"..\".",
            NotAnObject(_) => "Expected an object, but got %.",
            NotASignal => "Not an AbortSignal.",
            NotAFunction => "Not a function.",
            BaseUrl(_) => "Not a usable base URL: %.",
            BaseUrlHttp => {
                "The base URL must be https: over http the key and the customers could be read \
                 on the way. Only loopback hosts may use http."
            }
            BaseUrlCredentials => "The base URL must not contain credentials.",
            BaseUrlExtras => "The base URL must not have a query or a fragment.",
            BaseUrlNoPage => {
                "A path as base URL means the page's own origin, and there is none here."
            }
            KeyBlank => "May not be empty.",
            KeyCharacters => {
                "Contains white space, a control character or one that is not Latin-1."
            }
            KeyColon => {
                "Contains a colon. (In the service's curl examples it ends the user name; \
                 it is not part of the key.)"
            }
            KeyLive => {
                "A live secret key in a web page can be read by every visitor. Keep it on a server: \
                 a gateway there adds it, and the page uses a baseUrl such as \"/api\" and no key. \
                 dangerouslyAllowLiveKey: true switches this check off."
            }
            TwoCredentials => "Give apiKey or accessToken, not both.",
            NoCredential => {
                "Give an apiKey or an accessToken, or the baseUrl of a gateway that adds one."
            }
            RequestCredentials(_) => {
                "% is not allowed: use \"omit\", \"same-origin\" or \"include\"."
            }
            TokenNotAString => "The function gave no string to use as a token.",
            TokenRejected => "The function failed; its error is the cause of this one.",
            Refused { others: 0, .. } => "Nothing was sent. %: %",
            Refused { .. } => "Nothing was sent. %: % (And % more.)",
            Offline => "This browser is offline.",
            Network => {
                "No answer from the service: offline, the base URL is wrong, or its CORS rules do \
                 not allow this page."
            }
            Timeout { .. } => "No complete answer within % ms.",
            Redirect => {
                "The service answered with a redirect, which is not followed: check the base URL."
            }
            NotAResponse => "The fetch function gave something that is not a response.",
            Unexpected { .. } => "The service answered a success whose body is %.",
            Shape { .. } => {
                "The service's answer does not match the contract: % should be %, and is %."
            }
            Answered(_) => "The service answered %%",
            Field { .. } => "%: %",
        }
    }

    /// The message. (`write!` would bring 5 KB of formatting along.)
    pub fn text(&self) -> String {
        use Message::*;
        let number = match *self {
            PhotoTooLarge(bytes) => bytes,
            MetadataTooLarge(bytes) => bytes as u64,
            Integer { min, .. } => min,
            Refused { others, .. } => others as u64,
            Timeout { ms } => ms.into(),
            Answered(status) => status.into(),
            _ => 0,
        };
        let most = if let Integer { max, .. } = *self { max } else { 0 };
        let (number, most) = (digits(number), digits(most));
        let values = match *self {
            NotADictionary(one) | PhotoType(one) | MetadataNotObject(one) | Id(one) => {
                [one, "", ""]
            }
            NotAnObject(one) | BaseUrl(one) | RequestCredentials(one) => [one, "", ""],
            Unexpected { what } => [what, "", ""],
            Unsendable { path, what } => [path, what, ""],
            Integer { value, .. } => [value, &number, &most],
            Refused { path, message, .. } => [path, message, &number],
            Shape { path, expected, found } => [path, expected, found],
            Field { path, message } => [path, message, ""],
            Answered(status) => [&number, meaning(status), ""],
            _ => [&number, "", ""],
        };
        let mut values = values.iter();
        let mut text = String::new();
        for c in self.template().chars() {
            match c {
                '%' => text.push_str(values.next().unwrap_or(&"")),
                c => text.push(c),
            }
        }
        text
    }
}

/// What an error's status means.
fn meaning(status: u16) -> &'static str {
    match status {
        400 => ": it could not accept the request.",
        401 => ": the credentials are missing, malformed or inactive.",
        403 => ": this is not allowed.",
        404 => ": there is nothing here. Check the base URL.",
        413 => ": the request is too large.",
        429 => ": too many requests, slow down.",
        500.. => ": the fault is on its side.",
        _ => " and refused the request.",
    }
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}
