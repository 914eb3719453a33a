//! The text of each message.

use customers_client::message::Message::{self, *};

#[track_caller]
fn says(message: Message, text: &str) {
    assert_eq!(message.to_string(), text);
}

#[test]
fn each_fault_of_a_field_says_what_is_wrong_and_what_to_do() {
    says(Required, "This field is required.");
    says(Null, "This field may not be null.");
    says(Blank, "This field may not be blank.");
    says(NotAString, "Not a valid string.");
    says(NotABoolean, "Must be a valid boolean.");
    says(Email, "Enter a valid email address.");
    says(NoData, "No data provided");
    says(NotADictionary("list"), "Invalid data. Expected a dictionary, but got list.");
    says(NotAFile, "The submitted data was not a file. Check the encoding type on the form.");
    says(PhotoEmpty, "The submitted file is empty.");
    says(
        PhotoTooLarge(5_242_881),
        "The photo has 5242881 bytes; at most 5242880 (5 MB) are allowed.",
    );
    says(PhotoType("a GIF"), "The photo must be a JPEG or PNG image; this is a GIF.");
    says(
        NullBesidePhoto,
        "This field cannot be null in the same call as a photo file: multipart has no null.",
    );
    says(MetadataNotAnObject("an array"), "Metadata must be a JSON object, not an array.");
    says(
        MetadataTooLarge(10_241),
        "Metadata has 10241 bytes of JSON; at most 10240 (10 KB) are allowed.",
    );
    says(
        Unsendable { path: "metadata.a", what: "NaN" },
        "metadata.a holds NaN, which JSON would change or lose.",
    );
}

#[test]
fn each_fault_of_a_parameter_says_what_is_wrong_and_what_to_do() {
    says(EmptySearch, "The search query cannot be empty.");
    says(
        OutOfRange { found: "0", min: 1, max: 100 },
        "0 is not allowed: use an integer from 1 to 100.",
    );
    says(Id("100%"), "\"100%\" is not an id: ids are not empty, \".\" or \"..\".");
    says(NotAnObject("a number"), "Expected an object, but got a number.");
    says(NotAFunction, "Not a function.");
    says(NotASignal, "Not an AbortSignal.");
    says(UnknownOption { name: "x", near: None }, "Unknown option \"x\".");
    says(
        UnknownOption { name: "baseURL", near: Some("baseUrl") },
        "Unknown option \"baseURL\": did you mean \"baseUrl\"?",
    );
}

#[test]
fn each_fault_of_a_credential_says_what_is_wrong_and_what_to_do() {
    says(KeyBlank, "May not be empty.");
    says(KeyCharacters, "Contains white space, a control character or one that is not Latin-1.");
    says(
        KeyColon,
        "Contains a colon. (In the service's curl examples it ends the user name; it is not part \
         of the key.)",
    );
    says(
        KeyLive,
        "A live secret key in a web page can be read by every visitor. Keep it on a server: a \
         gateway there adds it, and the page uses a baseUrl such as \"/api\" and no key. \
         dangerouslyAllowLiveKey: true switches this check off.",
    );
    says(TwoCredentials, "Give apiKey or accessToken, not both.");
    says(
        NoCredential,
        "Give an apiKey or an accessToken, or the baseUrl of a gateway that adds one.",
    );
    says(TokenNotAString, "The function gave no string to use as a token.");
    says(FunctionFailed, "The function failed; its error is the cause of this one.");
}

#[test]
fn each_fault_of_another_option_says_what_is_wrong_and_what_to_do() {
    says(BaseUrl("why"), "Not a usable base URL: why.");
    says(
        BaseUrlHttp,
        "The base URL must be https: over http the key and the customers could be read on the \
         way. Only loopback hosts may use http, and this page's own origin where no credential \
         is given.",
    );
    says(
        RequestCredentials("yes"),
        "yes is not allowed: use \"omit\", \"same-origin\" or \"include\".",
    );
    says(HeaderOfOurs("Accept"), "Accept is set by this client and cannot be given.");
    says(HeaderName("a b"), "\"a b\" is not the name of a header.");
    says(
        HeaderValue("X-A"),
        "The value of X-A is no text, or has a control character or one that is not Latin-1.",
    );
    says(HeadersNotPlain("an array"), "Expected a plain object of texts, but got an array.");
}

#[test]
fn each_end_of_a_call_says_what_happened_and_what_to_check() {
    says(
        Refused { path: "email", message: "Wrong.", others: 0 },
        "Nothing was sent. email: Wrong.",
    );
    says(
        Refused { path: "email", message: "Wrong.", others: 2 },
        "Nothing was sent. email: Wrong. (And 2 more.)",
    );
    says(Field { path: "a%", message: "%" }, "a%: %");
    says(
        Redirect,
        "The service answered with a redirect, which is not followed: check the base URL.",
    );
    says(UnexpectedBody("empty"), "The service answered a success whose body is empty.");
    says(
        Shape { path: "id", expected: "a string", found: "null" },
        "The service's answer does not match the contract: id should be a string, and is null.",
    );
    says(NotAResponse, "The fetch function gave something that is not a response.");
    says(
        Network { said: "Failed to fetch" },
        "No answer from the service (Failed to fetch): it cannot be reached, the base URL is \
         wrong, or its CORS rules do not allow this page.",
    );
    says(
        Offline { said: "Failed to fetch" },
        "No answer from the service (Failed to fetch): this browser is offline.",
    );
    says(Timeout { ms: 5 }, "No complete answer within 5 ms.");
    says(
        NotBuilt { said: "bad header" },
        "Nothing was sent: the request could not be built (bad header).",
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
        says(Answered(status), &format!("The service answered {status}{meaning}"));
    }
}

#[test]
fn what_a_caller_made_up_is_shown_by_its_beginning_and_its_end_where_it_is_long() {
    for (length, is_whole) in [(0, true), (80, true), (81, false), (100_000, false)] {
        let text = "é".repeat(length);
        let ends = "é".repeat(40);
        let shown = if is_whole { text.clone() } else { format!("{ends}…{ends}") };
        let text = text.as_str();
        says(
            Unsendable { path: text, what: "NaN" },
            &format!("{shown} holds NaN, which JSON would change or lose."),
        );
        says(UnknownOption { name: text, near: None }, &format!("Unknown option \"{shown}\"."));
        says(HeaderName(text), &format!("\"{shown}\" is not the name of a header."));
        says(
            RequestCredentials(text),
            &format!("{shown} is not allowed: use \"omit\", \"same-origin\" or \"include\"."),
        );
        says(
            Refused { path: text, message: "No.", others: 1 },
            &format!("Nothing was sent. {shown}: No. (And 1 more.)"),
        );
    }
}
