// npm run build: the publishable package, in pkg/, and the library that the demo page takes from npm.
//
// wasm-pack makes the module and its glue, wasm-opt makes the module small, and esbuild makes one
// readable script of the glue and src/js, so that a page without a bundler has one script to load,
// and not one after the other.

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
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { buildPage } from "../parts/page.mjs";
import { ask, isProgram, main, root, run, say, step, target } from "../parts/process.mjs";
import {
  needNode,
  needPackages,
  needRust,
  needWasmBindgen,
  needWasmPack,
  needWasmTarget,
} from "../parts/tools.mjs";

const pkg = join(root, "pkg");
const stamp = join(pkg, ".stamp");

/** The same module with the names of its functions, for npm run size. */
export const named = join(target, "named.wasm");

// --mode no-install: what it would install is already there.
const WASM_PACK = "build --target web --mode no-install --no-pack --no-typescript --out-dir".split(
  " ",
);

// SIMD is for the checker of answers (src/scan.rs).
const SIMD = "-Ctarget-feature=+simd128";

// What rustc's wasm32 target assumes, and SIMD, listed one by one: with --all-features wasm-opt
// emits what browsers refuse to load.
const FEATURES = (
  "--enable-bulk-memory --enable-multivalue --enable-mutable-globals --enable-reference-types " +
  "--enable-nontrapping-float-to-int --enable-sign-ext --enable-simd"
).split(" ");

// A function with one caller stays by itself: huge ones have too many variables to compress well.
const SMALL = "-Oz --one-caller-inline-max-function-size=0".split(" ");

// What only tools read.
const STRIP = "--strip-debug --strip-producers --strip-target-features".split(" ");

// What is older than this has no SIMD in WebAssembly either.
const OLDEST = "es2022";

export async function build() {
  needNode();
  await needRust();
  await needPackages();
  await buildPage();
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
  await step("build", async () => {
    const made = join(target, "wasm-pack");
    rmSync(made, { recursive: true, force: true });
    await run("wasm-pack", [...WASM_PACK, made], { env: { RUSTFLAGS: rustFlags() } });
    const wasm = join(made, "customers_client_bg.wasm");
    await run("wasm-opt", [...FEATURES, ...SMALL, wasm, "-g", "-o", named]);
    await run("wasm-opt", [...FEATURES, ...STRIP, named, "-o", wasm]);
    await assemble(made, wasm);
    writeFileSync(stamp, inputs + fingerprint(outputFiles()));
  });
}

/** Where a panic was is said by files' names: not by those of this machine. */
function rustFlags() {
  const cargo = process.env.CARGO_HOME || join(homedir(), ".cargo");
  return `${SIMD} --remap-path-prefix=${cargo}=cargo --remap-path-prefix=${root}=.`;
}

/** Puts pkg/ together elsewhere, and replaces the old one only when nothing went wrong. */
async function assemble(made, wasm) {
  const next = join(target, "pkg");
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  const source = join(root, "src/js");
  const bytes = readFileSync(wasm).toString("base64");
  const inline = `export const defaultSource = () =>
    Uint8Array.from(atob("${bytes}"), (character) => character.charCodeAt(0));`;
  const asModule = `import module from "./customers_client_bg.wasm?module";
    export const defaultSource = () => module;`;
  await Promise.all([
    script(made, join(next, "index.js")),
    script(made, join(next, "module.js"), asModule),
    script(made, join(next, "inline.js"), inline),
    script(made, join(next, "inline.cjs"), inline),
  ]);
  cpSync(join(source, "types.d.ts"), join(next, "index.d.ts"));
  cpSync(join(source, "types.d.ts"), join(next, "index.d.cts"));
  cpSync(join(source, "wasm.d.ts"), join(next, "wasm.d.ts"));
  cpSync(wasm, join(next, "customers_client_bg.wasm"));
  rmSync(pkg, { recursive: true, force: true });
  cpSync(next, pkg, { recursive: true });
}

/** One of the package's scripts; `source` takes the place of src/js/source.js. */
async function script(made, outfile, source) {
  const { build } = await import("esbuild");
  const js = join(root, "src/js");
  const layout = {
    name: "layout",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\/customers_client\.js$/ }, () => ({
        path: join(made, "customers_client.js"),
      }));
      // wasm-bindgen's copies of what src/js has.
      onResolve({ filter: /^\.\/snippets\// }, ({ path }) => ({ path: join(js, basename(path)) }));
      onResolve({ filter: /\.wasm\?module$/ }, () => ({ external: true }));
      if (source) onLoad({ filter: /\/source\.js$/ }, () => ({ contents: source }));
    },
  };
  await build({
    entryPoints: [join(js, "index.js")],
    outfile,
    bundle: true,
    format: outfile.endsWith(".cjs") ? "cjs" : "esm",
    target: OLDEST,
    charset: "utf8",
    logLevel: "warning",
    // wasm-bindgen names a file of src/js once for each function that it imports from there.
    logOverride: { "duplicate-object-key": "silent" },
    plugins: [layout],
    // Where the module is inside, nothing has to know where the script is.
    define: source ? { "import.meta.url": '""' } : {},
  });
}

function inputFiles() {
  const sources = readdirSync(join(root, "src"), { recursive: true }).map((name) =>
    join("src", name),
  );
  return ["Cargo.toml", "Cargo.lock", "package-lock.json", ".ci/commands/build.mjs", ...sources];
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
