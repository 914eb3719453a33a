//! `Retry-After`, in seconds or as a date. The first byte chooses what time it is.

#![no_main]

use customers_client::failure::retry_after_ms;
use libfuzzer_sys::fuzz_target;
use reference::dates::seconds_since_1970;

/// The last ones are what a `Date` header that cannot be read, or a wrong clock, could lead to.
const NOWS: [f64; 8] = [
    0.0,
    784_111_777_000.0,
    1_767_225_600_000.5,
    253_402_300_799_000.0,
    -1.0,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
];

fuzz_target!(|data: &[u8]| {
    let Some((first, value)) = data.split_first() else {
        return;
    };
    let Ok(value) = std::str::from_utf8(value) else {
        return;
    };
    let now_ms = NOWS[usize::from(first % 8)];
    assert_eq!(retry_after_ms(value, now_ms), expected(value, now_ms), "{value:?} at {now_ms}");
});

fn expected(value: &str, now_ms: f64) -> Option<u64> {
    let value = value.trim();
    if !value.is_empty() && value.chars().all(|c| "0123456789".contains(c)) {
        // What is too large to hold is a long time all the same.
        let seconds = value.parse::<u64>().unwrap_or(u64::MAX);
        return Some(seconds.saturating_mul(1000));
    }
    let left = seconds_since_1970(value)? as f64 * 1000.0 - now_ms;
    // From a time that is no number, or from the end of time, there is nothing to wait.
    Some(if left > 0.0 { left as u64 } else { 0 })
}
