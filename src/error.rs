//! The error of a call, and the faults of an input with their places. Both cross to JavaScript by
//! serde, where `src/js/error.js` makes a `CustomersError` of them.

use std::fmt;

use serde::Serialize;

use crate::message::Message;

/// One step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Step {
    /// A key of an object.
    Key(String),
    /// An index of a list, from 0.
    Index(u32),
}

impl From<&str> for Step {
    fn from(key: &str) -> Step {
        Step::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Step {
        Step::Index(index as u32)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Step::Key(key) => f.write_str(key),
            Step::Index(index) => write!(f, "{index}"),
        }
    }
}

/// Where a value is: the steps that lead to it. It is shown with dots: `metadata.tags.1`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Path(Vec<Step>);

impl Path {
    /// The path of a single key.
    pub fn of(key: &str) -> Path {
        Path(vec![key.into()])
    }

    /// Calls `look` with the path one step longer, and answers what `look` answers.
    pub fn within<T>(&mut self, step: impl Into<Step>, look: impl FnOnce(&mut Path) -> T) -> T {
        self.0.push(step.into());
        let seen = look(self);
        self.0.pop();
        seen
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(".")?;
            }
            step.fmt(f)?;
        }
        Ok(())
    }
}

/// The path of faults that belong to no field. The service has the same name for it.
pub const NO_FIELD: &str = "non_field_errors";

/// One fault of an input, found by this client or by the service.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Issue {
    /// Where it is, with dots between the steps.
    pub path: String,
    /// A literal of `IssueCode`, which `src/js/types.d.ts` declares.
    pub code: &'static str,
    /// What is wrong, in English.
    pub message: String,
    /// The path's steps, which a Standard Schema shows; none for what belongs to no field.
    #[serde(skip)]
    pub steps: Path,
}

/// Faults, in the order they were found.
///
/// ```
/// use customers_client::error::Faults;
/// use customers_client::message::Message;
/// let mut faults = Faults::default();
/// faults.add("email", Message::Email);
/// assert_eq!(faults.at("email"), ["Enter a valid email address."]);
/// assert_eq!(faults.issues()[0].code, "invalid_email");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Faults(Vec<Issue>);

impl Faults {
    /// Adds one of this client's messages at a field.
    pub fn add(&mut self, field: &str, message: Message) {
        self.add_at(&Path::of(field), message);
    }

    /// Adds one of this client's messages at a path.
    pub fn add_at(&mut self, path: &Path, message: Message) {
        let shown = path.to_string();
        let steps = if shown == NO_FIELD { Path::default() } else { path.clone() };
        let (code, message) = (message.code(), message.to_string());
        self.0.push(Issue { path: shown, code, message, steps });
    }

    /// Adds a message of the service at a path.
    pub fn quote(&mut self, path: &str, message: &str) {
        let (code, message) = (Message::code_of(message), message.to_owned());
        self.0.push(Issue { path: path.to_owned(), code, message, steps: Path::default() });
    }

    /// The messages at a path.
    pub fn at(&self, path: &str) -> Vec<&str> {
        let found = self.0.iter().filter(|issue| issue.path == path);
        found.map(|issue| issue.message.as_str()).collect()
    }

    /// All faults, in the order they were found.
    pub fn issues(&self) -> &[Issue] {
        &self.0
    }

    /// True where nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok(value)` where nothing is wrong, else the faults as an `invalid_input` error.
    pub fn finish<T>(self, value: T) -> Result<T, Error> {
        if self.is_empty() { Ok(value) } else { Err(Error::invalid(self)) }
    }
}

impl From<Faults> for Vec<Issue> {
    fn from(faults: Faults) -> Vec<Issue> {
        faults.0
    }
}

/// The error of a call, as JavaScript gets it. It never holds the credential: see [`Error::seal`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Error {
    /// A literal of `ErrorCode`, which `src/js/types.d.ts` declares.
    pub code: &'static str,
    /// One sentence of at most about 300 characters.
    pub message: String,
    /// HTTP status, where there was a response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The title that the service gave the error (contract, `FlatError`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The faults of the input; empty where the error is about something else.
    pub issues: Vec<Issue>,
    /// How long the service asks to wait (`Retry-After`), in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<f64>,
    /// The service's name for the request (`X-Request-Id`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// How many requests were sent; 0 when the call was refused before that.
    pub attempts: u32,
    /// True when a write may have been carried out although no answer came.
    pub outcome_unknown: bool,
}

