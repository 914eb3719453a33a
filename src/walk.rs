//! The decisions of a `listAll`: which page to ask for next, and which of a page's customers are new,
//! although rows may move between pages meanwhile (promised by `CustomersClient.listAll`). It fetches
//! nothing itself.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::error::Faults;
use crate::params::{MAX_INTEGER, Params, WALK, integer, must_be_function};
use crate::value::Value;

/// How many rounds through all pages may follow the first one when rows have moved.
const MORE_ROUNDS: u8 = 2;

/// A walk through all pages: what has been asked for, and what has been seen.
///
/// Pages are asked for ahead, but taken in order. A customer is handed on at most once; to know that,
/// a 64-bit hash of each id is kept.
#[derive(Clone, Debug)]
pub struct Walk {
    search: Option<String>,
    page_size: u64,
    concurrency: usize,
    /// Customers that may still be handed on.
    left: u64,
    /// The hash of each id that was seen in any round.
    seen: HashSet<u64>,
    /// The hash of each id that was seen in this round; not filled in the first round.
    seen_again: HashSet<u64>,
    /// The number of the round, from 0.
    round: u8,
    /// True where something in this round shows that rows have moved.
    moved: bool,
    /// Customers in all pages together, as the last page says.
    count: Option<u64>,
    /// The last page that was asked for in this round; 0 before the first.
    asked: u64,
    /// The last page that was taken in this round; 0 before the first.
    taken: u64,
    /// True where there is a page after the last one taken.
    goes_on: bool,
    /// True after the end of the last round.
    done: bool,
}

/// What a walk has to know of a page that has arrived.
pub struct Taken<'a> {
    /// Customers in all pages together.
    pub count: u64,
    /// True where the service says that there is a next page.
    pub has_next: bool,
    /// The ids of its customers.
    pub ids: &'a [String],
}

impl Walk {
    /// Checks the parameters of `listAll`, and adds all faults by name. Where there are any, the walk
    /// must not begin.
    pub fn parse(value: &Value, faults: &mut Faults) -> Walk {
        let params = Params::parse(value, WALK, faults);
        let concurrency = integer(value, "concurrency", 1, 16, faults).unwrap_or(6) as usize;
        let left = integer(value, "limit", 0, MAX_INTEGER, faults).unwrap_or(MAX_INTEGER);
        must_be_function(value, "onProgress", faults);
        Walk {
            search: params.search,
            page_size: params.page_size.unwrap_or(100),
            concurrency,
            left,
            seen: HashSet::new(),
            seen_again: HashSet::new(),
            round: 0,
            moved: false,
            count: None,
            asked: 0,
            taken: 0,
            goes_on: true,
            done: left == 0,
        }
    }

    /// The next page to ask for now, while `held` pages are in flight or in memory; `None` where no
    /// other is to be asked for at present.
    pub fn ask(&mut self, held: usize) -> Option<Params> {
        let page = self.asked + 1;
        // The page after the last one taken is asked for where that one says that there is a next.
        // Pages further ahead are asked for only where `count` says that they are there, and only
        // as many as the limit can still need.
        let known = self.count.is_some_and(|count| self.asked * self.page_size < count);
        let wanted = (self.asked - self.taken) * self.page_size < self.left;
        let is_next = page == self.taken + 1 && self.goes_on;
        let ask = !self.done && held < self.concurrency && (is_next || known && wanted);
        ask.then(|| {
            self.asked = page;
            let (page, page_size) = (Some(page), Some(self.page_size));
            Params { page, page_size, search: self.search.clone() }
        })
    }

    /// Takes the next page in order, and answers the indexes of its customers that are handed on.
    pub fn take(&mut self, page: &Taken) -> Vec<usize> {
        self.taken += 1;
        self.moved |= self.count.is_some_and(|count| count != page.count);
        self.moved |= page.has_next && (page.ids.len() as u64) < self.page_size;
        self.count = Some(page.count);
        let mut new = Vec::new();
        let mut brings_something = false;
        for (index, id) in page.ids.iter().enumerate() {
            let mut hasher = DefaultHasher::new();
            id.hash(&mut hasher);
            let hash = hasher.finish();
            let is_again = self.round > 0 && !self.seen_again.insert(hash);
            let is_new = self.seen.insert(hash);
            if is_new {
                new.push(index);
            }
            let is_repeat = if self.round == 0 { !is_new } else { is_again };
            self.moved |= is_repeat;
            brings_something |= !is_repeat;
        }
        new.truncate(usize::try_from(self.left).unwrap_or(usize::MAX));
        self.left -= new.len() as u64;
        self.goes_on = page.has_next && brings_something;
        if self.left == 0 {
            self.done = true;
        } else if !self.goes_on {
            self.end_round();
        }
        new
    }

    /// Notes that the next page in order is not there, since rows have gone meanwhile. False for the
    /// first page: that is always there, so that its absence is an error.
    pub fn miss(&mut self) -> bool {
        let is_later = self.taken > 0;
        if is_later {
            self.moved = true;
            self.end_round();
        }
        is_later
    }

    /// Ends the round. Another one begins where rows have moved, to find what this one has missed.
    fn end_round(&mut self) {
        self.done = !self.moved || self.round == MORE_ROUNDS;
        self.round += 1;
        self.seen_again.clear();
        self.moved = false;
        self.asked = 0;
        self.taken = 0;
        self.goes_on = true;
    }

    /// True after the last page of the last round.
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// The number of this round, from 0. Pages that were asked for in an earlier round are not taken.
    pub fn round(&self) -> u8 {
        self.round
    }

    /// How many customers have been seen so far, and how many there are in all pages together.
    pub fn progress(&self) -> (u64, u64) {
        let loaded = self.seen.len() as u64;
        (loaded, self.count.unwrap_or(0).max(loaded))
    }
}
