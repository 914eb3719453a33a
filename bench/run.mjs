// npm run bench: this package side by side with raw fetch, zod 4, zod mini, valibot and ky.
//
// All clients run interleaved in one page of one headless browser, in a new order in every round,
// and are compared within the round: only the ratios count. See bench/README.md.

import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { main, Stop, say } from "../.ci/parts/process.mjs";
import { openChromium, openFirefox } from "./browser.mjs";
import { bundleAll } from "./bundle.mjs";
import { asSvg } from "./chart.mjs";
import { measureCalls } from "./measure/calls.mjs";
import { measureColdStart } from "./measure/cold-start.mjs";
import { measureMemory } from "./measure/memory.mjs";
import { measureWalk } from "./measure/walk.mjs";
import { asText, bars } from "./report.mjs";
import { serve } from "./server.mjs";

const FULL = { calls: 60, walk: 9, cold: 25, slow: 11, afterCalls: 5_000, walked: 100_000 };
const QUICK = { calls: 8, walk: 1, cold: 3, slow: 1, afterCalls: 500, walked: 10_000 };
const PARTS = ["calls", "check", "walk", "cold", "slow", "size", "memory"];
const USAGE = `npm run bench -- [--quick] [--firefox] [--only ${PARTS.join(",")}]

  --quick    about a minute, and numbers to match: for development
  --firefox  Firefox as well (FIREFOX, or /usr/bin/firefox-esr), without the slow line
  --only     some parts, separated by commas

A full run writes bench/results.json, .svg and .txt; any other one bench/partial.*.`;

const own = (name) => fileURLToPath(new URL(name, import.meta.url));

function optionsOf(args) {
  const options = { amounts: FULL, firefox: false, parts: PARTS };
  for (let i = 0; i < args.length; i++) {
    if (args[i] === "--quick") options.amounts = QUICK;
    else if (args[i] === "--firefox") options.firefox = true;
    else if (args[i] === "--only") options.parts = (args[++i] ?? "").split(",");
    else if (args[i] === "--help") return undefined;
    else throw new Stop(`no such option: ${args[i]}\n\n${USAGE}`);
  }
  const unknown = options.parts.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) throw new Stop(`no such part: "${unknown}"\n\n${USAGE}`);
  return options;
}

async function measure(browser, origin, size, { amounts, parts }) {
  const wants = (part) => parts.includes(part);
  const isChromium = (await browser.version()).includes("hrome");
  const at = { browser, origin, wants, tell: say };
  const rows = [];
  if (wants("calls") || wants("check"))
    rows.push(...(await measureCalls({ ...at, rounds: amounts.calls })));
  if (wants("walk")) rows.push(...(await measureWalk({ ...at, rounds: amounts.walk })));
  for (const line of ["cold", "slow"]) {
    // Only the DevTools protocol can slow a line down.
    if (wants(line) && (line === "cold" || isChromium))
      rows.push(...(await measureColdStart({ ...at, rounds: amounts[line] }, line)));
  }
  if (wants("size")) {
    const note = "brotli 11 of all that a browser loads for a client, bundled and minified";
    rows.push({ id: "size", title: "wire size", unit: "B", base: "zod", note, sizes: size });
  }
  if (wants("memory")) {
    const { afterCalls: calls, walked } = amounts;
    rows.push(...(await measureMemory({ ...at, calls, walked, hasHeap: isChromium })));
  }
  const name = await browser.version();
  return {
    browser: name
      .replace(/^(Headless)?Chrome/, "Chromium")
      .replace("firefox", "Firefox")
      .replace("/", " "),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}; Node ${process.versions.node}`,
    versions: versions(),
    rows,
    bars: bars(rows),
  };
}

function versions() {
  const { dependencies } = JSON.parse(readFileSync(own("package.json"), "utf8"));
  const { zod, valibot, ky } = dependencies;
  return { zod, valibot, ky };
}

const BROWSERS = { Chromium: openChromium, Firefox: openFirefox };

async function bench(args) {
  const options = optionsOf(args);
  if (!options) {
    console.log(USAGE);
    return;
  }
  say("bundling the clients");
  const { files, size } = await bundleAll();
  const server = await serve(files);
  const engines = [];
  try {
    for (const [name, open] of Object.entries(BROWSERS)) {
      if (name === "Firefox" && !options.firefox) continue;
      const browser = await open();
      if (!browser) {
        say(`${name} is not installed: left out (Debian: apt-get install firefox-esr)`);
        continue;
      }
      say(`in ${await browser.version()}`);
      try {
        engines.push(await measure(browser, server.origin, size, options));
      } finally {
        await browser.close();
      }
    }
  } finally {
    server.stop();
  }
  const isFull = options.amounts === FULL && options.parts === PARTS;
  const out = own(isFull ? "results" : "partial");
  const text = engines.map(asText).join("\n\n\n");
  writeFileSync(`${out}.json`, `${JSON.stringify({ engines }, rounded, 2)}\n`);
  writeFileSync(`${out}.svg`, asSvg(engines[0]));
  writeFileSync(`${out}.txt`, `${text}\n`);
  console.log(text);
  say(`written: ${out}.json, .svg and .txt`);
}

/** Four digits are more than the spread leaves. */
const rounded = (_, value) =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;

main(bench);
