// The steps of a command: one line each, with its time. What the programs of a step print goes to
// a log of its own in target/logs, whose end is shown when the step fails. A step that takes
// longer than ten seconds says how far it is.

import { AsyncLocalStorage } from "node:async_hooks";
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** Where cargo puts what it builds; said once, so that every tool agrees on it. */
export const target = resolve(root, process.env.CARGO_TARGET_DIR || "target");

const LINES_SHOWN = 60;
const FIRST_PROGRESS_MS = 10_000;
const NEXT_PROGRESS_MS = 30_000;
const CORES_FOR_TWO = 4;

/** The step that the code at hand belongs to, across its awaits. */
const current = new AsyncLocalStorage();
const running = new Set();

export function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/** What goes on. To stderr: `npm pack --json` builds first and owns stdout. */
export function say(line) {
  const step = current.getStore();
  if (step) writeSync(step.log, `• ${line}\n`);
  else show(`• ${line}`);
}

/** A result, as it is. */
export function print(text) {
  const step = current.getStore();
  if (step) return writeSync(step.log, `${text}\n`);
  clearStatus();
  console.log(text);
}

/** What a program started now is to have as stdin, stdout and stderr. */
export function outputs(stdio) {
  const step = current.getStore();
  if (!step) return stdio;
  const [input, ...others] = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio];
  const isOurs = (one) => one === "inherit";
  return [isOurs(input) ? "ignore" : input, ...others.map((one) => (isOurs(one) ? step.log : one))];
}

/**
 * Runs a step, and tells of it in one line. It has failed if it throws, or answers an exit code
 * that is not 0. A step within another is a part of that one.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} body
 * @returns {Promise<T>}
 */
export async function step(name, body) {
  if (current.getStore()) {
    say(name);
    return body();
  }
  const file = join(target, "logs", `${name.replace(/\W+/g, "-")}.log`);
  mkdirSync(dirname(file), { recursive: true });
  const own = { name, file, log: openSync(file, "w"), since: Date.now(), told: 0 };
  running.add(own);
  watch();
  let failed = true;
  try {
    const answer = await current.run(own, body);
    failed = typeof answer === "number" && answer !== 0;
    return answer;
  } catch (error) {
    own.isInterrupted = error.code === 130;
    throw error;
  } finally {
    running.delete(own);
    closeSync(own.log);
    tell(own, failed);
  }
}

/** Side by side where there are cores for that, else one after the other; the first error of any. */
export async function together(...bodies) {
  if (availableParallelism() < CORES_FOR_TWO) {
    for (const body of bodies) await body();
    return;
  }
  const ends = await Promise.allSettled(bodies.map((body) => body()));
  const failure = ends.find(({ status }) => status === "rejected");
  if (failure) throw failure.reason;
}

/** How many tests passed and failed, by what a log has of cargo's and Node's last lines. */
export function testsIn(name) {
  const text = readFileSync(join(target, "logs", `${name.replace(/\W+/g, "-")}.log`), "utf8");
  const counts = { passed: 0, failed: 0 };
  for (const [, passed, failed] of text.matchAll(/^test result: .+?(\d+) passed; (\d+) failed/gm)) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
  }
  for (const [, kind, count] of text.matchAll(/^(?:#|ℹ) (pass|fail) (\d+)$/gm))
    counts[`${kind}ed`] += Number(count);
  return counts;
}

function tell({ name, file, since, isInterrupted }, failed) {
  const line = `${failed ? "✗" : "✓"} ${name.padEnd(12)} ${seconds(since).padStart(8)}`;
  if (!failed || isInterrupted) return show(line);
  const said = (readFileSync(file, "utf8").trimEnd() || "it printed nothing").split("\n");
  const end = said.slice(-LINES_SHOWN).map((one) => `  │ ${one}`);
  if (said.length > LINES_SHOWN) end.unshift(`  … ${said.length - LINES_SHOWN} lines before`);
  show([line, ...end, `  all of it: ${relative(process.cwd(), file)}`].join("\n"));
}

function show(text) {
  clearStatus();
  console.error(text);
}

// A terminal has one line that tells what runs; elsewhere a line is printed now and then.

let timer;
let hasStatus = false;

function watch() {
  timer ??= setInterval(() => {
    if (running.size === 0) {
      clearInterval(timer);
      timer = undefined;
    } else if (process.stderr.isTTY) showStatus();
    else tellProgress();
  }, 1000);
  timer.unref();
}

function showStatus() {
  const text = [...running].map(progressOf).join("  ");
  clearStatus();
  process.stderr.write(text.slice(0, (process.stderr.columns || 80) - 1));
  hasStatus = true;
}

function clearStatus() {
  if (hasStatus) process.stderr.write("\r\x1b[2K");
  hasStatus = false;
}

function tellProgress() {
  for (const one of running) {
    const passed = Date.now() - one.since;
    if (passed < FIRST_PROGRESS_MS + one.told * NEXT_PROGRESS_MS) continue;
    one.told += 1;
    console.error(progressOf(one));
  }
}

/** With the last line that the log has. */
function progressOf({ name, file, since }) {
  const last = endOf(file).trimEnd().split("\n").at(-1).trim().slice(0, 80);
  return `… ${name} ${Math.round((Date.now() - since) / 1000)} s${last && `: ${last}`}`;
}

/** Some of the last text of a log, which may be long. */
function endOf(file) {
  const log = openSync(file, "r");
  const { size } = fstatSync(log);
  const bytes = Buffer.alloc(Math.min(size, 2000));
  readSync(log, bytes, 0, bytes.length, size - bytes.length);
  closeSync(log);
  return stripVTControlCharacters(bytes.toString());
}
