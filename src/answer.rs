//! Does the body of a success have the shape that the contract gives it?
//!
//! The bytes are checked here and then read by `TextDecoder` and `JSON.parse`, which stay the
//! judges of UTF-8 and of JSON's grammar. So the check is *sound about shape*: it accepts no body whose parsed value does not
//! have the declared type. Keys may be written with escapes, a repeated key counts the last time
//! it stands, unknown fields may hold anything at any depth, and recursion goes no deeper than
//! the tables of `shape.rs`.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::json::below;
use crate::scan::{Broken, Scanner, unescape, without_mark};
use crate::shape::Presence::{Always, InPlaceOfTheOneBefore};
use crate::shape::Type::{self, Boolean, Count, Integer, List, ObjectOrNull, Text, TextOrNull};
use crate::shape::{ADDRESS, ADDRESS_PAGE, CUSTOMER, CUSTOMER_PAGE, Shape};
use crate::text::digits;

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

/// What the check has seen of a body that it accepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The body is an array, not an envelope.
    pub bare: bool,
    /// The envelope says that there is a next page.
    pub next: bool,
    /// The envelope says that there is a previous page.
    pub previous: bool,
    /// Some customer calls its `developer` `developer_id`.
    pub renamed: bool,
}

/// Why a body is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It cannot be read: what it is, in words.
    Unreadable(&'static str),
    /// A value has the wrong type.
    Shape(Mismatch),
}

/// A value of the wrong type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Where: `results.3.email`; empty for the body itself.
    pub path: String,
    /// What it should be, in words.
    pub expected: &'static str,
    /// What it is, in words.
    pub found: &'static str,
}

/// Checks the bytes of a body.
///
/// ```
/// use customers_client::answer::{Expected, Unfit, check};
/// let Err(Unfit::Shape(mismatch)) = check(br#"{"count": 1, "next": null, "previous": null,
///     "results": [{"id": 5}]}"#, Expected::Customers) else { panic!() };
/// assert_eq!(mismatch.path, "results.0.id");
/// ```
pub fn check(body: &[u8], expected: Expected) -> Result<Checked, Unfit> {
    let body = without_mark(body);
    let mut checker = Checker { scanner: Scanner::new(body), renamed: false, order: [0; 16] };
    let verdict = checker.body(expected).and_then(|verdict| {
        checker.scanner.finish()?;
        Ok(verdict)
    });
    match verdict {
        Ok(Ok(checked)) => Ok(Checked { renamed: checker.renamed, ..checked }),
        Ok(Err(mismatch)) => Err(Unfit::Shape(mismatch)),
        Err(broken) => Err(Unfit::Unreadable(describe(body, broken))),
    }
}

/// What a body is that cannot be read as JSON.
fn describe(body: &[u8], broken: Broken) -> &'static str {
    match body.trim_ascii_start().first() {
        None => "empty",
        Some(b'<') => "an HTML page, not JSON: check the base URL",
        _ if broken == Broken::End => "cut short",
        _ => "not JSON",
    }
}

/// A good value, or how it is wrong. Broken text ends the whole check instead.
type Verdict<T> = Result<Result<T, Mismatch>, Broken>;

fn mismatch<T>(expected: &'static str, found: &'static str) -> Result<T, Mismatch> {
    Err(Mismatch { path: String::new(), expected, found })
}

/// Puts a step in front of a mismatch's path.
fn within(mut mismatch: Mismatch, step: &str) -> Mismatch {
    mismatch.path = match mismatch.path.as_str() {
        "" => step.to_owned(),
        rest => below(step, rest),
    };
    mismatch
}

struct Checker<'a> {
    scanner: Scanner<'a>,
    renamed: bool,
    /// Which field was the nth of the last object: the next one's mostly is, too.
    order: [usize; 16],
}

/// What has been seen of an object's fields: a bit each, in the order of its shape.
#[derive(Default)]
struct Seen {
    there: u16,
    null: u16,
    /// Empty where all is well, which costs nothing.
    wrong: Vec<(usize, Mismatch)>,
}

