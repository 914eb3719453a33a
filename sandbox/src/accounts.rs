//! The accounts of the sandbox, and the keys and tokens by which a request names one.

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::error::ApiError;
use crate::store::Store;

/// The key that the documentation's examples use; the server prints it at the start.
pub const DEMO_KEY: &str = "sk_test_51O62xYzAbcDef123";

/// An account in one of its two modes, test or live. A customer belongs to one account in one mode: a
/// test key sees only test customers (inferred).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    pub developer: i64,
    pub test: bool,
}

const fn account(developer: i64, test: bool) -> Account {
    Account { developer, test }
}

// The account of the documentation's second edition in both modes, and that of the first edition.
pub const TEST_2875: Account = account(2875, true);
pub const LIVE_2875: Account = account(2875, false);
pub const TEST_3468: Account = account(3468, true);

/// Sent as `Basic base64(key + ":")`.
const KEYS: [(&str, Account); 3] = [
    (DEMO_KEY, TEST_2875),
    ("sk_live_51O62xYzAbcDef123", LIVE_2875),
    ("sk_test_3468Sandbox", TEST_3468),
];

/// Sent as `Bearer <token>`.
const TOKENS: [(&str, Account); 1] = [("PdSKf04xi9LEcvcwIAdbWAXVg380Kz", TEST_3468)];

/// With faults switched on, a key that begins like this opens an empty account of its own.
const FRESH_PREFIX: &str = "sk_test_new_";

/// The key or token that a request carries. No `Debug`: a credential never reaches a log.
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    Key(String),
    Token(String),
}

impl Credential {
    /// Reads the key or token of a request, whether or not any account has it.
    pub fn of(headers: &HeaderMap) -> Result<Self, ApiError> {
        const MISSING: ApiError =
            ApiError::Unauthorized("Authentication credentials were not provided.");
        let value = headers.get(header::AUTHORIZATION).ok_or(MISSING)?;
        let value = value.to_str().map_err(|_| MISSING)?;
        let (scheme, rest) = value.trim().split_once(' ').ok_or(MISSING)?;
        let rest = rest.trim();
        if scheme.eq_ignore_ascii_case("basic") {
            basic_key(rest).map(Self::Key).ok_or(INVALID_KEY)
        } else if scheme.eq_ignore_ascii_case("bearer") {
            Ok(Self::Token(rest.to_owned()))
        } else {
            Err(MISSING)
        }
    }

    /// The text of the key or token.
    pub fn text(&self) -> &str {
        match self {
            Self::Key(text) | Self::Token(text) => text,
        }
    }
}

const INVALID_KEY: ApiError = ApiError::Unauthorized("Invalid API Key.");
const INVALID_TOKEN: ApiError = ApiError::Unauthorized("Invalid token.");

/// The key in an HTTP Basic header: the user name. The password must be there and empty.
fn basic_key(encoded: &str) -> Option<String> {
    let decoded = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    decoded.strip_suffix(':').map(ToOwned::to_owned)
}

/// The account that a request acts for.
pub async fn authenticate(
    store: &Store,
    headers: &HeaderMap,
    opens_fresh_accounts: bool,
) -> Result<Account, ApiError> {
    match Credential::of(headers)? {
        Credential::Token(token) => find(&TOKENS, &token).ok_or(INVALID_TOKEN),
        Credential::Key(key) => match find(&KEYS, &key) {
            Some(account) => Ok(account),
            None if opens_fresh_accounts && key.starts_with(FRESH_PREFIX) => {
                Ok(account(store.fresh_developer(key).await?, true))
            }
            None => Err(INVALID_KEY),
        },
    }
}

fn find(known: &[(&str, Account)], credential: &str) -> Option<Account> {
    known.iter().find(|(name, _)| *name == credential).map(|(_, account)| *account)
}
