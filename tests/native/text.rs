//! Text and numbers in few bytes, against std's functions of the same purpose.

use customers_client::error::FieldErrors;
use customers_client::text::{
    all_parts, digits, is_longer, join, number, percent_encoded, rsplit_once, split_once, strip,
};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn numbers_at_every_border_are_read_and_written() {
    for n in [0, 9, 10, 99, 100, 65_535, 4_294_967_296, (1 << 53) - 1, 9_999_999_999_999_999] {
        assert_eq!(digits(n), n.to_string());
        assert_eq!(number(&n.to_string()), Some(n));
    }
    for larger in [10_000_000_000_000_000, u64::MAX - 1, u64::MAX] {
        assert_eq!(digits(larger), larger.to_string());
    }
    for none in ["", " ", "+1", "-1", "1.5", "1e3", "1 ", "١", "9999x", "x9"] {
        assert_eq!(number(none), None, "{none:?}");
    }
}

#[test]
fn an_address_is_percent_encoded_but_for_its_unreserved_characters() {
    let ascii: String = (0..=127_u8).map(char::from).collect();
    let encoded = percent_encoded(&ascii);
    for c in ascii.chars() {
        let is_plain = c.is_ascii_alphanumeric() || "-._~".contains(c);
        assert_eq!(encoded.contains(&format!("%{:02X}", c as u32)), !is_plain, "{c:?}");
    }
    assert_eq!(percent_encoded("é😀"), "%C3%A9%F0%9F%98%80");
}

#[test]
fn messages_by_path_keep_the_order_in_which_they_were_found() {
    let mut fields = FieldErrors::default();
    for (path, message) in [("b", "1"), ("a", "2"), ("b", "3\"\n")] {
        fields.push(path, message);
    }
    assert_eq!(fields.get("b"), ["1", "3\"\n"]);
    let list = |fields: &FieldErrors| -> serde_json::Value {
        serde_json::from_str(&fields.to_json()).expect("our own JSON")
    };
    assert_eq!(list(&fields), json!(["b", "1", "a", "2", "b", "3\"\n"]));
    assert_eq!(FieldErrors::default().to_json(), "[]");

    assert_eq!(fields.clone().finish(5), Err(fields));
    assert_eq!(FieldErrors::default().finish(5), Ok(5));
}

proptest! {
    #[test]
    fn any_number_is_written_and_any_exact_one_read(n in any::<u64>()) {
        prop_assert_eq!(digits(n), n.to_string());
        let exact = n >> 11;
        prop_assert_eq!(number(&exact.to_string()), Some(exact));
    }

    #[test]
    fn text_is_cut_as_std_cuts_it(text in "[.:é a]{0,12}") {
        prop_assert_eq!(split_once(&text, b'.'), text.split_once('.'));
        prop_assert_eq!(rsplit_once(&text, b':'), text.rsplit_once(':'));
        let is_short = |part: &str| part.len() < 3;
        prop_assert_eq!(all_parts(&text, b'.', &is_short), text.split('.').all(is_short));
        prop_assert_eq!(join(&[&text, "-", &text]), format!("{text}-{text}"));
    }

    #[test]
    fn characters_are_counted_and_not_bytes(text in any::<String>(), longest in 0..40_usize) {
        prop_assert_eq!(is_longer(&text, longest), text.chars().count() > longest);
    }

    #[test]
    fn what_is_stripped_is_pythons_white_space(text in "[\t\u{1c}\u{1f}\u{85}\u{a0}\u{2003}\u{200b}x]{0,9}") {
        let is_space = |c: char| !"\u{200b}x".contains(c);
        prop_assert_eq!(strip(&text), text.trim_matches(is_space));
    }

    #[test]
    fn field_errors_come_out_as_they_went_in(pairs in prop::collection::vec(any::<(String, String)>(), 0..5)) {
        let mut fields = FieldErrors::default();
        for (path, message) in &pairs {
            fields.push(path, message);
        }
        prop_assert_eq!(fields.all(), pairs);
    }
}
