//! What a client and a call can be told, checked (contract, "Options").

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::base_url;
use crate::error::FieldErrors;
use crate::json::Json;
use crate::message;
use crate::params::{integer, must_be_function, must_be_object};

/// The longest that a browser's timer can wait; longer ones fire at once.
const MAX_TIMEOUT_MS: u64 = i32::MAX as u64;

/// More than anybody waits for.
const MAX_RETRIES: u64 = 1_000;

/// Checks a client's options; all faults are reported together, by option name. What comes back
/// is the base URL, without a trailing slash.
///
/// `origin` is the page's own, for a base URL that is a path. `is_web` is true in a web page or a
/// worker, where every visitor can read what is there.
///
/// ```
/// use customers_client::{json::Json, options::client};
/// let faults = client(Json::new(r#"{"timeoutMs":0}"#), None, false).unwrap_err();
/// assert_eq!(faults.get("timeoutMs"), ["0 is not allowed: use an integer from 1 to 2147483647."]);
/// assert_eq!(faults.get("apiKey").len(), 1);
/// let url = client(Json::new(r#"{"apiKey":"sk_test_x"}"#), None, true);
/// assert_eq!(url.unwrap(), "https://api.4geeks.io");
/// ```
pub fn client(value: Json, origin: Option<&str>, is_web: bool) -> Result<String, FieldErrors> {
    let mut faults = FieldErrors::default();
    if !value.is_object() {
        faults.add("options", message::NOT_AN_OBJECT, &[&value.kind()]);
        return Err(faults);
    }
    let given = text(value, "baseUrl", &mut faults);
    let base = given.map(|given| base_url::parse(&given, origin));
    if let Some(Err(fault)) = base {
        faults.add("baseUrl", fault, &[]);
    }
    let live_allowed = flag(value, "dangerouslyAllowLiveKey", &mut faults) || !is_web;
    let key = secret(value, "apiKey", live_allowed, &mut faults);
    if key.as_ref().is_some_and(|key| key.bytes().any(|b| b == b':')) {
        faults.add("apiKey", message::KEY_COLON, &[]);
    }
    let asked = value.get("accessToken").is_some_and(Json::is_function);
    let has_token = asked || secret(value, "accessToken", live_allowed, &mut faults).is_some();
    must_be_function(value, "fetch", &mut faults);
    let given = |name: &str| value.get(name).is_some_and(|v| !v.is_null());
    if key.is_some() && has_token {
        faults.add("accessToken", message::TWO_CREDENTIALS, &[]);
    } else if !has_token && !["apiKey", "accessToken", "baseUrl"].iter().any(|n| given(n)) {
        faults.add("apiKey", message::NO_CREDENTIAL, &[]);
    }
    limits(value, &mut faults);
    if let Some(cookies) = text(value, "credentials", &mut faults)
        && !["omit", "same-origin", "include"].contains(&cookies.as_str())
    {
        faults.add("credentials", message::REQUEST_CREDENTIALS, &[&cookies]);
    }
    let base = base.and_then(Result::ok);
    faults.finish(base.unwrap_or_else(|| base_url::PRODUCTION.to_owned()))
}

/// Checks a call's options; faults are added by option name.
pub fn call(value: Json, faults: &mut FieldErrors) {
    must_be_object("options", value, faults);
    // What can be used as one, `src/js/input.js` keeps.
    if value.get("signal").is_some_and(|v| !v.is_null()) {
        faults.add("signal", message::NOT_A_SIGNAL, &[]);
    }
    limits(value, faults);
}

fn limits(value: Json, faults: &mut FieldErrors) {
    integer(value, "timeoutMs", 1, MAX_TIMEOUT_MS, faults);
    integer(value, "maxRetries", 0, MAX_RETRIES, faults);
}

/// A key or token that does not change. By mistake a live key may stand where a token belongs:
/// every visitor could read it all the same.
fn secret(value: Json, name: &str, live_allowed: bool, faults: &mut FieldErrors) -> Option<String> {
    let secret = text(value, name, faults)?;
    check_secret(name, &secret, faults);
    if !live_allowed && secret.starts_with("sk_live_") {
        faults.add(name, message::KEY_LIVE, &[]);
    }
    Some(secret)
}

/// Adds a fault where a key or token cannot stand in a header.
pub fn check_secret(name: &str, secret: &str, faults: &mut FieldErrors) {
    let unfit = |c: char| c.is_whitespace() || c.is_control() || c > '\u{ff}';
    if secret.is_empty() {
        faults.add(name, message::KEY_BLANK, &[]);
    } else if secret.chars().any(unfit) {
        faults.add(name, message::KEY_CHARACTERS, &[]);
    }
}

/// A text option; `null` is as good as absent.
fn text(value: Json, name: &str, faults: &mut FieldErrors) -> Option<String> {
    let given = value.get(name).filter(|given| !given.is_null())?;
    let text = given.text();
    if text.is_none() {
        faults.add(name, message::NOT_A_STRING, &[]);
    }
    text
}

fn flag(value: Json, name: &str, faults: &mut FieldErrors) -> bool {
    let given = value.get(name).unwrap_or(Json::NULL);
    if !given.is_null() && !given.is_boolean() {
        faults.add(name, message::NOT_A_BOOLEAN, &[]);
    }
    given.raw() == "true"
}
