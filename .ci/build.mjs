// npm run build: the publishable package, in pkg/.
//
// cargo and wasm-bindgen, by way of wasm-pack, then wasm-opt; then esbuild makes one minified
// script of the hand-written JavaScript and the module's glue, so that a page without a bundler
// has one script to load, and not one after the other.

import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { ask, isProgram, main, root, run, Stop, say, seconds, target } from "./process.mjs";
import {
  needNode,
  needPackages,
  needRust,
  needWasmBindgen,
  needWasmPack,
  needWasmTarget,
} from "./tools.mjs";

const pkg = join(root, "pkg");
const stamp = join(pkg, ".stamp");

/** The same module with the names of its functions, for npm run size. */
export const named = join(target, "named.wasm");

// --mode no-install: what it would install is already there. --no-opt: its own wasm-opt step
// only warns when it fails, and leaves a big module.
const WASM_PACK = (
  "build --target web --profile wasm --mode no-install --no-pack --no-opt --no-typescript " +
  "--no-gitignore --out-name customers_client --out-dir"
).split(" ");

// The linker's own optimisation makes the module a tenth smaller than rustc's alone. SIMD is for
// the checker of answers (src/scan.rs).
const RUSTFLAGS = "-Clinker-plugin-lto -Clink-arg=--lto-O3 -Ctarget-feature=+simd128";

// What rustc's wasm32 target assumes, and SIMD, listed one by one: with --all-features wasm-opt
// emits what browsers refuse to load.
const FEATURES = (
  "--enable-bulk-memory --enable-multivalue --enable-mutable-globals --enable-reference-types " +
  "--enable-nontrapping-float-to-int --enable-sign-ext --enable-simd"
).split(" ");

// Twice, and flattened between: that finds 3 % more.
const WASM_OPT = [...FEATURES, ..."-Oz --flatten --rereloop -Oz -Oz".split(" ")];

// What only tools read.
const STRIP = "--strip-debug --strip-producers --strip-target-features".split(" ");

// What is older than these has no SIMD in WebAssembly either.
const ESBUILD = "--bundle --minify --format=esm --target=es2022 --log-level=warning".split(" ");

export async function build() {
  needNode();
  await needRust();
  await needPackages();
  const inputs = fingerprint(inputFiles()) + ask("rustc", "--version");
  if (
    existsSync(stamp) &&
    existsSync(named) &&
    readFileSync(stamp, "utf8") === inputs + fingerprint(outputFiles())
  )
    return say("pkg/ is up to date");

  await needWasmTarget();
  await needWasmPack();
  await needWasmBindgen();
  const since = Date.now();
  say("building the package (half a minute; a minute the first time)");
  const made = join(target, "wasm-pack");
  rmSync(made, { recursive: true, force: true });
  await run("wasm-pack", [...WASM_PACK, made, "--no-default-features"], { env: { RUSTFLAGS } });
  const wasm = join(made, "customers_client_bg.wasm");
  await run("wasm-opt", [...WASM_OPT, wasm, "-g", "-o", named]);
  await run("wasm-opt", [...FEATURES, ...STRIP, named, "-o", wasm]);
  await assemble(made);
  writeFileSync(stamp, inputs + fingerprint(outputFiles()));
  say(`pkg/ built in ${seconds(since)}`);
}

/** Puts pkg/ together elsewhere, and replaces the old one only when nothing went wrong. */
async function assemble(made) {
  const next = join(target, "pkg");
  const scripts = join(target, "scripts");
  for (const directory of [next, scripts]) rmSync(directory, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  const source = join(root, "src/js");
  cpSync(source, scripts, { recursive: true });
  const glue = readFileSync(join(made, "customers_client.js"), "utf8");
  writeFileSync(join(scripts, "customers_client.js"), withoutLoader(glue));
  await run("esbuild", [
    ...ESBUILD,
    join(scripts, "index.js"),
    `--outfile=${join(next, "index.js")}`,
  ]);
  cpSync(join(source, "node.js"), join(next, "node.js"));
  cpSync(join(source, "types.d.ts"), join(next, "index.d.ts"));
  cpSync(join(source, "wasm.d.ts"), join(next, "wasm.d.ts"));
  cpSync(join(made, "customers_client_bg.wasm"), join(next, "customers_client_bg.wasm"));
  rmSync(pkg, { recursive: true, force: true });
  cpSync(next, pkg, { recursive: true });
}

/**
 * wasm-bindgen's glue ends in ways to load the module. src/js/load.js has its own, which takes
 * more and says what went wrong; theirs would be 7 % of the script, and would warn on the console.
 */
function withoutLoader(glue) {
  const start = glue.indexOf("async function __wbg_load(");
  const parts = ["function __wbg_get_imports(", "function __wbg_finalize_init(instance, module)"];
  if (start < 0 || !parts.every((part) => glue.slice(0, start).includes(part)))
    throw new Stop("wasm-bindgen's glue has another shape than .ci/build.mjs expects");
  return `${glue.slice(0, start)}
export default async function instantiate(module) {
  const instance = await WebAssembly.instantiate(module, __wbg_get_imports());
  return __wbg_finalize_init(instance, module);
}
`;
}

function inputFiles() {
  const sources = readdirSync(join(root, "src"), { recursive: true }).map((name) =>
    join("src", name),
  );
  return ["Cargo.toml", "Cargo.lock", "package-lock.json", ".ci/build.mjs", ...sources];
}

function outputFiles() {
  const names = existsSync(pkg) ? readdirSync(pkg) : [];
  return names.filter((name) => name !== ".stamp").map((name) => join("pkg", name));
}

/** By content, not by time: a checkout or a restored cache has times that mean nothing. */
function fingerprint(files) {
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    const path = join(root, file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update("\0");
  }
  return `${hash.digest("hex")}\n`;
}

if (isProgram(import.meta.url)) main(build);
