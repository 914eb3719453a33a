// A crash of the module, provoked: no input that could cause one is known. So each function that
// it exports is made to trap, from one of its calls on.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import binaryen from "binaryen";

/** A copy of the package of its own: a crash is for good. */
const copy = (name) => import(new URL(`index.js?${name}`, import.meta.resolve("customers-client")));

const read = (path) => readFileSync(new URL(path, import.meta.url));
const bytes = readFileSync(new URL(import.meta.resolve("customers-client/customers-client.wasm")));
const customer = read("../fixtures/edition2_get.json");
const address = read("../fixtures/address.json");
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

/** The module with a function that traps after so many calls. */
function trapped(name, calls) {
  const module = binaryen.readBinary(bytes);
  module.setFeatures(FEATURES);
  const { value } = binaryen.getExportInfo(module.getExport(name));
  const { params, results, vars, body } = binaryen.getFunctionInfo(module.getFunction(value));
  module.addGlobal("left", binaryen.i32, true, module.i32.const(calls));
  const left = () => module.global.get("left", binaryen.i32);
  const counted = module.block(
    null,
    [
      module.if(module.i32.eqz(left()), module.unreachable()),
      module.global.set("left", module.i32.sub(left(), module.i32.const(1))),
      body,
    ],
    results,
  );
  module.removeFunction(value);
  module.addFunction(value, params, results, vars, counted);
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
    "GET /v1/customers/held/": () => released.then(() => new Response(customer)),
    "GET /v1/customers/never/": () => new Promise(() => {}),
    "GET /v1/customers/again/": () =>
      new Response("", { status: 429, headers: { "Retry-After": "1" } }),
    "GET /v1/customers/lost/": () => Promise.reject(new TypeError("no")),
    "GET /v1/customers/": () => new Response(page),
    "GET /v1/customers/?search=x": () => new Response("[]"),
    "GET /v1/customers/?page=1&page_size=100": () => new Response(page),
    "GET /v1/customers/?page=2&page_size=100": () => new Response("", { status: 404 }),
    "GET /v1/customers/x/addresses/": () => new Response("[]"),
    "POST /v1/customers/x/addresses/": () => new Response(address),
    "PATCH /v1/customers/x/addresses/y/": () => new Response(address),
    "DELETE /v1/customers/x/addresses/y/": () => new Response(null, { status: 204 }),
    "DELETE /v1/customers/x/": () => new Response(null, { status: 204 }),
  };
  const fetch = async ({ method, url }) => {
    const { pathname, search } = new URL(url);
    return (answers[`${method} ${pathname}${search}`] ?? (() => new Response(customer)))();
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

const ana = { first_name: "Ana", last_name: "Mora", email: "ana@example.com" };
const png = () => new Blob([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])]);
const home = { line1: "Calle 5", city: "San José", postal_code: "1", country: "CR" };

/** Everything that a program can do with the package, as steps; none fails where none traps. */
const withoutClient = (its, options) => [
  () => its.checkNewCustomer({}),
  () => its.checkCustomerPatch({}),
  () => its.checkNewAddress({}),
  () => its.metadataSize({}),
  () => new its.CustomersClient({ ...options, accessToken: () => "t" }).get("x"),
];
const withClient = (client) => [
  () => client.get("x"),
  () =>
    client.get("lost", { maxRetries: 0 }).catch((error) => {
      if (error.code !== "network") throw error;
    }),
  () => client.list(),
  () => client.search("x"),
  () => client.create(ana),
  () => client.update("x", { photo: png() }),
  () => client.delete("x"),
  () => client.listAddresses("x"),
  () => client.createAddress("x", home),
  () => client.updateAddress("x", "y", {}),
  () => client.deleteAddress("x", "y"),
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
  await whole.default(trapped(exported[0], 1_000));
  const { fetch, release } = service();
  const options = { baseUrl: "http://127.0.0.1:8000", fetch };
  const client = new whole.CustomersClient(options);
  const held = client.get("held");
  for (const { reason } of await settled([...withoutClient(whole, options), ...withClient(client)]))
    assert.equal(reason, undefined);
  release();
  assert.equal((await held).id, JSON.parse(customer).id);
});

test("each call of the package's JavaScript is one of two of the module's", () => {
  assert.deepEqual(exported.toSorted(), ["invoke", "reset"]);
});

/** Crashes at one of the module's calls, and looks at what becomes of everything else. */
async function crashAt(name, calls) {
  const broken = await copy(`${name}-${calls}`);
  await broken.default(trapped(name, calls));
  const { fetch, release } = service();
  const options = { baseUrl: "http://127.0.0.1:8000", fetch };

  const [{ value: client }] = await settled([() => new broken.CustomersClient(options)]);
  assert.equal(client === undefined, calls === 0);
  const pending = Promise.allSettled(
    client
      ? [client.get("held"), client.get("never", { timeoutMs: 1_000 }), client.get("again")]
      : [],
  );
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
}

describe("a trap ends every call, pending ones too, in one error", { concurrency: true }, () => {
  for (const name of exported) {
    test(name, { timeout: 60_000 }, async () => {
      // The client's own call, those that are pending then, and all of the steps.
      const moments = Array.from({ length: 45 }, async (_, calls) => {
        await crashAt(name, calls).catch((cause) => {
          throw new Error(`after ${calls} calls`, { cause });
        });
      });
      await Promise.all(moments);
    });
  }
});
