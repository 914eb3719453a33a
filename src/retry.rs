//! Which requests may be repeated, and after how long (promised by `ClientOptions.maxRetries`).

use crate::operation::Method;

/// The upper bound of the first wait, in milliseconds. It doubles with each further failure.
const FIRST_WAIT_MS: u32 = 500;
/// How often the bound doubles at most: it ends at eight seconds.
const DOUBLINGS: u32 = 4;
/// The longest `Retry-After` that is waited for, in milliseconds. After a longer one the call ends,
/// and the caller decides.
const LONGEST_RETRY_AFTER_MS: f64 = 60_000.0;

/// How an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No complete answer came: the error is `network` or `timeout`.
    Lost,
    /// No complete answer came, and the browser knew that it is offline: a repeat would fail too.
    Offline,
    /// An answer with an error status.
    Status(u16),
    /// An answer with the status of a success whose body could not be used.
    Unread,
}

/// The longest wait, in milliseconds, before a request is sent again that has failed `failures`
/// times; `None` where it must not be sent again. A `Retry-After` is waited for as it is. Without one,
/// the caller of this function waits for a random part of the answer ("full jitter"), so that many
/// clients do not come back at once.
///
/// Reads are repeated after failures that may pass. Writes are repeated only after an answer that
/// says that they were not carried out: 429, and 503 with `Retry-After`.
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

/// True where nobody can know whether a request that was sent has been carried out: for a write that
/// ended in `network`, `timeout`, 502 or 504, or in a success whose body could not be used.
pub fn outcome_unknown(method: Method, failure: Failure) -> bool {
    let lost = matches!(
        failure,
        Failure::Lost | Failure::Offline | Failure::Unread | Failure::Status(502 | 504)
    );
    lost && method.is_write()
}
