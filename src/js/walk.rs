//! A walk as JavaScript drives it: the decisions are [`Walk`]'s, the iterator is `walk.js`.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::{promise, read};
use crate::client::{Call, Client};
use crate::error::Error;
use crate::walk::{Taken, Walk};

/// One walk through all customers.
#[wasm_bindgen]
pub struct CustomerWalk {
    client: Rc<Client>,
    walk: RefCell<Walk>,
    call: Call,
    on_progress: Option<Function>,
}

impl CustomerWalk {
    pub(super) fn new(
        client: Rc<Client>,
        params: &JsValue,
        options: &JsValue,
    ) -> Result<CustomerWalk, Error> {
        let ((walk, on_progress), call) = read::call(options, |faults| {
            let (value, on_progress) = read::walk_params(params, faults);
            (Walk::parse(&value, faults), on_progress)
        })?;
        Ok(CustomerWalk { client, walk: RefCell::new(walk), call, on_progress })
    }
}

#[wasm_bindgen]
impl CustomerWalk {
    /// The caller's signal.
    #[wasm_bindgen(getter)]
    pub fn signal(&self) -> Option<AbortSignal> {
        self.call.signal.clone()
    }

    /// The caller's function.
    #[wasm_bindgen(getter, js_name = onProgress)]
    pub fn on_progress(&self) -> Option<Function> {
        self.on_progress.clone()
    }

    /// Asks for the next page, if one is to be asked for while `held` pages are held.
    pub fn ask(&self, held: usize, signal: AbortSignal) -> Option<Promise> {
        let params = self.walk.borrow_mut().ask(held)?;
        let call = Call { options: self.call.options, signal: Some(signal) };
        let client = self.client.clone();
        Some(promise(Ok(()), async move |()| client.list(params, call).await))
    }

    /// Takes the next page in order: which of its customers are to be handed on.
    pub fn take(&self, count: f64, has_next: bool, ids: Vec<String>) -> Vec<u32> {
        let page = Taken { count: count as u64, has_next, ids: &ids };
        let new = self.walk.borrow_mut().take(&page);
        new.into_iter().map(|index| index as u32).collect()
    }

    /// The next page in order is not there; false where that is an error.
    #[wasm_bindgen(js_name = takeMissing)]
    pub fn take_missing(&self) -> bool {
        self.walk.borrow_mut().take_missing()
    }

    /// True after the last page.
    #[wasm_bindgen(getter, js_name = isDone)]
    pub fn is_done(&self) -> bool {
        self.walk.borrow().is_done()
    }

    /// Which round this is.
    #[wasm_bindgen(getter)]
    pub fn round(&self) -> u8 {
        self.walk.borrow().round()
    }

    /// Customers so far.
    #[wasm_bindgen(getter)]
    pub fn loaded(&self) -> f64 {
        self.walk.borrow().progress().0 as f64
    }

    /// Customers in all pages together.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        self.walk.borrow().progress().1 as f64
    }
}
