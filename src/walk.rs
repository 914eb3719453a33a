//! Walking all customers page by page while rows may move: which page to ask for next, and which
//! of a page's customers are new. Pure: the pages come from elsewhere (contract, "listAll").

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::error::{FieldErrors, Message};
use crate::json::{Json, Writer};
use crate::params::{ListParams, integer};
use crate::text::digits;

/// How often a walk goes round again when rows have moved.
const MORE_ROUNDS: u8 = 2;

/// A walk: what has been asked for, what has been seen.
///
/// Pages are asked for ahead, but taken in order. Of a customer that was seen only a 64-bit hash
/// of its id is kept, to keep the promise that each comes at most once.
#[derive(Clone, Debug)]
pub struct Walk {
    params: ListParams,
    concurrency: usize,
    limit: u64,
    /// Hash of each id that was seen in any round.
    seen: HashSet,
    /// The same of this round, where it is not the first.
    seen_again: HashSet,
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
    /// The ids of its customers, as their JSON has them.
    pub ids: &'a [&'a [u8]],
}

impl Walk {
    /// Checks the parameters of `listAll`; faults are added by name.
    pub fn parse(value: Json, faults: &mut FieldErrors) -> Walk {
        let params = ListParams::parse_all(value, faults);
        let concurrency = integer(value, "concurrency", 1, 16, faults).unwrap_or(6) as usize;
        let limit = integer(value, "limit", 0, u64::MAX, faults).unwrap_or(u64::MAX);
        if value.get("onProgress").is_some_and(|v| !v.is_null() && !v.is_function()) {
            faults.add("onProgress", Message::NotAFunction);
        }
        Walk {
            params,
            concurrency,
            limit,
            seen: HashSet::default(),
            seen_again: HashSet::default(),
            round: 0,
            moved: false,
            count: None,
            asked: 0,
            taken: 0,
            goes_on: true,
            done: limit == 0,
        }
    }

    /// The next page to ask for now, while `held` pages are in flight or in memory.
    pub fn ask(&mut self, held: usize) -> Option<ListParams> {
        let page = self.asked + 1;
        let size = self.params.page_size;
        // Pages ahead are asked for only where the count says that they are there, and the limit
        // that they are wanted; the very next one where the page before says so.
        let known = self.count.is_some_and(|count| self.asked.saturating_mul(size) < count);
        let wanted = (self.asked - self.taken).saturating_mul(size) < self.limit;
        let is_next = page == self.taken + 1 && self.goes_on;
        let ask = !self.done && held < self.concurrency && (is_next || known && wanted);
        ask.then(|| {
            self.asked = page;
            ListParams { page, ..self.params.clone() }
        })
    }

    /// Takes the next page in order: which of its customers are to be handed on.
    pub fn take(&mut self, page: &Taken) -> Vec<usize> {
        self.taken += 1;
        self.moved |= self.count.is_some_and(|count| count != page.count);
        self.moved |= page.has_next && (page.ids.len() as u64) < self.params.page_size;
        self.count = Some(page.count);
        let mut new = Vec::new();
        let mut brings_something = false;
        for (index, id) in page.ids.iter().enumerate() {
            let hash = hash(id);
            let is_again = self.round > 0 && !self.seen_again.insert(hash);
            let is_new = self.seen.insert(hash);
            if is_new {
                new.push(index);
            }
            let is_repeat = if self.round == 0 { !is_new } else { is_again };
            self.moved |= is_repeat;
            brings_something |= !is_repeat;
        }
        new.truncate(usize::try_from(self.limit).unwrap_or(usize::MAX));
        self.limit -= new.len() as u64;
        self.goes_on = page.has_next && brings_something;
        if self.limit == 0 {
            self.done = true;
        } else if !self.goes_on {
            self.end_round();
        }
        new
    }

    /// The next page in order is not there: rows have gone meanwhile. False where it is the
    /// first page, which is always there.
    pub fn take_missing(&mut self) -> bool {
        let later = self.taken > 0;
        if later {
            self.moved = true;
            self.end_round();
        }
        later
    }

    /// Goes round again where rows have moved, to find what was missed.
    fn end_round(&mut self) {
        self.done = !self.moved || self.round == MORE_ROUNDS;
        self.round += 1;
        self.seen_again = HashSet::default();
        self.moved = false;
        self.asked = 0;
        self.taken = 0;
        self.goes_on = true;
    }

    /// True after the last page.
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// How far the walk is, and the indices of the customers that are new: as `src/js/walk.js`
    /// reads it.
    pub fn state(&self, new: &[usize]) -> String {
        let mut indices = String::new();
        for index in new {
            indices.push(if indices.is_empty() { '[' } else { ',' });
            indices.push_str(&digits(*index as u64));
        }
        indices.push_str(if indices.is_empty() { "[]" } else { "]" });
        let (loaded, total) = self.progress();
        let mut state = Writer::default();
        state.raw("new", &indices);
        state.flag("done", self.done);
        state.number("round", self.round.into());
        state.number("loaded", loaded);
        state.number("total", total);
        state.finish()
    }

    /// Which round this is, from 0: pages of an earlier one are not taken any more.
    pub fn round(&self) -> u8 {
        self.round
    }

    /// Customers handed on so far, and in all pages together.
    pub fn progress(&self) -> (u64, u64) {
        let loaded = self.seen.len as u64;
        (loaded, self.count.unwrap_or(0).max(loaded))
    }
}

/// FNV-1a, 64 bits.
fn hash(id: &[u8]) -> u64 {
    id.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A set of hashes, with open addressing: std's would be 4 KB of the module.
#[derive(Clone, Debug, Default)]
struct HashSet {
    /// A power of two of them, at most three quarters taken; 0 is free.
    slots: Vec<u64>,
    len: usize,
}

impl HashSet {
    /// False where it was there already.
    fn insert(&mut self, hash: u64) -> bool {
        if self.len * 4 >= self.slots.len() * 3 {
            let grown = vec![0; (self.slots.len() * 2).max(64)];
            let old = core::mem::replace(&mut self.slots, grown);
            for hash in old.into_iter().filter(|hash| *hash != 0) {
                self.place(hash);
            }
        }
        let is_new = self.place(hash.max(1));
        self.len += usize::from(is_new);
        is_new
    }

    fn place(&mut self, hash: u64) -> bool {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & last;
        while let Some(slot) = self.slots.get_mut(at) {
            if *slot == 0 || *slot == hash {
                return core::mem::replace(slot, hash) == 0;
            }
            at = (at + 1) & last;
        }
        true
    }
}
