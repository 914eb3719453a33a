// npm run fuzz: every target of tests/fuzz in turn, 600 seconds in all. Arguments after `--` say
// otherwise: npm run fuzz -- --seconds 60 email base_url
//
// npm run fuzz -- browser 10000000: the built package in a headless Chromium, answered with so many
// mutated bodies; that takes ten to twenty minutes. A seed makes the same bodies again, and with a
// number it begins there: npm run fuzz -- browser 1 7:12345
//
// The stored corpora are read only. New inputs go to target/fuzz-corpus, so that the next run
// begins where this one ended; crashes go to target/fuzz-crashes.

import { randomInt } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { homedir } from "node:os";
import { join, relative } from "node:path";
import {
  addToPath,
  ask,
  attempt,
  isProgram,
  main,
  print,
  root,
  run,
  Stop,
  say,
  step,
  target,
} from "../parts/process.mjs";
import { needBrowser, needCxx, needNode, needRust } from "../parts/tools.mjs";
import { build as buildPackage } from "./build.mjs";

const CARGO_FUZZ = "0.13.1";
const FUZZ = join(root, "tests/fuzz");
const BUILD = join(target, "fuzz");

/** Builds the targets, runs each for its share of the time, and returns the exit code. */
export async function fuzz(total, names = []) {
  const targets = targetsNamed(names);
  await needCxx();
  await needCargoFuzz();
  const programs = await build();
  const results = [];
  for (const name of targets) {
    say(`fuzzing ${name} for ${share(total, targets)} s`);
    results.push({ name, ...(await runTarget(programs, name, share(total, targets))) });
  }
  print("");
  for (const { name, code, executions } of results) {
    const count = executions.toLocaleString("en").padStart(12);
    print(`${code === 0 ? "✓" : "✗"} ${name.padEnd(11)} ${count} executions`);
  }
  return results.every(({ code }) => code === 0) ? 0 : 1;
}

const share = (total, targets) => Math.max(1, Math.round(total / targets.length));

function targetsNamed(names) {
  const all = readdirSync(join(FUZZ, "fuzz_targets")).map((file) => file.replace(/\.rs$/, ""));
  const unknown = names.find((name) => !all.includes(name));
  if (unknown) throw new Stop(`no such target: ${unknown}. There are: ${all.join(", ")}`);
  return names.length > 0 ? names : all.sort();
}

async function needCargoFuzz() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const home = join(cache, "customers-client", `cargo-fuzz-${CARGO_FUZZ}`);
  const right = () => ask("cargo-fuzz", "--version") === `cargo-fuzz ${CARGO_FUZZ}`;
  if (right()) return;
  addToPath(join(home, "bin"));
  if (right()) return;

  const args = ["install", "cargo-fuzz", "--version", `=${CARGO_FUZZ}`, "--root", home, "--force"];
  const env = { CARGO_TARGET_DIR: join(home, "build") };
  await step("cargo-fuzz", async () => {
    if ((await attempt("cargo", [...args, "--debug", "--locked"], { env })) !== 0)
      throw new Stop(
        `could not install cargo-fuzz, see above; by hand: cargo install cargo-fuzz@${CARGO_FUZZ}`,
      );
    rmSync(join(home, "build"), { recursive: true, force: true });
  });
}

/**
 * The client has no unsafe code for a sanitizer to watch. Without one the targets run faster, and
 * stable Rust can do all that cargo-fuzz asks of it.
 */
async function build() {
  const host = ask("rustc", "--print", "host-tuple");
  const where = ["--fuzz-dir", FUZZ, "--target-dir", BUILD, "--target", host];
  await step("fuzz targets", () =>
    run("cargo", ["fuzz", "build", "--sanitizer", "none", ...where]),
  );
  return join(BUILD, host, "release");
}

/** Its exit code and its executions; what it says goes to a file, and is shown if it fails. */
async function runTarget(programs, name, time) {
  const [found, crashes, logs] = ["corpus", "crashes", "logs"].map((kind) => {
    const directory = join(target, `fuzz-${kind}`, kind === "corpus" ? name : "");
    mkdirSync(directory, { recursive: true });
    return directory;
  });
  const own = join(FUZZ, "dictionaries", `${name}.dict`);
  const dictionary = existsSync(own) ? own : join(FUZZ, "dictionaries/json.dict");
  const args = [`-max_total_time=${time}`, "-timeout=10", "-print_final_stats=1"];
  args.push(`-dict=${dictionary}`, `-artifact_prefix=${join(crashes, name)}-`);
  args.push(found, join(FUZZ, "corpus", name));

  const log = join(logs, `${name}.log`);
  const file = openSync(log, "w");
  const program = join(programs, name);
  const code = await attempt(program, args, { stdio: ["ignore", file, file] });
  closeSync(file);
  const said = readFileSync(log, "utf8");
  const executions = Number(said.match(/number_of_executed_units: (\d+)/)?.[1] ?? 0);
  if (code !== 0) {
    const input = said.match(/Test unit written to (.+)/)?.[1];
    const lines = said.split("\n");
    const from = lines.findIndex((line) => /panicked at|ERROR: libFuzzer/.test(line));
    print((from < 0 ? lines.slice(-20) : lines.slice(from, from + 5)).join("\n"));
    print(`✗ ${name} failed with exit code ${code}; all it said: ${relative(root, log)}`);
    if (input) print(`  once more: ${relative(root, program)} ${relative(root, input)}`);
  }
  return { code, executions };
}

/** The package against so many bodies; returns the exit code. */
export async function fuzzBrowser(bodies, seed, first = 0) {
  say(`fuzzing the package in a browser: ${bodies.toLocaleString("en")} bodies, seed ${seed}`);
  const program = join(FUZZ, "browser/run.mjs");
  return attempt(process.execPath, [program, ...[bodies, seed, first].map(String)]);
}

async function fuzzBrowserAsAsked([bodies = "10000000", start = String(randomInt(2 ** 31))]) {
  if (!/^[1-9][0-9]*$/.test(bodies)) throw new Stop(`not a number of bodies: ${bodies}`);
  const [, seed, first = "0"] = start.match(/^([0-9]+)(?::([0-9]+))?$/) ?? [];
  if (!seed) throw new Stop(`not a seed, nor a seed and a body's number (7:12345): ${start}`);
  await buildPackage();
  await needBrowser();
  return fuzzBrowser(Number(bodies), Number(seed), Number(first));
}

if (isProgram(import.meta.url)) {
  main(async (args) => {
    if (args[0] === "browser") return fuzzBrowserAsAsked(args.slice(1));
    const at = args.indexOf("--seconds");
    const [, given = "600"] = at < 0 ? [] : args.splice(at, 2);
    if (!/^[1-9][0-9]*$/.test(given)) throw new Stop(`not a number of seconds: ${given}`);
    needNode();
    await needRust();
    return fuzz(Number(given), args);
  });
}
