//! What a caller hands over: it is read as it is, and every fault of a form is told where it is.
//!
//! The input is JSON. Text that begins with "~" stands for what JSON cannot carry.

#![no_main]

use customers_client::error::Faults;
use customers_client::form::{ADDRESS, CUSTOMER, Given, check};
use customers_client::photo::Photo;
use customers_client::value::Value as Ours;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use reference::edits::edit;
use reference::errors::is_one_short_line;
use reference::forms::{Beside, Fault, Form, judge};
use reference::handed_over::{HandedOver, cut};
use reference::javascript::{kind, parse};
use serde::Deserialize;
use serde_json::{Value, json};

const LIMIT: usize = 10 * 1024;

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let ours = seed.is_multiple_of(2).then(|| edit(data, size, max_size, seed));
    ours.flatten().unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});

fuzz_target!(|data: &[u8]| {
    let Some(given) = parse::<Value>(data) else {
        return;
    };
    let read = parse::<Ours>(data).expect("what serde_json reads");
    assert_same(&read, &cut(given.clone(), 0));

    assert_judged(&given);
    let ana = json!({"first_name": "Ana", "last_name": "Mora", "email": "ana@example.com",
        "metadata": given});
    assert_judged(&ana);
});

/// What is read is what a parser reads; of repeated names the last one counts.
fn assert_same(read: &Ours, parsed: &Value) {
    if let Some(what) = read.note() {
        assert_eq!(parsed.as_str(), Some(format!("~{what}").as_str()), "only what lies too deep");
        return;
    }
    assert_eq!(read.kind(), kind(parsed));
    assert_eq!((read.text(), read.is_null()), (parsed.as_str(), parsed.is_null()));
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in read.entries() {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let entries = parsed.as_object();
    assert!(entries.into_iter().flatten().map(|(name, _)| name).eq(names), "{read:?}");
    match (read, parsed) {
        (Ours::Bool(read), parsed) => assert_eq!(Some(*read), parsed.as_bool()),
        (Ours::Number(read), parsed) => {
            assert_eq!(Some(read.to_bits()), parsed.as_f64().map(f64::to_bits));
        }
        (Ours::List(read), Value::Array(parsed)) => {
            assert_eq!(read.len(), parsed.len());
            read.iter().zip(parsed).for_each(|(read, parsed)| assert_same(read, parsed));
        }
        (Ours::Object(_), Value::Object(parsed)) => {
            for (name, parsed) in parsed {
                assert_same(read.get(name).expect("among the names"), parsed);
            }
        }
        _ => {}
    }
}

/// As a form, of a new thing and of a change of one.
fn assert_judged(value: &Value) {
    let expected = cut(value.clone(), 0);
    let value = Ours::deserialize(HandedOver(value.clone())).expect("any value is one");
    let mut given = Given { value, metadata_bytes: LIMIT, photo: Photo::None };
    for is_new in [false, true] {
        let beside = Beside { is_new, metadata_bytes: LIMIT, photo: None };
        assert_checked(Form::Address, &given, &expected, beside, None);
        for (photo, faults, name) in photos() {
            given.photo = photo;
            let beside = Beside { photo: faults, ..beside };
            assert_checked(Form::Customer, &given, &expected, beside, name);
        }
        (given.photo, given.metadata_bytes) = (Photo::None, LIMIT + 1);
        let beside = Beside { metadata_bytes: LIMIT + 1, ..beside };
        assert_checked(Form::Customer, &given, &expected, beside, None);
        given.metadata_bytes = LIMIT;
    }
}

/// What stands at `photo`, its faults where that is something, and the name it is sent under.
type PhotoCase = (Photo, Option<&'static [(&'static str, &'static str)]>, Option<&'static str>);

fn photos() -> [PhotoCase; 5] {
    const NO_FILE: &str = "The submitted data was not a file. Check the encoding type on the form.";
    const LARGE: &str = "The photo has 5242881 bytes; at most 5242880 (5 MB) are allowed.";
    const GIF: &str = "The photo must be a JPEG or PNG image; this is a GIF.";
    let file = |size, head: &[u8]| Photo::File { size, head: Some(head.to_vec()) };
    [
        (Photo::None, None, None),
        (Photo::NotAFile, Some(&[("not_a_file", NO_FILE)]), None),
        (file(0, b""), Some(&[("empty_file", "The submitted file is empty.")]), None),
        (file(5_242_880, b"\xff\xd8\xff\xe0"), Some(&[]), Some("photo.jpg")),
        (file(5_242_881, b"GIF89a"), Some(&[("too_large", LARGE), ("file_type", GIF)]), None),
    ]
}

fn assert_checked(
    form: Form,
    given: &Given,
    expected: &Value,
    beside: Beside,
    file_name: Option<&str>,
) {
    let table = if form == Form::Customer { CUSTOMER } else { ADDRESS };
    let mut faults = Faults::default();
    let sent = check(table, given, beside.is_new, &mut faults);
    let (expected, fields) = judge(form, expected, beside);

    let found = faults.issues().iter().map(|issue| Fault {
        steps: serde_json::from_value(json!(issue.steps)).expect("a list"),
        path: issue.path.clone(),
        code: issue.code,
        message: issue.message.clone(),
    });
    assert_eq!(found.collect::<Vec<_>>(), expected, "{form:?}, {beside:?}");
    match faults.finish(sent) {
        Ok(sent) => assert_eq!((sent.fields, sent.photo), (fields, file_name)),
        Err(error) => {
            assert!(!expected.is_empty(), "{error:?}");
            assert_eq!(error.code, "invalid_input");
            assert!(is_one_short_line(&error.message), "{error:?}");
        }
    }
}
