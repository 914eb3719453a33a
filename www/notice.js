// What the service answered: a quiet status line, and alerts for errors.

import { el } from "./dom.js";
import { problems as words } from "./texts.js";

/** @typedef {import("./customers-client/index.js").CustomersError} CustomersError */
/** @typedef {import("./customers-client/index.js").FieldErrors} FieldErrors */

/**
 * @param {string} text
 * @param {HTMLElement | null} [line]
 */
export function showStatus(text, line = document.querySelector("#status")) {
  if (line) line.textContent = text;
}

/** @param {HTMLElement | null} alert */
export function clearError(alert) {
  if (!alert) return;
  alert.hidden = true;
  alert.replaceChildren();
}

/**
 * Shows an error of any kind; a CustomersError with all that it knows. Where the service refused
 * the key, the way to change it is offered.
 * @param {HTMLElement | null} alert
 * @param {unknown} error
 * @param {object} [options]
 * @param {string} [options.lead] A sentence before the error's own.
 * @param {string} [options.message] A sentence instead of the error's own.
 * @param {string} [options.check] How to find out whether a write was carried out.
 * @param {string[]} [options.messages] Field messages that have no field to stand beside.
 * @param {{ label: string, run: () => void }} [options.action]
 */
export function showError(alert, error, { lead, message, check, messages = [], action } = {}) {
  if (!alert) return;
  const hadFocus = alert.contains(document.activeElement);
  const known = isCustomersError(error) ? error : null;
  const { name, outcomeUnknown } = Object(error);
  const isCancelled = name === "AbortError";
  const own =
    message ?? (known ? words.sentence(known) : isCancelled ? words.cancelled : plain(error));
  const text = lead ? `${lead} ${own}` : own;
  alert.replaceChildren(el("p", { class: "notice-message", dir: "auto" }, text));
  const extra = messages.filter((one) => !own.includes(one));
  if (extra.length > 0) {
    alert.append(el("ul", {}, ...extra.map((one) => el("li", { dir: "auto" }, one))));
  }
  // A write that its user cancelled may have been carried out, too.
  if (check && outcomeUnknown) alert.append(el("p", {}, words.maybeDone(check)));
  else if (check && isCancelled) alert.append(el("p", {}, words.notDone));
  if (known?.retryAfterMs !== undefined) alert.append(countdown(alert, known.retryAfterMs));
  const ways = el("div", { class: "notice-actions" });
  if (action) ways.append(el("button", { type: "button", click: action.run }, action.label));
  // The connection's dialog listens for these, wherever they are, and is where the key already is.
  if (known?.code === "unauthorized" && !alert.closest("#connection-dialog")) {
    ways.append(el("button", { type: "button", "data-change-key": true }, words.changeKey));
  }
  if (ways.childElementCount > 0) alert.append(ways);
  if (known) alert.append(details(known));
  alert.hidden = false;
  // What had the focus has been replaced by its like.
  if (hadFocus) alert.querySelector("button")?.focus();
}

/**
 * The messages of an error by field, as people read them.
 * @param {unknown} error
 * @returns {FieldErrors}
 */
export function saidOfFields(error) {
  /** @type {FieldErrors} */
  const said = Object.create(null);
  if (!isCustomersError(error)) return said;
  for (const issue of error.issues) {
    said[issue.path] ??= [];
    said[issue.path].push(words.fault(issue));
  }
  return said;
}

/**
 * The package's own guard, for when the package itself could not be loaded.
 * @param {unknown} error
 * @returns {error is CustomersError}
 */
function isCustomersError(error) {
  return error instanceof Error && error.name === "CustomersError";
}

/** @param {unknown} error */
function plain(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * When it makes sense to try again. It is heard once, and the seconds go on for the eye.
 * @param {HTMLElement} alert
 * @param {number} ms
 */
function countdown(alert, ms) {
  const until = performance.now() + ms;
  const line = el("p", { role: "timer" });
  function tell() {
    const seconds = Math.max(0, Math.ceil((until - performance.now()) / 1000));
    const text = words.later(seconds);
    if (line.textContent !== text) line.textContent = text;
    return seconds > 0;
  }
  tell();
  const clock = setInterval(() => {
    if (!alert.contains(line) || !tell()) clearInterval(clock);
  }, 250);
  return line;
}

/**
 * What helps whoever is asked about an error: the original words, and the facts.
 * @param {CustomersError} error
 */
function details({ message, code, status, title, requestId, attempts }) {
  const facts = [code, status && `HTTP ${status}`, requestId && `${words.request} ${requestId}`];
  facts.push(words.attempts(attempts));
  const said = title && !message.includes(title) ? `${title}: ${message}` : message;
  return el(
    "details",
    {},
    el("summary", {}, words.details),
    // What was refused here has been said in full; the original is for programmers.
    code === "invalid_input" ? null : el("p", { dir: "auto" }, said),
    el("p", { class: "notice-facts" }, facts.filter(Boolean).join(" · ")),
  );
}
