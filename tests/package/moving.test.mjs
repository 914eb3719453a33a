// Walks through simulated pages: a list of ids that may change between two requests.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { CustomersClient } from "customers-client";
import { answered, baseUrl, failure, fixture, scripted } from "./scripted.mjs";

const customer = JSON.parse(fixture("edition2_get"));
const ids = (n) => Array.from({ length: n }, (_, id) => String(id));
const customers = (some) => some.map((id) => ({ ...customer, id }));

/** A service with these rows, which `meanwhile` may change after each request. */
function service(rows, meanwhile = () => {}) {
  const asked = [];
  const fetch = async ({ url }) => {
    const { searchParams } = new URL(url);
    const [page, size] = ["page", "page_size"].map((name) => Number(searchParams.get(name)));
    const start = (page - 1) * size;
    asked.push(page);
    const isMissing = page > 1 && start >= rows.length;
    const results = customers(rows.slice(start, start + size));
    const next = start + size < rows.length ? "x" : null;
    const body = { count: rows.length, next, previous: null, results };
    meanwhile(asked.length, rows);
    return isMissing ? answered(404, { detail: "Invalid page." })() : Response.json(body);
  };
  return { asked, client: new CustomersClient({ baseUrl, fetch }) };
}

/** Makes a walk to its end; answers the customers that it found and the pages that it asked for. */
async function walked(params, rows, meanwhile) {
  const { asked, client } = service(rows, meanwhile);
  return { found: await collected(client.listAll(params)), asked };
}

async function collected(walk) {
  const found = [];
  for await (const { id } of walk) found.push(id);
  return found;
}

before(() => init());

test("everybody comes once in the service's order, in as few requests as there are pages", async () => {
  for (const [n, pages] of [
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [1_234, 13],
  ]) {
    const { found, asked } = await walked({}, ids(n));
    assert.deepEqual(found, ids(n));
    assert.equal(asked.length, pages);
  }
});

test("one page comes first, and then as many as are allowed", async () => {
  for (const [concurrency, expected] of [
    [1, [1, 2, 3, 4, 5]],
    [3, [1, 4, 5, 6, 7]],
    [undefined, [1, 7, 8, 9, 10]],
  ]) {
    const { asked, client } = service(ids(100));
    const walk = client.listAll({ page_size: 10, concurrency });
    const first = walk.next();
    assert.deepEqual(asked.slice(1), []);
    await first;
    // How many were asked for when the first of each page was handed on.
    const then = [asked.length];
    for (let n = 2; n <= 50; n += 1) {
      await walk.next();
      if (n % 10 === 1) then.push(asked.length);
    }
    assert.deepEqual(then, expected);
    await walk.return();
  }
});

test("a limit ends the walk and asks for no page too many", async () => {
  for (const [limit, pages] of [
    [0, 0],
    [1, 1],
    [10, 1],
    [11, 2],
    [25, 3],
    [Number.MAX_SAFE_INTEGER, 10],
  ]) {
    const { found, asked } = await walked({ page_size: 10, limit }, ids(100));
    assert.deepEqual(found, ids(100).slice(0, limit));
    assert.equal(asked.length, pages, String(limit));
  }
});

test("a row that comes in front repeats nobody and is found", async () => {
  const { found } = await walked({ page_size: 10, concurrency: 1 }, ids(40), (answered, rows) => {
    if (answered === 2) rows.unshift("777");
  });
  assert.equal(found.length, 41);
  assert.ok(found.includes("777"));
});

test("rows that slip over a page border are found in the next round", async () => {
  const { found } = await walked({ page_size: 10, concurrency: 2 }, ids(40), (answered, rows) => {
    if (answered === 2) rows.shift(); // row 10 or 20 is now on a page that was read already
  });
  assert.deepEqual(
    found.toSorted((a, b) => a - b),
    ids(40),
  );
});

test("a page that is too short for another one to follow is a sign that rows have moved", async () => {
  const page = (next, some) =>
    answered(200, { count: 3, next, previous: null, results: customers(some) });
  const { client, requests } = scripted([
    page("x", ["1"]),
    page(null, ["3"]),
    page("x", ["1", "2"]),
    page(null, ["3"]),
  ]);
  const found = await collected(client.listAll({ page_size: 2, concurrency: 1 }));
  assert.deepEqual(found, ["1", "3", "2"]);
  assert.equal(requests.length, 4);
});

test("pages that vanish end the round and not the walk", async () => {
  const { found } = await walked({ page_size: 10 }, ids(60), (answered, rows) => {
    if (answered === 1) rows.length = 15;
  });
  assert.deepEqual(found, ids(15));
});

