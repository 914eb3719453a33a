// The package's checker of answers in a browser, against an independent check of the parsed value
// (contract.js). Called by .ci/commands/fuzz.mjs: run.mjs <bodies> <seed> <number of the first body>
//
// Passes only where no body was accepted that does not have the type of the call, no result
// differs from what JSON.parse reads, and no body was refused without a reason that
// `reasonToRefuse` states. Errors have to be the one kind, with the right code.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { availableParallelism } from "node:os";
import { extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { CHROMIUM_ARGS } from "../../../.ci/parts/chromium.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const here = "/tests/fuzz/browser/";
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };

/** A worker that sends nothing for this long hangs: a batch takes milliseconds. */
const SILENCE_MS = 60_000;
const PROGRESS_MS = 30_000;
/** The run ends after this many kinds of fault: they are enough to look at. */
const MOST_FAULTS = 8;

const [count, seed, first] = process.argv.slice(2).map(Number);
// Many calls at a time are faster. A short run makes one at a time, which shows the body that crashed
// the module.
const batch = count > 64 ? 64 : 1;
const workers = count > 64 ? Math.max(2, availableParallelism()) : 1;
const since = Date.now();
const counts = new Map();
const faults = new Map();
const heard = Array.from({ length: workers }, () => since);
let ended = 0;
let shown = since;

const server = createServer((request, response) => {
  const path = new URL(request.url, "http://127.0.0.1").pathname;
  if (!path.startsWith("/pkg/") && !path.startsWith(here)) {
    response.writeHead(200, { "Content-Type": "text/html" });
    return response.end("<!doctype html><title>fuzz</title>");
  }
  response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "text/plain" });
  response.end(readFileSync(join(root, path)));
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));

const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
const browser = await puppeteer.launch({ executablePath, args: CHROMIUM_ARGS, headless: true });
const stopped = {};
stopped.promise = new Promise((resolve, reject) => Object.assign(stopped, { resolve, reject }));
process.exitCode = 1;
try {
  const page = await browser.newPage();
  page.on("error", (error) => stopped.reject(error));
  await page.exposeFunction("tell", hear);
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate(startWorkers, {
    script: `${here}worker.js`,
    seed,
    first,
    count,
    batch,
    workers,
  });
  const watch = setInterval(() => {
    if (heard.some((when) => Date.now() - when > SILENCE_MS))
      stopped.reject(new Error("a worker hangs, or its thread has ended"));
  }, 1000);
  await stopped.promise.finally(() => clearInterval(watch));
} catch (error) {
  faults.set("the run itself", error);
  console.error(`✗ ${error.message}, after about ${total()} bodies from ${first}, seed ${seed}`);
} finally {
  await browser.close();
  server.close();
}
summary();
process.exitCode = faults.size > 0 || total() !== count ? 1 : 0;

/** Runs in the page. */
function startWorkers({ script, ...task }) {
  for (let worker = 0; worker < task.workers; worker++) {
    const thread = new Worker(script, { type: "module" });
    thread.onmessage = ({ data }) => window.tell(worker, data);
    thread.onerror = ({ message }) => window.tell(worker, { error: message || "it did not load" });
    thread.postMessage({ ...task, worker });
  }
}

function hear(worker, { counts: more = {}, faults: found = [], error, done }) {
  heard[worker] = Date.now();
  for (const [name, times] of Object.entries(more))
    counts.set(name, (counts.get(name) ?? 0) + times);
  for (const fault of found) show(fault);
  if (error) stopped.reject(new Error(`a worker failed: ${error}`));
  if (done) {
    heard[worker] = Number.POSITIVE_INFINITY;
    ended += 1;
  }
  if (ended === workers || faults.size >= MOST_FAULTS) stopped.resolve();
  if (Date.now() - shown < PROGRESS_MS) return;
  shown = Date.now();
  console.error(`  ${total().toLocaleString("en")} bodies, ${speed()} a second`);
}

/** Once per kind; the whole body is kept. */
function show({ number, shape, method, status, page, fault, bytes, small, said }) {
  if (faults.has(fault)) return;
  const directory = resolve(root, process.env.CARGO_TARGET_DIR || "target", "fuzz-crashes");
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `browser-${seed}-${number}`);
  writeFileSync(file, Buffer.from(bytes));
  faults.set(fault, number);
  const shorter = Buffer.from(small).toString("latin1").slice(0, 2000);
  console.error(
    [
      `✗ ${fault}`,
      `  ${method}, page ${page}, status ${status}, as ${shape}; the whole body: ${relative(root, file)}`,
      `  smallest that fails so, its bytes as Latin-1: ${JSON.stringify(shorter)}`,
      `  what the call came to: ${said?.slice(0, 500)}`,
      `  once more: npm run fuzz -- browser 1 ${seed}:${number}`,
    ].join("\n"),
  );
}

function total() {
  return [...counts.values()].reduce((sum, times) => sum + times, 0);
}

function speed() {
  return Math.round((total() / (Date.now() - since)) * 1000).toLocaleString("en");
}

function summary() {
  for (const [name, times] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`${times.toLocaleString("en").padStart(12)}  ${name}`);
  const sum = (pattern) =>
    [...counts].reduce((all, [name, times]) => (pattern.test(name) ? all + times : all), 0);
  const figure = (pattern) => sum(pattern).toLocaleString("en");
  const minutes = ((Date.now() - since) / 60_000).toFixed(1);
  console.log(
    `${faults.size === 0 ? "✓" : "✗"} ${total().toLocaleString("en")} bodies from ${first}, seed ` +
      `${seed}, in ${minutes} min (${speed()} a second): ${figure(/: accepted$/)} accepted, ` +
      `${figure(/: refused/)} refused, ${figure(/: (error|no results)/)} errors; ` +
      `${figure(/FAULT (accepted|changed)/)} wrong acceptances, ` +
      `${figure(/refused, (an|a) /)} refused on purpose, ${figure(/FAULT refused/)} wrongly`,
  );
}
