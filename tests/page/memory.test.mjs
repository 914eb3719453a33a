// The module's memory in a browser: it may grow while it warms up, and not afterwards.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openDesk } from "./browser.mjs";

let page, close;
before(async () => {
  ({ page, close } = await openDesk({ watch: keepMemory }));
});
after(() => close?.());

/** The package shows its memory to nobody: the page keeps it when the module is made. */
function keepMemory(page) {
  return page.evaluateOnNewDocument(() => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...args) => {
      const instance = await instantiate.apply(WebAssembly, args);
      globalThis.moduleMemory = instance.exports.memory;
      return instance;
    };
  });
}

/** Makes calls of every kind in the page; answers the module's memory in bytes. */
function call(times) {
  return page.evaluate(async (n) => {
    const { createClient, isCustomersError } = await import("./customers-client/index.js");
    const customer = (id) => ({
      id,
      developer: 1,
      first_name: "Ana",
      last_name: "Mora",
      email: "ana@example.com",
      phone: null,
      photo: null,
      country: null,
      metadata: { notes: "x".repeat(500) },
      test: true,
    });
    const results = Array.from({ length: 10 }, (_, i) => customer(`c${i}`));
    const pages = JSON.stringify({ count: 10, next: null, previous: null, results });
    const one = JSON.stringify(customer("c"));
    const taken = JSON.stringify({ email: ["This field must be unique."] });
    const answers = {
      GET: ({ url }) => (url.endsWith("/customers/") ? [pages, 200] : ["<html>", 500]),
      POST: () => [one, 201],
      PATCH: () => [taken, 400],
    };
    const client = await createClient({
      apiKey: "sk_test_memory",
      maxRetries: 0,
      fetch: async (request) => {
        const [body, status] = answers[request.method](request);
        return new Response(body, { status });
      },
    });
    const { signal } = new AbortController();
    const fails = async (promise) => {
      const error = await promise.then(
        () => undefined,
        (thrown) => thrown,
      );
      if (!isCustomersError(error)) throw new Error(`not the error that was expected: ${error}`);
    };
    for (let made = 0; made < n; made += 5) {
      await client.list({}, { signal });
      await client.create({ ...customer(), metadata: { made } });
      await fails(client.update("x", { phone: "1" }));
      await fails(client.get("x"));
      await fails(client.create({ first_name: "x".repeat(500) }));
    }
    client.free();
    return globalThis.moduleMemory.buffer.byteLength;
  }, times);
}

test("50,000 calls leave the module's memory as the first 5,000 left it", async () => {
  const warm = await call(5_000);
  const after = await call(50_000);
  assert.ok(warm > 0);
  assert.equal(after, warm);
});
