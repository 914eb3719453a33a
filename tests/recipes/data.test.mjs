// The programs of the guides that fetch, change and report, as they stand there.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { load, prepare, recipe, service, useDom } from "./project.mjs";

const original = globalThis.fetch;
let client;

before(async () => {
  process.env.RECIPES_KEY = `sk_test_new_recipes_${process.pid}`;
  await prepare();
  ({ client } = await recipe("client.ts"));
  for (let number = 1; number <= 25; number += 1) {
    const email = `customer-${number}@example.com`;
    await client.create({ first_name: `Name ${number}`, last_name: "Mora", email });
  }
});
after(() => {
  globalThis.fetch = original;
});

/** Answers every request so, and keeps them. */
function answering(answer) {
  const requests = [];
  globalThis.fetch = async (...args) => {
    const request = new Request(...args);
    requests.push(request);
    return answer(request, requests.length);
  };
  return requests;
}
const restore = () => {
  globalThis.fetch = original;
};
const page = { count: 0, next: null, previous: null, results: [] };

test("the table shows everybody, then what was searched for, and aborts in between", async () => {
  await useDom();
  const { createElement } = await load("react");
  const { render, screen, fireEvent, cleanup } = await load("@testing-library/react");
  const { CustomerTable } = await recipe("customer-table.tsx");
  const signals = [];
  globalThis.fetch = (request) => {
    signals.push([new URL(request.url).search, request.signal]);
    return original(request);
  };
  try {
    render(createElement(CustomerTable));
    await screen.findByText("25 customers");
    const box = screen.getByRole("searchbox");
    fireEvent.change(box, { target: { value: "customer-2" } });
    fireEvent.change(box, { target: { value: "customer-25" } });
    await screen.findByText("1 customers");
    await screen.findByText("customer-25@example.com");
    fireEvent.change(box, { target: { value: " " } });
    await screen.findByText("25 customers");
    assert.equal(screen.queryByRole("alert"), null);
    // The one between was aborted: before it was sent, or in flight.
    const between = signals.filter(([query]) => query.endsWith("search=customer-2"));
    assert.ok(between.every(([, signal]) => signal.aborted));
    assert.ok(signals.every(([query]) => !query.endsWith("search=")));
  } finally {
    cleanup();
    restore();
  }
});

test("the infinite list goes to its end, each customer once", async () => {
  const { InfiniteQueryObserver, QueryClient } = await load("@tanstack/react-query");
  const { infiniteCustomers } = await recipe("infinite-customers.ts");
  const cache = new QueryClient();
  const observer = new InfiniteQueryObserver(cache, infiniteCustomers(" "));
  const stop = observer.subscribe(() => {});
  let result = await observer.refetch();
  assert.deepEqual([result.data.length, result.hasNextPage], [20, true]);
  result = await observer.fetchNextPage();
  assert.deepEqual([result.data.length, result.hasNextPage], [25, false]);
  const [one] = result.data;
  const twice = { pages: [{ results: [one] }, { results: [one] }], pageParams: [1, 2] };
  assert.equal(infiniteCustomers("").select(twice).length, 1);
  stop();
  cache.clear();
});

test("leaving the infinite list aborts its call", async () => {
  const { InfiniteQueryObserver, QueryClient } = await load("@tanstack/react-query");
  const { infiniteCustomers } = await recipe("infinite-customers.ts");
  let aborted;
  globalThis.fetch = (request) =>
    new Promise((_, fail) => {
      request.signal.addEventListener("abort", () => {
        aborted = true;
        fail(request.signal.reason);
      });
    });
  const cache = new QueryClient();
  const stop = new InfiniteQueryObserver(cache, infiniteCustomers("x")).subscribe(() => {});
  await new Promise((next) => setTimeout(next, 20));
  stop();
  await new Promise((next) => setTimeout(next, 20));
  restore();
  assert.equal(aborted, true);
  cache.clear();
});