/// The most characters of a text that came from outside.
const LONGEST: usize = 300;

/// How to find out what became of a write that had no answer.
const FIND_OUT: &str = " The change may have been made all the same: \
    look first (search by email, get by id) before you repeat it.";

impl Error {
    /// An error with a message and nothing else yet.
    pub fn new(code: &'static str, message: Message) -> Error {
        Error {
            code,
            message: message.to_string(),
            status: None,
            title: None,
            issues: Vec::new(),
            retry_after_ms: None,
            request_id: None,
            attempts: 0,
            outcome_unknown: false,
        }
    }

    /// An `invalid_input` with everything that is wrong with what the caller gave.
    pub fn invalid(faults: Faults) -> Error {
        let (path, message) =
            faults.0.first().map_or(("", ""), |first| (&first.path, &first.message));
        let others = faults.0.len().saturating_sub(1);
        let mut error = Error::new("invalid_input", Message::Refused { path, message, others });
        error.message = shorten(&error.message, LONGEST);
        error.issues = faults.0;
        error
    }

    /// Makes an error fit to be shown. Each of `secrets` becomes `[redacted]` in every text that
    /// came from outside. Texts are shortened after that, so that no part of a secret is left.
    /// Where nobody can know whether a write was carried out, the message says how to find out.
    pub fn seal(&mut self, secrets: &Secrets) {
        let clean = |text: &mut String| *text = sealed(text, secrets);
        // The issues of an `invalid_input` name the caller's own fields: they are left as they are.
        if self.code != "invalid_input" {
            for issue in &mut self.issues {
                clean(&mut issue.path);
                clean(&mut issue.message);
            }
        }
        self.title.iter_mut().for_each(clean);
        self.request_id.iter_mut().for_each(clean);
        self.message = redact(&self.message, secrets);
        if self.outcome_unknown {
            let room = LONGEST - FIND_OUT.len();
            self.message = shorten(&self.message, room) + FIND_OUT;
        } else {
            self.message = shorten(&self.message, LONGEST);
        }
    }
}

/// The credentials that no text from outside may show. It has no `Debug`, so that nothing prints it.
#[derive(Clone, Default)]
pub struct Secrets(Vec<String>);

impl Secrets {
    /// Adds a secret, unless it is empty. Longer secrets are kept before shorter ones, so that one
    /// that begins with another is replaced whole.
    pub fn add(&mut self, secret: &str) {
        if secret.is_empty() {
            return;
        }
        let at = self.0.partition_point(|known| known.len() > secret.len());
        self.0.insert(at, secret.to_owned());
    }
}

/// A text from outside, fit to be shown: without secrets, on one line, and not too long.
pub fn sealed(text: &str, secrets: &Secrets) -> String {
    shorten(&redact(text, secrets), LONGEST)
}

/// The text with each `data:` URL cut short: such a URL holds a whole file.
pub fn without_data_urls(text: &str) -> String {
    const SHOWN: usize = 40;
    let words = text.split(' ').map(|word| match word.split_once(':') {
        Some((scheme, data)) if scheme.ends_with("data") && data.chars().count() > SHOWN => {
            let shown: String = data.chars().take(SHOWN).collect();
            format!("{scheme}:{shown}…")
        }
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn redact(text: &str, secrets: &Secrets) -> String {
    secrets.0.iter().fold(text.to_owned(), |text, secret| text.replace(secret, "[redacted]"))
}

/// The text on one line, cut after `longest` characters.
fn shorten(text: &str, longest: usize) -> String {
    let is_space = |c: char| c.is_whitespace() || c == '\u{feff}'; // JavaScript's white space
    let words: Vec<&str> = text.split(is_space).filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    match line.char_indices().nth(longest).and_then(|(end, _)| line.get(..end)) {
        None => line,
        Some(short) => format!("{short}…"),
    }
}
