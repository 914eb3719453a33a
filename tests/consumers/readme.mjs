// README is what people copy from, so what it shows is what is tried here.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

export const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** The block of code whose first line, a comment, begins with this file's name. */
export function shown(file) {
  const blocks = [...readme.matchAll(/^```\w+\n((?:\/\/|<!--) .*?)^```$/gms)]
    .map(([, code]) => code)
    .filter((code) => /^\S+ (\S+)/.exec(code)?.[1] === file);
  assert.equal(blocks.length, 1, `README shows ${file} once`);
  return blocks[0];
}
