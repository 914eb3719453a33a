// Watches for everything that goes wrong in a page. Engines report the same trouble in different ways
// and words; this file makes one list of them.

import assert from "node:assert/strict";

/** @typedef {import("puppeteer-core").Page} Page */

/** The engines' words for a request that the page itself has aborted. */
const ABORTED = /^(net::ERR_ABORTED|NS_BINDING_ABORTED|aborted)$/;
/** Chromium reports HTTP error answers on the console as well, the others do not. */
const ERROR_ANSWER = /^Failed to load resource: the server responded with a status of \d+/;

/**
 * Collects console errors and warnings, page errors, failed requests, and HTTP error answers. A test
 * names those that it provokes.
 * @param {Page} page
 */
export function watchTrouble(page) {
  /** @type {string[]} */
  let seen = [];
  /** @type {string[]} */
  let requests = [];
  page.on("console", (message) => {
    if (!["error", "warn"].includes(message.type())) return;
    if (ERROR_ANSWER.test(message.text())) return;
    seen.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => seen.push(`page error: ${error}`));
  page.on("response", (response) => {
    if (response.status() < 400) return;
    seen.push(`answered ${response.status()}: ${response.request().method()} ${response.url()}`);
  });
  page.on("requestfailed", (request) => {
    // Chromium reports every 204 as a failed request, which it is not.
    if (request.response()?.status() === 204) return;
    const reason = request.failure()?.errorText ?? "";
    const word = ABORTED.test(reason) ? "aborted" : reason;
    seen.push(`failed: ${request.method()} ${request.url()} ${word}`);
  });
  page.on("request", (request) => requests.push(`${request.method()} ${request.url()}`));

  return {
    /** What was requested since the last call. */
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    /** Waits until it is seen: what a browser reports comes after what it does. @param {RegExp} pattern */
    async arrived(pattern) {
      for (let left = 400; left > 0 && !seen.some((text) => pattern.test(text)); left -= 1)
        await new Promise((later) => setTimeout(later, 25));
    },
    /** @param {RegExp[]} provoked Each of these must have been seen, and nothing else. */
    expectOnly(...provoked) {
      const taken = seen;
      seen = [];
      const unexpected = taken.filter((text) => !provoked.some((pattern) => pattern.test(text)));
      assert.deepEqual(unexpected, [], "trouble that no step provoked");
      for (const pattern of provoked) {
        const hit = taken.some((text) => pattern.test(text));
        assert.ok(hit, `${pattern} was to be provoked; seen: ${taken.join("; ") || "nothing"}`);
      }
    },
  };
}

/**
 * The trouble that an HTTP error answer is.
 * @param {number} status
 */
export function answered(status) {
  return new RegExp(`^answered ${status}: `);
}
