// Who is tested, under the name of the test, and what has to be set for it. README has the same.

import { readFileSync } from "node:fs";

const pinned = (fixture, name) => {
  const file = new URL(`${fixture}/package.json`, import.meta.url);
  const { dependencies, devDependencies } = JSON.parse(readFileSync(file, "utf8"));
  return { ...dependencies, ...devDependencies }[name];
};

const node = process.versions.node;
const rollup = "@rollup/plugin-node-resolve, @web/rollup-plugin-import-meta-assets";

/** [test, version, setting] */
export const matrix = [
  ["Vite", pinned("vite", "vite"), "none"],
  ["Vite 7", pinned("vite-7", "vite"), 'dev: optimizeDeps: { exclude: ["customers-client"] }'],
  ["webpack", pinned("webpack", "webpack"), "none"],
  ["Next", pinned("next", "next"), "none"],
  ["Next, on the server", pinned("next", "next"), 'serverExternalPackages: ["customers-client"]'],
  ["esbuild", pinned("esbuild", "esbuild"), "a second entry point, and --loader:.wasm=copy"],
  ["Rollup", pinned("rollup", "rollup"), `plugins: ${rollup}`],
  ["Parcel", pinned("parcel", "parcel"), "none"],
  ["import map", "", "none"],
  ["module worker", "", "none"],
  ["strict CSP", "", "script-src 'wasm-unsafe-eval'"],
  ["Node ESM", node, "none"],
  ["publint", pinned("published", "publint"), ""],
  ["attw", pinned("published", "@arethetypeswrong/cli"), "--profile esm-only"],
];
