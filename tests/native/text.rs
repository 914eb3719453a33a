//! Text and numbers in few bytes, against std's functions of the same purpose.

use customers_client::error::{Code, Error, FieldErrors, Message, shorten};
use customers_client::text::{
    all_parts, digits, is_longer, join, number, percent_encoded, rsplit_once, split_once, strip,
};
use proptest::prelude::*;

#[test]
fn numbers_at_every_border_are_read_and_written() {
    for n in [0, 9, 10, 99, 100, 65_535, 4_294_967_296, u64::MAX - 1, u64::MAX] {
        assert_eq!(digits(n), n.to_string());
        assert_eq!(number(n.to_string().as_bytes()), Some(n));
    }
    for larger in ["18446744073709551616", "99999999999999999999999999"] {
        assert_eq!(number(larger.as_bytes()), Some(u64::MAX));
    }
    for none in ["", " ", "+1", "-1", "1.5", "1e3", "1 ", "١", "99999999999999999999999x"] {
        assert_eq!(number(none.as_bytes()), None, "{none:?}");
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

fn sealed(text: &str, secrets: &[&str]) -> String {
    let mut error = Error::new(Code::Network, Message::Network);
    error.message = text.to_owned();
    let secrets: Vec<_> = secrets.iter().map(|secret| (*secret).to_owned()).collect();
    error.seal(&secrets);
    error.message
}

#[test]
fn a_secret_is_sealed_wherever_it_stands() {
    for (text, secrets, expected) in [
        ("key", &["key"][..], "[redacted]"),
        ("keykey", &["key"], "[redacted][redacted]"),
        ("kkey", &["key"], "k[redacted]"),
        ("xxx", &["xx"], "[redacted]x"),
        ("éké", &["k"], "é[redacted]é"),
        ("one, two", &["one", "two"], "[redacted], [redacted]"),
        ("a key", &[""], "a key"),
        ("", &["key"], ""),
    ] {
        assert_eq!(sealed(text, secrets), expected);
    }
}

#[test]
fn messages_by_path_keep_the_order_in_which_they_were_found() {
    let mut fields = FieldErrors::default();
    for (path, message) in [("b", "1"), ("a", "2"), ("b", "3\"\n")] {
        fields.push(path, message.to_owned());
    }
    assert_eq!(fields.get("b"), ["1", "3\"\n"]);
    assert_eq!(fields.to_json(), r#"["b","1","a","2","b","3\"\u000a"]"#);
    assert_eq!(FieldErrors::default().to_json(), "[]");
}

proptest! {
    #[test]
    fn any_number_is_written_and_read(n in any::<u64>()) {
        prop_assert_eq!(digits(n), n.to_string());
        prop_assert_eq!(number(n.to_string().as_bytes()), Some(n));
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
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let short = shorten(&text, longest);
        if line.chars().count() > longest {
            prop_assert_eq!(short, line.chars().take(longest).chain(['…']).collect::<String>());
        } else {
            prop_assert_eq!(short, line);
        }
    }

    #[test]
    fn any_secret_is_sealed(before in "[ab]{0,9}", secret in "[ab]{1,4}", after in "[ab]{0,9}") {
        let text = format!("{before}{secret}{after}");
        prop_assert_eq!(sealed(&text, &[&secret]), text.replace(&secret, "[redacted]"));
    }

    #[test]
    fn what_is_stripped_is_pythons_white_space(text in "[\t\u{1c}\u{1f}\u{85}\u{a0}\u{2003}\u{200b}x]{0,9}") {
        let is_space = |c: char| !"\u{200b}x".contains(c);
        prop_assert_eq!(strip(&text), text.trim_matches(is_space));
    }
}
