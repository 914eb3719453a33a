// The desk, open in one of the engines.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ENGINE, launch } from "../engines/launch.mjs";
import { deskOn } from "./desk.mjs";
import { startSandbox } from "./sandbox.mjs";
import { watchTrouble } from "./trouble.mjs";

export { ELSEWHERE } from "../engines/launch.mjs";
export { answered } from "./trouble.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

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
    const browser = await launch();
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
  await page.evaluate(async () => {
    const ending = ({ effect }) => effect.getComputedTiming().endTime !== Infinity;
    const all = document.getAnimations().filter(ending);
    await Promise.allSettled(all.map((one) => one.finished));
    // WebKit's screenshot is of what it painted last.
    for (const _ of "12") await new Promise((painted) => requestAnimationFrame(painted));
  });
  await page.screenshot({ path: `${screenshots}${ENGINE}-${name}.png` });
}
