// A fresh load: nothing cached, no connection open, from the start of the navigation until the
// first page of customers is in the document.

import { SLOW_LINE, slowDown } from "../browser.mjs";
import { CLIENTS, coldPath, OURS, WAYS } from "../bundle.mjs";
import { compare, shuffled } from "../statistics.mjs";

const NAMES = CLIENTS.flatMap((name) => (name === OURS ? WAYS : [name]));
const LINES = {
  cold: "first listed page on a fresh load, loopback",
  slow: `first listed page on a fresh load, 1.6 Mbit/s and ${SLOW_LINE.latency} ms`,
};

export async function measureColdStart({ browser, origin, rounds, tell }, line) {
  tell(LINES[line]);
  const samples = [];
  // The browser itself is slower in its first loads: these are not counted.
  for (const name of CLIENTS) await load(browser, origin + coldPath(name), false);
  for (let i = 0; i < rounds; i++) {
    const sample = {};
    for (const name of shuffled(NAMES)) {
      sample[name] = await load(browser, origin + coldPath(name), line === "slow");
    }
    samples.push(sample);
  }
  const clients = compare(samples, NAMES, "zod");
  const note = `${rounds} rounds, each load in a browser context of its own`;
  return [{ id: line, title: LINES[line], unit: "ms", base: "zod", note, clients }];
}

async function load(browser, url, isSlow) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    if (isSlow) await slowDown(page);
    await page.goto(url);
    return await page.evaluate(() => globalThis.shown);
  } finally {
    await context.close();
  }
}
