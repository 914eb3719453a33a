//! Walks through simulated pages: a list of ids that may change between requests.

use customers_client::error::Faults;
use customers_client::walk::{Taken, Walk};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::{json_of, value};

#[track_caller]
fn walk(params: Json) -> Walk {
    let mut faults = Faults::default();
    let walk = Walk::parse(&value(&params), &mut faults);
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
    while !walk.is_done() {
        while let Some(params) = walk.ask(held.len()) {
            let (page, size) = (params.page.unwrap(), params.page_size.unwrap() as usize);
            walked.asked.push((page, held.len()));
            let start = (page as usize - 1) * size;
            let missing = start >= rows.len() && page > 1;
            let ids = rows.iter().skip(start).take(size).map(u32::to_string).collect();
            held.push((!missing).then_some((rows.len() as u64, start + size < rows.len(), ids)));
            meanwhile(walked.asked.len(), &mut rows);
        }
        let round = walk.round();
        match held.remove(0) {
            Some((count, has_next, ids)) => {
                let new = walk.take(&Taken { count, has_next, ids: &ids });
                walked.ids.extend(new.into_iter().map(|index| ids[index].clone()));
            }
            None => assert!(walk.miss()),
        }
        if walk.round() != round {
            held.clear();
        }
        assert!(walked.asked.len() < 10_000, "a walk ends");
    }
    assert_eq!(walk.ask(0), None, "nothing is asked for after the last page");
    walked
}

/// The ids of the customers that a page of one walk hands on.
fn taken(walk: &mut Walk, count: u64, has_next: bool, ids: &[&str]) -> Vec<String> {
    assert!(walk.ask(0).is_some(), "a page is asked for before it is taken");
    let ids: Vec<_> = ids.iter().map(|id| (*id).to_owned()).collect();
    let new = walk.take(&Taken { count, has_next, ids: &ids });
    new.into_iter().map(|index| ids[index].clone()).collect()
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
        let walked = walk_through(walk(json!({})), rows(n), |_, _| {});
        assert_eq!(walked.ids, ids(n));
        assert_eq!(walked.asked.len(), pages, "{n}");
    }
}

#[test]
fn each_page_is_of_the_same_search_and_size() {
    let mut walk = walk(json!({"search": "é", "page_size": 1}));
    for page in ["1", "2", "3"] {
        let asked = walk.clone().ask(0).unwrap();
        assert_eq!(
            json!(asked.query()),
            json!([["page", page], ["page_size", "1"], ["search", "é"]])
        );
        assert_eq!(taken(&mut walk, 9, true, &[page]), [page]);
    }
}

#[test]
fn one_page_comes_first_and_then_as_many_as_are_allowed() {
    let params = json!({"page_size": 10, "concurrency": 3});
    let walked = walk_through(walk(params), rows(100), |_, _| {});
    assert_eq!(walked.asked[..5], [(1, 0), (2, 0), (3, 1), (4, 2), (5, 2)]);
    assert!(walked.asked.iter().all(|(_, held)| *held < 3));
    let params = json!({"page_size": 10, "concurrency": 1});
    let one_by_one = walk_through(walk(params), rows(30), |_, _| {});
    assert_eq!(one_by_one.asked, [(1, 0), (2, 0), (3, 0)]);
    let by_default = walk_through(walk(json!({"page_size": 10})), rows(100), |_, _| {});
    assert_eq!(by_default.asked.iter().map(|(_, held)| held).max(), Some(&5), "six at once");
}

#[test]
fn a_limit_ends_the_walk_and_asks_for_no_page_too_many() {
    for (limit, pages) in [(0, 0), (1, 1), (10, 1), (11, 2), (25, 3), (1_000, 10)] {
        let params = json!({"page_size": 10, "limit": limit});
        let walked = walk_through(walk(params), rows(100), |_, _| {});
        assert_eq!(walked.ids, ids(limit.min(100)));
        assert_eq!(walked.asked.len(), pages, "{limit}");
    }
}

#[test]
fn a_row_that_comes_in_front_repeats_nobody_and_is_found() {
    let params = json!({"page_size": 10, "concurrency": 1});
    let walked = walk_through(walk(params), rows(40), |answered, rows| {
        if answered == 2 {
            rows.insert(0, 777);
        }
    });
    assert_eq!(walked.ids.len(), 41);
    assert!(walked.ids.contains(&"777".to_owned()));
}

