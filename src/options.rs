//! The checks of the options of a client and of a call (promised by `ClientOptions` and
//! `CallOptions`).

use crate::base_url::{self, Place};
use crate::error::Faults;
use crate::message::Message;
use crate::params::{integer, must_be_function, must_be_record};
use crate::value::Value;

/// The names of a client's options.
pub const CLIENT: &[&str] = &[
    "apiKey",
    "accessToken",
    "baseUrl",
    "timeoutMs",
    "maxRetries",
    "credentials",
    "headers",
    "dangerouslyAllowLiveKey",
    "fetch",
    "onAttempt",
];
/// The names of a call's options.
pub const CALL: &[&str] = &["signal", "timeoutMs", "maxRetries"];

/// The most milliseconds that a browser's timer can wait; a longer timer fires at once.
const MAX_TIMEOUT_MS: u64 = i32::MAX as u64;
/// More repeats than anybody waits for.
const MAX_RETRIES: u64 = 1_000;

/// The credential that requests carry. No `Debug`: it holds a secret.
#[derive(Clone, PartialEq)]
pub enum Credential {
    /// No credential: a gateway adds one.
    None,
    /// An API key.
    Key(String),
    /// An access token that does not change.
    Token(String),
    /// A token that the caller's function is asked for before every attempt.
    Asked,
}

/// Headers of the caller's own. No `Debug`: a value may be a secret.
#[derive(Clone, PartialEq)]
pub enum OwnHeaders {
    /// Names and values, the same for every request.
    Fixed(Vec<(String, String)>),
    /// Headers that the caller's function is asked for before every attempt.
    Asked,
}

/// The limits of a call. For what is `None` the client's limits hold, or the defaults.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    /// How long one whole attempt may take, in milliseconds.
    pub timeout_ms: Option<u32>,
    /// The most repeats after the first attempt.
    pub max_retries: Option<u32>,
}

/// A client's options, checked. No `Debug`: it holds secrets.
pub struct ClientOptions {
    /// The base URL, without a trailing slash.
    pub base_url: String,
    /// The credential that requests carry.
    pub credential: Credential,
    /// The limits of calls that give none of their own.
    pub limits: Limits,
    /// When cookies are sent: `omit`, `same-origin` or `include`.
    pub cookies: String,
    /// The caller's own headers.
    pub headers: OwnHeaders,
}

impl ClientOptions {
    /// Checks a client's options, and adds all faults by option name. `None` where there is no usable
    /// base URL.
    ///
    /// `headers` is the value of the option of that name where that is an object. `is_page` is true in
    /// a page and in a worker of one, where every visitor can read a credential.
    pub fn parse(
        value: &Value,
        headers: &Value,
        place: &Place,
        is_page: bool,
        faults: &mut Faults,
    ) -> Option<ClientOptions> {
        if !matches!(value, Value::Object(_)) {
            faults.add("options", Message::NotAnObject(value.kind()));
            return None;
        }
        must_be_record("options", value, CLIENT, faults);
        let credential = credential(value, is_page, faults);
        let given = text(value, "baseUrl", faults);
        let base_url = match given {
            None => Ok(base_url::PRODUCTION.to_owned()),
            Some(given) => base_url::check(given, place, credential != Credential::None),
        };
        let base_url = base_url.map_err(|fault| faults.add("baseUrl", fault)).ok();
        must_be_function(value, "fetch", faults);
        must_be_function(value, "onAttempt", faults);
        let limits = limits(value, faults);
        let cookies = text(value, "credentials", faults).unwrap_or("omit");
        if !["omit", "same-origin", "include"].contains(&cookies) {
            faults.add("credentials", Message::RequestCredentials(cookies));
        }
        let headers = match value.get("headers") {
            None | Some(Value::Null) => OwnHeaders::Fixed(Vec::new()),
            Some(given) if given.is_function() => OwnHeaders::Asked,
            Some(_) => OwnHeaders::Fixed(own_headers(headers, faults)),
        };
        let cookies = cookies.to_owned();
        Some(ClientOptions { base_url: base_url?, credential, limits, cookies, headers })
    }

    /// `"test"`, `"live"` or `"unknown"`, by the key's prefix (contract, `secretKey`).
    pub fn mode(&self) -> &'static str {
        match &self.credential {
            Credential::Key(key) if key.starts_with("sk_test_") => "test",
            Credential::Key(key) if key.starts_with("sk_live_") => "live",
            _ => "unknown",
        }
    }
}

/// Checks a call's options, and adds all faults by option name. `has_signal` is true where the value
/// of the option `signal` can be used as an AbortSignal.
pub fn call(value: &Value, has_signal: bool, faults: &mut Faults) -> Limits {
    must_be_record("options", value, CALL, faults);
    if !has_signal && value.get("signal").is_some_and(|given| !given.is_null()) {
        faults.add("signal", Message::NotASignal);
    }
    limits(value, faults)
}

