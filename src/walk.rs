//! All customers, page by page while rows may move: which page to ask for next, and which of a
//! page's customers are new (contract, "listAll"). The pages come from elsewhere.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::error::Faults;
use crate::params::{MAX_INTEGER, Params, WALK, integer, must_be_function};
use crate::value::Value;

/// How often a walk goes round again when rows have moved.
const MORE_ROUNDS: u8 = 2;

/// A walk: what has been asked for, what has been seen.
///
/// Pages are asked for ahead, but taken in order. Of a customer that was seen only a 64-bit hash
/// of its id is kept, to keep the promise that each comes at most once.
#[derive(Clone, Debug)]
pub struct Walk {
    search: Option<String>,
    page_size: u64,
    concurrency: usize,
    /// Customers that may still be handed on.
    left: u64,
    /// Hash of each id that was seen in any round.
    seen: HashSet<u64>,
    /// The same of this round, where it is not the first.
    seen_again: HashSet<u64>,
    round: u8,
    /// Rows have moved in this round.
    moved: bool,
    /// What the service said last.
    count: Option<u64>,
    /// Asked for in this round: the pages up to this one.
    asked: u64,
    /// Taken in this round: the pages up to this one.
    taken: u64,
    /// The page after the last one taken is known to be there.
    goes_on: bool,
    done: bool,
}

/// What a walk has to know of a page.
pub struct Taken<'a> {
    /// Customers in all pages together.
    pub count: u64,
    /// The service says that there is a next page.
    pub has_next: bool,
    /// The ids of its customers.
    pub ids: &'a [String],
}

impl Walk {
    /// Checks the parameters of `listAll`; faults are added by name.
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

    /// The next page to ask for now, while `held` pages are in flight or in memory.
    pub fn ask(&mut self, held: usize) -> Option<Params> {
        let page = self.asked + 1;
        // Pages ahead are asked for only where the count says that they are there, and the limit
        // that they are wanted; the very next one where the page before says so.
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

    /// Takes the next page in order: which of its customers are to be handed on.
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

    /// The next page in order is not there: rows have gone meanwhile. False where it is the
    /// first page, which is always there.
    pub fn miss(&mut self) -> bool {
        let is_later = self.taken > 0;
        if is_later {
            self.moved = true;
            self.end_round();
        }
        is_later
    }

    /// Goes round again where rows have moved, to find what was missed.
    fn end_round(&mut self) {
        self.done = !self.moved || self.round == MORE_ROUNDS;
        self.round += 1;
        self.seen_again.clear();
        self.moved = false;
        self.asked = 0;
        self.taken = 0;
        self.goes_on = true;
    }

    /// True after the last page.
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Which round this is, from 0: pages of an earlier one are not taken any more.
    pub fn round(&self) -> u8 {
        self.round
    }

    /// Customers seen so far, and in all pages together.
    pub fn progress(&self) -> (u64, u64) {
        let loaded = self.seen.len() as u64;
        (loaded, self.count.unwrap_or(0).max(loaded))
    }
}
