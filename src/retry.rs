//! What may be repeated, and when: pure (contract, "Repeats").

use crate::operation::Method;

/// The first upper bound of a wait, in milliseconds; it doubles with each attempt, …
const FIRST_WAIT_MS: u32 = 500;
/// … four times at most: to eight seconds.
const DOUBLINGS: u32 = 4;
/// The longest `Retry-After` that is waited for; a longer one is the caller's to wait for.
const LONGEST_RETRY_AFTER_MS: f64 = 60_000.0;

/// How an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No complete answer: `network` or `timeout`.
    Lost,
    /// The same where the browser had said before that it is offline: it would only fail again.
    Offline,
    /// An answer with an error status.
    Status(u16),
    /// A success that could not be read.
    Unread,
}

/// How long to wait at most, in milliseconds, before what failed for the `failures`th time may
/// follow again. Without `Retry-After` it is a random part of that ("full jitter"), so that many
/// clients do not come back at once.
///
/// Reads are repeated after what may pass. Writes are repeated only on an answer that says that
/// they were not carried out: 429, and 503 with `Retry-After`.
///
/// ```
/// use customers_client::operation::Method;
/// use customers_client::retry::{Failure, next};
/// assert_eq!(next(Method::Get, Failure::Lost, 1, None), Some(500.0));
/// assert_eq!(next(Method::Post, Failure::Lost, 1, None), None);
/// assert_eq!(next(Method::Post, Failure::Status(503), 1, Some(2_000.0)), Some(2_000.0));
/// ```
pub fn next(
    method: Method,
    failure: Failure,
    failures: u32,
    retry_after_ms: Option<f64>,
) -> Option<f64> {
    let passes = match failure {
        Failure::Status(429) => true,
        Failure::Status(503) => !method.is_write() || retry_after_ms.is_some(),
        Failure::Lost | Failure::Status(408 | 500 | 502 | 504) => !method.is_write(),
        _ => false,
    };
    let doubled = FIRST_WAIT_MS << failures.saturating_sub(1).min(DOUBLINGS);
    let wait = retry_after_ms.unwrap_or(doubled.into());
    (passes && wait <= LONGEST_RETRY_AFTER_MS).then_some(wait)
}

/// True where nobody can know whether a request that was sent was carried out: a write that ended
/// in `network` or `timeout`, 502, 504, or a success that could not be read.
pub fn outcome_unknown(method: Method, failure: Failure) -> bool {
    let lost = matches!(
        failure,
        Failure::Lost | Failure::Offline | Failure::Unread | Failure::Status(502 | 504)
    );
    lost && method.is_write()
}