impl Checker<'_> {
    fn body(&mut self, expected: Expected) -> Verdict<Checked> {
        let bare = Checked { bare: true, ..Checked::default() };
        let (item, page) = match expected {
            Expected::Customer => return self.object_only(CUSTOMER),
            Expected::Address => return self.object_only(ADDRESS),
            Expected::Customers => (CUSTOMER, CUSTOMER_PAGE),
            Expected::Addresses => (ADDRESS, ADDRESS_PAGE),
        };
        match self.scanner.peek()? {
            b'[' => Ok(self.list(item)?.map(|()| bare)),
            b'{' => Ok(self.object(page)?.map(|null| Checked {
                next: null & 0b01 == 0,
                previous: null & 0b10 == 0,
                ..Checked::default()
            })),
            _ => self.wrong("an object or an array"),
        }
    }

    fn object_only(&mut self, shape: &'static Shape) -> Verdict<Checked> {
        Ok(self.object(shape)?.map(|_| Checked::default()))
    }

    /// Takes a value of the wrong kind.
    fn wrong<T>(&mut self, expected: &'static str) -> Verdict<T> {
        let found = match self.scanner.peek()? {
            b'"' => "a string",
            b'{' => "an object",
            b'[' => "an array",
            b't' | b'f' => "a boolean",
            b'n' => "null",
            b'-' | b'0'..=b'9' => "a number",
            _ => return Err(Broken::Syntax),
        };
        self.scanner.skip()?;
        Ok(mismatch(expected, found))
    }

    /// Takes an object; which of its fields are null, a bit each.
    fn object(&mut self, shape: &'static Shape) -> Verdict<u16> {
        if self.scanner.peek()? != b'{' {
            return self.wrong("an object");
        }
        let mut seen = Seen::default();
        let mut more = self.scanner.open(*b"{}")?;
        let mut nth = 0;
        while more {
            let expected = self.order[nth];
            let found = match shape.get(expected) {
                Some((name, ..)) if self.scanner.take_key(name)? => Some(expected),
                _ => {
                    let raw = self.scanner.key()?;
                    let is_escaped = raw.contains(&b'\\');
                    let decoded = if is_escaped { unescape(raw) } else { Vec::new() };
                    let key = if is_escaped { &decoded } else { raw };
                    shape.iter().position(|(name, ..)| name.as_bytes() == key)
                }
            };
            match found {
                Some(index) => {
                    self.order[nth] = index;
                    self.field(shape[index].1, index, &mut seen)?;
                }
                None => self.scanner.skip()?,
            }
            nth = (nth + 1) % self.order.len();
            more = self.scanner.more(b'}')?;
        }
        Ok(self.judge(shape, seen))
    }

    /// After the closing bracket: is each field there that has to be, and right?
    fn judge(&mut self, shape: &'static Shape, seen: Seen) -> Result<u16, Mismatch> {
        let there = |index: usize| seen.there & (1 << index) != 0;
        for (index, (name, _, presence)) in shape.iter().enumerate() {
            let replaced = shape.get(index + 1).is_some_and(|(_, _, next)| {
                *next == InPlaceOfTheOneBefore && !there(index) && there(index + 1)
            });
            let instead = *presence == InPlaceOfTheOneBefore;
            if replaced || instead && there(index - 1) {
                continue;
            }
            if let Some((_, mismatch)) = seen.wrong.iter().find(|(wrong, _)| *wrong == index) {
                return Err(within(mismatch.clone(), name));
            }
            if *presence == Always && !there(index) {
                return mismatch("there", "missing").map_err(|m| within(m, name));
            }
            self.renamed |= instead && there(index);
        }
        Ok(seen.null)
    }

    fn list(&mut self, shape: &'static Shape) -> Verdict<()> {
        if self.scanner.peek()? != b'[' {
            return self.wrong("an array");
        }
        let mut first_mismatch = None;
        let mut index = 0_usize;
        let mut more = self.scanner.open(*b"[]")?;
        while more {
            if let (Err(found), None) = (self.object(shape)?, &first_mismatch) {
                first_mismatch = Some(within(found, &digits(index as u64)));
            }
            index += 1;
            more = self.scanner.more(b']')?;
        }
        Ok(first_mismatch.map_or(Ok(()), Err))
    }

    /// Takes the value of a field. A repeated key: the last one counts, as in JSON.parse.
    fn field(&mut self, ty: Type, index: usize, seen: &mut Seen) -> Result<(), Broken> {
        let expected = match ty {
            Text => "a string",
            TextOrNull => "a string or null",
            Integer => "an integer",
            Count => "an integer from 0",
            Boolean => "true or false",
            ObjectOrNull => "an object or null",
            List(_) => "an array",
        };
        let bit = 1 << index;
        seen.there |= bit;
        seen.null &= !bit;
        if !seen.wrong.is_empty() {
            seen.wrong.retain(|(wrong, _)| *wrong != index);
        }
        let verdict = match (ty, self.scanner.peek()?) {
            (Text | TextOrNull, b'"') => self.scanner.string().map(|_| Ok(()))?,
            (TextOrNull | ObjectOrNull, b'n') => {
                seen.null |= bit;
                self.literal(&[b"null"])?
            }
            (Boolean, b't' | b'f') => self.literal(&[b"true", b"false"])?,
            (ObjectOrNull, b'{') => self.scanner.skip().map(Ok)?,
            (Integer | Count, b'-' | b'0'..=b'9') => {
                let token = self.scanner.scalar()?;
                let negative = token.first() == Some(&b'-');
                let digits = token.get(usize::from(negative)..).unwrap_or_default();
                let exact = digits.len() <= 15 && digits.iter().all(u8::is_ascii_digit);
                match ty {
                    _ if !exact => mismatch(expected, "another number"),
                    Count if negative => mismatch(expected, "negative"),
                    _ => Ok(()),
                }
            }
            (List(shape), _) => self.list(shape)?,
            _ => self.wrong(expected)?,
        };
        seen.wrong.extend(verdict.err().map(|mismatch| (index, mismatch)));
        Ok(())
    }

    /// Takes one of some literals.
    fn literal(&mut self, literals: &[&[u8]]) -> Verdict<()> {
        let found = self.scanner.scalar()?;
        if literals.contains(&found) { Ok(Ok(())) } else { Err(Broken::Syntax) }
    }
}
