use customers_client::failure::error_of;
use customers_client::json::Json;
use customers_client::message::*;

#[track_caller]
fn says(template: &str, values: &[&str], text: &str) {
    assert_eq!(fill(template, values), text);
}

#[test]
fn each_message_says_what_is_wrong_and_what_to_do() {
    says(REQUIRED, &[], "This field is required.");
    says(NULL, &[], "This field may not be null.");
    says(BLANK, &[], "This field may not be blank.");
    says(NOT_A_STRING, &[], "Not a valid string.");
    says(NOT_A_BOOLEAN, &[], "Must be a valid boolean.");
    says(EMAIL, &[], "Enter a valid email address.");
    says(EMPTY_SEARCH, &[], "The search query cannot be empty.");
    says(KEY_BLANK, &[], "May not be empty.");
    says(
        KEY_CHARACTERS,
        &[],
        "Contains white space, a control character or one that is not Latin-1.",
    );
    says(
        KEY_COLON,
        &[],
        "Contains a colon. (In the service's curl examples it ends the user name; it is not part \
         of the key.)",
    );
    says(NOT_A_FUNCTION, &[], "Not a function.");
    says(
        REQUEST_CREDENTIALS,
        &["yes"],
        "yes is not allowed: use \"omit\", \"same-origin\" or \"include\".",
    );
    says(
        REDIRECT,
        &[],
        "The service answered with a redirect, which is not followed: check the base URL.",
    );
}

#[test]
fn each_status_says_what_it_means() {
    for (status, meaning) in [
        (400, ": it could not accept the request."),
        (401, ": the credentials are missing, malformed or inactive."),
        (403, ": this is not allowed."),
        (404, ": there is nothing here. Check the base URL."),
        (413, ": the request is too large."),
        (429, ": too many requests, slow down."),
        (500, ": the fault is on its side."),
        (599, ": the fault is on its side."),
        (418, " and refused the request."),
    ] {
        let message = error_of(status, Json::NULL).message;
        assert_eq!(message, format!("The service answered {status}{meaning}"));
    }
}

#[test]
fn values_are_put_in_as_they_are() {
    says(ID, &["100%"], "\"100%\" is not an id: ids are not empty, \".\" or \"..\".");
    says(FIELD, &["a%", "%"], "a%: %");
    says(FIELD, &["é😀"], "é😀: ");
}
