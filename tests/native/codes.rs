//! The code of each fault, by which programs and translations go (promised by `IssueCode`).

use customers_client::failure::error_of;
use customers_client::message::Message::{self, *};
use serde_json::json;

use crate::{faults, value};

#[test]
fn each_fault_of_ours_has_its_code() {
    for (message, code) in [
        (Required, "required"),
        (NoCredential, "required"),
        (Null, "null"),
        (Blank, "blank"),
        (NotAString, "not_a_string"),
        (NotABoolean, "not_a_boolean"),
        (NotAFunction, "not_a_function"),
        (NotAnObject("null"), "not_an_object"),
        (NoData, "not_an_object"),
        (NotADictionary("list"), "not_an_object"),
        (MetadataNotAnObject("an array"), "not_an_object"),
        (Email, "invalid_email"),
        (EmptySearch, "empty_search"),
        (NotAFile, "not_a_file"),
        (PhotoEmpty, "empty_file"),
        (PhotoTooLarge(5_242_881), "too_large"),
        (MetadataTooLarge(10_241), "too_large"),
        (PhotoType("a GIF"), "file_type"),
        (NullBesidePhoto, "null_beside_file"),
        (Unsendable { path: "a", what: "NaN" }, "unsendable"),
        (OutOfRange { found: "0", min: 1, max: 2 }, "out_of_range"),
        (Id(".."), "invalid_id"),
        (UnknownOption { name: "x", near: None }, "unknown_option"),
    ] {
        assert_eq!(message.code(), code, "{message:?}");
    }
}

#[test]
fn any_other_fault_of_an_option_is_an_invalid_option() {
    for message in [
        NotASignal,
        BaseUrl("why"),
        BaseUrlHttp,
        KeyBlank,
        KeyCharacters,
        KeyColon,
        KeyLive,
        TwoCredentials,
        RequestCredentials("yes"),
        HeaderOfOurs("Accept"),
        HeaderName(" "),
        HeaderValue("X"),
        HeadersNotPlain("an array"),
        FunctionFailed,
        TokenNotAString,
    ] {
        assert_eq!(message.code(), "invalid_option", "{message:?}");
    }
}

#[test]
fn the_services_texts_have_the_codes_of_ours_where_they_are_the_same() {
    for (text, code) in [
        ("This field is required.", "required"),
        ("This field may not be null.", "null"),
        ("This field may not be blank.", "blank"),
        ("Not a valid string.", "not_a_string"),
        ("Must be a valid boolean.", "not_a_boolean"),
        ("Enter a valid email address.", "invalid_email"),
        ("The submitted data was not a file. Check the encoding type on the form.", "not_a_file"),
        ("The submitted file is empty.", "empty_file"),
        ("No data provided", "not_an_object"),
        ("Invalid data. Expected a dictionary, but got list.", "not_an_object"),
        ("This field must be unique.", "not_unique"),
        ("The fields developer, email must make a unique set.", "not_unique"),
        ("The fields developer, email must be nice.", "invalid"),
        ("this field is required.", "invalid"),
        ("This field is required", "invalid"),
        ("Give an apiKey or an accessToken.", "invalid"),
        ("May not be empty.", "invalid"),
        ("", "invalid"),
    ] {
        assert_eq!(Message::code_of(text), code, "{text}");
    }
}

#[test]
fn each_issue_of_an_answer_has_its_code_in_the_answers_order() {
    let body = json!({
        "phone": ["Too long.", "Not a valid string."],
        "non_field_errors": ["The fields developer, email must make a unique set."],
        "addresses": [{}, {"city": ["This field may not be blank."]}],
    });
    let issues = error_of(400, &value(&body)).issues;
    let found: Vec<_> = issues.iter().map(|issue| (issue.path.as_str(), issue.code)).collect();
    assert_eq!(
        found,
        [
            ("phone", "invalid"),
            ("phone", "not_a_string"),
            ("email", "not_unique"),
            ("addresses.1.city", "blank"),
        ]
    );
}

#[test]
fn each_issue_of_a_form_has_its_code_in_the_order_it_was_found() {
    let form = json!({"email": "ana@", "metadata": {"a": "~NaN"}, "first_name": " "});
    let faults = faults("create", &json!([form]));
    let codes: Vec<_> = faults.issues().iter().map(|issue| issue.code).collect();
    assert_eq!(codes, ["required", "invalid_email", "unsendable", "blank"]);
}
