// A crash of the module, provoked: no input that could cause one is known. So each function that
// it exports is replaced by a trap in turn.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import binaryen from "binaryen";

/** A copy of the package of its own: a crash is for good. */
const copy = (name) => import(new URL(`index.js?${name}`, import.meta.resolve("customers-client")));

const read = (path) => readFileSync(new URL(path, import.meta.url));
const bytes = readFileSync(new URL(import.meta.resolve("customers-client/customers-client.wasm")));
const customer = read("../fixtures/edition2_get.json");
const page = JSON.stringify({ count: 200, next: "x", previous: null, results: [] }).replace(
  "[]",
  `[${Array(100).fill(customer).join()}]`,
);

/** What the package's JavaScript calls; the rest is the glue's own. */
const exported = WebAssembly.Module.exports(new WebAssembly.Module(bytes))
  .filter(({ kind, name }) => kind === "function" && !name.startsWith("__"))
  .map(({ name }) => name);

/** What .ci/build.mjs allows: with all of them, what is emitted no engine reads. */
const FEATURES =
  "MutableGlobals ReferenceTypes BulkMemory Multivalue NontrappingFPToInt SignExt SIMD128"
    .split(" ")
    .reduce((all, name) => all | binaryen.Features[name], 0);

/** The module with a trap in place of one function. */
function trapped(name) {
  const module = binaryen.readBinary(bytes);
  module.setFeatures(FEATURES);
  const { value } = binaryen.getExportInfo(module.getExport(name));
  const { params, results } = binaryen.getFunctionInfo(module.getFunction(value));
  module.removeFunction(value);
  module.addFunction(value, params, results, [], module.unreachable());
  const binary = module.emitBinary();
  module.dispose();
  return binary;
}

/** A `fetch` that answers by what is asked for, and how to let it answer what it holds back. */
function service() {
  let release;
  const released = new Promise((done) => {
    release = done;
  });
  const answers = {
    "/v1/customers/held/": () => released.then(() => new Response(customer)),
    "/v1/customers/never/": () => new Promise(() => {}),
    "/v1/customers/again/": () =>
      new Response("", { status: 429, headers: { "Retry-After": "1" } }),
    "/v1/customers/lost/": () => Promise.reject(new TypeError("no")),
    "/v1/customers/?page=1&page_size=100": () => new Response(page),
    "/v1/customers/?page=2&page_size=100": () => new Response("", { status: 404 }),
  };
  const fetch = async ({ url }) => {
    const { pathname, search } = new URL(url);
    return (answers[pathname + search] ?? (() => new Response(customer)))();
  };
  return { fetch, release };
}

/** One step after the other, sync or not: what each came to. */
async function settled(steps) {
  const outcomes = [];
  for (const step of steps) {
    outcomes.push(...(await Promise.allSettled([(async () => step())()])));
  }
  return outcomes;
}

/** Everything that a program can do with the package, as steps; none fails where none traps. */
const withoutClient = ({ CustomersClient, checkNewCustomer, metadataSize }, options) => [
  () => checkNewCustomer({}),
  () => metadataSize({}),
  () => new CustomersClient(options).free(),
];
const withClient = (client) => [
  () => client.mode,
  () => client.get("x"),
  () =>
    client.get("lost", { maxRetries: 0 }).catch((error) => {
      if (error.code !== "network") throw error;
    }),
  async () => {
    for await (const { id } of client.listAll()) assert.ok(id);
  },
];

function assertCrash(error) {
  assert.equal(error.name, "CustomersError");
  assert.equal(error.code, "load_failed");
  assert.match(error.message, /crashed/);
  assert.ok(error.cause instanceof WebAssembly.RuntimeError, String(error.cause));
}

test("nothing of what is done here fails by itself", async () => {
  const whole = await copy("whole");
  await whole.default(bytes);
  const { fetch, release } = service();
  const options = { baseUrl: "http://127.0.0.1:8000", fetch };
  const client = new whole.CustomersClient(options);
  const held = client.get("held");
  for (const { reason } of await settled([...withoutClient(whole, options), ...withClient(client)]))
    assert.equal(reason, undefined);
  release();
  assert.equal((await held).id, JSON.parse(customer).id);
});

describe("a trap ends every call, pending ones too, in one error", { concurrency: true }, () => {
  assert.ok(exported.length > 10);
  for (const name of exported) {
    test(name, { timeout: 20_000 }, async () => {
      const broken = await copy(name);
      await broken.default(trapped(name));
      const { fetch, release } = service();
      const options = { baseUrl: "http://127.0.0.1:8000", fetch };

      const [{ value: client }] = await settled([() => new broken.CustomersClient(options)]);
      const calls = client && [
        client.get("held"),
        client.get("never", { timeoutMs: 1_000 }),
        client.get("again"),
      ];
      const pending = Promise.allSettled(calls ?? []);
      await new Promise((done) => setTimeout(done, 50)); // "again" is waiting now

      const steps = [...withoutClient(broken, options), ...(client ? withClient(client) : [])];
      const outcomes = await settled(steps);
      const at = outcomes.findIndex(({ status }) => status === "rejected");
      assert.notEqual(at, -1, "nothing has crashed");
      const crash = outcomes[at].reason;
      assertCrash(crash);
      for (const { reason } of outcomes.slice(at)) assert.equal(reason, crash);

      release();
      for (const { reason } of await pending) assert.equal(reason, crash);
      for (const { reason } of await settled(steps)) assert.equal(reason, crash);
      client?.free(); // gives nothing back, and throws nothing
    });
  }
});
