// Chromium by the DevTools protocol, Firefox by WebDriver BiDi; both headless.

import { existsSync } from "node:fs";
import puppeteer from "puppeteer-core";
import { CHROMIUM_ARGS } from "../.ci/parts/chromium.mjs";
import { Stop } from "../.ci/parts/process.mjs";

const FIREFOX_PREFS = {
  "privacy.reduceTimerPrecision": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

// Without network events: to report each request to puppeteer costs time in the page that is measured.
const QUIET = { headless: true, networkEnabled: false, protocolTimeout: 600_000 };

export async function openChromium() {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    throw new Stop(`${executablePath} is not there: set CHROMIUM to Chromium's or Chrome's path`);
  }
  return puppeteer.launch({ ...QUIET, executablePath, args: CHROMIUM_ARGS });
}

/** Undefined where there is no Firefox. */
export async function openFirefox() {
  const executablePath = process.env.FIREFOX || "/usr/bin/firefox-esr";
  if (!existsSync(executablePath)) return undefined;
  return puppeteer.launch({
    ...QUIET,
    browser: "firefox",
    executablePath,
    extraPrefsFirefox: FIREFOX_PREFS,
  });
}

/** 1.6 Mbit/s down and 150 ms before every answer, by the browser's own throttling. */
export const SLOW_LINE = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};

export async function slowDown(page) {
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW_LINE);
}

/** The bench in a page of its own. `ask(name, ...args)` calls a function of page/bench.ts. */
export async function openBench(browser, origin) {
  const page = await browser.newPage();
  // No client gives access to the memory of its module: it is noted when the module is made.
  await page.evaluateOnNewDocument(catchMemories);
  await page.goto(origin);
  const ask = (name, ...args) =>
    page.evaluate(
      async (name, args) => (await import("/bench.js"))[name](...args),
      name,
      args.map((arg) => arg ?? null),
    );
  const wasmBytes = () =>
    page.evaluate(() =>
      globalThis.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    );
  const isIsolated = await page.evaluate(() => globalThis.crossOriginIsolated);
  if (!isIsolated) throw new Error("the page is not isolated: its timer would be coarse");
  return { page, ask, wasmBytes, close: () => page.close() };
}

function catchMemories() {
  globalThis.memories = [];
  const keep = (made) => {
    const { memory } = (made.instance ?? made).exports;
    if (memory) globalThis.memories.push(memory);
    return made;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...args) => keep(await own.apply(WebAssembly, args));
  }
}
