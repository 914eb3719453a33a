//! The time limit and the abort of an attempt, in one guard that cleans up when it is dropped.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

#[wasm_bindgen]
extern "C" {
    // Not by web-sys, which wants a `window`: only pages have one. Node's timers are objects.
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, ms: f64) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}

/// Why a guard ended what it ran.
#[derive(Clone)]
pub enum Stop {
    /// The caller's signal was aborted, with this reason.
    Aborted(JsValue),
    /// The time was up.
    TimedOut,
}

/// Ends what it runs when the caller's signal is aborted or the time is up, even where what runs takes
/// no notice of the guard's own signal. When it is dropped, it removes its listener and its timer, and
/// aborts its own signal unless all is done.
pub struct Guard {
    stop: Rc<RefCell<Option<Stop>>>,
    /// Resolves when there is a reason to stop.
    stopped: Promise,
    /// Controls the guard's own signal.
    controller: AbortController,
    is_done: Cell<bool>,
    listener: Option<(AbortSignal, Closure<dyn FnMut()>)>,
    timer: Option<(JsValue, Closure<dyn FnMut()>)>,
}

impl Guard {
    /// Begins to watch. `signal` has to be one that works, as `input::call_options` makes sure.
    pub fn start(signal: Option<&AbortSignal>, limit_ms: Option<f64>) -> Result<Guard, JsValue> {
        let controller = AbortController::new()?;
        let stop = Rc::new(RefCell::new(None));
        let mut resolve = None;
        let stopped = Promise::new(&mut |settle, _| resolve = Some(settle));
        let end = {
            let (stop, controller) = (stop.clone(), controller.clone());
            move |why: Stop| {
                let reason = match &why {
                    Stop::Aborted(reason) => reason.clone(),
                    Stop::TimedOut => JsValue::UNDEFINED,
                };
                stop.borrow_mut().get_or_insert(why);
                if let Some(resolve) = &resolve {
                    let _ = resolve.call0(&JsValue::UNDEFINED); // it never throws
                }
                controller.abort_with_reason(&reason);
            }
        };
        let listener = match signal {
            None => None,
            Some(signal) => {
                let (end, aborted) = (end.clone(), signal.clone());
                let on_abort: Closure<dyn FnMut()> =
                    Closure::new(move || end(Stop::Aborted(aborted.reason())));
                let callback = on_abort.as_ref().unchecked_ref();
                signal.add_event_listener_with_callback("abort", callback)?;
                Some((signal.clone(), on_abort))
            }
        };
        let timer = limit_ms.map(|ms| {
            let end = end.clone();
            let on_timeout: Closure<dyn FnMut()> = Closure::new(move || end(Stop::TimedOut));
            (set_timeout(on_timeout.as_ref().unchecked_ref(), ms), on_timeout)
        });
        if let Some(signal) = signal.filter(|signal| signal.aborted()) {
            end(Stop::Aborted(signal.reason()));
        }
        let is_done = Cell::new(false);
        Ok(Guard { stop, stopped, controller, is_done, listener, timer })
    }

    /// The guard's own signal, for what it runs.
    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// Fails where there is a reason to stop.
    pub fn check(&self) -> Result<(), Stop> {
        self.stop.borrow().clone().map_or(Ok(()), Err)
    }

    /// Waits for a promise, and answers what it resolves or rejects with; any other value is answered
    /// as it is. It fails where there is a reason to stop before that. The race is JavaScript's: the
    /// Rust future of a promise that never settles could not be freed.
    pub async fn run(&self, promise: &JsValue) -> Result<Result<JsValue, JsValue>, Stop> {
        let raced = Promise::race(&Array::of2(promise, &self.stopped));
        let end = JsFuture::from(raced).await;
        self.check().map(|()| end)
    }

    /// Waits until there is a reason to stop.
    pub async fn wait(&self) -> Stop {
        let _ = JsFuture::from(self.stopped.clone()).await; // it never rejects
        self.check().err().unwrap_or(Stop::TimedOut)
    }

    /// Notes that all is done. Without it, dropping the guard would abort its signal, which costs time
    /// and makes some browsers print an error.
    pub fn done(&self) {
        self.is_done.set(true);
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some((timer, _)) = &self.timer {
            clear_timeout(timer);
        }
        if let Some((signal, on_abort)) = &self.listener {
            let callback = on_abort.as_ref().unchecked_ref();
            // It can fail for an object that only looks like a signal; nothing depends on it then.
            let _ = signal.remove_event_listener_with_callback("abort", callback);
        }
        if !self.is_done.get() && self.stop.borrow().is_none() {
            self.controller.abort_with_reason(&JsValue::UNDEFINED);
        }
    }
}

thread_local! {
    /// How many polls have begun and not ended.
    static POLLING: Cell<u32> = const { Cell::new(0) };
}

/// A future that is counted while it is polled: where the count does not go back to 0, a poll has ended
/// in a trap. All calls share this type, because the code that makes a promise of a future is large,
/// and generic over the future's type.
pub struct Polled(Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>);

impl Polled {
    pub fn new(future: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> Polled {
        Polled(Box::pin(future))
    }
}

impl Future for Polled {
    type Output = Result<JsValue, JsValue>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<Self::Output> {
        POLLING.set(POLLING.get() + 1);
        let polled = self.0.as_mut().poll(context);
        POLLING.set(POLLING.get() - 1);
        polled
    }
}

/// True while a future is polled, and after a trap in one.
pub fn is_polling() -> bool {
    POLLING.get() > 0
}
