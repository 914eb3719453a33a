// A headless Chromium for a file of tests, and the check that a page in it lists every customer.

import assert from "node:assert/strict";
import puppeteer from "puppeteer-core";
import { CHROMIUM_ARGS } from "../../.ci/parts/chromium.mjs";

export const CUSTOMERS = 38;

/** A host name such as local networks have: no loopback host, and served by plain http. */
export const LOCAL_NAME = "my.test";

export function launch() {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  const args = [...CHROMIUM_ARGS, `--host-resolver-rules=MAP ${LOCAL_NAME} 127.0.0.1`];
  return puppeteer.launch({ executablePath, args, headless: true });
}

/**
 * Opens a page and runs `body` on it. It fails on any error that the browser reports, unless
 * `isExpected` is true of its text.
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} url
 * @param {(page: import("puppeteer-core").Page) => Promise<unknown>} body
 * @param {(text: string) => boolean} [isExpected]
 */
export async function inPage(browser, url, body, isExpected = () => false) {
  const page = await browser.newPage();
  const trouble = [];
  let stop;
  const failed = new Promise((_, reject) => {
    stop = reject;
  });
  failed.catch(() => {}); // told by the race below, or by `trouble`
  const report = (text) => {
    if (isExpected(text)) return;
    trouble.push(text);
    stop(new Error(text));
  };
  page.on("pageerror", (error) => report(`page error: ${error.message ?? error}`));
  page.on("console", (message) => {
    const { url: where = "" } = message.location();
    if (!["error", "warn"].includes(message.type()) || where.endsWith("/favicon.ico")) return;
    report(`console ${message.type()}: ${message.text()} (${where})`);
  });
  page.on("requestfailed", (request) => {
    report(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  try {
    const opened = page.goto(url).then(() => body(page));
    opened.catch(() => {}); // the same
    const result = await Promise.race([opened, failed]);
    assert.deepEqual(trouble, []);
    return result;
  } finally {
    await page.close();
  }
}

/** Waits until every list that is meant is full, and says how long each is. */
export async function fullLists(page, meant = "ol") {
  const full = (n, selector) => {
    const lists = [...document.querySelectorAll(selector)];
    return lists.length > 0 && lists.every((list) => list.children.length === n);
  };
  await page.waitForFunction(full, { timeout: 20_000 }, CUSTOMERS, meant);
  return page.$$eval(meant, (lists) =>
    lists
      .map(({ id, children }) => `${id === "from-worker" ? "worker" : "page"} ${children.length}`)
      .join(", "),
  );
}

/** Opens the page at this address, and waits until every list in it is full; answers what it saw. */
export function assertLists(browser, url) {
  return inPage(browser, url, fullLists);
}