fn limits(value: &Value, faults: &mut Faults) -> Limits {
    let mut integer = |name, min, max| integer(value, name, min, max, faults).map(|n| n as u32);
    let timeout_ms = integer("timeoutMs", 1, MAX_TIMEOUT_MS);
    Limits { timeout_ms, max_retries: integer("maxRetries", 0, MAX_RETRIES) }
}

fn credential(value: &Value, is_page: bool, faults: &mut Faults) -> Credential {
    let live_allowed = flag(value, "dangerouslyAllowLiveKey", faults) || !is_page;
    let key = secret(value, "apiKey", live_allowed, faults);
    if key.is_some_and(|key| key.contains(':')) {
        faults.add("apiKey", Message::KeyColon);
    }
    let is_asked = value.get("accessToken").is_some_and(Value::is_function);
    let token = if is_asked { None } else { secret(value, "accessToken", live_allowed, faults) };
    let given = |name: &str| value.get(name).is_some_and(|value| !value.is_null());
    match (key, token) {
        (Some(_), _) if is_asked || token.is_some() => {
            faults.add("accessToken", Message::TwoCredentials);
        }
        (None, None) if !["apiKey", "accessToken", "baseUrl"].into_iter().any(given) => {
            faults.add("apiKey", Message::NoCredential);
        }
        _ => {}
    }
    match (key, token) {
        (Some(key), _) => Credential::Key(key.to_owned()),
        (None, Some(token)) => Credential::Token(token.to_owned()),
        _ if is_asked => Credential::Asked,
        _ => Credential::None,
    }
}

/// Checks a key, or a token that does not change. A live key is refused in the place of a token too:
/// there every visitor could read it all the same.
fn secret<'a>(
    value: &'a Value,
    name: &str,
    live_allowed: bool,
    faults: &mut Faults,
) -> Option<&'a str> {
    let secret = text(value, name, faults)?;
    check_secret(name, secret, faults);
    if !live_allowed && secret.starts_with("sk_live_") {
        faults.add(name, Message::KeyLive);
    }
    Some(secret)
}

/// Adds a fault under `name` where a key or token cannot stand in a header.
pub fn check_secret(name: &str, secret: &str, faults: &mut Faults) {
    let unfit = |c: char| c.is_whitespace() || c.is_control() || c > '\u{ff}';
    if secret.is_empty() {
        faults.add(name, Message::KeyBlank);
    } else if secret.contains(unfit) {
        faults.add(name, Message::KeyCharacters);
    }
}

/// Checks headers of the caller's own, and answers the names and values of those without a fault.
/// Faults are added under `headers`, and their messages name the header.
///
/// ```
/// use customers_client::error::Faults;
/// use customers_client::options::own_headers;
/// let mut faults = Faults::default();
/// let given = serde_json::from_str(r#"{"X-Trace": "1", "accept": "text/html"}"#).unwrap();
/// own_headers(&given, &mut faults);
/// assert_eq!(faults.at("headers"), ["accept is set by this client and cannot be given."]);
/// ```
pub fn own_headers(value: &Value, faults: &mut Faults) -> Vec<(String, String)> {
    if !matches!(value, Value::Object(_)) {
        faults.add("headers", Message::HeadersNotPlain(value.kind()));
    }
    let mut headers = Vec::new();
    for (name, value) in value.entries() {
        let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        let ours = ["accept", "authorization", "content-type"];
        let unfit = |c: char| c.is_control() || c > '\u{ff}';
        if name.is_empty() || !name.bytes().all(is_token) {
            faults.add("headers", Message::HeaderName(name));
        } else if ours.contains(&name.to_ascii_lowercase().as_str()) {
            faults.add("headers", Message::HeaderOfOurs(name));
        } else {
            match value.text() {
                Some(text) if !text.contains(unfit) => {
                    headers.push((name.clone(), text.to_owned()));
                }
                _ => faults.add("headers", Message::HeaderValue(name)),
            }
        }
    }
    headers
}

/// The value of a text option; null counts as absent.
fn text<'a>(value: &'a Value, name: &str, faults: &mut Faults) -> Option<&'a str> {
    let given = value.get(name).filter(|given| !given.is_null())?;
    if given.text().is_none() {
        faults.add(name, Message::NotAString);
    }
    given.text()
}

/// The value of a boolean option; absent and null count as false.
fn flag(value: &Value, name: &str, faults: &mut Faults) -> bool {
    match value.get(name) {
        None | Some(Value::Null) => false,
        Some(Value::Bool(flag)) => *flag,
        Some(_) => {
            faults.add(name, Message::NotABoolean);
            false
        }
    }
}
