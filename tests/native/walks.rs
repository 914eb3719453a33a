//! Walks through simulated pages: a list of ids that may change between requests.

use customers_client::error::FieldErrors;
use customers_client::walk::{Taken, Walk};
use proptest::prelude::*;
use serde_json::json;

use crate::{json_of, value};

fn walk(params: &str) -> Walk {
    let mut faults = FieldErrors::default();
    let walk = Walk::parse(value(params), &mut faults);
    assert!(faults.is_empty(), "{faults:?}");
    walk
}

struct Walked {
    ids: Vec<String>,
    /// Pages asked for, in order, with how many were held then.
    asked: Vec<(u64, usize)>,
}

/// Walks through `rows`, which `meanwhile` may change after each page that was answered.
fn walk_through(
    mut walk: Walk,
    mut rows: Vec<u32>,
    mut meanwhile: impl FnMut(usize, &mut Vec<u32>),
) -> Walked {
    let mut walked = Walked { ids: Vec::new(), asked: Vec::new() };
    let mut held: Vec<Option<(u64, bool, Vec<String>)>> = Vec::new();
    let mut answered = 0;
    while !walk.is_done() {
        while let Some(params) = walk.ask(held.len()) {
            walked.asked.push((params.page, held.len()));
            let (page, size) = (params.page as usize, params.page_size as usize);
            let start = (page - 1) * size;
            let missing = start >= rows.len() && page > 1;
            let ids = rows.iter().skip(start).take(size).map(u32::to_string).collect();
            held.push((!missing).then_some((rows.len() as u64, start + size < rows.len(), ids)));
            answered += 1;
            meanwhile(answered, &mut rows);
        }
        let round = walk.round();
        match held.remove(0) {
            Some((count, has_next, ids)) => {
                let new = walk.take(&Taken { count, has_next, ids: &raw(&ids) });
                walked.ids.extend(new.into_iter().map(|index| ids[index].clone()));
            }
            None => assert!(walk.take_missing()),
        }
        if walk.round() != round {
            held.clear();
        }
        assert!(answered < 10_000, "a walk ends");
    }
    walked
}

fn raw(ids: &[String]) -> Vec<&[u8]> {
    ids.iter().map(String::as_bytes).collect()
}

fn rows(n: u32) -> Vec<u32> {
    (0..n).collect()
}

fn ids(n: u32) -> Vec<String> {
    rows(n).iter().map(u32::to_string).collect()
}

#[test]
fn everybody_comes_once_in_the_services_order() {
    for (n, pages) in [(0, 1), (1, 1), (100, 1), (101, 2), (1_234, 13)] {
        let walked = walk_through(walk("{}"), rows(n), |_, _| {});
        assert_eq!(walked.ids, ids(n));
        assert_eq!(walked.asked.len(), pages, "{n}");
    }
}

