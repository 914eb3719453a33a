// The programs that README and the declarations show, each as it stands there.

import { readFileSync } from "node:fs";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

export const declared = [
  ...read("src/js/types.d.ts").matchAll(/@example\n((?:\s*\* .*\n)+?)\s*\*\//g),
].map(([, lines]) => lines.replaceAll(/^\s*\* ?/gm, ""));

export const shown = [...read("README.md").matchAll(/```js\n(import .*?)```/gs)].map(
  ([, code]) => code,
);
