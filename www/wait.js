// The one way to wait: while a call is under way for long, or waits to be repeated, its view says
// why, for how long, and how to cancel it.

import { el } from "./dom.js";
import { calls } from "./service.js";
import { waiting as words } from "./texts.js";

/** @typedef {import("./service.js").Call} Call */

const SLOW_MS = 1500;

/**
 * @param {HTMLElement} place Empty, and hidden while there is nothing to say.
 * @returns {(call: Call) => void} What `service.call` takes as `onCall`.
 */
export function waitsIn(place) {
  /** @type {() => void} */
  let leave = () => {};
  return (call) => {
    leave();
    leave = watch(place, call);
  };
}

/**
 * @param {HTMLElement} place
 * @param {Call} call
 */
function watch(place, call) {
  let until = 0;
  // The reason is said aloud once; the seconds that pass are only seen.
  const reason = el("span", { role: "status" });
  const rest = el("span", { "aria-hidden": "true" });
  const cancel = el("button", { type: "button", click: call.cancel }, words.cancel);
  const slow = setTimeout(() => show(words.slow), SLOW_MS);
  const clock = setInterval(count, 250);

  /** @param {string} text */
  function show(text) {
    if (place.hidden) place.replaceChildren(reason, rest, cancel);
    place.hidden = false;
    reason.textContent = text;
    count();
  }

  function count() {
    const seconds = Math.ceil((until - performance.now()) / 1000);
    rest.textContent = seconds > 0 ? words.again(seconds) : "";
  }

  /** @param {Event} event */
  function attempted(event) {
    if (/** @type {CustomEvent<Call>} */ (event).detail !== call) return;
    const last = call.attempts.at(-1);
    if (last?.retryInMs === undefined) return;
    until = performance.now() + last.retryInMs;
    show(words.reason(last));
  }

  /** @param {Event} event */
  function ended(event) {
    if (/** @type {CustomEvent<Call>} */ (event).detail === call) leave();
  }

  function leave() {
    clearTimeout(slow);
    clearInterval(clock);
    calls.removeEventListener("attempted", attempted);
    calls.removeEventListener("ended", ended);
    if (!place.contains(reason)) return;
    place.replaceChildren();
    place.hidden = true;
  }

  calls.addEventListener("attempted", attempted);
  calls.addEventListener("ended", ended);
  return leave;
}
