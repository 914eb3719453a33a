//! `Retry-After`, in seconds or as a date, which JavaScript reads. The first byte chooses what
//! time it is, and what the header means as a date.

#![no_main]

use customers_client::failure::retry_after_ms;
use libfuzzer_sys::fuzz_target;
use reference::django::strip;

/// The last ones are what a `Date` header that cannot be read, or a wrong clock, could lead to.
const TIMES: [f64; 8] = [
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
    let now_ms = TIMES[usize::from(first % 8)];
    let date_ms = (*first < 192).then_some(TIMES[usize::from(first / 8 % 8)]);
    assert_eq!(
        retry_after_ms(value, date_ms, now_ms),
        expected(value, date_ms, now_ms),
        "{value:?} as {date_ms:?} at {now_ms}"
    );
});

fn expected(value: &str, date_ms: Option<f64>, now_ms: f64) -> Option<u64> {
    let value = strip(value);
    if !value.is_empty() && value.chars().all(|c| "0123456789".contains(c)) {
        // What is too large to hold is a long time all the same.
        let seconds = value.parse::<u64>().unwrap_or(u64::MAX);
        return Some(seconds.saturating_mul(1000));
    }
    let left = date_ms? - now_ms;
    // From a time that is no number, or from the end of time, there is nothing to wait.
    Some(if left > 0.0 { left as u64 } else { 0 })
}
