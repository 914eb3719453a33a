// npm run fuzz: every target of tests/fuzz in turn, 600 seconds in all. Arguments after `--` say
// otherwise: npm run fuzz -- --seconds 60 email base_url
//
// The stored corpora are read only. New inputs go to target/fuzz-corpus, so that the next run
// begins where this one ended; crashes go to target/fuzz-crashes.

import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import {
  addToPath,
  ask,
  attempt,
  ended,
  isProgram,
  main,
  root,
  run,
  Stop,
  say,
  seconds,
  start,
  target,
} from "./process.mjs";
import { needNode, needRust } from "./tools.mjs";

const CARGO_FUZZ = "0.13.1";
const FUZZ = join(root, "tests/fuzz");
const BUILD = join(target, "fuzz");

/** Builds all targets, runs each for its share of the time, and returns the exit code. */
export async function fuzz(total, names) {
  needCompiler();
  await needCargoFuzz();
  const targets = targetsNamed(names);
  await build();
  const results = [];
  for (const name of targets)
    results.push({ name, ...(await runTarget(name, Math.max(1, Math.round(total / targets.length)))) });

  console.log("");
  for (const { name, code, executions } of results)
    console.log(
      `${code === 0 ? "✓" : "✗"} ${name.padEnd(12)} ${executions.toLocaleString("en").padStart(12)} executions`,
    );
  return results.every(({ code }) => code === 0) ? 0 : 1;
}

function targetsNamed(names) {
  const all = readdirSync(join(FUZZ, "fuzz_targets")).map((file) => file.replace(/\.rs$/, ""));
  const unknown = names.find((name) => !all.includes(name));
  if (unknown) throw new Stop(`no such target: ${unknown}. There are: ${all.join(", ")}`);
  return names.length > 0 ? names : all.sort();
}

/** libFuzzer itself is C++. */
function needCompiler() {
  if (!ask(process.env.CXX || "c++", "--version"))
    throw new Stop(
      "Fuzzing needs a C++ compiler: no `c++` on PATH. On Debian or Ubuntu: apt-get install g++",
    );
}

async function needCargoFuzz() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const home = join(cache, "customers-client", `cargo-fuzz-${CARGO_FUZZ}`);
  const right = () => ask("cargo-fuzz", "--version") === `cargo-fuzz ${CARGO_FUZZ}`;
  if (right()) return;
  addToPath(join(home, "bin"));
  if (right()) return;

  const since = Date.now();
  say(`installing cargo-fuzz ${CARGO_FUZZ} to ${home} (once; under a minute)`);
  const args = ["install", "cargo-fuzz", "--version", `=${CARGO_FUZZ}`, "--root", home, "--debug"];
  const env = { CARGO_TARGET_DIR: join(home, "build") };
  if ((await attempt("cargo", [...args, "--force", "--locked"], { env })) !== 0)
    throw new Stop(
      `could not install cargo-fuzz, see above; by hand: cargo install cargo-fuzz@${CARGO_FUZZ}`,
    );
  rmSync(join(home, "build"), { recursive: true, force: true });
  say(`cargo-fuzz installed in ${seconds(since)}`);
}

/**
 * The client has no unsafe code for a sanitizer to watch: without one it runs twice as often, and
 * stable Rust has all that cargo-fuzz asks for.
 */
async function build() {
  const since = Date.now();
  say("building the fuzz targets (half a minute the first time)");
  const where = ["--fuzz-dir", FUZZ, "--target-dir", BUILD];
  // Or cargo-fuzz would name no target directory, and cargo build there what is not fuzzed.
  await run("cargo", ["fuzz", "build", ...where, "--sanitizer", "none"], {
    env: { RUSTC_BOOTSTRAP: "1" },
  });
  say(`built in ${seconds(since)}`);
}