test("an optimistic change shows at once, stays or goes back, and is asked for where unknown", async () => {
  const { MutationObserver, QueryClient } = await load("@tanstack/react-query");
  const { editCustomer } = await recipe("edit-customer.ts");
  const cache = new QueryClient();
  const [customer] = (await client.list({ page_size: 1 })).results;
  const queryKey = ["customers", customer.id];
  const shown = () => cache.getQueryData(queryKey).first_name;
  const edit = (first_name) =>
    new MutationObserver(cache, editCustomer).mutate({ id: customer.id, patch: { first_name } });
  cache.setQueryData(queryKey, customer);

  const good = edit("Eva");
  await new Promise((next) => setTimeout(next, 0));
  assert.equal(shown(), "Eva");
  assert.equal((await good).first_name, "Eva");

  await assert.rejects(edit(" "), { code: "invalid_input" });
  assert.equal(shown(), "Eva");

  answering(() => {
    throw new TypeError("fetch failed");
  });
  await assert.rejects(edit("Leo"), { code: "network", outcomeUnknown: true });
  restore();
  assert.equal(shown(), "Leo");
  assert.equal(cache.getQueryState(queryKey).isInvalidated, true);
  cache.clear();
});

test("an empty file input is no photo, and a photo is sent", async () => {
  const { createFromForm } = await recipe("photo-form.ts");
  const data = new FormData();
  for (const name of ["first_name", "last_name"]) data.set(name, "Sol");
  data.set("email", "sol@example.com");
  data.set("phone", "");
  data.set("photo", new File([], "", { type: "application/octet-stream" }));
  const { id, photo, phone } = await createFromForm(data);
  assert.deepEqual([photo, phone], [null, null]);
  await client.delete(id);

  data.set("photo", new File(["GIF89a"], "a.png", { type: "image/png" }));
  await assert.rejects(createFromForm(data), ({ fields }) => fields.photo.length === 1);
  const png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  data.set("photo", new File([Buffer.from(png, "base64")], "a.png", { type: "image/png" }));
  assert.match((await createFromForm(data)).photo, /\/media\//);
});

test("one token serves calls at the same time, and one that is refused is not offered again", async () => {
  let issued = 0;
  const requests = answering(({ url, headers }) => {
    if (url === "https://login.example/token") {
      issued += 1;
      return Response.json({ access_token: `token-${issued}`, expires_in: 3600 });
    }
    const isGood = headers.get("authorization") !== "Bearer token-1" || issued < 1 || isFirst;
    return isGood ? Response.json(page) : Response.json({ detail: "expired" }, { status: 401 });
  });
  let isFirst = true;
  const { client: withToken } = await recipe("token.ts");
  await Promise.all([withToken.list(), withToken.list(), withToken.list()]);
  assert.equal(issued, 1);
  isFirst = false; // From here on the service refuses the first token.
  await withToken.list();
  assert.equal(issued, 2);
  assert.equal(requests.at(-1).headers.get("authorization"), "Bearer token-2");
  restore();
});

test("the CSRF token of the moment is in the header", async () => {
  const { document: kept } = globalThis;
  const jar = { cookie: "a=1; csrftoken=first%3D" };
  globalThis.document = jar;
  const { client: withHeader } = await recipe("csrf.ts");
  const requests = answering(() => Response.json(page));
  await withHeader.list();
  jar.cookie = "csrftoken=second";
  await withHeader.list();
  jar.cookie = "";
  await withHeader.list();
  assert.deepEqual(
    requests.map(({ headers }) => headers.get("X-CSRFToken")),
    ["first=", "second", null],
  );
  globalThis.document = kept;
  restore();
});

test("the log has a line for each attempt, without what was searched for", async () => {
  const { client: logged, lines } = await recipe("logged.ts");
  answering((_, count) => {
    const headers = count === 1 ? { "Retry-After": "0" } : { "X-Request-Id": "r-1" };
    return Response.json(count === 1 ? {} : page, { status: count === 1 ? 503 : 200, headers });
  });
  await logged.list({ search: "private" });
  restore();
  assert.equal(lines.length, 2);
  assert.match(lines[0], /^list #1: server_error after \d+ ms, again in 0 ms$/);
  assert.match(lines[1], /^list #2: 200 after \d+ ms \(r-1\)$/);
});

test("an error crosses to another window by toJSON, and not by itself", async () => {
  const { posted, revived } = await recipe("error-messages.ts");
  const { isCustomersError } = await load("customers-client");
  const error = await client.create({ first_name: "Ana" }).catch((thrown) => thrown);
  const bare = structuredClone(error);
  assert.deepEqual([bare.constructor, bare.name, bare.fields], [Error, "Error", undefined]);
  const back = revived(structuredClone(posted(error)));
  assert.ok(isCustomersError(back));
  assert.deepEqual(back.toJSON(), error.toJSON());
  assert.equal(revived(structuredClone(posted(new RangeError("far")))).message, "RangeError: far");
});

test("the service is where the recipes think", () => {
  assert.match(service, /^http:\/\/127\.0\.0\.1:/);
});
