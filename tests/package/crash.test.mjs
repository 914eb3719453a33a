// A crash of the module, provoked: no input that could cause one is known. So one of its functions
// is made to panic, or to trap without a panic, from one of its calls on.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import binaryen from "binaryen";
import { named } from "../../.ci/build.mjs";
import { ana, baseUrl, fixture } from "./scripted.mjs";

/** What .ci/build.mjs allows: with all of them, what is emitted no engine reads. */
const FEATURES =
  "MutableGlobals ReferenceTypes BulkMemory Multivalue NontrappingFPToInt SignExt SIMD128"
    .split(" ")
    .reduce((all, name) => all | binaryen.Features[name], 0);

/** The module in which a function, found by a part of its name, crashes after so many calls. */
function broken(part, how, calls = 0) {
  const module = binaryen.readBinary(readFileSync(named));
  module.setFeatures(FEATURES);
  const all = Array.from({ length: module.getNumFunctions() }, (_, index) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(index)),
  );
  // An export has what wasm-bindgen made of it behind its name.
  const isIt = (name, text) =>
    name.startsWith(`${text} `) || (/::/.test(text) && name.includes(text));
  const find = (text) => all.find(({ name, module }) => module === "" && isIt(name, text));
  const { name, params, results, vars, body } = find(part);
  const { i32 } = module;
  module.addGlobal("left", binaryen.i32, true, i32.const(calls));
  const left = () => module.global.get("left", binaryen.i32);
  const panic = find("raw_vec::capacity_overflow");
  const arity = binaryen.expandType(panic.params).map(() => i32.const(0));
  const crash = [module.call(panic.name, arity, binaryen.none), module.unreachable()];
  const counted = module.block(
    null,
    [
      module.if(i32.eqz(left()), module.block(null, how === "panic" ? crash : crash.slice(1))),
      module.global.set("left", i32.sub(left(), i32.const(1))),
      body,
    ],
    results,
  );
  module.removeFunction(name);
  module.addFunction(name, params, results, vars, counted);
  const binary = module.emitBinary();
  module.dispose();
  return binary;
}

let copies = 0;
/** A copy of the package of its own: a crash is for good. */
async function fresh(binary) {
  const copy = await import(`${import.meta.resolve("customers-client")}?crash-${copies++}`);
  await copy.default(binary);
  const customer = fixture("edition2_get");
  const fetch = ({ url }) =>
    url.includes("/never/") ? new Promise(() => {}) : Promise.resolve(new Response(customer));
  return { copy, client: new copy.CustomersClient({ baseUrl, fetch }) };
}

const crashOf = (promise) =>
  promise.then(
    () => assert.fail("should have crashed"),
    (error) => error,
  );

function assertCrash(error) {
  assert.equal(error.name, "CustomersError", String(error.stack));
  assert.equal(error.code, "load_failed");
  assert.match(error.message, /has crashed/);
  assert.ok(error.cause instanceof Error);
}

/** Everything else ends in the same error, now and from then on. */
async function assertOver({ copy, client }, crash) {
  assertCrash(crash);
  for (const use of [
    () => client.get("c"),
    () => client.create(ana),
    () => client.listAddresses("c"),
    () => client.listAll().next(),
    async () => client.mode,
    async () => copy.checkNewCustomer({}),
    async () => copy.metadataSize({}),
    async () => copy.newCustomerSchema["~standard"].validate({}),
    async () => new copy.CustomersClient({ baseUrl }),
  ]) {
    assert.equal(await crashOf(use()), crash);
  }
  client.free(); // gives nothing back, and throws nothing
}

const METHODS = {
  customersclient_get: (client) => client.get("c"),
  customersclient_create: (client) => client.create(ana),
  customersclient_list: (client) => client.list(),
  customersclient_delete: (client) => client.delete("c"),
  checkNewCustomer: async (_, copy) => copy.checkNewCustomer({}),
  metadataSize: async (_, copy) => copy.metadataSize({}),
};

describe("a call that crashes ends every call, pending ones too, in one error", () => {
  for (const [name, use] of Object.entries(METHODS)) {
    for (const how of ["trap", "panic"]) {
      test(`${name}, by a ${how}`, async () => {
        // The pending call is a `get` itself where that is what crashes.
        const its = await fresh(broken(name, how, name === "customersclient_get" ? 1 : 0));
        const pending = crashOf(its.client.get("never", { timeoutMs: 1_000, maxRetries: 0 }));
        await new Promise((done) => setTimeout(done, 20));
        const crash = await crashOf(use(its.client, its.copy));
        if (how === "panic") assert.match(crash.cause.message, /panicked at .+:\d+:\d+:\n/);
        assert.equal(await pending, crash);
        await assertOver(its, crash);
      });
    }
  }
});