test("the first page is always there", async () => {
  const error = await failure(
    scripted([answered(404)])
      .client.listAll()
      .next(),
  );
  assert.deepEqual([error.code, error.attempts], ["not_found", 1]);
});

test("a service that always says next is left after three rounds", async () => {
  for (const concurrency of [1, 6]) {
    const page = { count: 4, next: "x", previous: "x", results: customers(["a", "b"]) };
    const { client, requests } = scripted([answered(200, page)]);
    const found = await collected(client.listAll({ page_size: 2, concurrency }));
    assert.deepEqual(found, ["a", "b"]);
    assert.equal(requests.length, 6);
  }
});

test("a bare array is all there is", async () => {
  const { client, requests } = scripted([answered(200, customers(ids(250)))]);
  assert.deepEqual(await collected(client.listAll()), ids(250));
  assert.equal(requests.length, 1);
});

test("how far a walk is is told with every page, in every round", async () => {
  const page = (next, some) =>
    answered(200, { count: 3, next, previous: null, results: customers(some) });
  const { client } = scripted([
    page("x", ["1", "2"]),
    page(null, ["2"]), // rows have moved
    page("x", ["2", "3"]),
    page(null, ["4"]),
  ]);
  const told = [];
  const onProgress = ({ loaded, total }) => told.push([loaded, total]);
  const walk = client.listAll({ page_size: 2, concurrency: 1, onProgress });
  assert.deepEqual(await collected(walk), ["1", "2", "3", "4"]);
  assert.deepEqual(told, [
    [2, 3],
    [2, 3],
    [3, 3],
    [4, 4],
  ]);
});

test("a page that vanished is no progress", async () => {
  const told = [];
  const onProgress = ({ loaded }) => told.push(loaded);
  const params = { page_size: 10, concurrency: 1, onProgress };
  const { asked } = await walked(params, ids(20), (answered, rows) => {
    if (answered === 1) rows.length = 10;
  });
  assert.deepEqual(asked, [1, 2, 1, 1], "and once more, since the count has changed");
  assert.deepEqual(told, [10, 10, 10]);
});

test("what onProgress throws ends the walk, whatever it is", async () => {
  for (const thrown of [new Error("no"), { code: "not_found" }, undefined]) {
    let told = 0;
    const onProgress = () => {
      told += 1;
      if (told === 2) throw thrown;
    };
    const { client } = service(ids(40));
    const walk = client.listAll({ page_size: 10, onProgress });
    const outcome = await collected(walk).then(
      () => "the end",
      (error) => error,
    );
    assert.equal(outcome, thrown);
    assert.equal(told, 2);
    assert.equal((await walk.next()).done, true);
  }
});

test("each page is a call with the walk's options", async () => {
  const { client, requests } = scripted([answered(429, "", { "Retry-After": "0" })]);
  const params = { search: "é", page_size: 50 };
  for (const [maxRetries, attempts] of [
    [0, 1],
    [1, 2],
  ]) {
    const error = await failure(client.listAll(params, { maxRetries }).next());
    assert.equal(error.attempts, attempts);
  }
  const url = `${baseUrl}/v1/customers/?page=1&page_size=50&search=%C3%A9`;
  assert.deepEqual(
    requests.map((request) => request.url),
    [url, url, url],
  );
});

test("ids are compared as they are", async () => {
  const odd = ["__proto__", "constructor", "1", "01", "1 ", "", "é", "e\u0301"];
  assert.deepEqual((await walked({ page_size: 3 }, odd)).found, odd);
});

/** Numbers from 0 to 1, the same each time. */
function* randoms(seed) {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

test("nobody comes twice, and whoever stays is found after a single change", async () => {
  const random = randoms(1);
  const upTo = (most) => Math.floor(random.next().value * most);
  for (let round = 0; round < 400; round += 1) {
    const n = upTo(80);
    const params = { page_size: 1 + upTo(11), concurrency: 1 + upTo(5) };
    const [when, at, isInserted] = [1 + upTo(11), upTo(80), upTo(2) === 1];
    let removed;
    const { found, asked } = await walked(params, ids(n), (answered, rows) => {
      if (answered === when && isInserted) rows.splice(at, 0, "1000");
      else if (answered === when) [removed] = rows.splice(at, 1);
    });
    const told = JSON.stringify({ n, ...params, when, at, isInserted, asked });
    assert.equal(new Set(found).size, found.length, told);
    // A change after the last page's answer leaves no sign; a change before shows in `count`.
    const missing = ids(n).filter((id) => id !== removed && !found.includes(id));
    assert.deepEqual(missing, [], told);
  }
});
