//! The shape check against serde's typed verdict. The first byte chooses the shape.
//!
//! Bodies that are not UTF-8 or not JSON have no verdict here: they are refused after the check, when
//! the body is parsed.

#![no_main]

use customers_client::answer::{Expected, Unfit, check};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use reference::edits::edit;
use reference::javascript::{parse, repeats_a_name};
use reference::refusals::assert_true;
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
    let Some(mut parsed) = parse::<Value>(body) else {
        return;
    };
    match ours {
        Ok(checked) => {
            assert!(has_shape::<Whole>(parsed.clone(), expected), "accepted");
            let seen = seen(&mut parsed, expected);
            // `renamed` may be true because of a list that a repeated name replaces later on.
            let text = std::str::from_utf8(body).expect("JSON is UTF-8");
            let may_differ = checked.renamed && repeats_a_name(text, &parsed);
            assert!(checked == seen || may_differ, "{checked:?}, {seen:?}");
        }
        Err(Unfit::Unreadable(what)) => panic!("JSON, called {what}"),
        Err(Unfit::Shape(mismatch)) => {
            assert_true(&parsed, expected, &mismatch);
            assert!(!has_shape::<Exact>(parsed, expected), "refused: {mismatch:?}");
        }
    }
});
