// The code that the guides show, for the tests of the consumers: people copy it from there.

import { readFileSync } from "node:fs";
import { named } from "../docs/blocks.mjs";

const read = (name) => readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), "utf8");

export const bundlers = read("bundlers");
export const policy = read("content-security-policy");

/** The blocks of code that the tests take from the guides, by file. */
export const tried = [
  "vite.config.js",
  "rollup.config.js",
  "import-map.html",
  "gateway.js",
  "Customers.jsx",
  "Customers.vue",
  "Customers.svelte",
];

/** The block of code whose first line, a comment, names this file. */
export function shown(file) {
  if (!tried.includes(file)) throw new Error(`${file} is not among those that are tried`);
  return named(file).code;
}
