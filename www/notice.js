// What the service answered: a quiet status line, and alerts for errors.

import { el } from "./dom.js";
import { counted } from "./format.js";

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
 * Shows an error of any kind; a CustomersError with all that it knows.
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
  const known = /** @type {any} */ (error) ?? {};
  const own = message ?? (typeof known.message === "string" ? known.message : String(error));
  const facts = errorFacts(known);
  alert.replaceChildren(
    el("p", { class: "notice-message", dir: "auto" }, lead ? `${lead} ${own}` : own),
  );
  const extra = messages.filter((text) => !own.includes(text));
  if (extra.length > 0) {
    alert.append(el("ul", {}, ...extra.map((text) => el("li", { dir: "auto" }, text))));
  }
  if (known.outcomeUnknown && check) {
    alert.append(el("p", {}, `It may have been carried out all the same. To find out, ${check}`));
  }
  if (facts.length > 0) alert.append(el("p", { class: "notice-facts" }, facts.join(" · ")));
  if (action) alert.append(el("button", { type: "button", click: action.run }, action.label));
  alert.hidden = false;
}

/**
 * The facts of a CustomersError that help whoever is asked about it.
 * @param {any} error
 * @returns {string[]}
 */
function errorFacts(error) {
  if (error.name !== "CustomersError") return [];
  const facts = [error.code];
  if (error.status !== undefined) facts.push(`HTTP ${error.status}`);
  if (error.requestId) facts.push(`request ${error.requestId}`);
  if (error.attempts > 1) facts.push(counted(error.attempts, "attempt"));
  if (error.attempts === 0 && error.code === "invalid_input") facts.push("nothing was sent");
  if (error.retryAfterMs !== undefined) {
    facts.push(`try again in ${counted(Math.ceil(error.retryAfterMs / 1000), "second")}`);
  }
  return facts;
}
