// One headless Chromium for a file of tests; in it, a page has to list every customer.

import assert from "node:assert/strict";
import puppeteer from "puppeteer-core";

const CUSTOMERS = 38;
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch() {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  return puppeteer.launch({ executablePath, args: ARGS, headless: true });
}

/**
 * Every list in the page fills, and nothing is reported on the way.
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} url
 */
export async function assertLists(browser, url) {
  const page = await browser.newPage();
  const trouble = [];
  let fail;
  const failed = new Promise((_, reject) => {
    fail = (text) => {
      trouble.push(text);
      reject(new Error(text));
    };
  });
  failed.catch(() => {}); // told by the race below, or by `trouble`
  page.on("pageerror", (error) => fail(`page error: ${error.message ?? error}`));
  page.on("console", (message) => {
    const { url: where = "" } = message.location();
    if (!["error", "warn"].includes(message.type()) || where.endsWith("/favicon.ico")) return;
    fail(`console ${message.type()}: ${message.text()} (${where})`);
  });
  page.on("requestfailed", (request) => {
    fail(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  try {
    await page.goto(url);
    const full = (n) => {
      const lists = [...document.querySelectorAll("ol")];
      return lists.length > 0 && lists.every((list) => list.children.length === n);
    };
    await Promise.race([page.waitForFunction(full, { timeout: 20_000 }, CUSTOMERS), failed]);
    assert.deepEqual(trouble, []);
  } finally {
    await page.close();
  }
}
