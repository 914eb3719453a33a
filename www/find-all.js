// Search in all fields. The service searches first name and e-mail only, so everyone is read and
// searched here. What is found is shown as it comes, and no more than that is kept.

import { byId } from "./dom.js";
import { showStatus } from "./notice.js";
import { finding as words } from "./texts.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */
/** @typedef {import("./service.js").Service} Service */

const MOST = 200;

/**
 * @param {Service} service
 * @param {string} query
 * @param {object} view
 * @param {AbortSignal} view.signal Ends it without a word: the view has gone.
 * @param {(call: import("./service.js").Call) => void} view.onCall
 * @param {(found: Customer[]) => void} view.onFound
 * @returns {Promise<string>} What to say of it in the end; also where its user has cancelled it.
 */
export async function findEverywhere(service, query, { signal, onCall, onFound }) {
  const place = byId("finding");
  const bar = /** @type {HTMLProgressElement} */ (byId("finding-bar"));
  const text = byId("finding-text");
  const cancel = byId("finding-cancel");
  const cancelled = new AbortController();
  const stop = () => cancelled.abort();
  const fits = matcher(query);
  let read = 0;
  let found = 0;
  /** @type {Customer[]} Of the page that is being read. */
  let fresh = [];

  let total = 0;
  let loaded = 0;
  function tell() {
    bar.max = Math.max(total, 1);
    bar.value = loaded;
    text.textContent = words.progress(loaded, total, found);
  }
  /** @param {{ loaded: number, total: number }} progress */
  function onProgress(progress) {
    ({ loaded, total } = progress);
    tell();
  }
  function show() {
    if (fresh.length > 0) onFound(fresh);
    fresh = [];
    tell();
  }

  cancel.addEventListener("click", stop);
  bar.removeAttribute("value");
  text.textContent = "";
  showStatus(words.started);
  place.hidden = false;
  const together = AbortSignal.any([signal, cancelled.signal]);
  try {
    const everyone = service.walk({ page_size: 100, onProgress }, { signal: together, onCall });
    for await (const customer of everyone) {
      read += 1;
      if (fits(customer)) {
        found += 1;
        fresh.push(customer);
      }
      if (found === MOST) {
        show();
        return words.enough(MOST, query);
      }
      if (read % 100 === 0) show();
    }
    show();
    return words.done(found, query, read);
  } catch (error) {
    if (signal.aborted) throw error;
    show();
    // Cancelled here, or where it waited.
    if (error instanceof DOMException && error.name === "AbortError") {
      return words.stopped(found, read);
    }
    throw error;
  } finally {
    cancel.removeEventListener("click", stop);
    if (place.contains(document.activeElement)) byId("customers").focus();
    if (!signal.aborted) place.hidden = true;
  }
}

/**
 * Every word of the query has to stand somewhere in the customer, in any case and with or without
 * accents; a telephone number may be spaced as one likes.
 * @param {string} query
 * @returns {(customer: Customer) => boolean}
 */
export function matcher(query) {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  const digits = /^[\d\s()+./-]+$/.test(query.trim()) ? query.replace(/\D/g, "") : "";
  return (customer) => {
    const { photo, developer, metadata, ...fields } = customer;
    const text = plain([...textsOf(fields), ...textsOf(metadata, true)].join("\n"));
    if (wanted.every((word) => text.includes(word))) return true;
    return digits.length > 3 && (customer.phone ?? "").replace(/\D/g, "").includes(digits);
  };
}

/** @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * All that can be read in a value.
 * @param {unknown} value
 * @param {boolean} [names] Whether the names of its fields are its user's words too.
 * @returns {string[]}
 */
function textsOf(value, names = false) {
  if (value === null || typeof value === "boolean") return [];
  if (typeof value !== "object") return [String(value)];
  if (Array.isArray(value)) return value.flatMap((inner) => textsOf(inner, names));
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(names ? [name] : []),
    ...textsOf(inner, names),
  ]);
}
