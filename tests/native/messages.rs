use customers_client::error::{Error, FieldErrors, Message};

#[track_caller]
fn says(message: Message, text: &str) {
    assert_eq!(message.to_string(), text);
}

#[test]
fn each_message_says_what_is_wrong_and_what_to_do() {
    says(Message::Required, "This field is required.");
    says(Message::Null, "This field may not be null.");
    says(Message::Blank, "This field may not be blank.");
    says(Message::NotAString, "Not a valid string.");
    says(Message::NotABoolean, "Must be a valid boolean.");
    says(Message::Email, "Enter a valid email address.");
    says(Message::EmptySearch, "The search query cannot be empty.");
    says(Message::KeyBlank, "May not be empty.");
    says(
        Message::KeyCharacters,
        "Contains white space, a control character or one that is not Latin-1.",
    );
    says(
        Message::KeyColon,
        "Contains a colon. (In the service's curl examples it ends the user name; it is not part \
         of the key.)",
    );
    says(Message::NotAFunction, "Not a function.");
    says(
        Message::RequestCredentials("yes"),
        "yes is not allowed: use \"omit\", \"same-origin\" or \"include\".",
    );
    says(Message::TokenNotAString, "The function gave no string to use as a token.");
    says(Message::TokenRejected, "The function failed; its error is the cause of this one.");
    says(Message::NotAResponse, "The fetch function gave something that is not a response.");
    says(
        Message::Redirect,
        "The service answered with a redirect, which is not followed: check the base URL.",
    );
    says(Message::Timeout { ms: 50 }, "No complete answer within 50 ms.");
    says(
        Message::Network,
        "No answer from the service: offline, the base URL is wrong, or its CORS rules do not \
         allow this page.",
    );
    says(Message::Answered(400), "The service answered 400: it could not accept the request.");
    says(Message::Answered(418), "The service answered 418 and refused the request.");
}

#[test]
fn the_message_of_many_faults_names_the_first_and_counts_the_others() {
    let mut fields = FieldErrors::default();
    fields.add("email", Message::Email);
    let one = Error::invalid(fields.clone());
    assert_eq!(one.message, "Nothing was sent. email: Enter a valid email address.");
    fields.add("email", Message::Null);
    fields.add("phone", Message::NotAString);
    let three = Error::invalid(fields);
    assert_eq!(
        three.message,
        "Nothing was sent. email: Enter a valid email address. (And 2 more.)"
    );
}
