// The examples of README and of the declarations run as they stand, against the sandbox.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { before, test } from "node:test";
import init from "customers-client";

const baseUrl = process.env.SANDBOX_URL ?? "http://127.0.0.1:8000";
const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

const declared = [
  ...read("src/js/types.d.ts").matchAll(/@example\n((?:\s*\* .*\n)+?)\s*\*\//g),
].map(([, lines]) => lines.replaceAll(/^\s*\* ?/gm, ""));
const shown = [...read("README.md").matchAll(/```js\n(import .*?)```/gs)].map(([, code]) => code);

before(() => init());

test("there are examples", () => {
  assert.ok(declared.length >= 10 && shown.length >= 2);
});

[...declared, ...shown].forEach((code, index) => {
  test(`example ${index + 1} runs: ${code.split("\n")[1].trim()}`, async () => {
    // What differs here: there is no page for a path to belong to, and the port is another.
    const gateway = `baseUrl: ${JSON.stringify(baseUrl)}, apiKey: "sk_test_new_examples"`;
    const runnable = code
      .replaceAll('baseUrl: "/api"', gateway)
      .replaceAll("http://127.0.0.1:8000", baseUrl)
      .replaceAll("sk_test_…", "sk_test_new_examples");
    const directory = new URL("../../target/examples/", import.meta.url);
    mkdirSync(directory, { recursive: true });
    const file = new URL(`example-${process.pid}-${index}.mjs`, directory);
    writeFileSync(file, runnable);
    await import(file);
  });
});
