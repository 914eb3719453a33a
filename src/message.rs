//! Every message that this client can give, with its code. Where the service has a text for a fault,
//! this client uses the same one, so that a form shows one text wherever the fault is found. The
//! service's texts are those of Django REST Framework (contract, `BadRequest`).
#![expect(missing_docs, reason = "the text of each message, below, says what it means")]

use std::fmt;

/// A message, with the values that its text names. A fault of an input has a [`Message::code`] too.
#[derive(Clone, Copy, Debug)]
pub enum Message<'a> {
    // Faults of what a caller gave.
    Required,
    Null,
    Blank,
    NotAString,
    NotABoolean,
    NotAFunction,
    NotAnObject(&'a str),
    Email,
    EmptySearch,
    NoData,
    NotADictionary(&'a str),
    NotAFile,
    PhotoEmpty,
    PhotoTooLarge(u64),
    PhotoType(&'a str),
    NullBesidePhoto,
    MetadataNotAnObject(&'a str),
    MetadataTooLarge(usize),
    Unsendable { path: &'a str, what: &'a str },
    OutOfRange { found: &'a str, min: u64, max: u64 },
    Id(&'a str),
    UnknownOption { name: &'a str, near: Option<&'a str> },
    NotASignal,
    BaseUrl(&'static str),
    BaseUrlHttp,
    KeyBlank,
    KeyCharacters,
    KeyColon,
    KeyLive,
    TwoCredentials,
    NoCredential,
    RequestCredentials(&'a str),
    HeaderOfOurs(&'a str),
    HeaderName(&'a str),
    HeaderValue(&'a str),
    HeadersNotPlain(&'a str),
    FunctionFailed,
    TokenNotAString,
    Refused { path: &'a str, message: &'a str, others: usize },
    // How calls fail. The code of such an error is chosen where the error is made.
    Answered(u16),
    Field { path: &'a str, message: &'a str },
    Redirect,
    UnexpectedBody(&'a str),
    Shape { path: &'a str, expected: &'a str, found: &'a str },
    NotAResponse,
    Network { said: &'a str },
    Offline { said: &'a str },
    Timeout { ms: u32 },
    NotBuilt { said: &'a str },
}

use Message::*;

impl Message<'_> {
    /// The code of a fault: a literal of `IssueCode`, which `src/js/types.d.ts` declares.
    pub fn code(&self) -> &'static str {
        match self {
            Required | NoCredential => "required",
            Null => "null",
            Blank => "blank",
            NotAString => "not_a_string",
            NotABoolean => "not_a_boolean",
            NotAFunction => "not_a_function",
            NotAnObject(_) | NoData | NotADictionary(_) | MetadataNotAnObject(_) => "not_an_object",
            Email => "invalid_email",
            EmptySearch => "empty_search",
            NotAFile => "not_a_file",
            PhotoEmpty => "empty_file",
            PhotoTooLarge(_) | MetadataTooLarge(_) => "too_large",
            PhotoType(_) => "file_type",
            NullBesidePhoto => "null_beside_file",
            Unsendable { .. } => "unsendable",
            OutOfRange { .. } => "out_of_range",
            Id(_) => "invalid_id",
            UnknownOption { .. } => "unknown_option",
            _ => "invalid_option",
        }
    }

    /// The code for a text that the service sent. It is that of this client's message where the texts
    /// are the same, and `invalid` where nothing is known of the text.
    pub fn code_of(text: &str) -> &'static str {
        const SHARED: &[Message] = &[
            Required,
            Null,
            Blank,
            NotAString,
            NotABoolean,
            Email,
            EmptySearch,
            NotAFile,
            PhotoEmpty,
            NoData,
        ];
        let ours = SHARED.iter().find(|message| message.to_string() == text);
        // The service says one of these where an email address is taken (contract, `BadRequest`).
        let is_unique = text == "This field must be unique."
            || text.starts_with("The fields ") && text.ends_with(" must make a unique set.");
        match ours {
            Some(message) => message.code(),
            None if is_unique => "not_unique",
            None if text.starts_with("Invalid data. Expected a dictionary") => "not_an_object",
            None => "invalid",
        }
    }
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let text = match *self {
            Required => "This field is required.",
            Null => "This field may not be null.",
            Blank => "This field may not be blank.",
            NotAString => "Not a valid string.",
            NotABoolean => "Must be a valid boolean.",
            NotAFunction => "Not a function.",
            Email => "Enter a valid email address.",
            EmptySearch => "The search query cannot be empty.",
            NoData => "No data provided",
            NotAFile => "The submitted data was not a file. Check the encoding type on the form.",
            PhotoEmpty => "The submitted file is empty.",
            NullBesidePhoto => {
                "This field cannot be null in the same call as a photo file: multipart has no null."
            }
            NotASignal => "Not an AbortSignal.",
            BaseUrlHttp => {
                "The base URL must be https: over http the key and the customers could be read on \
                 the way. Only loopback hosts may use http, and this page's own origin where no \
                 credential is given."
            }
            KeyBlank => "May not be empty.",
            KeyCharacters => {
                "Contains white space, a control character or one that is not Latin-1."
            }
            KeyColon => {
                "Contains a colon. (In the service's curl examples it ends the user name; it is \
                 not part of the key.)"
            }
            KeyLive => {
                "A live secret key in a web page can be read by every visitor. Keep it on a \
                 server: a gateway there adds it, and the page uses a baseUrl such as \"/api\" \
                 and no key. dangerouslyAllowLiveKey: true switches this check off."
            }
            TwoCredentials => "Give apiKey or accessToken, not both.",
            NoCredential => {
                "Give an apiKey or an accessToken, or the baseUrl of a gateway that adds one."
            }
            FunctionFailed => "The function failed; its error is the cause of this one.",
            TokenNotAString => "The function gave no string to use as a token.",
            Redirect => {
                "The service answered with a redirect, which is not followed: check the base URL."
            }
            NotAResponse => "The fetch function gave something that is not a response.",
            NotAnObject(kind) => return write!(f, "Expected an object, but got {kind}."),
            NotADictionary(kind) => {
                return write!(f, "Invalid data. Expected a dictionary, but got {kind}.");
            }
            PhotoTooLarge(bytes) => {
                return write!(
                    f,
                    "The photo has {bytes} bytes; at most 5242880 (5 MB) are allowed."
                );
            }
            PhotoType(kind) => {
                return write!(f, "The photo must be a JPEG or PNG image; this is {kind}.");
            }
            MetadataNotAnObject(kind) => {
                return write!(f, "Metadata must be a JSON object, not {kind}.");
            }
            MetadataTooLarge(bytes) => {
                return write!(
                    f,
                    "Metadata has {bytes} bytes of JSON; at most 10240 (10 KB) are allowed."
                );
            }
            Unsendable { path, what } => {
                write_short(f, path)?;
                return write!(f, " holds {what}, which JSON would change or lose.");
            }
            OutOfRange { found, min, max } => {
                return write!(f, "{found} is not allowed: use an integer from {min} to {max}.");
            }
            Id(id) => {
                return write!(f, "\"{id}\" is not an id: ids are not empty, \".\" or \"..\".");
            }
            UnknownOption { name, near } => {
                f.write_str("Unknown option \"")?;
                write_short(f, name)?;
                return match near {
                    Some(near) => write!(f, "\": did you mean \"{near}\"?"),
                    None => f.write_str("\"."),
                };
            }
            BaseUrl(why) => return write!(f, "Not a usable base URL: {why}."),
            RequestCredentials(given) => {
                write_short(f, given)?;
                " is not allowed: use \"omit\", \"same-origin\" or \"include\"."
            }
            HeaderOfOurs(name) => {
                return write!(f, "{name} is set by this client and cannot be given.");
            }
            HeaderName(name) => {
                f.write_str("\"")?;
                write_short(f, name)?;
                "\" is not the name of a header."
            }
            HeaderValue(name) => {
                return write!(
                    f,
                    "The value of {name} is no text, or has a control character or one that is \
                     not Latin-1."
                );
            }
            HeadersNotPlain(kind) => {
                return write!(f, "Expected a plain object of texts, but got {kind}.");
            }
            Refused { path, message, others } => {
                f.write_str("Nothing was sent. ")?;
                write_short(f, path)?;
                write!(f, ": {message}")?;
                return if others > 0 { write!(f, " (And {others} more.)") } else { Ok(()) };
            }
            Answered(status) => {
                write!(f, "The service answered {status}")?;
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
            Field { path, message } => return write!(f, "{path}: {message}"),
            UnexpectedBody(what) => {
                return write!(f, "The service answered a success whose body is {what}.");
            }
            Shape { path, expected, found } => {
                return write!(
                    f,
                    "The service's answer does not match the contract: {path} should be \
                     {expected}, and is {found}."
                );
            }
            Network { said } => {
                return write!(
                    f,
                    "No answer from the service ({said}): it cannot be reached, the base URL is \
                     wrong, or its CORS rules do not allow this page."
                );
            }
            Offline { said } => {
                return write!(f, "No answer from the service ({said}): this browser is offline.");
            }
            Timeout { ms } => return write!(f, "No complete answer within {ms} ms."),
            NotBuilt { said } => {
                return write!(f, "Nothing was sent: the request could not be built ({said}).");
            }
        };
        f.write_str(text)
    }
}

/// Writes a path or a name that a caller made up. A long one is cut to its beginning and its end.
fn write_short(f: &mut fmt::Formatter, text: &str) -> fmt::Result {
    const ENDS: usize = 40;
    let count = text.chars().count();
    if count <= 2 * ENDS {
        return f.write_str(text);
    }
    let nth = |n| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    write!(f, "{}…{}", &text[..nth(ENDS)], &text[nth(count - ENDS)..])
}
