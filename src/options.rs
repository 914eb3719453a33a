//! What a client and a call can be told, checked (contract, "Options").

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::base_url;
use crate::error::{Error, FieldErrors, Message};
use crate::json::Json;
use crate::params::{integer, must_be_object};
use crate::text::join;

/// The longest that a browser's timer can wait; longer ones fire at once.
const MAX_TIMEOUT_MS: u64 = i32::MAX as u64;

/// More than anybody waits for.
const MAX_RETRIES: u64 = 1_000;

/// What the checks have to know of where they run.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The page's own origin, for a base URL that is a path.
    pub origin: Option<String>,
    /// The key and a colon in Base64, as `btoa` has them; empty where there is no usable key.
    pub encoded_key: String,
    /// True in a web page or a worker: what is there can be read by every visitor.
    pub is_web: bool,
}

/// Whom the requests come from. It has no `Debug`: it would print the secret.
#[derive(Clone, PartialEq)]
pub enum Credential {
    /// A gateway adds it.
    Gateway,
    /// A key or token that does not change: the value of the header `Authorization`.
    Fixed(String),
    /// A function is asked before every attempt.
    Asked,
}

/// From the key's prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// `sk_test_…`
    Test,
    /// `sk_live_…`
    Live,
    /// Tokens and gateways.
    Unknown,
}

impl Mode {
    /// The literal of the package's type.
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::Test => "test",
            Mode::Live => "live",
            Mode::Unknown => "unknown",
        }
    }
}

/// A client's checked options. No `Debug`: they hold the credential.
#[derive(Clone)]
pub struct ClientOptions {
    /// Without a trailing slash.
    pub base_url: String,
    /// Whom the requests come from.
    pub credential: Credential,
    /// Texts that must not show in an error: the key or token, and its encoded form.
    pub secrets: Vec<String>,
    /// From the key's prefix.
    pub mode: Mode,
    /// Limit for one attempt, in milliseconds.
    pub timeout_ms: u32,
    /// Retries after the first attempt, where a repeat is safe.
    pub max_retries: u32,
    /// Cookies: `omit`, `same-origin` or `include`.
    pub credentials: &'static str,
}

/// A call's checked options.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CallOptions {
    /// Limit for one attempt, in milliseconds; `None` is the client's.
    pub timeout_ms: Option<u32>,
    /// Retries after the first attempt; `None` is the client's.
    pub max_retries: Option<u32>,
}

impl ClientOptions {
    /// Checks a client's options; all faults are reported together, by option name.
    ///
    /// ```
    /// use customers_client::json::Json;
    /// use customers_client::options::{ClientOptions, Place};
    /// let options = Json::read(br#"{"timeoutMs": 0}"#).unwrap();
    /// let error = ClientOptions::parse(options, &Place::default()).err().unwrap();
    /// assert_eq!(error.fields.get("timeoutMs"), ["0 is not allowed: use an integer from 1 to 2147483647."]);
    /// assert_eq!(error.fields.get("apiKey").len(), 1);
    /// ```
    pub fn parse(value: Json, place: &Place) -> Result<ClientOptions, Error> {
        let mut faults = FieldErrors::default();
        if !value.is_object() {
            faults.add("options", Message::NotAnObject(&value.kind()));
            return Err(Error::invalid(faults));
        }
        let base = text(value, "baseUrl", &mut faults).and_then(|given| {
            let parsed = base_url::parse(&given, place.origin.as_deref());
            parsed.map_err(|message| faults.add("baseUrl", message)).ok()
        });
        let live_allowed = flag(value, "dangerouslyAllowLiveKey", &mut faults) || !place.is_web;
        let key = secret(value, "apiKey", live_allowed, &mut faults);
        if key.as_ref().is_some_and(|key| key.bytes().any(|b| b == b':')) {
            faults.add("apiKey", Message::KeyColon);
        }
        let asked = value.get("accessToken").is_some_and(Json::is_function);
        let fixed_token =
            if asked { None } else { secret(value, "accessToken", live_allowed, &mut faults) };
        if value.get("fetch").is_some_and(|v| !v.is_null() && !v.is_function()) {
            faults.add("fetch", Message::NotAFunction);
        }
        let has_token = fixed_token.is_some() || asked;
        let given = |name: &str| value.get(name).is_some_and(|v| !v.is_null());
        if key.is_some() && has_token {
            faults.add("accessToken", Message::TwoCredentials);
        } else if !has_token && !["apiKey", "accessToken", "baseUrl"].iter().any(|n| given(n)) {
            faults.add("apiKey", Message::NoCredential);
        }
        let timeout = integer(value, "timeoutMs", 1, MAX_TIMEOUT_MS, &mut faults);
        let retries = integer(value, "maxRetries", 0, MAX_RETRIES, &mut faults);
        let credentials = cookies(value, &mut faults);
        let mode = match &key {
            Some(key) if key.starts_with("sk_test_") => Mode::Test,
            Some(key) if key.starts_with("sk_live_") => Mode::Live,
            _ => Mode::Unknown,
        };
        let (credential, secrets) = match (key, fixed_token) {
            // HTTP Basic, the key as user name, no password (contract, "Where and who").
            (Some(key), _) => {
                let encoded = place.encoded_key.clone();
                (Credential::Fixed(join(&["Basic ", &encoded])), vec![key, encoded])
            }
            (None, Some(token)) => (Credential::Fixed(bearer(&token)), vec![token]),
            (None, None) if asked => (Credential::Asked, Vec::new()),
            _ => (Credential::Gateway, Vec::new()),
        };
        faults.finish(ClientOptions {
            base_url: base.unwrap_or_else(|| base_url::PRODUCTION.to_owned()),
            credential,
            secrets,
            mode,
            timeout_ms: timeout.unwrap_or(30_000) as u32,
            max_retries: retries.unwrap_or(2) as u32,
            credentials,
        })
    }
}

