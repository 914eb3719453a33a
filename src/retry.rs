//! What may be repeated, and when: pure (contract, "Repeats").

use crate::error::{Code, Error};
use crate::http::Method;

/// The first upper bound of a wait, in milliseconds; it doubles with each attempt.
const FIRST_WAIT_MS: u64 = 500;
/// The last upper bound.
const LONGEST_WAIT_MS: u64 = 8_000;
/// The longest `Retry-After` that is waited for; a longer one is the caller's to wait for.
const LONGEST_RETRY_AFTER_MS: u64 = 60_000;

/// How long to wait before the next attempt, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// As long as the service asked for.
    Exactly(u64),
    /// A random time up to this one ("full jitter"), so that many clients do not come back at
    /// once.
    UpTo(u64),
}

impl Wait {
    /// In milliseconds; `random` is from 0 to 1.
    pub fn ms(self, random: f64) -> u32 {
        match self {
            Wait::Exactly(ms) => ms as u32,
            Wait::UpTo(ms) => (ms as f64 * random) as u32,
        }
    }
}

/// Whether the `attempt`th attempt (from 1) that ended so may be followed by another.
///
/// Reads are repeated after what may pass. Writes are repeated only on an answer that says that
/// they were not carried out: 429, and 503 with `Retry-After`.
///
/// ```
/// use customers_client::error::Code;
/// use customers_client::http::Method;
/// use customers_client::retry::{Wait, next};
/// assert_eq!(next(Method::Get, Code::Network, 1, None), Some(Wait::UpTo(500)));
/// assert_eq!(next(Method::Post, Code::Network, 1, None), None);
/// assert_eq!(next(Method::Post, Code::Status(503), 1, Some(2_000)), Some(Wait::Exactly(2_000)));
/// ```
pub fn next(
    method: Method,
    outcome: Code,
    attempt: u32,
    retry_after_ms: Option<u64>,
) -> Option<Wait> {
    let passes = match outcome {
        Code::Status(429) => true,
        Code::Status(503) => !method.is_write() || retry_after_ms.is_some(),
        Code::Network | Code::Timeout | Code::Status(408 | 500 | 502 | 504) => !method.is_write(),
        _ => false,
    };
    match retry_after_ms {
        _ if !passes => None,
        Some(ms) => (ms <= LONGEST_RETRY_AFTER_MS).then_some(Wait::Exactly(ms)),
        None => {
            let doubled = FIRST_WAIT_MS << attempt.saturating_sub(1).min(10);
            Some(Wait::UpTo(doubled.min(LONGEST_WAIT_MS)))
        }
    }
}

/// True where nobody can know whether a request was carried out: a write that was sent and ended
/// in `network` or `timeout`, 502, 504, or a success that could not be read.
pub fn outcome_unknown(method: Method, error: &Error) -> bool {
    let lost = match error.code {
        Code::Network | Code::Timeout | Code::Status(502 | 504) => true,
        Code::UnexpectedResponse => matches!(error.status, Some(200..=299)),
        _ => false,
    };
    lost && method.is_write() && error.attempts > 0
}
