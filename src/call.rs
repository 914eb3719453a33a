//! What becomes of a call when one of its attempts has ended.
//!
//! It does no input or output, and keeps nothing: `src/js/call.js` sends, waits, counts and parses
//! as it is told here, so that every decision can be tested natively, and the module needs no
//! machinery for promises.

use alloc::string::String;

use crate::answer::{Unfit, check};
use crate::error::Error;
use crate::failure::{error_of, is_no_results};
use crate::json::{Json, Writer};
use crate::message::{REDIRECT, SHAPE, UNEXPECTED};
use crate::operation::Operation;
use crate::retry::{self, Failure};
use crate::text::{digits, number};

/// How an attempt ended, as `src/js/call.js` tells it.
#[derive(Clone, Copy)]
pub struct End<'a> {
    /// The answer's status (0 where a browser hides it: a redirect that was not followed), and
    /// the like:
    ///
    /// * `status`: none where there was no complete answer;
    /// * `redirected`: a `fetch` followed a redirect although it was told not to;
    /// * `retryAfterMs`: from `Retry-After`;
    /// * `isSearch`: a list that searches;
    /// * `failures`, `maxRetries`: how often the call has failed before, and may fail.
    pub about: Json<'a>,
    /// What the body of an error says; null where that is no JSON.
    pub said: Json<'a>,
    /// The body of a success.
    pub body: &'a [u8],
}

impl End<'_> {
    fn number(&self, name: &str) -> Option<u64> {
        number(self.about.get(name)?.raw())
    }

    fn is(&self, name: &str) -> bool {
        self.about.get(name).is_some_and(|value| value.raw() == "true")
    }
}

impl Operation {
    /// What comes next, as JSON. After a success:
    ///
    /// * `renamed`: customers call their `developer` `developer_id`;
    /// * `empty`: it is a search with no results, and the body none.
    ///
    /// Otherwise:
    ///
    /// * `error`: what went wrong, where there was an answer;
    /// * `wait`: the call may be sent again, after at most so many milliseconds;
    /// * `outcomeUnknown`: it may have been carried out.
    ///
    /// ```
    /// use customers_client::{call::End, json::Json, operation::Operation};
    /// let get = Operation::named("get").unwrap();
    /// let about = Json::new(r#"{"failures":0,"maxRetries":2}"#);
    /// let next = get.next(End { about, said: Json::NULL, body: b"" });
    /// assert_eq!(next, r#"{"wait":500}"#);
    /// ```
    pub fn next(&self, end: End) -> String {
        let mut next = Writer::default();
        let status = end.number("status").map(|status| status as u16);
        let failure = match status.map(|status| self.read(status, end, &mut next)) {
            Some(Ok(())) => return next.finish(),
            None => Failure::Lost,
            Some(Err(error)) => {
                next.raw("error", &error.to_json());
                match status.unwrap_or_default() {
                    200..=299 => Failure::Unread,
                    status => Failure::Status(status),
                }
            }
        };
        let failures = end.number("failures").unwrap_or_default();
        let wait = retry::next(self.method, failure, failures + 1, end.number("retryAfterMs"));
        if let Some(wait) = wait
            && Some(failures) < end.number("maxRetries")
        {
            next.raw("wait", &digits(wait));
        }
        next.flag("outcomeUnknown", retry::outcome_unknown(self.method, failure));
        next.finish()
    }

    fn read(&self, status: u16, end: End, next: &mut Writer) -> Result<(), Error> {
        if end.is("isSearch") && is_no_results(status, end.said) {
            next.flag("empty", true);
            return Ok(());
        }
        // A browser shows a redirect that it was told not to follow as status 0.
        match status {
            200..=599 if end.is("redirected") => {}
            200..=299 => return self.check(status, end.body, next),
            400..=599 => return Err(error_of(status, end.said)),
            _ => {}
        }
        Err(Error::unexpected(REDIRECT, &[]))
    }

    fn check(&self, status: u16, body: &[u8], next: &mut Writer) -> Result<(), Error> {
        let unexpected = |what| Err(Error::unexpected(UNEXPECTED, &[what]));
        let Some(expected) = self.answer else {
            // Whatever else a wrong base URL may answer is no proof of a deletion.
            return if status == 204 { Ok(()) } else { unexpected("not the 204 of a deletion") };
        };
        match check(body, expected) {
            Ok(checked) => next.flag("renamed", checked.renamed),
            Err(Unfit::Unreadable(what)) => return unexpected(what),
            Err(Unfit::Shape(wrong)) => {
                let path = if wrong.path.is_empty() { "the body" } else { &wrong.path };
                return Err(Error::unexpected(SHAPE, &[path, wrong.expected, wrong.found]));
            }
        }
        Ok(())
    }
}
