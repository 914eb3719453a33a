// The programs that the declarations show, each as it stands there.

import { readFileSync } from "node:fs";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

export const declared = [
  ...read("src/js/types.d.ts").matchAll(/@example\n((?:\s*\* .*\n)+?)\s*\*\//g),
].map(([, lines]) => lines.replaceAll(/^\s*\* ?/gm, ""));
