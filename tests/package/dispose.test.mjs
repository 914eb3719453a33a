// free, whenever it comes: calls in flight still finish, later ones fail with one clear error, and
// nothing breaks for anybody else.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { CustomersClient } from "customers-client";
import { ana, answered, failure, fixture, hurried, scripted } from "./scripted.mjs";

const customer = answered(200, fixture("edition2_get"));
const { id } = JSON.parse(fixture("edition2_get"));
const FREED = "This client has been freed: make a new one.";

/** As many customers as pages of one. */
const walked = (count) => async (request) => {
  const page = Number(new URL(request.url).searchParams.get("page"));
  const next = page < count ? "x" : null;
  const results = [{ ...JSON.parse(fixture("edition2_get")), id: `c${page}` }];
  return Response.json({ count, next, previous: null, results });
};

async function collected(walk) {
  const ids = [];
  for await (const { id } of walk) ids.push(id);
  return ids;
}

/** Refuses every use with one error, and is harmless to free again. */
async function assertFreed(client) {
  client.free();
  client[Symbol.dispose ?? "free"]();
  const calls = [
    client.list(),
    client.search("a"),
    client.get("c"),
    client.create(ana),
    client.update("c", {}),
    client.delete("c"),
    client.listAddresses("c"),
    client.createAddress("c", {}),
    client.updateAddress("c", "a", {}),
    client.deleteAddress("c", "a"),
    client.listAll().next(),
  ];
  for (const call of calls) {
    const { name, code, message, attempts, issues } = await failure(call);
    assert.deepEqual(
      [name, code, message, attempts, issues],
      ["CustomersError", "invalid_input", FREED, 0, []],
    );
  }
  assert.throws(() => client.mode, { name: "CustomersError", message: FREED });
}

before(() => init());

test("a freed client refuses every use, whatever is wrong with its arguments", async () => {
  const { client, requests } = scripted([customer]);
  assert.equal(client.free(), undefined);
  await assertFreed(client);
  assert.equal((await failure(client.get(""))).message, FREED);
  assert.equal(requests.length, 0);
});

test("free is what using calls, where the platform has it", () => {
  const { prototype } = CustomersClient;
  assert.equal(prototype[Symbol.dispose], Symbol.dispose ? prototype.free : undefined);
});

test("what is in flight finishes, repeats and all", async () => {
  const { client, requests } = scripted([answered(500), answered(401), customer], {
    accessToken: async () => {
      client.free();
      return "t";
    },
  });
  const { result } = await hurried(() => client.get("c"));
  assert.deepEqual([result.id, requests.length], [id, 3]);
  await assertFreed(client);
});

for (const [where, use] of Object.entries({
  "list's parameters": (client, given) => client.list(given("page", 1)),
  "search's parameters": (client, given) => client.search("a", given("page", 1)),
  "a call's options": (client, given) => client.get("c", given("timeoutMs", 1_000)),
  "a form": (client, given) => client.create(Object.assign(given("phone", "1"), ana)),
  "a field of a form": (client, given) => client.update("c", given("phone", "1")),
  metadata: (client, given) => client.update("c", { metadata: given("a", 1) }),
  "toJSON of metadata": (client, given) =>
    client.update("c", { metadata: { toJSON: () => ({ ...given("a", 1) }) } }),
  "the options of a form": (client, given) => client.create(ana, given("maxRetries", 0)),
  "an address": (client, given) => client.updateAddress("c", "a", given("city", "x")),
})) {
  test(`a getter in ${where} may free the client of that call`, async () => {
    let freed = 0;
    const body = where.includes("parameters") ? answered(200, []) : customer;
    const { client, requests } = scripted([where === "an address" ? answered(418) : body]);
    const given = (name, value) =>
      Object.defineProperty({}, name, {
        enumerable: true,
        get() {
          freed += 1;
          client.free();
          return value;
        },
      });
    await use(client, given).catch(({ code }) => assert.equal(code, "client_error"));
    assert.equal(requests.length, 1, "it is sent all the same");
    assert.equal(freed, 1, "it is read once");
    await assertFreed(client);
    assert.equal((await scripted([customer]).client.get("c")).id, id, "others go on");
  });
}

test("a getter may free its client and use another one, and the same one in vain", async () => {
  const { client } = scripted([answered(200, [])]);
  const other = scripted([customer]).client;
  let inner;
  const page = await client.list({
    get page() {
      client.free();
      client.free();
      inner = [other.get("c"), failure(client.list())];
      other.free();
      return 1;
    },
  });
  assert.equal(page.count, 0);
  const [found, refused] = await Promise.all(inner);
  assert.deepEqual([found.id, refused.message], [id, FREED]);
  await assertFreed(client);
  await assertFreed(other);
});

test("a getter of another client's options may free this one", async () => {
  const { client } = scripted([customer]);
  const call = client.get("c");
  const made = new CustomersClient({
    get baseUrl() {
      client.free();
      return "http://127.0.0.1:8000";
    },
  });
  assert.equal(made.mode, "unknown");
  assert.equal((await call).id, id);
  await assertFreed(client);
});

test("a walk goes on to its end without its client", async () => {
  const { client } = scripted([walked(5)]);
  const walk = client.listAll({ page_size: 1, concurrency: 2 });
  assert.equal((await walk.next()).value.id, "c1");
  client.free();
  assert.deepEqual(await collected(walk), ["c2", "c3", "c4", "c5"]);
  await assertFreed(client);
  const begun = scripted([walked(3)]);
  const unbegun = begun.client.listAll({ page_size: 1 });
  begun.client.free();
  assert.deepEqual(await collected(unbegun), ["c1", "c2", "c3"]);
});

test("onProgress, onAttempt, headers and an abort's listener may free the client", async () => {
  const controller = new AbortController();
  let frees = 0;
  const free = () => {
    frees += 1;
    client.free();
    return {};
  };
  const { client } = scripted([walked(3)], { headers: free, onAttempt: free });
  const walk = client.listAll({ page_size: 1, onProgress: free }, { signal: controller.signal });
  controller.signal.addEventListener("abort", free);
  assert.deepEqual(await collected(walk), ["c1", "c2", "c3"]);
  controller.abort();
  assert.equal(frees, 10);
  await assertFreed(client);
});

test("a walk that was left, or has ended, stays so", async () => {
  const { client, requests } = scripted([walked(9)]);
  const walk = client.listAll({ page_size: 1, concurrency: 1 });
  await walk.next();
  assert.deepEqual(await walk.return("x"), { value: "x", done: true });
  assert.deepEqual(await walk.next(), { value: undefined, done: true });
  assert.deepEqual(await walk.return(), { value: undefined, done: true });
  const unbegun = client.listAll();
  assert.deepEqual(await unbegun.return(), { value: undefined, done: true });
  assert.deepEqual(await unbegun.next(), { value: undefined, done: true });
  assert.equal(requests.length, 1);
});

test("what is no client is refused like one that was freed", async () => {
  const { list, free } = CustomersClient.prototype;
  assert.equal((await failure(list.call({}))).message, FREED);
  assert.equal(free.call({}), undefined);
});
