// What init takes, each in a fresh copy of the package: a load happens once.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const file = new URL(import.meta.resolve("customers-client/customers-client.wasm"));
const bytes = readFileSync(file);
const served = (type = "application/wasm") =>
  new Response(bytes, { headers: { "Content-Type": type } });
const copies = mkdtempSync(join(tmpdir(), "customers-client-"));
writeFileSync(join(copies, "package.json"), '{ "type": "module" }');

let server, url;
before(async () => {
  server = createServer((_, response) =>
    response.setHeader("Content-Type", "application/wasm").end(bytes),
  );
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${server.address().port}/`;
});
after(() => {
  server.close();
  rmSync(copies, { recursive: true });
});

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
    const copy = join(copies, `${index}`);
    cpSync(fileURLToPath(new URL(".", file)), copy, { recursive: true });
    const { default: init, metadataSize } = await import(pathToFileURL(join(copy, "node.js")));
    assert.equal(await init(source()), undefined);
    assert.equal(metadataSize({ a: "é" }), 10);
  });
});
