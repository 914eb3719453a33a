// Loading the module, in the order in which a program can meet it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { test } from "node:test";
import init, {
  CustomersClient,
  CustomersError,
  checkNewCustomer,
  createClient,
  isCustomersError,
} from "customers-client";

const bytes = readFileSync(new URL(import.meta.resolve("customers-client/customers-client.wasm")));
const options = { baseUrl: "http://127.0.0.1:8000" };

test("an import does no work: nothing of what a page or Node has is asked for", () => {
  const entries = ["index.js", "node.js"].map(
    (name) => new URL(name, import.meta.resolve("customers-client")).href,
  );
  const gone = ["fetch", "Request", "Response", "URL", "WebAssembly", "setTimeout"];
  const program = `for (const name of ${JSON.stringify(gone)}) globalThis[name] = undefined;
    for (const entry of ${JSON.stringify(entries)}) await import(entry);
    process.stdout.write("imported");`;
  const args = ["--input-type=module", "--eval", program];
  assert.equal(execFileSync(process.execPath, args, { encoding: "utf8" }), "imported");
});

test("before init every export gives one clear error", () => {
  for (const use of [() => new CustomersClient(options), () => checkNewCustomer({})]) {
    assert.throws(use, { name: "CustomersError", code: "load_failed", message: /await init\(\)/ });
  }
});

test("the error class is there before init", () => {
  const error = new CustomersError("x", { code: "network" });
  assert.ok(error instanceof Error && isCustomersError(error));
  assert.ok(isCustomersError({ name: "CustomersError" }), "from another copy of the package");
  for (const other of [null, undefined, "CustomersError", new Error("x"), {}]) {
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

test("what is loaded is loaded for every entry", async () => {
  const browserEntry = await import(new URL("index.js", import.meta.resolve("customers-client")));
  assert.equal(browserEntry.CustomersError, CustomersError);
  assert.deepEqual(Object.keys(browserEntry), Object.keys(await import("customers-client")));
  assert.equal(browserEntry.default(), init());
  assert.ok((await createClient(options)) instanceof browserEntry.CustomersClient);
});
