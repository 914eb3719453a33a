// How fast the demo page (the desk) loads: when its first list is shown, and how much its layout
// shifts until then.
//
//   node bench/desk.mjs [--www directory] [--rounds 7]
//
// Each load has a browser context of its own: no cache. "slow" is Chromium's own throttling, to
// 1.6 Mbit/s and 150 ms. The directory of another checkout, given as --www, is measured in turn
// with this one's.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { launch } from "../tests/engines/launch.mjs";

const { values } = parseArgs({
  options: {
    www: { type: "string" },
    rounds: { type: "string", default: "7" },
  },
});
const SLOW = {
  offline: false,
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 90_000,
};
const SETTLED_MS = 700;

/** A sandbox that serves this directory as its page. */
async function serve(www) {
  const args = ["--port", "0", "--memory", "--seed", "38", "--www", www, "--package", "pkg"];
  const child = spawn(process.env.SANDBOX_BIN ?? "target/debug/sandbox", args);
  for await (const line of createInterface(child.stdout)) {
    const [, url] = line.match(/listening on (http:\S+)/) ?? [];
    if (url) return { url, stop: () => child.kill() };
  }
  throw new Error("the sandbox never said where it listens");
}

/** Runs in the page before its own scripts, and notes when what is shown. */
function watch() {
  window.seen = { shift: 0, shifts: [], list: 0 };
  new PerformanceObserver((entries) => {
    for (const { value, startTime, sources } of entries.getEntries()) {
      window.seen.shift += value;
      const names = sources.map(({ node }) => node?.id || node?.className || node?.nodeName);
      window.seen.shifts.push(`${value.toFixed(4)} at ${Math.round(startTime)}: ${names}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((entries) => {
    window.seen.largest = entries.getEntries().at(-1)?.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  const look = new MutationObserver(() => {
    if (window.seen.list || !document.querySelector("#rows :is(a, button)")) return;
    window.seen.list = performance.now();
  });
  look.observe(document, { childList: true, subtree: true });
}

async function load(browser, url, isSlow) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1200, height: 860 });
  await page.evaluateOnNewDocument(watch);
  if (isSlow) {
    const session = await page.createCDPSession();
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW);
  }
  await page.goto(url);
  await page.waitForFunction(() => window.seen.list, { timeout: 60_000 });
  await new Promise((done) => setTimeout(done, SETTLED_MS));
  const seen = await page.evaluate(() => ({
    ...window.seen,
    first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  }));
  await context.close();
  return seen;
}

const middle = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

const pages = new Map([["this page", await serve("www")]]);
if (values.www) pages.set(values.www, await serve(values.www));
const browser = await launch();
for (const isSlow of [false, true]) {
  const loads = new Map([...pages.keys()].map((name) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round += 1)
    for (const [name, { url }] of pages) loads.get(name).push(await load(browser, url, isSlow));
  console.log(isSlow ? "\n1.6 Mbit/s, 150 ms:" : "\nloopback:");
  for (const [name, seen] of loads) {
    const ms = (what) => `${Math.round(middle(seen.map((one) => one[what] ?? 0)))} ms`;
    const shift = middle(seen.map((one) => one.shift)).toFixed(4);
    const words = [`first paint ${ms("first")}`, `largest paint ${ms("largest")}`];
    console.log(`${name}: ${words.join(", ")}, first list ${ms("list")}, layout shift ${shift}`);
    for (const line of seen[0].shifts) console.log(`  ${line}`);
  }
}
await browser.close();
for (const { stop } of pages.values()) stop();
await once(process, "beforeExit");
