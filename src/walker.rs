//! A `listAll` under way: it fetches the pages. [`Walk`] decides which, and `src/js/walk.js` makes the
//! iterator that callers see.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::AbortSignal;

use crate::client::{Client, Failure};
use crate::error::{Error, Faults};
use crate::guard::{Guard, Polled};
use crate::input::{call_options, function, get, record};
use crate::operation::{Arguments, LIST};
use crate::options::{self, Limits};
use crate::params::{self, Params};
use crate::result::to_js;
use crate::walk::{Taken, Walk};

/// One walk through all customers.
pub struct Walker {
    client: Rc<Client>,
    signal: Option<AbortSignal>,
    /// The limits of each page's request.
    limits: Limits,
    on_progress: Option<Function>,
    state: RefCell<State>,
}

struct State {
    walk: Walk,
    /// The pages in flight or in memory, in order; the first is the next to be handed on.
    pages: Vec<Page>,
    /// Aborts the requests in flight when it is dropped. Each round has its own.
    guard: Option<Guard>,
    /// True where the first page has been handed on: it is removed at the next step.
    is_handed_on: bool,
}

/// A page that has been asked for.
#[derive(Clone)]
struct Page {
    /// Resolves when the page has arrived, or its request has failed.
    arrived: Promise,
    result: Rc<RefCell<Option<Result<JsValue, Failure>>>>,
}

/// What the caller's `onProgress` is told.
#[derive(Serialize)]
struct Progress {
    loaded: f64,
    total: f64,
}

impl Walker {
    /// Reads and checks what `listAll` is given.
    pub fn new(client: Rc<Client>, params: &JsValue, options: &JsValue) -> Result<Walker, Error> {
        let (value, kept) = record(params, params::WALK, "onProgress");
        let options = call_options(options);
        let mut faults = Faults::default();
        let walk = Walk::parse(&value, &mut faults);
        let signal = options.signal;
        let limits = options::call(&options.value, signal.is_some(), &mut faults);
        faults.finish(())?;
        let on_progress = function(&kept, "onProgress");
        let state = State { walk, pages: Vec::new(), guard: None, is_handed_on: false };
        Ok(Walker { client, signal, limits, on_progress, state: RefCell::new(state) })
    }

    /// The caller's signal.
    pub fn signal(&self) -> Option<AbortSignal> {
        self.signal.clone()
    }

    /// The next customers, at least one, as an array; undefined after the last one.
    pub async fn next(&self) -> Result<JsValue, Failure> {
        loop {
            let Some(page) = self.ask()? else { return Ok(JsValue::UNDEFINED) };
            let _ = JsFuture::from(page.arrived).await; // it never rejects
            let wanted = match page.result.take() {
                Some(Ok(page)) => self.take(&page).map_err(Failure::Thrown)?,
                Some(Err(failure)) => self.miss(failure)?,
                None => Array::new(),
            };
            if wanted.length() > 0 {
                return Ok(wanted.into());
            }
        }
    }

    /// Asks for as many pages as may be asked for now, and answers the next one, if there is one.
    fn ask(&self) -> Result<Option<Page>, Failure> {
        let signal = self.signal.as_ref();
        if let Some(signal) = signal.filter(|signal| signal.aborted()) {
            return Err(Failure::Thrown(signal.reason()));
        }
        let mut state = self.state.borrow_mut();
        if std::mem::take(&mut state.is_handed_on) {
            state.pages.remove(0);
        }
        if state.guard.is_none() && !state.walk.is_done() {
            state.guard = Some(Guard::start(signal, None).map_err(Failure::Thrown)?);
        }
        let State { walk, pages, guard, .. } = &mut *state;
        while let Some(params) = walk.ask(pages.len()) {
            pages.push(self.page(params, guard.as_ref().map(Guard::signal)));
        }
        Ok(pages.first().cloned())
    }

    /// Asks for a page.
    fn page(&self, params: Params, signal: Option<AbortSignal>) -> Page {
        let (client, limits) = (self.client.clone(), self.limits);
        let mut request = LIST.request(&Arguments::default(), &mut Faults::default());
        request.params = params;
        let result = Rc::new(RefCell::new(None));
        let arrived = {
            let result = result.clone();
            future_to_promise(Polled::new(async move {
                let end = client.send(&LIST, request, None, signal, limits).await;
                result.replace(Some(end));
                Ok(JsValue::UNDEFINED)
            }))
        };
        Page { arrived, result }
    }

    /// Takes the first page, and answers those of its customers that are handed on.
    fn take(&self, page: &JsValue) -> Result<Array, JsValue> {
        let results: Array = get(page, "results").unchecked_into();
        let mut ids = Vec::new();
        for customer in results.iter() {
            ids.push(get(&customer, "id").as_string().unwrap_or_default());
        }
        let count = get(page, "count").as_f64().unwrap_or_default() as u64;
        let has_next = !get(page, "next_page").is_null();

        let mut state = self.state.borrow_mut();
        let round = state.walk.round();
        let new = state.walk.take(&Taken { count, has_next, ids: &ids });
        state.is_handed_on = true;
        state.end_round(round);
        let (loaded, total) = state.walk.progress();
        drop(state); // the caller's function may ask this walk for its next customers
        if let Some(told) = &self.on_progress {
            let progress = Progress { loaded: loaded as f64, total: total as f64 };
            told.call1(&JsValue::UNDEFINED, &to_js(&progress))?;
        }
        let wanted = Array::new();
        for index in new {
            wanted.push(&results.get(index as u32));
        }
        Ok(wanted)
    }

    /// Takes the failure of the first page. It is none where the page is gone with rows that were
    /// deleted meanwhile.
    fn miss(&self, failure: Failure) -> Result<Array, Failure> {
        let mut state = self.state.borrow_mut();
        let round = state.walk.round();
        let is_missing = matches!(&failure, Failure::Error(error, _) if error.code == "not_found");
        if !is_missing || !state.walk.miss() {
            return Err(failure);
        }
        state.is_handed_on = true;
        state.end_round(round);
        Ok(Array::new())
    }
}

impl State {
    /// Where the last page of a round has been taken, gives up those that were asked for ahead.
    fn end_round(&mut self, round: u8) {
        if self.walk.is_done() || self.walk.round() != round {
            self.pages.truncate(1);
            self.guard = None;
        }
    }
}
