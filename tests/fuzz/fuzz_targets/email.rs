//! The client's verdict on an email address against Django's.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reference::django;

fuzz_target!(|text: &str| {
    let (ours, theirs) = (customers_client::email::accepts(text), django::accepts(text));
    assert_eq!(ours, theirs, "{text:?}");
});
