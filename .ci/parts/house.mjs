// Whether the source is built as src/lib.rs says, so that no later saving can undo it unseen: the
// crates that the client is made of are in the module and in use, nothing is unsafe, a file uses
// only what stands on its floor or below, and JavaScript has only what only it can do.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isProgram, main, root, Stop, say } from "./process.mjs";

const CRATES = ["wasm-bindgen", "web-sys", "js-sys", "gloo-net", "serde", "serde-wasm-bindgen"];
const BROWSER =
  /\b(wasm_bindgen|wasm_bindgen_futures|web_sys|js_sys|gloo_net|serde_wasm_bindgen)::/;
const FIRST_BROWSER_FLOOR = 3;
const MOST_LINES = 300;
const MOST_JAVASCRIPT = 450; // together, without the declarations

/** Each file below src, by its path from there. */
function sources(ending) {
  const names = readdirSync(join(root, "src"), { recursive: true }).map(String);
  const wanted = names.filter((name) => name.endsWith(ending)).sort();
  return new Map(wanted.map((name) => [name, readFileSync(join(root, "src", name), "utf8")]));
}

/** Module → floor, as the list in lib.rs has them. */
function floorsOf(map) {
  const floors = new Map();
  let floor;
  for (const line of map.match(/^\/\/!.*$/gm)) {
    floor = /^\/\/! {3}\S/.test(line) ? floor : line.match(/^\/\/! \* (\d)/)?.[1];
    if (floor === undefined) continue;
    for (const [, name] of line.matchAll(/`(\w+)`/g))
      if (!floors.has(name)) floors.set(name, Number(floor));
  }
  return floors;
}

const withoutComments = (text) => text.replace(/\/\/.*$/gm, "");
const linesOf = (text) => text.split("\n").length - 1;
const moduleOf = (file) => file.split(/[\\/]/)[0].replace(/\.rs$/, "");

export function faults() {
  const rust = sources(".rs");
  const code = [...rust.values()].map(withoutComments).join("\n");
  const floors = floorsOf(rust.get("lib.rs"));
  const found = [];

  const tree = "tree -p customers-client -e normal --depth 1 --prefix none".split(" ");
  const args = [...tree, "--target", "wasm32-unknown-unknown"];
  const { stdout } = spawnSync("cargo", args, { cwd: root, encoding: "utf8" });
  for (const crate of CRATES) {
    if (!stdout.includes(`\n${crate} v`)) found.push(`${crate} is no dependency of the module`);
    if (!new RegExp(`\\b${crate.replaceAll("-", "_")}::`).test(code))
      found.push(`${crate} is not used in src`);
  }
  if (/\bunsafe\b|\bunsafe_code\b/.test(code)) found.push("there is something unsafe in src");
  if (!/^unsafe_code = "deny"$/m.test(readFileSync(join(root, "Cargo.toml"), "utf8")))
    found.push("Cargo.toml does not deny unsafe code");

  for (const [file, text] of rust) {
    if (linesOf(text) > MOST_LINES) found.push(`src/${file} has ${linesOf(text)} lines`);
    if (file === "lib.rs") continue;
    const floor = floors.get(moduleOf(file));
    if (floor === undefined) found.push(`src/lib.rs says no floor for ${moduleOf(file)}`);
    const plain = withoutComments(text);
    if (floor < FIRST_BROWSER_FLOOR && BROWSER.test(plain))
      found.push(`src/${file} is on floor ${floor} and uses a browser's crate`);
    for (const [, used] of plain.matchAll(/\bcrate::(\w+)/g))
      if (floors.get(used) > floor) found.push(`src/${file} uses ${used}, which is above it`);
  }

  const scripts = [...sources(".js").values()].reduce((sum, text) => sum + linesOf(text), 0);
  if (scripts >= MOST_JAVASCRIPT)
    found.push(`src/js has ${scripts} lines of JavaScript; under ${MOST_JAVASCRIPT} are allowed`);
  return found;
}

export function checkHouse() {
  const found = faults();
  if (found.length > 0)
    throw new Stop(`the house is not as it should be:\n  ${found.join("\n  ")}`);
  say("the house stands as src/lib.rs says");
}

if (isProgram(import.meta.url)) main(async () => checkHouse());
