//! What an answer that is an error says. The first byte chooses its status, and
//! whether a write was left without an answer.

#![no_main]

use customers_client::error::{Error, Message};
use customers_client::failure::{error_of, is_no_results};
use customers_client::http::Response;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use reference::edits::edit;
use reference::errors::{Said, has_markup, is_comparable, is_one_short_line, read};
use serde_json::Value;

/// A credential that the service may quote.
const SECRET: &str = "sk_test_1";

const STATUSES: [u16; 8] = [400, 401, 404, 406, 413, 429, 503, 0];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let ours = seed.is_multiple_of(2).then(|| edit(data, size, max_size, seed));
    ours.flatten().unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});

fuzz_target!(|data: &[u8]| {
    let Some((first, body)) = data.split_first() else {
        return;
    };
    let response = Response {
        status: STATUSES[usize::from(first % 8)],
        request_id: Some(String::from_utf8_lossy(body).into_owned()),
        body: body.to_vec(),
        ..Response::default()
    };
    let mut error = error_of(&response);
    assert_said(&error, &response);
    error.outcome_unknown = *first >= 128;
    error.seal(&[SECRET.to_owned()]);
    assert_fit(&error);
});

/// What is shown is short, one line, and neither markup nor the credential.
fn assert_fit(error: &Error) {
    let shown = [Some(&error.message), error.title.as_ref()];
    for text in shown.into_iter().flatten() {
        assert!(!text.is_empty() && !has_markup(text), "{text:?}");
        assert!(is_one_short_line(text), "{text:?}");
    }
    assert!(error.request_id.as_ref().is_some_and(|text| is_one_short_line(text)));
    for (path, message) in error.fields.iter() {
        assert!(!path.is_empty(), "{:?}", error.fields);
        assert!(is_one_short_line(message), "{message:?}");
    }
    let written = error.to_json();
    assert!(serde_json::from_str::<Value>(&written).is_ok(), "{written}");
    assert!(!written.contains(SECRET), "{written}");
}

/// What was read is what the contract says of the parsed body.
fn assert_said(error: &Error, response: &Response) {
    // Lone surrogates are no text for serde_json; the client shows U+FFFD for them.
    let Ok(parsed) = serde_json::from_slice::<Value>(&response.body) else {
        return;
    };
    let text = std::str::from_utf8(&response.body).expect("JSON is UTF-8");
    if !is_comparable(text, &parsed) {
        return;
    }
    let said = read(&parsed);
    let status_alone = Message::Answered(response.status).to_string();
    let fields = error.fields.iter();
    let ours = Said {
        message: Some(error.message.clone()),
        title: error.title.clone(),
        fields: fields.map(|(path, text)| (path.to_owned(), text.to_owned())).collect(),
    };
    assert_eq!(ours, Said { message: said.message.or(Some(status_alone)), ..said });
    let wrapped = parsed["message"].get("content").is_some();
    assert_eq!(is_no_results(response), response.status == 404 && wrapped);
}
