// What init takes, each in a fresh copy of the package: a load happens once.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

const file = new URL(import.meta.resolve("customers-client/customers-client.wasm"));
const bytes = readFileSync(file);
const served = (type = "application/wasm") =>
  new Response(bytes, { headers: { "Content-Type": type } });
// The browsers' entry, which reads a file where there is one to read; Node's holds the module.
const entry = new URL("index.js", import.meta.resolve("customers-client"));

let server, url;
before(async () => {
  server = createServer((_, response) =>
    response.setHeader("Content-Type", "application/wasm").end(bytes),
  );
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${server.address().port}/`;
});
after(() => server.close());

const sources = {
  nothing: () => undefined,
  "a string": () => url,
  "a URL": () => new URL(url),
  "a request": () => new Request(url),
  "a file: URL": () => file,
  "a file: string": () => file.href,
  bytes: () => bytes,
  "an ArrayBuffer": () => new Uint8Array(bytes).buffer,
  "a view of bytes": () => new DataView(new Uint8Array(bytes).buffer),
  "a module": () => new WebAssembly.Module(bytes),
  "a response": served,
  "a response with a parameter in its type": () => served("application/wasm; charset=utf-8"),
  "a response with another type": () => served("text/html"),
  "a promise of a response": async () => served(),
  "a promise of bytes": async () => bytes,
  "a promise of a module": () => WebAssembly.compile(bytes),
};

Object.entries(sources).forEach(([name, source], index) => {
  test(`init takes ${name}`, async () => {
    const { default: init, metadataSize } = await import(`${entry}?${index}`);
    assert.equal(await init(source()), undefined);
    assert.equal(metadataSize({ a: "é" }), 10);
  });
});
