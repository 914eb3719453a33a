// What the commands need besides this repository, and how it gets here.
//
// Each function looks first, makes a step of what has to be installed, and stops the command when
// it cannot be. Nothing of the user's own is replaced: the cargo tools go to a cache directory, one
// per version.

import { existsSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { installPrebuilt } from "./prebuilt.mjs";
import { addToPath, ask, attempt, npm, root, run, Stop, say, step } from "./process.mjs";

const WASM = "wasm32-unknown-unknown";
const WASM_PACK = "0.15.1";
const CARGO_DENY = "0.20.2";

const read = (file) => readFileSync(join(root, file), "utf8");

/** Newer or the same, by the numbers up to the third. */
function atLeast(version, wanted) {
  const [have, need] = [version, wanted].map((v) => v.split(".").map(Number));
  for (const i of [0, 1, 2]) {
    if ((have[i] ?? 0) !== (need[i] ?? 0)) return (have[i] ?? 0) > (need[i] ?? 0);
  }
  return true;
}

export function needNode() {
  if (!atLeast(process.versions.node, "20.0.0"))
    throw new Stop(
      `Node 20 or newer is needed; this is ${process.versions.node}. See https://nodejs.org`,
    );
}

/** Rust and a C compiler: SQLite, in the sandbox, is C. */
export async function needRust() {
  const wanted = read("Cargo.toml").match(/^rust-version = "(.+)"/m)[1];
  const found = ask("rustc", "--version")?.split(" ")[1];
  const advice = "Install the stable toolchain: https://rustup.rs";
  if (!found || !ask("cargo", "--version"))
    throw new Stop(`Rust is not installed: no working rustc and cargo on PATH. ${advice}`);
  if (!atLeast(found.split("-")[0], wanted))
    throw new Stop(
      `Rust ${wanted} or newer is needed; this is ${found}. Try: rustup update stable`,
    );
  if (!ask(process.env.CC || "cc", "--version"))
    throw new Stop(
      "A C compiler is needed: no `cc` on PATH. On Debian or Ubuntu: apt-get install gcc libc6-dev",
    );
  // Where nobody watches, the dependencies are the locked ones or none.
  if (process.env.CI) await run("cargo", ["fetch", "--locked"]);
}

/** rustup's `rustfmt` and `clippy`, which its minimal profile leaves out. */
export async function needComponents(...components) {
  for (const component of components) {
    if (ask("cargo", component === "rustfmt" ? "fmt" : component, "--version")) continue;
    await fromRustup("component", "add", component);
  }
}

export async function needWasmTarget() {
  const libraries = ask("rustc", "--print", "target-libdir", "--target", WASM);
  if (libraries && existsSync(libraries)) return;
  await fromRustup("target", "add", WASM);
}

async function fromRustup(...args) {
  const command = `rustup ${args.join(" ")}`;
  if (!ask("rustup", "--version"))
    throw new Stop(
      `rustup is not on PATH. Install from where your Rust came what this would: ${command}`,
    );
  await step(args.at(-1), async () => {
    if ((await attempt("rustup", args)) !== 0)
      throw new Stop(`could not install; try it by hand: ${command}`);
  });
}

/** node_modules as package-lock.json has it; packages for other systems may be missing. */
export async function needPackages() {
  const packages = (file) => JSON.parse(read(file)).packages;
  const missing = () => {
    if (!existsSync(join(root, "node_modules/.package-lock.json"))) return true;
    const have = packages("node_modules/.package-lock.json");
    return Object.entries(packages("package-lock.json")).some(
      ([path, { version, optional }]) =>
        path !== "" && (existsSync(join(root, path)) ? have[path]?.version !== version : !optional),
    );
  };
  if (!missing()) return;
  await step("npm packages", async () => {
    if ((await attempt(...npm("ci", "--include=dev", "--no-audit", "--no-fund"))) !== 0)
      throw new Stop("npm ci failed, see above; fix that, then run this command again");
  });
}

/** A directory's node_modules as its package-lock.json has it. No install script has to run. */
export async function needPackagesIn(directory, what) {
  const packages = (file) => JSON.parse(read(join(directory, file))).packages;
  const isMissing = () => {
    if (!existsSync(join(root, directory, "node_modules/.package-lock.json"))) return true;
    const have = packages("node_modules/.package-lock.json");
    return Object.entries(packages("package-lock.json")).some(
      ([path, { version, optional }]) =>
        path !== "" && !optional && have[path]?.version !== version,
    );
  };
  if (!isMissing()) return;
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  await step(what, async () => {
    if ((await attempt(...npm("ci", "--prefix", directory, ...flags))) !== 0)
      throw new Stop("npm ci failed, see above; fix that, then run this command again");
  });
}

export async function needWasmPack() {
  // Unoptimised it installs in half the time, and it only starts other programs.
  await needCargoTool("wasm-pack", "wasm-pack", WASM_PACK, ["--debug"]);
}

/** The command line of the wasm-bindgen that Cargo.lock names: the two must be the same. */
export async function needWasmBindgen() {
  const version = read("Cargo.lock").match(/name = "wasm-bindgen"\nversion = "(.+)"/)[1];
  // It optimises nothing by itself; a light build is done sooner and no slower in use.
  await needCargoTool("wasm-bindgen", "wasm-bindgen-cli", version, [], {
    CARGO_PROFILE_RELEASE_OPT_LEVEL: "1",
    CARGO_PROFILE_RELEASE_LTO: "off",
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS: "16",
  });
}

export async function needCargoDeny() {
  await needCargoTool("cargo-deny", "cargo-deny", CARGO_DENY, ["--debug"]);
}

async function needCargoTool(tool, crate, version, flags, env = {}) {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const home = join(cache, "customers-client", `${tool}-${version}`);
  const right = (program) => ask(program, "--version") === `${tool} ${version}`;
  const onPath = process.env.PATH.split(delimiter).find(
    (dir) => dir && existsSync(join(dir, tool)),
  );
  // wasm-pack takes the test runner from beside the wasm-bindgen it finds.
  const complete = (dir) => tool !== "wasm-bindgen" || existsSync(join(dir, `${tool}-test-runner`));
  if (onPath && complete(onPath) && right(join(onPath, tool))) return;
  addToPath(join(home, "bin"));
  if (right(join(home, "bin", tool)) && complete(join(home, "bin"))) return;

  await step(tool, async () => {
    say(`installing ${tool} ${version} to ${home} (once; 1 to 4 minutes where it is compiled)`);
    const isReady = () => right(join(home, "bin", tool)) && complete(join(home, "bin"));
    if ((await installPrebuilt(tool, crate, version, home)) && isReady()) return;
    await compile(crate, version, home, flags, env);
  });
}

async function compile(crate, version, home, flags, env) {
  const args = ["install", crate, "--version", `=${version}`, "--root", home, "--force", ...flags];
  // With this project's target directory, the tool's own build would be left behind in it.
  const own = { ...env, CARGO_TARGET_DIR: join(home, "build") };
  // Its own lock file first. A registry that is behind may not have all it names: then without.
  if ((await attempt("cargo", [...args, "--locked"], { env: own })) !== 0) {
    say(`not with the lock file of ${crate}; once more with the newest dependencies there are`);
    if ((await attempt("cargo", args, { env: own })) !== 0)
      throw new Stop(
        `could not install ${crate} ${version}, see above; by hand: cargo install ${crate}@${version}`,
      );
  }
  rmSync(join(home, "build"), { recursive: true, force: true });
}

const CHROMIUMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** Sets CHROMIUM, for the tests that drive a browser. */
export function needBrowser() {
  const find = () => {
    process.env.CHROMIUM ||=
      CHROMIUMS.map(which).find(Boolean) ?? (existsSync(MAC_CHROME) ? MAC_CHROME : "");
    return process.env.CHROMIUM;
  };
  return needFromDebian(
    find,
    ["chromium"],
    "The browser tests need Chromium (or Chrome).",
    "install it, and set CHROMIUM to its path",
  );
}

/** Sets NGINX, for the tests of the gateway; openssl makes their certificates. */
export function needNginx() {
  const find = () => {
    const usual = ["/usr/sbin/nginx", "/opt/homebrew/bin/nginx"].find((path) => existsSync(path));
    process.env.NGINX ||= which("nginx") ?? usual ?? "";
    return process.env.NGINX && which("openssl");
  };
  return needFromDebian(
    find,
    ["nginx-light", "openssl"],
    "The gateway's tests need nginx and openssl.",
    "install both, and set NGINX to nginx's path",
  );
}

/** libFuzzer itself is C++. */
export function needCxx() {
  return needFromDebian(
    () => ask(process.env.CXX || "c++", "--version"),
    ["g++"],
    "Fuzzing needs a C++ compiler.",
    "install one, and set CXX to its path",
  );
}

/** Installs Debian's packages where that is possible; else the way out is the reader's. */
export async function needFromDebian(find, packages, reason, elsewhere) {
  if (find()) return;
  const names = packages.join(" ");
  if (isDebianRoot()) {
    await step(names, async () => {
      const env = { DEBIAN_FRONTEND: "noninteractive" };
      await attempt("apt-get", ["update", "-qq"], { env });
      const install = ["install", "-y", "-qq", "--no-install-recommends"];
      return attempt("apt-get", [...install, ...packages], { env });
    });
    if (find()) return;
  }
  throw new Stop(
    `${reason}\n  Debian:    sudo apt-get install ${names}\n  elsewhere: ${elsewhere}`,
  );
}

export function isDebianRoot() {
  return process.getuid?.() === 0 && Boolean(which("apt-get"));
}

export function which(program) {
  return process.env.PATH.split(delimiter)
    .map((dir) => join(dir, program))
    .find((path) => dirname(path) !== "." && existsSync(path));
}