#[test]
fn one_page_comes_first_and_then_as_many_as_are_allowed() {
    let walked = walk_through(walk(r#"{"page_size": 10, "concurrency": 3}"#), rows(100), |_, _| {});
    assert_eq!(walked.asked[..5], [(1, 0), (2, 0), (3, 1), (4, 2), (5, 2)]);
    assert!(walked.asked.iter().all(|(_, held)| *held < 3));
    let one_by_one =
        walk_through(walk(r#"{"page_size": 10, "concurrency": 1}"#), rows(30), |_, _| {});
    assert_eq!(one_by_one.asked, [(1, 0), (2, 0), (3, 0)]);
}

#[test]
fn a_limit_ends_the_walk_and_asks_for_no_page_too_many() {
    for (limit, pages) in [(0, 0), (1, 1), (10, 1), (11, 2), (25, 3)] {
        let params = format!(r#"{{"page_size": 10, "limit": {limit}}}"#);
        let walked = walk_through(walk(&params), rows(100), |_, _| {});
        assert_eq!(walked.ids, ids(limit));
        assert_eq!(walked.asked.len(), pages, "{limit}");
    }
}

#[test]
fn a_row_that_comes_in_front_repeats_nobody_and_is_found() {
    let walked =
        walk_through(walk(r#"{"page_size": 10, "concurrency": 1}"#), rows(40), |answered, rows| {
            if answered == 2 {
                rows.insert(0, 777);
            }
        });
    assert_eq!(walked.ids.len(), 41);
    assert!(walked.ids.contains(&"777".to_owned()));
}

#[test]
fn rows_that_slip_over_a_page_border_are_found_in_the_next_round() {
    let walked =
        walk_through(walk(r#"{"page_size": 10, "concurrency": 2}"#), rows(40), |answered, rows| {
            if answered == 2 {
                rows.remove(0); // row 10 or 20 is now on a page that was read already
            }
        });
    let mut found: Vec<u32> = walked.ids.iter().map(|id| id.parse().unwrap()).collect();
    found.sort_unstable();
    assert_eq!(found, (0..40).collect::<Vec<_>>());
}

#[test]
fn pages_that_vanish_end_the_round_and_not_the_walk() {
    let walked = walk_through(walk(r#"{"page_size": 10}"#), rows(60), |answered, rows| {
        if answered == 1 {
            rows.truncate(15);
        }
    });
    assert_eq!(walked.ids, ids(15));
}

#[test]
fn the_first_page_is_always_there() {
    let mut walk = walk("{}");
    assert!(walk.ask(0).is_some());
    assert!(!walk.take_missing());
}

#[test]
fn a_service_that_always_says_next_is_left_after_three_rounds() {
    let mut walk = walk(r#"{"page_size": 2}"#);
    let page = [&b"\"a\""[..], b"\"b\""];
    let (mut taken, mut found) = (0, 0);
    while !walk.is_done() {
        while walk.ask(0).is_some() && !walk.is_done() {
            found += walk.take(&Taken { count: 1_000, has_next: true, ids: &page }).len();
            taken += 1;
        }
    }
    assert_eq!((found, taken), (2, 6));
}

#[test]
fn a_bare_array_is_all_there_is() {
    let mut walk = walk("{}");
    walk.ask(0).unwrap();
    let all: Vec<String> = (0..250).map(|n| n.to_string()).collect();
    assert_eq!(walk.take(&Taken { count: 250, has_next: false, ids: &raw(&all) }).len(), 250);
    assert!(walk.is_done());
}

#[test]
fn progress_counts_customers() {
    let mut walk = walk(r#"{"page_size": 1}"#);
    walk.ask(0).unwrap();
    walk.take(&Taken { count: 2, has_next: true, ids: &[b"\"a\""] });
    assert_eq!(walk.progress(), (1, 2));
}

#[test]
fn how_far_a_walk_is_is_told_with_every_page() {
    let mut walk = walk(r#"{"page_size": 2}"#);
    let mut take = |has_next: bool, ids: &[&[u8]]| -> serde_json::Value {
        walk.ask(0).unwrap();
        let new = walk.take(&Taken { count: 3, has_next, ids });
        serde_json::from_str(&walk.state(&new)).expect("our own JSON")
    };
    let first = json!({"new": [0, 1], "round": 0, "loaded": 2, "total": 3});
    assert_eq!(take(true, &[b"1", b"2"]), first);
    let again = json!({"new": [], "round": 1, "loaded": 2, "total": 3});
    assert_eq!(take(false, &[b"2"]), again, "rows have moved");
    assert_eq!(take(true, &[b"2", b"3"])["new"], json!([1]));
    let last = json!({"new": [0], "done": true, "round": 2, "loaded": 4, "total": 4});
    assert_eq!(take(false, &[b"4"]), last);
}

#[test]
fn wrong_parameters_are_named() {
    let mut faults = FieldErrors::default();
    let params = json!({"search": " ", "page_size": 0, "concurrency": 17, "limit": -1});
    Walk::parse(value(&params.to_string()), &mut faults);
    assert_eq!(
        json_of(&faults),
        json!({
            "search": ["The search query cannot be empty."],
            "page_size": ["0 is not allowed: use an integer from 1 to 100."],
            "concurrency": ["17 is not allowed: use an integer from 1 to 16."],
            "limit": ["-1 is not allowed: use an integer from 0."],
        })
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_comes_twice_and_whoever_stays_is_found_after_a_single_change(
        n in 0..80_u32,
        page_size in 1..12_u64,
        concurrency in 1..6_usize,
        when in 1..12_usize,
        at in 0..80_usize,
        inserted in any::<bool>(),
    ) {
        let params = format!(r#"{{"page_size": {page_size}, "concurrency": {concurrency}}}"#);
        let mut removed = None;
        let walked = walk_through(walk(&params), rows(n), |answered, rows| {
            if answered == when && inserted {
                rows.insert(at.min(rows.len()), 1_000);
            } else if answered == when && at < rows.len() {
                removed = Some(rows.remove(at));
            }
        });
        let mut unique = walked.ids.clone();
        unique.sort();
        unique.dedup();
        prop_assert_eq!(unique.len(), walked.ids.len());
        // A change after the last page's answer leaves no sign; a change before shows in `count`.
        for id in rows(n).into_iter().filter(|id| Some(*id) != removed) {
            prop_assert!(walked.ids.contains(&id.to_string()), "{} is missing", id);
        }
    }
}
