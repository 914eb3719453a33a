// Running other programs. What goes on is told by steps.mjs: what a program prints within a step goes
// to that step's log.
//
// Every script here uses Node's own modules only: `npm start` in a fresh clone runs before
// node_modules exists.

import { spawn, spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { outputs, root, say, target } from "./steps.mjs";

export { print, root, say, seconds, step, target, together } from "./steps.mjs";

process.env.CARGO_TARGET_DIR = target;

/** Something that stops the command. Its message is all the reader needs: no stack trace. */
export class Stop extends Error {
  constructor(message, code = 1) {
    super(message);
    this.code = code;
  }
}

export function addToPath(directory) {
  process.env.PATH = directory + delimiter + process.env.PATH;
}
addToPath(join(root, "node_modules", ".bin"));

const running = new Set();
let interrupted;

/** Starts a program in the repository's root; it lives no longer than this process, or `timeout`. */
export function start(program, args, { env = {}, stdio = "inherit", timeout } = {}) {
  const options = { cwd: root, stdio: outputs(stdio), env: { ...process.env, ...env }, timeout };
  const child = spawn(program, args, options);
  running.add(child);
  child.on("close", () => running.delete(child));
  return child;
}

/** Resolves to the exit code a shell would report; never rejects. */
export function ended(child) {
  return new Promise((done) => {
    child.on("error", (error) => {
      say(`${child.spawnfile}: ${error.message}`);
      done(127);
    });
    child.on("close", (code, signal) => done(code ?? 128 + constants.signals[signal]));
  });
}

/** Runs a program to its end and returns its exit code; `onLine` gets what it prints. */
export async function attempt(program, args, { onLine, ...options } = {}) {
  if (interrupted) throw new Stop("interrupted", 130);
  if (onLine) options.stdio = ["ignore", "pipe", "inherit"];
  const child = start(program, args, options);
  if (onLine) createInterface(child.stdout).on("line", onLine);
  const code = await ended(child);
  if (interrupted) throw new Stop("interrupted", 130);
  return code;
}

/** Runs a program that has to succeed. */
export async function run(program, args, options) {
  const code = await attempt(program, args, options);
  if (code !== 0)
    throw new Stop(`failed with exit code ${code}: ${program} ${args.join(" ")}`, code);
}

/** The first line a program prints, or undefined when it fails or does not exist. */
export function ask(program, ...args) {
  const { status, stdout } = spawnSync(program, args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.split("\n", 1)[0].trim() : undefined;
}

/** npm itself, as the one that runs this script, or the one on PATH. */
export function npm(...args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith(".js") ? [process.execPath, [cli, ...args]] : ["npm", args];
}

// Ctrl-C reaches the children too; a `kill` of this process alone does not. Either way they
// get to close in order, and whoever waits for them then finds out.
function interrupt(signal) {
  interrupted = true;
  if (running.size === 0) process.exit(128 + constants.signals[signal]);
  for (const child of running) child.kill(signal);
}
process.on("SIGINT", interrupt);
process.on("SIGTERM", interrupt);

// A `kill` of npm ends npm and the shell between, and nobody tells this process.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  const orphaned = () => process.ppid !== parent && interrupt("SIGTERM");
  setInterval(orphaned, 500).unref();
}

process.on("exit", () => {
  for (const child of running) child.kill("SIGTERM");
});

/** Is the module of this URL the one Node was started with, rather than an imported one? */
export function isProgram(url) {
  return url === pathToFileURL(realpathSync(process.argv[1])).href;
}

/** Runs a command's body and turns what it throws into a message and an exit code. */
export async function main(body) {
  try {
    process.exitCode = (await body(process.argv.slice(2))) ?? 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(`\n✗ ${error.message}`);
    process.exit(error.code);
  }
}
