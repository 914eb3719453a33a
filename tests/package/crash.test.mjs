// A crash of the module, provoked: no input that could cause one is known.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import init, { CustomersClient, checkNewCustomer } from "customers-client";

test("a crash ends every call, pending ones too, in one error", async () => {
  await init();
  const fixture = new URL("../fixtures/edition2_search.json", import.meta.url);
  const body = readFileSync(fixture); // its customers say developer_id, and are reshaped
  let answer;
  const client = new CustomersClient({
    baseUrl: "http://127.0.0.1:8000",
    timeoutMs: 2_000, // what is left of the pending call, a timer, ends with it
    fetch: () =>
      new Promise((done) => {
        answer = () => done(new Response(body));
      }),
  });
  const forever = client.get("x");
  const listed = client.list();
  await new Promise((done) => setTimeout(done));
  // An exception passes through the module's frames while a future runs.
  const { map } = Array.prototype;
  const sabotage = new TypeError("sabotage");
  Array.prototype.map = function (...args) {
    if (this[0]?.developer_id) throw sabotage;
    return map.apply(this, args);
  };
  answer();
  const [first, second] = await Promise.allSettled([forever, listed]);
  Array.prototype.map = map;
  assert.equal(first.reason.name, "CustomersError");
  assert.equal(first.reason.code, "load_failed");
  assert.equal(first.reason.cause, sabotage);
  assert.match(first.reason.message, /crashed/);
  assert.equal(second.reason, first.reason);
  await assert.rejects(client.list(), first.reason);
  await assert.rejects(client.listAll().next(), first.reason);
  assert.throws(() => checkNewCustomer({}), first.reason);
  assert.throws(() => new CustomersClient({ baseUrl: "http://127.0.0.1" }), first.reason);
});
