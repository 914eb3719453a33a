// Values of another window or realm are as good as our own: `Object.prototype.toString` says what they
// are, while `instanceof` would not know them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { branded, bytes, customer, failure, fresh, open, responseWith } from "./realm.mjs";
import { ana, baseUrl } from "./scripted.mjs";

const page = JSON.stringify({ count: 0, next: null, previous: null, results: [] });

/** A realm that has of ours what it is given, and ArrayBuffer, Promise, Error … of its own. */
const realm = createContext({ bytes, customer, Response, TextEncoder, page });
const elsewhere = (code) => runInContext(`(${code})`, realm);

for (const [what, code] of Object.entries({
  "an ArrayBuffer": "new Uint8Array(bytes).buffer",
  "a view": "new DataView(new Uint8Array(bytes).buffer)",
  "a module": "new WebAssembly.Module(new Uint8Array(bytes))",
  "a promise of bytes": "Promise.resolve(new Uint8Array(bytes))",
  "a promise of a module": "WebAssembly.compile(new Uint8Array(bytes))",
})) {
  test(`init takes ${what}`, async () => {
    const source = elsewhere(code);
    assert.ok(!(source instanceof Object), "it is none of ours");
    const { metadataSize } = await fresh(source);
    assert.equal(metadataSize({}), 2);
  });
}

test("init takes a response and a URL that have constructors of their own", async () => {
  const headers = branded("Headers", { get: () => "application/wasm" });
  const response = { ok: true, status: 200, url: "", headers, arrayBuffer: async () => bytes };
  const { metadataSize } = await fresh(branded("Response", response));
  assert.equal(metadataSize({}), 2);
  const file = import.meta.resolve("customers-client/customers-client.wasm");
  await fresh(branded("URL", { href: file, toString: () => file }));
});

test("options, parameters, headers and functions are read", async () => {
  const seen = [];
  const { CustomersClient } = await fresh();
  realm.fetch = async (request) => {
    seen.push([request.url, request.headers.get("X-A"), request.headers.get("Authorization")]);
    return new Response(page);
  };
  const options = elsewhere(`{
    baseUrl: "${baseUrl}",
    accessToken: () => Promise.resolve("t"),
    headers: () => Promise.resolve({ "X-A": "b" }),
    fetch: (request) => new Promise((done) => done(fetch(request))),
  }`);
  const client = new CustomersClient(options);
  await client.list(elsewhere("{ page: 2 }"), elsewhere("{ timeoutMs: 9000 }"));
  const fixed = elsewhere('{ "X-A": "c" }');
  await new CustomersClient({ baseUrl, headers: fixed, fetch: realm.fetch }).list();
  assert.deepEqual(seen, [
    [`${baseUrl}/v1/customers/?page=2`, "b", "Bearer t"],
    [`${baseUrl}/v1/customers/`, "c", null],
  ]);
});

test("a form, its metadata and what is wrong with it are read", async () => {
  const { checkNewCustomer, newCustomerSchema } = await fresh();
  const given = elsewhere(`{
    first_name: "Ana", last_name: "Mora", email: "ana@example.com",
    metadata: { list: [1, { since: new Date(0) }] },
  }`);
  assert.deepEqual(newCustomerSchema["~standard"].validate(given).value, {
    ...ana,
    metadata: { list: [1, { since: "1970-01-01T00:00:00.000Z" }] },
  });
  const holds = (what) => [`metadata.a holds ${what}, which JSON would change or lose.`];
  for (const [code, what] of [
    ["new Map()", "a Map"],
    ["/x/", "a RegExp"],
    ["new Uint8Array(1)", "a Uint8Array"],
    ["new ArrayBuffer(8)", "an ArrayBuffer"],
    ["new Date(NaN)", "an invalid Date"],
    ["() => 1", "a function"],
  ]) {
    const metadata = { a: elsewhere(code) };
    assert.deepEqual(checkNewCustomer({ ...ana, metadata }), { "metadata.a": holds(what) });
  }
});

test("an answer's bytes, and an answer of another constructor, are read", async () => {
  const buffer = elsewhere("new TextEncoder().encode(customer).buffer");
  const copied = elsewhere("Uint8Array").from(new Uint8Array(buffer)).buffer;
  assert.ok(!(copied instanceof ArrayBuffer));
  const odd = await open({ fetch: () => responseWith({ arrayBuffer: async () => copied }) });
  assert.deepEqual(await odd.get("c"), JSON.parse(customer));
  const headers = branded("Headers", { get: (name) => (name === "X-Request-Id" ? "r" : null) });
  const members = { status: 404, redirected: false, headers, arrayBuffer: async () => copied };
  const fetch = () => elsewhere("Promise").resolve(branded("Response", members));
  const error = await failure((await open({ fetch })).get("c"));
  assert.deepEqual([error.code, error.status, error.requestId], ["not_found", 404, "r"]);
});

test("what is thrown is quoted, and is the cause as it is", async () => {
  const thrown = elsewhere('new TypeError("fetch failed over there")');
  const error = await failure((await open({ fetch: () => Promise.reject(thrown) })).get("c"));
  assert.ok(error.message.includes("(fetch failed over there)"), error.message);
  assert.equal(error.cause, thrown);
});

test("a signal of another constructor aborts", async () => {
  class Signal extends EventTarget {
    aborted = false;
    get [Symbol.toStringTag]() {
      return "AbortSignal";
    }
  }
  const signal = new Signal();
  const waiting = await open({ fetch: () => new Promise(() => {}) });
  const outcomes = [waiting.get("c", { signal }), waiting.listAll({}, { signal }).next()];
  await new Promise((done) => setTimeout(done, 5));
  Object.assign(signal, { aborted: true, reason: "over there" });
  signal.dispatchEvent(new Event("abort"));
  for (const outcome of outcomes) {
    assert.equal(await outcome.catch((reason) => reason), "over there");
  }
  assert.equal(await waiting.get("c", { signal }).catch((reason) => reason), "over there");
});
