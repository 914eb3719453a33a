// A browser, and a watch over everything that goes wrong in it.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { deskOn } from "./desk.mjs";
import { startSandbox } from "./sandbox.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

/** A name for this machine that is not a loopback name. */
export const ELSEWHERE = "desk.test";

const ARGS = [
  `--host-resolver-rules=MAP ${ELSEWHERE} 127.0.0.1`,
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const screenshots = fileURLToPath(new URL("screenshots/", import.meta.url));

/**
 * A sandbox, a browser, and the desk open in it.
 * @param {{ front?: (sandboxUrl: string) => Promise<{ url: string, stop: () => unknown }>,
 *   watch?: (page: Page) => void }} [options] `front` starts what the browser is sent to in
 *   place of the sandbox; `watch` gets the page before anything is loaded.
 */
export async function openDesk({ front, watch } = {}) {
  await mkdir(screenshots, { recursive: true });
  /** @type {(() => unknown)[]} */
  const opened = [];
  const close = async () => {
    for (const end of opened.reverse()) await end();
  };
  try {
    const sandbox = await startSandbox();
    opened.push(() => sandbox.stop());
    const site = (await front?.(sandbox.url)) ?? sandbox;
    if (site !== sandbox) opened.push(() => site.stop());
    const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
    const browser = await puppeteer.launch({ executablePath, args: ARGS, headless: true });
    opened.push(() => browser.close());
    const page = await browser.newPage();
    await page.setViewport({ width: 1200, height: 860 });
    const trouble = watchTrouble(page);
    watch?.(page);
    await page.goto(site.url);
    return { url: sandbox.url, browser, page, desk: deskOn(page), trouble, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * @param {Page} page
 * @param {string} name
 */
export async function screenshot(page, name) {
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((one) => one.finished)),
  );
  await page.screenshot({ path: `${screenshots}${name}.png` });
}

/**
 * Collects console errors and warnings, page errors and failed requests. Chromium reports
 * every HTTP error answer on the console as well: those that a test provokes, it names.
 * @param {Page} page
 */
function watchTrouble(page) {
  /** @type {string[]} */
  let seen = [];
  /** @type {string[]} */
  let requests = [];
  page.on("console", (message) => {
    if (!["error", "warn"].includes(message.type())) return;
    seen.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => seen.push(`page error: ${error}`));
  page.on("requestfailed", (request) => {
    // What Chromium reports of every 204 is a success all the same.
    if (request.response()?.status() === 204) return;
    seen.push(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on("request", (request) => requests.push(`${request.method()} ${request.url()}`));

  return {
    /** What was requested since the last call. */
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
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
 * The console's word for an HTTP error answer.
 * @param {number} status
 */
export function answered(status) {
  return new RegExp(`console error: Failed to load resource: .*status of ${status}\\b`);
}
