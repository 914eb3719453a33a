// A crash of the module, provoked: no input that could cause one is known. So one of its functions
// is made to panic, or to trap without a panic, from one of its calls on.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { broken, fresh } from "./crashing.mjs";
import { ana, baseUrl } from "./scripted.mjs";

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

// In a program of its own: what crashes after an await is an uncaught error in Node, as it should
// be, and node:test counts those.
describe("a crash between two awaits ends every call, pending ones too, in one error", () => {
  const program = fileURLToPath(new URL("crash-in-future.mjs", import.meta.url));
  for (const how of ["trap", "panic"]) {
    test(`by a ${how}`, () => {
      const told = JSON.parse(execFileSync(process.execPath, [program, how], { encoding: "utf8" }));
      const { its, pending, later, again, uncaught } = told;
      assert.match(its, /^CustomersError load_failed: .* has crashed/);
      assert.deepEqual([pending, later, again], [its, its, its]);
      // The engine's own error is not hidden from whoever watches for uncaught ones.
      assert.deepEqual(new Set(uncaught), new Set(["RuntimeError"]));
    });
  }
});