/// A key or token that does not change. By mistake a live key may stand where a token belongs:
/// every visitor could read it all the same.
fn secret(value: Json, name: &str, live_allowed: bool, faults: &mut FieldErrors) -> Option<String> {
    let secret = text(value, name, faults)?;
    check_secret(name, &secret, faults);
    if !live_allowed && secret.starts_with("sk_live_") {
        faults.add(name, Message::KeyLive);
    }
    Some(secret)
}

fn cookies(value: Json, faults: &mut FieldErrors) -> &'static str {
    let given = text(value, "credentials", faults);
    let wanted = given.as_deref().unwrap_or("omit");
    for known in ["omit", "same-origin", "include"] {
        if known == wanted {
            return known;
        }
    }
    faults.add("credentials", Message::RequestCredentials(wanted));
    "omit"
}

/// The header for an access token (edition 1).
pub fn bearer(token: &str) -> String {
    join(&["Bearer ", token])
}

/// Adds a fault where a key or token cannot stand in a header.
pub fn check_secret(name: &str, secret: &str, faults: &mut FieldErrors) {
    let unfit = |c: char| c.is_whitespace() || c.is_control() || c > '\u{ff}';
    if secret.is_empty() {
        faults.add(name, Message::KeyBlank);
    } else if secret.chars().any(unfit) {
        faults.add(name, Message::KeyCharacters);
    }
}

impl CallOptions {
    /// Checks a call's options; faults are added by option name.
    pub fn parse(value: Json, faults: &mut FieldErrors) -> CallOptions {
        must_be_object("options", value, faults);
        // What can be used as one, `src/js/input.js` keeps.
        if value.get("signal").is_some_and(|v| !v.is_null()) {
            faults.add("signal", Message::NotASignal);
        }
        let retries = integer(value, "maxRetries", 0, MAX_RETRIES, faults);
        let timeout = integer(value, "timeoutMs", 1, MAX_TIMEOUT_MS, faults);
        CallOptions {
            timeout_ms: timeout.map(|ms| ms as u32),
            max_retries: retries.map(|retries| retries as u32),
        }
    }
}

/// A text option; `null` is as good as absent.
fn text(value: Json, name: &str, faults: &mut FieldErrors) -> Option<String> {
    let given = value.get(name).filter(|given| !given.is_null())?;
    let text = given.text();
    if text.is_none() {
        faults.add(name, Message::NotAString);
    }
    text
}

fn flag(value: Json, name: &str, faults: &mut FieldErrors) -> bool {
    let given = value.get(name).unwrap_or(Json::NULL);
    if !given.is_null() && !given.is_boolean() {
        faults.add(name, Message::NotABoolean);
    }
    given.raw() == b"true"
}
