//! The shape check against serde's typed verdict. The first byte chooses the shape.
//!
//! What JavaScript would refuse has no verdict: after the check `TextDecoder` is asked about UTF-8,
//! and `JSON.parse` about JSON.

#![no_main]

use customers_client::answer::{Expected, Mismatch, Unfit, check};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use reference::edits::edit;
use reference::javascript::{kind, parse};
use reference::typed::{Exact, Whole, has_shape, seen};
use serde_json::Value;

const SHAPES: [Expected; 4] =
    [Expected::Customer, Expected::Customers, Expected::Address, Expected::Addresses];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let ours = seed.is_multiple_of(2).then(|| edit(data, size, max_size, seed));
    ours.flatten().unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});

fuzz_target!(|data: &[u8]| {
    let Some((first, body)) = data.split_first() else {
        return;
    };
    let expected = SHAPES[usize::from(first % 4)];
    let ours = check(body, expected);
    let Some(mut parsed) = parse(body) else {
        return;
    };
    match ours {
        Ok(checked) => {
            assert!(has_shape::<Whole>(parsed.clone(), expected), "accepted");
            // `renamed` may be said of a list that a repeated name replaces.
            let mut seen = seen(&mut parsed, expected);
            assert!(checked.renamed || !seen.renamed);
            seen.renamed = checked.renamed;
            if expected == Expected::Addresses {
                // Of an envelope around addresses only the results are used.
                (seen.next, seen.previous) = (checked.next, checked.previous);
            }
            assert_eq!(checked, seen);
        }
        Err(Unfit::Unreadable(what)) => panic!("JSON, called {what}"),
        Err(Unfit::Shape(mismatch)) => {
            assert_found(&parsed, &mismatch);
            assert!(!has_shape::<Exact>(parsed, expected), "refused: {mismatch:?}");
        }
    }
});

/// What a refusal says is true.
fn assert_found(body: &Value, mismatch: &Mismatch) {
    let pointer = match mismatch.path.as_str() {
        "" => String::new(),
        path => format!("/{}", path.replace('.', "/")),
    };
    let found = match (body.pointer(&pointer), mismatch.found) {
        (None, _) => "missing",
        (Some(Value::Number(_)), found @ ("another number" | "negative")) => found,
        (Some(value), _) => kind(value),
    };
    assert_eq!(found, mismatch.found, "{mismatch:?}");
}
