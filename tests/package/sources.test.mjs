// What init takes, each in a fresh copy of the package: a load happens once.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const entry = import.meta.resolve("customers-client");
const bytes = readFileSync(new URL(import.meta.resolve("customers-client/customers-client.wasm")));
const served = () => new Response(bytes, { headers: { "Content-Type": "application/wasm" } });

const sources = {
  bytes: () => bytes,
  "an ArrayBuffer": () => new Uint8Array(bytes).buffer,
  "a module": () => new WebAssembly.Module(bytes),
  "a response": served,
  "a promise of a response": async () => served(),
  "a promise of a module": () => WebAssembly.compile(bytes),
};

for (const [name, source] of Object.entries(sources)) {
  test(`init takes ${name}`, async () => {
    // A query makes another copy of the entry; they share one glue, which loads again.
    const { default: init, metadataSize } = await import(`${entry}?${encodeURIComponent(name)}`);
    assert.equal(await init(source()), undefined);
    assert.equal(metadataSize({ a: "é" }), 10);
  });
}
