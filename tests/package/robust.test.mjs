// Wrong and odd arguments of every kind, over real HTTP.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { CustomersClient, checkNewCustomer } from "customers-client";

const baseUrl = process.env.SANDBOX_URL ?? "http://127.0.0.1:8000";
const apiKey = `sk_test_new_package_robust_${Date.now()}`;
const ana = { first_name: "Ana", last_name: "Mora", email: "ana@example.com" };
const open = (more) => new CustomersClient({ apiKey, baseUrl, ...more });

before(() => init());

test("calls from a getter of an argument are calls like any other", async () => {
  const client = open();
  let inner;
  const made = await client.create({
    ...ana,
    get phone() {
      inner = client.search("ana");
      return "1";
    },
  });
  assert.equal(made.phone, "1");
  assert.ok((await inner).count <= 1);
});

test("calls from an abort listener are calls like any other", async () => {
  const client = open();
  const controller = new AbortController();
  let inner;
  controller.signal.addEventListener("abort", () => {
    inner = client.list();
  });
  const outer = client.list({}, { signal: controller.signal });
  controller.abort("enough");
  assert.equal(await outer.catch((reason) => reason), "enough");
  assert.equal((await inner).page, 1);
});

test("a given fetch may call the client, and free it", async () => {
  let inner;
  const client = open({
    fetch: (request) => {
      inner ??= client.get("none").catch(({ code }) => code);
      client.free();
      return fetch(request);
    },
  });
  assert.equal((await client.list()).page, 1);
  assert.equal(await inner, "not_found");
});

test("one signal serves many calls and keeps no listener of those that ended", async () => {
  const signal = new AbortController().signal;
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = function (...args) {
    listeners += 1;
    return addEventListener.apply(this, args);
  };
  signal.removeEventListener = function (...args) {
    listeners -= 1;
    return removeEventListener.apply(this, args);
  };
  const client = open();
  await Promise.all(Array.from({ length: 20 }, () => client.list({}, { signal })));
  for await (const _ of client.listAll({}, { signal })) break;
  assert.equal(listeners, 0);
});

test("two hundred calls at once on one client are answered, and a freed one's too", async () => {
  const client = open();
  const calls = Array.from({ length: 200 }, () => client.list({ page_size: 1 }));
  client.free();
  const pages = await Promise.all(calls);
  assert.ok(pages.every(({ page_size }) => page_size === 1));
});

test("the global fetch is looked up at each call", async () => {
  const client = open();
  const { fetch } = globalThis;
  globalThis.fetch = () => Promise.reject(new Error("replaced"));
  const error = await client.list({}, { maxRetries: 0 }).catch((thrown) => thrown);
  globalThis.fetch = undefined;
  await assert.rejects(client.list({}, { maxRetries: 0 }), { code: "network" });
  globalThis.fetch = fetch;
  assert.equal(error.cause.message, "replaced");
  assert.equal((await client.list()).page, 1);
});

test("options and arguments are read once, when the call is made", async () => {
  const options = { apiKey, baseUrl };
  const client = new CustomersClient(options);
  options.baseUrl = "http://127.0.0.1:9";
  const patch = { first_name: "Before", metadata: { a: 1 } };
  const { id } = await client.create({ ...ana, email: "once@example.com" });
  const update = client.update(id, patch);
  patch.first_name = "After";
  patch.metadata.a = Number.NaN;
  const { first_name, metadata } = await update;
  assert.deepEqual([first_name, metadata], ["Before", { a: 1 }]);
});

test("a field may be named as something that every object has", () => {
  const ana = '"first_name": "Ana", "last_name": "Mora", "email": "ana@example.com"';
  for (const name of ["constructor", "toString", "hasOwnProperty", "__proto__"]) {
    assert.deepEqual(checkNewCustomer(JSON.parse(`{${ana}, "${name}": {"a": 1}}`)), {}, name);
  }
});

test("what cannot be used as a signal is refused before anything is sent", async () => {
  const client = new CustomersClient({ baseUrl: "http://127.0.0.1:9", fetch: assert.fail });
  const signal = { aborted: false, addEventListener() {} };
  const error = await client.list({}, { signal }).catch((thrown) => thrown);
  assert.deepEqual(
    [error.code, error.fields],
    ["invalid_input", { signal: ["Not an AbortSignal."] }],
  );
});
