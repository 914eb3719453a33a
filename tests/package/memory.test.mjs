// No call leaks, however it ends: the module's memory does not grow, nor does the table in which it
// holds JavaScript's values, nor JavaScript's own heap.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import init, { CustomersClient, checkNewCustomer, newCustomerSchema } from "customers-client";
import { branded } from "./realm.mjs";
import { ana, answered, baseUrl, fixture, never } from "./scripted.mjs";

const customer = fixture("edition2_get");
const found = answered(200, customer);
const page = answered(200, { count: 300, next: "x", previous: null, results: [] });
const png = new Blob([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])]);
const MOST_HEAP = 6_000_000;

/** A client that keeps no list of its requests. */
const open = (end, more) =>
  new CustomersClient({ baseUrl, fetch: async () => end(), maxRetries: 0, ...more });
const failed = (promise) => promise.then(() => assert.fail("should have failed"), String);

let memory;
let table;
let collect;

before(async () => {
  setFlagsFromString("--expose-gc");
  collect = runInNewContext("gc");
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...args) => {
    const instance = await instantiate(...args);
    memory = instance.exports.memory;
    table = Object.values(instance.exports).find((item) => item instanceof WebAssembly.Table);
    return instance;
  };
  await init();
  WebAssembly.instantiate = instantiate;
  assert.ok(memory.buffer.byteLength > 0 && table.length > 0);
});

/** What is held when garbage has been collected, and what the module holds of that given back. */
async function held() {
  for (let round = 0; round < 4; round += 1) {
    await new Promise((done) => setTimeout(done, 5));
    collect();
  }
  const [bytes, values] = [memory.buffer.byteLength, table.length];
  return { bytes, values, heap: process.memoryUsage().heapUsed };
}

/** Runs something so many times, some of them at once, after a warm-up: what has grown? */
async function staysLevel(times, run, { atOnce = 100, warm = Math.max(1_000, times / 10) } = {}) {
  const rounds = async (count) => {
    for (let from = 0; from < count; from += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, (_, index) => run(from + index)));
    }
  };
  await rounds(warm);
  const first = await held();
  await rounds(times);
  const last = await held();
  assert.equal(last.bytes, first.bytes, "bytes of the module's memory");
  assert.equal(last.values, first.values, "places in the module's table");
  const grown = last.heap - first.heap;
  assert.ok(grown < MOST_HEAP, `${grown} bytes of JavaScript's heap after ${times} times`);
}

test("over 50,000 calls", async () => {
  // Node takes longer to make a response of its own than the client to read it.
  const { buffer } = new TextEncoder().encode(customer);
  const members = { status: 200, redirected: false, headers: new Headers() };
  const answer = branded("Response", { ...members, arrayBuffer: async () => buffer });
  const client = open(() => answer);
  await staysLevel(50_000, () => client.get("c"));
});

test("over calls with forms, files, headers, tokens and a signal, which are told", async () => {
  const { signal } = new AbortController();
  let told = 0;
  const client = open(found, {
    accessToken: async () => "t",
    headers: () => ({ "X-A": "b" }),
    onAttempt: () => {
      told += 1;
    },
  });
  const metadata = { list: Array.from({ length: 20 }, (_, n) => ({ n, text: "é".repeat(n) })) };
  const form = (n) => ({ ...ana, metadata, photo: n % 2 ? png : undefined });
  await staysLevel(3_000, (n) => client.create(form(n), { signal }), { atOnce: 5 });
  assert.equal(told, 4_000);
});

test("over 3,000 failures", async () => {
  const html = `<html>${"x".repeat(5_000)}</html>`;
  const lost = () => Promise.reject(new TypeError("fetch failed"));
  const fields = answered(400, { email: ["no"], deep: { a: [{ b: "no" }] } });
  const ends = [lost, answered(500, html), fields, answered(200, html), () => 5];
  const clients = ends.map((end) => open(end));
  const form = { first_name: " ", metadata: { a: new Map(), b: 5n } };
  await staysLevel(3_000, (n) => {
    const client = clients[n % 6];
    return failed(client ? client.get("c") : clients[0].create(form));
  });
});

test("over 3,000 aborts, before, in flight and in a wait", async () => {
  const again = open(answered(429, "", { "Retry-After": "60" }), { maxRetries: 1 });
  const clients = [open(never), again];
  await staysLevel(3_000, async (n) => {
    const controller = new AbortController();
    if (n % 3 === 0) controller.abort("before");
    const outcome = failed(clients[n % 2].get("c", { signal: controller.signal }));
    setTimeout(() => controller.abort("enough"), 1);
    await outcome;
  });
});

test("over 9,000 calls under a time limit with a fetch that never settles", async () => {
  const client = open(never, { timeoutMs: 1 });
  await staysLevel(9_000, () => failed(client.get("c")), { atOnce: 500 });
});

test("over 1,000 walks, left and aborted", async () => {
  const client = open(page);
  await staysLevel(1_000, async (n) => {
    const controller = new AbortController();
    const walk = client.listAll({ page_size: 100 }, { signal: controller.signal });
    const next = walk.next();
    if (n % 2) controller.abort("enough");
    else await walk.return();
    await next.catch(String);
  });
});

test("over 10,000 clients that are freed, be it within one of their calls", async () => {
  const options = { baseUrl, apiKey: `sk_test_${"x".repeat(500)}`, fetch: found };
  await staysLevel(10_000, () => new CustomersClient(options).free());
  await staysLevel(3_000, async () => {
    const client = new CustomersClient(options);
    const call = client.get("c");
    client.free();
    await call;
  });
  await staysLevel(3_000, async () => {
    const client = new CustomersClient(options);
    const params = {
      get page() {
        client.free();
        return 0;
      },
    };
    await failed(client.list(params));
  });
});

test("over clients and walks that nobody frees, which garbage collection does", async () => {
  const options = { baseUrl, apiKey: `sk_test_${"x".repeat(500)}`, fetch: found };
  const run = async () => {
    for (let n = 0; n < 500; n += 1) new CustomersClient(options).listAll();
    await held();
  };
  await staysLevel(20, run, { atOnce: 1, warm: 5 });
});

test("over 10,000 checks and as many validations", async () => {
  const given = { ...ana, metadata: { a: ["x".repeat(1_000), Number.NaN] }, photo: png };
  const { validate } = newCustomerSchema["~standard"];
  await staysLevel(10_000, () => checkNewCustomer(given));
  await staysLevel(10_000, (n) => validate(n % 2 ? given : ana));
});
