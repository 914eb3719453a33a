// The one way to wait: while calls are under way for long, or wait to be repeated, their view says
// why, for how long, and how to cancel them.

import { el } from "./dom.js";
import { calls } from "./service.js";
import { waiting as words } from "./texts.js";

/** @typedef {import("./service.js").Call} Call */
/** @typedef {{ until: number, reason: string }} Wait `until` is when it is sent again. */

const SLOW_MS = 1500;
/** A repeat that comes sooner is not worth a word of its own. */
const BRIEF_MS = 1000;

/**
 * @param {HTMLElement} place Empty, and hidden while there is nothing to say.
 * @returns {(call: Call) => void} What `service.call` takes as `onCall`. It may watch several
 *   calls at once: the one that waits longest is shown, and Cancel is for them all.
 */
export function waitsIn(place) {
  /** @type {Map<Call, Wait>} */
  const waits = new Map();
  // The reason is said aloud once; the seconds that pass are read by whoever looks.
  const reason = el("span", { role: "status" });
  const rest = el("span", { role: "timer" });
  const cancel = el("button", { type: "button", click: cancelAll }, words.cancel);
  let clock = 0;

  function cancelAll() {
    for (const call of [...waits.keys()]) call.cancel();
  }

  const longest = () => [...waits.values()].reduce((a, b) => (b.until > a.until ? b : a));

  function show() {
    if (place.hidden) {
      place.replaceChildren(reason, rest, cancel);
      place.hidden = false;
      clock = setInterval(count, 250);
    }
    count();
    // A live region is heard when it changes while it is there.
    setTimeout(() => {
      if (place.hidden) return;
      const text = longest().reason;
      if (reason.textContent !== text) reason.textContent = text;
    }, 50);
  }

  function count() {
    const seconds = Math.ceil((longest().until - performance.now()) / 1000);
    const text = seconds > 0 ? words.again(seconds) : "";
    if (rest.textContent !== text) rest.textContent = text;
  }

  function leave() {
    clearInterval(clock);
    if (place.hidden) return;
    const focused = place.contains(document.activeElement);
    place.hidden = true;
    place.replaceChildren();
    reason.textContent = "";
    if (!focused) return;
    const view = place.closest("dialog, main");
    const next = view?.querySelector("[type=submit], h2[tabindex]");
    /** @type {HTMLElement | null | undefined} */ (next)?.focus();
  }

  return (call) => {
    /** @type {Wait} */
    const wait = { until: 0, reason: words.slow };
    const slow = setTimeout(show, SLOW_MS);
    const done = new AbortController();

    /** @param {string} type @param {() => void} then */
    const when = (type, then) =>
      calls.addEventListener(
        type,
        (event) => {
          if (/** @type {CustomEvent<Call>} */ (event).detail === call) then();
        },
        { signal: done.signal },
      );
    waits.set(call, wait);
    when("attempted", () => {
      const last = call.attempts.at(-1);
      if (last?.retryInMs === undefined) return;
      wait.until = performance.now() + last.retryInMs;
      wait.reason = words.reason(last);
      if (last.retryInMs >= BRIEF_MS || !place.hidden) show();
    });
    when("ended", () => {
      clearTimeout(slow);
      done.abort();
      waits.delete(call);
      if (waits.size === 0) leave();
    });
  };
}
