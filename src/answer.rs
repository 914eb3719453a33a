//! The check that the body of a success has the shape that the contract gives it.
//!
//! The bytes are checked here, and after that read by `JSON.parse`, which stays the judge of JSON's
//! grammar. So the check is *sound about shape*: it accepts no body whose parsed value does not have
//! the declared type. Keys may be written with escapes, of a repeated key the last value counts,
//! unknown fields may hold anything at any depth, and recursion goes no deeper than the tables of
//! `src/shape.rs`.
//!
//! A good body is read once. Only a body that is refused is read a second time, to find the path to
//! what is wrong.

use crate::scan::{Broken, Scanner, kind_of, spells, without_byte_order_mark};
use crate::shape::Presence::{Always, InPlaceOfTheOneBefore};
use crate::shape::Type::{self, Boolean, Count, Integer, List, ObjectOrNull, Text, TextOrNull};
use crate::shape::{ADDRESS, ADDRESS_PAGE, CUSTOMER, CUSTOMER_PAGE, Shape};

/// The shapes that a success can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// One customer.
    Customer,
    /// A page of customers: the envelope, or a bare array.
    Customers,
    /// One address.
    Address,
    /// Addresses: a bare array, or an envelope.
    Addresses,
}

/// What is known of a body that the check has accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// True where a customer has `developer_id` in place of `developer`.
    pub renamed: bool,
}

/// Why a body is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It cannot be read as JSON. What it is, in words.
    Unreadable(&'static str),
    /// A value has the wrong type.
    Shape(Mismatch),
}

/// A value of the wrong type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Where it is, as in `results.3.email`; empty for the body itself.
    pub path: String,
    /// What it should be, in words.
    pub expected: &'static str,
    /// What it is, in words.
    pub found: &'static str,
}

/// Checks the bytes of a body.
///
/// # Errors
/// Why the body is refused: it cannot be read, or the first value in it that has the wrong type.
///
/// ```
/// use customers_client::answer::{Expected, Unfit, check};
/// let Err(Unfit::Shape(mismatch)) = check(br#"{"count": 1, "next": null, "previous": null,
///     "results": [{"id": 5}]}"#, Expected::Customers) else { panic!() };
/// assert_eq!(mismatch.path, "results.0.id");
/// ```
pub fn check(body: &[u8], expected: Expected) -> Result<Checked, Unfit> {
    let body = without_byte_order_mark(body);
    let mut checker = Checker::new(body);
    let verdict = checker.body(expected);
    checker.scanner.finish();
    match (checker.scanner.broken, verdict) {
        (Some(broken), _) => Err(Unfit::Unreadable(describe(body, broken))),
        (None, Err(fault)) => Err(Unfit::Shape(fault.in_words(body))),
        (None, Ok(())) => Ok(Checked { renamed: checker.renamed }),
    }
}

/// What a body is that cannot be read as JSON, in words.
fn describe(body: &[u8], broken: Broken) -> &'static str {
    match body.trim_ascii_start().first() {
        None => "empty",
        Some(b'<') => "an HTML page, not JSON: check the base URL",
        _ if broken == Broken::End => "cut short",
        _ => "not JSON",
    }
}

/// More fields than any shape has.
const WIDEST: usize = 16;

struct Checker<'a> {
    scanner: Scanner<'a>,
    renamed: bool,
    /// The index in the shape of the nth field of the last object. It is the first guess for the next
    /// object, whose fields mostly come in the same order.
    order: [usize; WIDEST],
}

/// A value of the wrong type. Its path and what it is are found by [`Fault::in_words`].
#[derive(Clone, Copy)]
struct Fault {
    /// Where the value begins in the body.
    at: usize,
    /// What it should be, in words; empty where the fault is a missing field.
    expected: &'static str,
    /// The name of the field that it lacks; empty where no field is missing.
    missing: &'static str,
}

type Verdict = Result<(), Fault>;

