// listAll over real HTTP, in an account with 25 customers.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { CustomersClient } from "customers-client";
import { answered, fixture, scripted } from "./scripted.mjs";

const baseUrl = process.env.SANDBOX_URL ?? "http://127.0.0.1:8000";
const apiKey = `sk_test_new_package_walk_${Date.now()}`;
const client = () => new CustomersClient({ apiKey, baseUrl });
const faults = `${baseUrl}/_faults?key=${apiKey}`;
const requests = async () => (await (await fetch(faults)).json()).requests;
const forget = () => fetch(faults, { method: "DELETE" });
const order = (fault) =>
  fetch(`${baseUrl}/_faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ key: apiKey, ...fault }),
  });

async function collect(walk) {
  const emails = [];
  for await (const { email } of walk) emails.push(email);
  return emails;
}

const everybody = Array.from({ length: 25 }, (_, n) => `walker${n}@example.com`);

before(async () => {
  await init();
  for (const email of everybody) {
    await client().create({ first_name: "W", last_name: "W", email });
  }
});

test("everybody comes once, in the service's order, whatever the page size", async () => {
  for (const params of [
    undefined,
    { page_size: 1 },
    { page_size: 4, concurrency: 3 },
    { page_size: 25 },
  ]) {
    assert.deepEqual(await collect(client().listAll(params)), everybody);
  }
});

test("only what is searched for comes, and nobody where there is nobody", async () => {
  assert.deepEqual(await collect(client().listAll({ search: "walker7@", page_size: 2 })), [
    everybody[7],
  ]);
  assert.deepEqual(await collect(client().listAll({ search: "nobody" })), []);
});

test("nothing is sent before the first next, nor for a limit of 0", async () => {
  await forget();
  client().listAll();
  assert.deepEqual(await collect(client().listAll({ limit: 0 })), []);
  assert.equal(await requests(), 0);
  assert.deepEqual(
    await collect(client().listAll({ limit: 5, page_size: 2 })),
    everybody.slice(0, 5),
  );
  assert.equal(await requests(), 3);
});

test("progress is told after each page", async () => {
  const told = [];
  await collect(client().listAll({ page_size: 10, onProgress: (progress) => told.push(progress) }));
  assert.deepEqual(
    told,
    [10, 20, 25].map((loaded) => ({ loaded, total: 25 })),
  );
});

test("wrong arguments are told by the first next", async () => {
  const walk = client().listAll({ page_size: 0, onProgress: 5 }, { timeoutMs: -1 });
  await assert.rejects(walk.next(), ({ code, fields }) => {
    assert.equal(code, "invalid_input");
    assert.deepEqual(Object.keys(fields).sort(), ["onProgress", "page_size", "timeoutMs"]);
    return true;
  });
  assert.deepEqual(await walk.next(), { value: undefined, done: true });
});

test("overlapping calls of next are answered in order", async () => {
  const walk = client().listAll({ page_size: 2 });
  const answers = await Promise.all(Array.from({ length: 27 }, () => walk.next()));
  assert.deepEqual(
    answers.map(({ value }) => value?.email),
    [...everybody, undefined, undefined],
  );
});

test("leaving the loop aborts what is in flight and sends nothing more", async () => {
  const asked = [];
  const aborted = [];
  const inFlight = []; // Node lets go of a request's signal with the request.
  const stalling = new CustomersClient({
    apiKey,
    baseUrl,
    fetch: (request) => {
      const page = Number(new URL(request.url).searchParams.get("page"));
      asked.push(page);
      if (page < 3) return fetch(request);
      inFlight.push(request);
      return new Promise((_, reject) => {
        request.signal.addEventListener("abort", () => {
          aborted.push(page);
          reject(request.signal.reason);
        });
      });
    },
  });
  const emails = [];
  for await (const { email } of stalling.listAll({ page_size: 1, concurrency: 4 })) {
    if (emails.push(email) === 2) break;
  }
  assert.deepEqual(emails, everybody.slice(0, 2));
  await new Promise((done) => setTimeout(done, 100));
  assert.deepEqual(
    [asked, aborted],
    [
      [1, 2, 3, 4, 5],
      [3, 4, 5],
    ],
  );
});

test("aborting ends the walk with the signal's reason", async () => {
  const controller = new AbortController();
  const walk = client().listAll({ page_size: 5 }, { signal: controller.signal });
  await walk.next();
  controller.abort("enough");
  assert.equal(await walk.next().catch((reason) => reason), "enough");
  assert.equal((await walk.next()).done, true);
});

test("a page that fails ends the walk with its error, when its turn comes", async () => {
  await forget();
  const walk = client().listAll({ page_size: 10 }, { maxRetries: 0 });
  await walk.next();
  await order({ status: 500, body: "", times: 2 });
  await assert.rejects(collect(walk), { code: "server_error", attempts: 1 });
  await forget();
});

test("rows that move meanwhile are found, and nobody comes twice", async () => {
  const mine = client();
  const emails = [];
  for await (const { email, id } of mine.listAll({ page_size: 5, concurrency: 1 })) {
    emails.push(email);
    if (emails.length === 3) {
      await mine.delete(id);
      await mine.create({ first_name: "W", last_name: "W", email: "late@example.com" });
      await mine.create({ first_name: "W", last_name: "W", email: "later@example.com" });
    }
  }
  assert.deepEqual(
    emails.toSorted(),
    [...everybody, "late@example.com", "later@example.com"].toSorted(),
  );
});

test("pages that were asked for ahead of a round that ends early are given up with it", async () => {
  const customer = (id) => ({ ...JSON.parse(fixture("edition2_get")), id });
  const inFlight = [];
  const abortedBefore = [];
  let first = 0;
  const { client } = scripted([
    (request) => {
      const page = Number(new URL(request.url).searchParams.get("page"));
      if (page === 1) {
        first += 1;
        abortedBefore.push(inFlight.filter(({ signal }) => signal.aborted).length);
      }
      // Eight of ten customers go while the first round is at page 2.
      const isShort = first > 1 || page > 1;
      if (page > 2) {
        inFlight.push(request);
        return new Promise(() => {});
      }
      const [count, next] = isShort ? [2, page < 2 ? "x" : null] : [10, "x"];
      const results = [customer(`c${page}`)];
      return answered(200, { count, next, previous: null, results })();
    },
  ]);
  const ids = [];
  for await (const { id } of client.listAll({ page_size: 1 })) ids.push(id);
  assert.deepEqual(ids, ["c1", "c2"]);
  assert.ok(inFlight.length > 0, "nothing was asked for ahead");
  assert.deepEqual(abortedBefore, [0, inFlight.length]);
});
