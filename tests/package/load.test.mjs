// Loading the module, in the order in which a program can meet it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import init, {
  CustomersClient,
  CustomersError,
  checkAddressPatch,
  checkCustomerPatch,
  checkNewAddress,
  checkNewCustomer,
  isCustomersError,
  metadataSize,
} from "customers-client";

const bytes = readFileSync(new URL(import.meta.resolve("customers-client/customers-client.wasm")));
const options = { baseUrl: "http://127.0.0.1:8000" };

const entry = (name) => new URL(name, import.meta.resolve("customers-client"));
const runs = (...args) => execFileSync(process.execPath, args, { encoding: "utf8" });

test("an import does no work: nothing of what a page or Node has is asked for", () => {
  const gone = ["fetch", "Request", "Response", "URL", "WebAssembly", "atob", "setTimeout"];
  gone.push("AbortController", "FinalizationRegistry", "queueMicrotask", "performance");
  const without = `for (const name of ${JSON.stringify(gone)}) globalThis[name] = undefined;`;
  for (const name of ["index.js", "inline.js"]) {
    const imported = `await import("${entry(name)}"); process.stdout.write("imported");`;
    assert.equal(runs("--input-type=module", "--eval", without + imported), "imported", name);
  }
  const path = JSON.stringify(fileURLToPath(entry("inline.cjs")));
  const required = `require(${path}); process.stdout.write("required");`;
  assert.equal(runs("--input-type=commonjs", "--eval", without + required), "required");
});

test("in Node nothing but the one script is needed", async () => {
  const alone = mkdtempSync(join(tmpdir(), "customers-client-"));
  writeFileSync(join(alone, "package.json"), '{ "type": "module" }');
  for (const name of ["inline.js", "inline.cjs"]) cpSync(entry(name), join(alone, name));
  const imported = await import(pathToFileURL(join(alone, "inline.js")));
  const required = createRequire(import.meta.url)(join(alone, "inline.cjs"));
  rmSync(alone, { recursive: true });
  for (const its of [imported, required]) {
    assert.equal(await its.default(), undefined);
    assert.equal(its.metadataSize({ a: "é" }), 10);
  }
});

test("before init every export gives one clear error", () => {
  for (const use of [
    () => new CustomersClient(options),
    () => checkNewCustomer({}),
    () => checkCustomerPatch({}),
    () => checkNewAddress({}),
    () => checkAddressPatch({}),
    () => metadataSize({}),
  ]) {
    assert.throws(use, {
      name: "CustomersError",
      code: "load_failed",
      message: "The module is not loaded yet: await init() first.",
    });
  }
});

test("the error class is there before init", () => {
  const error = new CustomersError("x", { code: "network" });
  assert.ok(error instanceof Error && isCustomersError(error));
  assert.ok(isCustomersError({ name: "CustomersError" }), "from another copy of the package");
  const { proxy: unreadable, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const other of [null, undefined, "CustomersError", new Error("x"), {}, unreadable]) {
    assert.equal(isCustomersError(other), false);
  }
});

test("a failed load names its source and what to do, and the next call tries again", async () => {
  const url = "http://127.0.0.1:9/customers.wasm";
  const error = await init(url).catch((thrown) => thrown);
  assert.equal(error.code, "load_failed");
  assert.equal(error.attempts, 0);
  assert.ok(error.message.includes(url) && error.message.includes("init()"), error.message);
  assert.ok(error.cause instanceof Error);
  await assert.rejects(init(new Uint8Array([1, 2, 3])), { code: "load_failed" });
  await assert.rejects(init(new Response("", { status: 404 })), /answered 404/);
  const none = new URL("none.wasm", import.meta.url);
  await assert.rejects(init(none), { code: "load_failed", message: /none\.wasm: ENOENT/ });
});

test("a server with the wrong MIME type is no obstacle, and calls share one load", async () => {
  let served = 0;
  const server = createServer((_, response) => {
    served += 1;
    response.setHeader("Content-Type", "text/plain").end(bytes);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const url = new URL(`http://127.0.0.1:${server.address().port}/customers.wasm`);
  const first = init(url);
  assert.equal(init(), first);
  await Promise.all([first, init("http://127.0.0.1:9/other.wasm")]);
  server.close();
  assert.equal(served, 1);
  assert.deepEqual(Object.keys(checkNewCustomer({})), ["first_name", "last_name", "email"]);
});

test("the package and its inline entry are one in Node, and every entry exports the same", async () => {
  const inline = await import("customers-client/inline");
  assert.equal(inline.CustomersClient, CustomersClient);
  assert.equal(inline.default(), init());
  const names = Object.keys(inline);
  const required = createRequire(import.meta.url)("customers-client");
  const ofBrowsers = await import(entry("index.js"));
  for (const other of [required, ofBrowsers]) {
    assert.deepEqual(Object.keys(other).sort(), names);
    // Each copy loads for itself, and knows the errors of the others.
    assert.throws(
      () => other.checkNewCustomer({}),
      (error) => isCustomersError(error),
    );
    await other.default(bytes);
    const client = await other.createClient(options);
    assert.ok(client instanceof other.CustomersClient && !(client instanceof CustomersClient));
  }
});