impl<'a> Checker<'a> {
    fn new(body: &'a [u8]) -> Checker<'a> {
        Checker { scanner: Scanner::new(body), renamed: false, order: [0; WIDEST] }
    }

    fn body(&mut self, expected: Expected) -> Verdict {
        let (item, page) = match expected {
            Expected::Customer => return self.object(CUSTOMER),
            Expected::Address => return self.object(ADDRESS),
            Expected::Customers => (CUSTOMER, CUSTOMER_PAGE),
            Expected::Addresses => (ADDRESS, ADDRESS_PAGE),
        };
        match self.scanner.peek() {
            b'[' => self.list(item),
            b'{' => self.object(page),
            _ => self.wrong("an object or an array"),
        }
    }

    /// Takes a value of the wrong type, and answers the fault.
    fn wrong(&mut self, expected: &'static str) -> Verdict {
        let at = self.scanner.position();
        if kind_of(self.scanner.peek()).is_empty() {
            self.scanner.breaks();
        }
        self.scanner.skip();
        Err(Fault { at, expected, missing: "" })
    }

    fn list(&mut self, shape: &'static Shape) -> Verdict {
        if self.scanner.peek() != b'[' {
            return self.wrong("an array");
        }
        let mut verdict = Ok(());
        let mut more = self.scanner.open(*b"[]");
        while more {
            verdict = verdict.and(self.object(shape));
            more = self.scanner.more(b']');
        }
        verdict
    }

    fn object(&mut self, shape: &'static Shape) -> Verdict {
        let start = self.scanner.position();
        if self.scanner.peek() != b'{' {
            return self.wrong("an object");
        }
        // A bit for each field of the shape.
        let (mut there, mut wrong) = (0_u32, 0_u32);
        let mut faults = [Fault { at: start, expected: "", missing: "" }; WIDEST];
        let mut more = self.scanner.open(*b"{}");
        let mut nth = 0;
        while more {
            let guess = &mut self.order[nth % WIDEST];
            let found = match shape.get(*guess) {
                Some(field) if self.scanner.take_key(field.0) => Some((*guess, field)),
                _ => {
                    let key = self.scanner.key();
                    shape.iter().enumerate().find(|(_, (name, ..))| spells(key, name))
                }
            };
            match found {
                Some((index, (_, ty, _))) => {
                    *guess = index;
                    // A repeated key: the last one counts, as in JSON.parse.
                    there |= 1 << index;
                    wrong &= !(1 << index);
                    if let Err(fault) = self.value(*ty) {
                        wrong |= 1 << index;
                        faults[index % WIDEST] = fault;
                    }
                }
                None => self.scanner.skip(),
            }
            nth += 1;
            more = self.scanner.more(b'}');
        }
        for (index, (name, _, presence)) in shape.iter().enumerate() {
            let bit = 1 << index;
            let is_there = there & bit != 0;
            let next = shape.get(index + 1).map(|(.., presence)| *presence);
            let is_replaced = next == Some(InPlaceOfTheOneBefore) && there & bit << 1 != 0;
            if *presence == InPlaceOfTheOneBefore {
                if there & bit >> 1 != 0 {
                    continue;
                }
                self.renamed |= is_there;
            }
            if wrong & bit != 0 {
                return Err(faults[index % WIDEST]);
            }
            if *presence == Always && !is_there && !is_replaced {
                return Err(Fault { at: start, expected: "", missing: name });
            }
        }
        Ok(())
    }

    fn value(&mut self, ty: Type) -> Verdict {
        let at = self.scanner.position();
        match (ty, self.scanner.peek()) {
            (Text | TextOrNull, b'"') => {
                self.scanner.string();
            }
            // The first letter is enough: `JSON.parse` refuses words that JSON does not have.
            (TextOrNull | ObjectOrNull, b'n') | (Boolean, b't' | b'f') | (ObjectOrNull, b'{') => {
                self.scanner.skip()
            }
            (List(shape), _) => return self.list(shape),
            (Integer, b'-' | b'0'..=b'9') | (Count, b'0'..=b'9') => {
                let token = self.scanner.scalar();
                let digits = token.strip_prefix(b"-").unwrap_or(token);
                if digits.len() > 15 || !digits.iter().all(u8::is_ascii_digit) {
                    return Err(Fault { at, expected: in_words(ty), missing: "" });
                }
            }
            _ => return self.wrong(in_words(ty)),
        }
        Ok(())
    }
}

fn in_words(ty: Type) -> &'static str {
    match ty {
        Text => "a string",
        TextOrNull => "a string or null",
        Integer => "an integer",
        Count => "an integer from 0",
        Boolean => "true or false",
        ObjectOrNull => "an object or null",
        List(_) => "an array",
    }
}

impl Fault {
    fn in_words(self, body: &[u8]) -> Mismatch {
        let Fault { at, expected, missing } = self;
        let path = path_to(body, at);
        if expected.is_empty() {
            let path = below(&path, missing);
            return Mismatch { path, expected: "there", found: "missing" };
        }
        let found = match kind_of(body.get(at).copied().unwrap_or_default()) {
            "a number" if expected.starts_with("an integer") => "another number",
            kind => kind,
        };
        Mismatch { path, expected, found }
    }
}

/// The path to the value that begins at a byte of a body. Its keys are as the body writes them.
fn path_to(body: &[u8], at: usize) -> String {
    let mut path = String::new();
    let mut scanner = Scanner::new(body);
    while scanner.position() < at {
        let is_object = scanner.peek() == b'{';
        scanner.at += 1;
        let mut index = 0;
        loop {
            let step = if is_object {
                scanner.key().iter().map(|b| *b as char).collect()
            } else {
                index.to_string()
            };
            let start = scanner.position();
            scanner.skip();
            if scanner.at > at {
                path = below(&path, &step);
                scanner.at = start;
                break;
            }
            scanner.take(b',');
            index += 1;
        }
    }
    path
}

fn below(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") }
}
