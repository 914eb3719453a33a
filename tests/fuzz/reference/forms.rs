//! What is wrong with a form, and which of its fields are sent (NewCustomer, CustomerPatch, NewAddress
//! and AddressPatch in docs/openapi.yaml).

use serde_json::Value;

use crate::django::{accepts, strip};
use crate::handed_over::{kind, note, notes, text};

const NOT_A_FILE: &str = "The submitted data was not a file. Check the encoding type on the form.";
const NULL_BESIDE_A_FILE: &str =
    "This field cannot be null in the same call as a photo file: multipart has no null.";

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    Customer,
    Address,
}

use Form::{Address, Customer};

/// A fault: the steps that lead to it, its code and its message.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub steps: Vec<Value>,
    pub path: String,
    pub code: &'static str,
    pub message: String,
}

/// How a form is handed over besides its fields.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    pub is_new: bool,
    pub metadata_bytes: usize,
    /// Where there is a photo's file, or an object in its place: its faults.
    pub photo: Option<&'a [(&'static str, &'a str)]>,
}

/// All faults in their order, and the names of the fields that are sent where there is none.
pub fn judge(form: Form, value: &Value, beside: Beside) -> (Vec<Fault>, Vec<String>) {
    let Value::Object(entries) = value else {
        return (vec![no_object(value)], Vec::new());
    };
    let mandatory: &[&str] = match form {
        Customer => &["first_name", "last_name", "email"],
        Address => &["line1", "city", "postal_code", "country"],
    };
    let missing = mandatory.iter().filter(|name| beside.is_new && !entries.contains_key(**name));
    let mut faults: Vec<Fault> =
        missing.map(|name| fault(name, "required", "This field is required.")).collect();
    let mut sent = Vec::new();
    for (name, value) in entries {
        if !is_left_out(form, name, value) {
            faults.extend(faults_of(form, name, value, beside.metadata_bytes));
            sent.push((name.as_str(), value));
        }
    }
    if let Some(photo) = beside.photo {
        faults.extend(photo.iter().map(|(code, message)| fault("photo", code, message)));
        // Multipart has no null: in a new customer null is the default, and the field is left out.
        for (name, _) in sent.iter().filter(|(_, value)| value.is_null()) {
            let goes_without_saying = ["phone", "country", "metadata"].contains(name);
            // For a mandatory field null is a fault already.
            if !(mandatory.contains(name) || beside.is_new && goes_without_saying) {
                faults.push(fault(name, "null_beside_file", NULL_BESIDE_A_FILE));
            }
        }
        sent.retain(|(_, value)| !value.is_null());
    }
    (faults, sent.into_iter().map(|(name, _)| name.to_owned()).collect())
}

/// Python's words, as far as JavaScript has the types.
fn no_object(value: &Value) -> Fault {
    let found = match value {
        Value::Null => return fault("non_field_errors", "not_an_object", "No data provided"),
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::Array(_) => "list",
        other => note(other).unwrap_or("str"),
    };
    let message = format!("Invalid data. Expected a dictionary, but got {found}.");
    fault("non_field_errors", "not_an_object", &message)
}

/// Read-only fields, and the address of a photo that was read.
fn is_left_out(form: Form, name: &str, value: &Value) -> bool {
    let of_customers = ["developer", "developer_id", "test", "created_on", "pay_providers"];
    name == "id"
        || form == Customer && of_customers.contains(&name)
        || form == Customer && name == "photo" && text(value).is_some()
}

fn faults_of(form: Form, name: &str, value: &Value, metadata_bytes: usize) -> Vec<Fault> {
    let only = |found: Option<(&'static str, &str)>| {
        found.map(|(code, message)| fault(name, code, message)).into_iter().collect()
    };
    match (form, name) {
        (Customer, "first_name" | "last_name")
        | (Address, "line1" | "city" | "postal_code" | "country") => of_text(name, value, true),
        (Customer, "phone" | "country") | (Address, "line2" | "state") => {
            of_text(name, value, false)
        }
        (Customer, "email") => {
            let is_wrong = |text: &str| !strip(text).is_empty() && !accepts(text);
            if value.is_number() || text(value).is_some_and(is_wrong) {
                return only(Some(("invalid_email", "Enter a valid email address.")));
            }
            of_text(name, value, true)
        }
        (Customer, "metadata") => of_metadata(value, metadata_bytes),
        (Customer, "photo") => only((!value.is_null()).then_some(("not_a_file", NOT_A_FILE))),
        (Address, "is_default") => only(match value {
            Value::Bool(_) => None,
            Value::Null => Some(("null", "This field may not be null.")),
            _ => Some(("not_a_boolean", "Must be a valid boolean.")),
        }),
        _ => unsendable(name, value),
    }
}

fn of_text(name: &str, value: &Value, is_mandatory: bool) -> Vec<Fault> {
    let (code, message) = match text(value) {
        Some(text) if is_mandatory && strip(text).is_empty() => {
            ("blank", "This field may not be blank.")
        }
        Some(_) => return Vec::new(),
        None if value.is_null() && is_mandatory => ("null", "This field may not be null."),
        None if value.is_null() => return Vec::new(),
        None if note(value).is_some_and(|what| what.ends_with("surrogate")) => {
            return unsendable(name, value);
        }
        None => ("not_a_string", "Not a valid string."),
    };
    vec![fault(name, code, message)]
}

/// Its size says nothing where something in it cannot be sent.
fn of_metadata(value: &Value, bytes: usize) -> Vec<Fault> {
    if !value.is_object() && !value.is_null() {
        let message = format!("Metadata must be a JSON object, not {}.", kind(value));
        return vec![fault("metadata", "not_an_object", &message)];
    }
    let mut faults = unsendable("metadata", value);
    if faults.is_empty() && bytes > 10_240 {
        let message =
            format!("Metadata has {bytes} bytes of JSON; at most 10240 (10 KB) are allowed.");
        faults.push(fault("metadata", "too_large", &message));
    }
    faults
}

fn unsendable(name: &str, value: &Value) -> Vec<Fault> {
    let found = notes(name, value).into_iter();
    let told = found.map(|(steps, what)| {
        let path = dotted(&steps);
        let message = format!("{} holds {what}, which JSON would change or lose.", short(&path));
        Fault { code: "unsendable", message, ..at(steps) }
    });
    told.collect()
}

fn fault(name: &str, code: &'static str, message: &str) -> Fault {
    Fault { code, message: message.to_owned(), ..at(vec![name.into()]) }
}

/// What belongs to no field has no steps.
fn at(steps: Vec<Value>) -> Fault {
    let path = dotted(&steps);
    let steps = if path == "non_field_errors" { Vec::new() } else { steps };
    Fault { steps, path, code: "", message: String::new() }
}

fn dotted(steps: &[Value]) -> String {
    let step = |step: &Value| step.as_str().map_or_else(|| step.to_string(), str::to_owned);
    steps.iter().map(step).collect::<Vec<_>>().join(".")
}

/// Of a long path its first and last forty characters.
fn short(path: &str) -> String {
    let characters: Vec<char> = path.chars().collect();
    if characters.len() <= 80 {
        return path.to_owned();
    }
    let (first, last) = (&characters[..40], &characters[characters.len() - 40..]);
    [first, &['…'], last].concat().into_iter().collect()
}