#[test]
fn rows_that_slip_over_a_page_border_are_found_in_the_next_round() {
    let params = json!({"page_size": 10, "concurrency": 2});
    let walked = walk_through(walk(params), rows(40), |answered, rows| {
        if answered == 2 {
            rows.remove(0); // row 10 or 20 is now on a page that was read already
        }
    });
    let mut found: Vec<u32> = walked.ids.iter().map(|id| id.parse().unwrap()).collect();
    found.sort_unstable();
    assert_eq!(found, rows(40));
}

#[test]
fn a_page_that_is_too_short_for_another_one_to_follow_is_a_sign_that_rows_have_moved() {
    let mut walk = walk(json!({"page_size": 2, "concurrency": 1}));
    assert_eq!(taken(&mut walk, 3, true, &["1"]), ["1"]);
    assert_eq!(taken(&mut walk, 3, false, &["3"]), ["3"]);
    assert_eq!((walk.is_done(), walk.round()), (false, 1));
    assert_eq!(taken(&mut walk, 3, true, &["1", "2"]), ["2"]);
    assert_eq!(taken(&mut walk, 3, false, &["3"]), [""; 0]);
    assert!(walk.is_done());
}

#[test]
fn pages_that_vanish_end_the_round_and_not_the_walk() {
    let walked = walk_through(walk(json!({"page_size": 10})), rows(60), |answered, rows| {
        if answered == 1 {
            rows.truncate(15);
        }
    });
    assert_eq!(walked.ids, ids(15));
}

#[test]
fn the_first_page_is_always_there() {
    let mut walk = walk(json!({}));
    assert!(walk.ask(0).is_some());
    assert!(!walk.miss());
}

#[test]
fn a_page_that_brings_nothing_new_ends_a_round_whatever_its_next_says() {
    let mut walk = walk(json!({"page_size": 2}));
    let (mut rounds, mut found) = (Vec::new(), Vec::new());
    while !walk.is_done() {
        rounds.push(walk.round());
        found.extend(taken(&mut walk, 1_000, true, &["a", "b"]));
    }
    assert_eq!((found, rounds), (vec!["a".to_owned(), "b".to_owned()], vec![0, 0, 1, 1, 2, 2]));
}

#[test]
fn a_bare_array_is_all_there_is() {
    let mut walk = walk(json!({}));
    let all = ids(250);
    let all: Vec<_> = all.iter().map(String::as_str).collect();
    assert_eq!(taken(&mut walk, 250, false, &all), all);
    assert!(walk.is_done());
}

#[test]
fn ids_are_compared_as_they_are() {
    let odd = ["__proto__", "constructor", "1", "01", "1 ", "", "é", "e\u{301}"];
    assert_eq!(taken(&mut walk(json!({})), 8, false, &odd), odd);
    let twice = ["a", "b", "a"];
    assert_eq!(taken(&mut walk(json!({})), 3, false, &twice), ["a", "b"]);
}

#[test]
fn progress_counts_customers_in_every_round() {
    let mut walk = walk(json!({"page_size": 2, "concurrency": 1}));
    assert_eq!(walk.progress(), (0, 0));
    for (has_next, ids, progress) in [
        (true, ["1", "2"].as_slice(), (2, 3)),
        (false, &["2"], (2, 3)), // rows have moved
        (true, &["2", "3"], (3, 3)),
        (false, &["4"], (4, 4)),
    ] {
        taken(&mut walk, 3, has_next, ids);
        assert_eq!(walk.progress(), progress);
    }
    assert!(walk.is_done());
}

#[test]
fn wrong_parameters_are_named_in_their_order() {
    let mut faults = Faults::default();
    let params = json!({
        "onProgress": "~an object", "limit": "1", "concurrency": 17, "page_size": 0, "search": " ",
    });
    Walk::parse(&value(&params), &mut faults);
    let expected = json!({
        "search": ["The search query cannot be empty."],
        "page_size": ["0 is not allowed: use an integer from 1 to 100."],
        "concurrency": ["17 is not allowed: use an integer from 1 to 16."],
        "limit": ["\"1\" is not allowed: use an integer from 0 to 9007199254740991."],
        "onProgress": ["Not a function."],
    });
    assert_eq!(json_of(&faults).to_string(), expected.to_string());
    for right in [
        json!(null),
        json!({"concurrency": 1, "limit": 0, "onProgress": "~a function"}),
        json!({"concurrency": 16, "limit": 9_007_199_254_740_991_u64, "onProgress": null}),
    ] {
        walk(right);
    }
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
        let params = json!({"page_size": page_size, "concurrency": concurrency});
        let mut removed = None;
        let walked = walk_through(walk(params), rows(n), |answered, rows| {
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
