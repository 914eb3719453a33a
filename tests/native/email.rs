//! The check of email addresses, by the verdicts of tests/fixtures/email_corpus.json.

use customers_client::email::accepts;

use crate::fixture;

#[test]
fn every_address_of_the_corpus_gets_the_services_verdict() {
    let (mut cases, mut not_text, mut wrong) = (0, 0, Vec::new());
    let lines = fixture!("email_corpus.json").lines().map(|line| line.trim());
    for line in lines.filter(|line| line.starts_with(r#"{"email""#)) {
        let line = line.trim_start_matches(r#""cases": ["#).trim_end_matches([',', ']']);
        cases += 1;
        match serde_json::from_str::<serde_json::Value>(line) {
            Ok(case) if accepts(case["email"].as_str().unwrap()) == case["accepts"] => {}
            Ok(case) => wrong.push(case),
            // A lone surrogate is no text in Rust. The package refuses it before it gets here;
            // tests/package runs the whole corpus through it.
            Err(_) => {
                assert!(line.contains("\\ud") && line.ends_with("false}"), "{line}");
                not_text += 1;
            }
        }
    }
    assert_eq!((cases, not_text), (1000, 17));
    assert!(wrong.is_empty(), "{} differ: {wrong:#?}", wrong.len());
}

#[test]
fn python_white_space_is_stripped_and_nothing_else() {
    for space in ["\u{1c}", "\u{1f}", "\u{85}", "\u{a0}", "\u{3000}", "\r\n"] {
        assert!(accepts(&format!("{space}a@b.co{space}")), "{space:?}");
    }
    assert!(!accepts("\u{feff}a@b.co"));
    assert!(!accepts("a@b.co\u{200b}."));
}

#[test]
fn the_length_limit_counts_code_points() {
    let local = |n: usize| "ſ".repeat(n);
    assert!(accepts(&format!("{}@b.co", local(315))));
    assert!(!accepts(&format!("{}@b.co", local(316))));
}

#[test]
fn an_address_literal_of_over_39_characters_is_refused_unread() {
    assert!(accepts("a@[1111:2222:3333:4444:5555:6666:7777:8888]"));
    assert!(accepts("a@[1111:2222:3333:4444:5555:6666:1.2.3.4]"));
    assert!(!accepts("a@[1111:2222:3333:4444:5555:6666:77.77.88.88]"));
}
