// The examples of the declarations run as they stand, against the sandbox.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { before, test } from "node:test";
import init from "customers-client";
import { declared } from "../types/examples.mjs";

const baseUrl = process.env.SANDBOX_URL ?? "http://127.0.0.1:8000";
// An account of its own, in which nobody is yet.
const apiKey = `sk_test_new_examples_${Date.now()}`;

before(() => init());

test("there are examples", () => {
  assert.ok(declared.length >= 10);
});

declared.forEach((code, index) => {
  test(`example ${index + 1} runs: ${code.split("\n")[1].trim()}`, async () => {
    // What differs here: there is no page for a path to belong to, and the port is another.
    const gateway = `baseUrl: ${JSON.stringify(baseUrl)}, apiKey: "${apiKey}"`;
    const runnable = code
      .replaceAll('baseUrl: "/api"', gateway)
      .replaceAll("http://127.0.0.1:8000", baseUrl)
      .replaceAll("sk_test_…", apiKey);
    const directory = new URL("../../target/examples/", import.meta.url);
    mkdirSync(directory, { recursive: true });
    const file = new URL(`example-${process.pid}-${index}.mjs`, directory);
    writeFileSync(file, runnable);
    await import(file);
  });
});
