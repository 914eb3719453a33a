// What a success becomes: pages, customers, addresses and deletions, from both editions.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init from "customers-client";
import { ana, answered, failure, fixture, scripted } from "./scripted.mjs";

/** A client of a service that answers so. */
const told = (body, status = 200) => scripted([answered(status, body)]).client;

const customer = JSON.parse(fixture("edition2_get"));
const address = JSON.parse(fixture("address"));

/** What is known of a page's neighbours. */
const around = ({ page, page_size, next_page, previous_page }) => [
  page,
  page_size,
  next_page,
  previous_page,
];

before(() => init());

test("edition 2's page says which pages are around it, whatever its links say", async () => {
  const body = fixture("edition2_list");
  const page = await told(body).list({ page: 2, page_size: 5 });
  const { count, results } = JSON.parse(body);
  const numbers = { page: 2, page_size: 5, next_page: 3, previous_page: 1 };
  assert.deepEqual(page, { count, results, ...numbers });
});

test("edition 1's pages and customers are read", async () => {
  const search = fixture("edition1_search");
  const page = await told(search).list();
  assert.deepEqual(around(page), [1, 10, null, null]);
  assert.deepEqual(page.results, JSON.parse(search).results);
  const first = await told(fixture("edition1_list")).list();
  assert.deepEqual(around(first), [1, 10, 2, null]);
  const one = fixture("edition1_get");
  assert.deepEqual(await told(one).get("c"), JSON.parse(one));
});

test("links of any kind are hints only", async () => {
  for (const link of ["?page=9", "http://evil.example/", "", "https://x/?page=77"]) {
    const page = (next, previous) => told({ count: 0, next, previous, results: [] });
    assert.deepEqual(around(await page(link, null).list({ page: 4 })), [4, 10, 5, null]);
    assert.deepEqual(around(await page(null, link).list({ page: 4 })), [4, 10, null, 3]);
    // Before the first page there is none.
    assert.deepEqual(around(await page(link, link).list({ page: 1 })), [1, 10, 2, null]);
  }
});

test("a bare array is a whole answer", async () => {
  const body = JSON.parse(fixture("edition2_search"));
  const page = await told(body).search("a");
  assert.deepEqual(around(page), [1, 10, null, null]);
  assert.equal(page.count, body.length);
  for (const [index, { developer_id, ...others }] of body.entries()) {
    assert.deepEqual(page.results[index], { ...others, developer: developer_id });
  }
  const later = await told([]).search("a", { page: 3 });
  assert.deepEqual([later.count, ...around(later)], [0, 3, 10, null, 2]);
});

test("the wrapped 404 is an empty page of a search only", async () => {
  const nothing = () => told(fixture("edition2_no_results"), 404);
  for (const page of [await nothing().search("x"), await nothing().list({ search: "x" })]) {
    assert.deepEqual([page.count, page.results, ...around(page)], [0, [], 1, 10, null, null]);
  }
  const later = await nothing().search("x", { page: 2, page_size: 3 });
  assert.deepEqual(around(later), [2, 3, null, 1]);
  for (const call of [nothing().list(), nothing().get("x")]) {
    const error = await failure(call);
    assert.deepEqual([error.code, error.status], ["not_found", 404]);
  }
  for (const body of [fixture("edition2_not_found"), { detail: "Invalid page." }, "<html>"]) {
    assert.equal((await failure(told(body, 404).search("x"))).code, "not_found");
  }
  const all = [];
  for await (const one of nothing().listAll({ search: "x" })) all.push(one);
  assert.deepEqual(all, []);
});

test("a customer keeps the fields that nobody knows yet, and all values as they are", async () => {
  const body = {
    ...customer,
    loyalty: { deep: [[[{ x: [1e300, null, "\u0000", -0.5] }]]] },
    created_on: "2023-02-26T06:56:07.152267Z",
    pay_providers: [{ id: "cus_1", name: "stripe", more: true }],
  };
  assert.deepEqual(await told(body).get("c"), body);
  const odd = JSON.stringify(body).replace("{", '{"__proto__": {"a": 1}, ');
  const read = await told(odd).get("c");
  assert.deepEqual(Object.getOwnPropertyDescriptor(read, "__proto__").value, { a: 1 });
});

test("a customer may call its developer developer_id, and is given back with the other", async () => {
  const { developer, ...others } = customer;
  const renamed = { ...others, developer_id: developer, x: 1 };
  const expected = { ...customer, x: 1 };
  assert.deepEqual(await told(renamed).get("c"), expected);
  assert.deepEqual(await told(renamed, 201).create(ana), expected);
  assert.deepEqual(await told(renamed).update("c", {}), expected);
  const both = { ...customer, developer_id: "anything" };
  const { results } = await told([renamed, customer, both]).list();
  assert.deepEqual(results, [expected, customer, both]);
  assert.deepEqual(await told(both).get("c"), both);
});

test("the last of repeated keys counts, and keys may be escaped", async () => {
  const plain = JSON.stringify(customer);
  for (const key of ["email", "em\\u0061il"]) {
    assert.deepEqual(await told(plain.replace("{", `{"${key}": 5, `)).get("c"), customer);
    const wrong = plain.replace(/}$/, `, "${key}": 5}`);
    assert.equal((await failure(told(wrong).get("c"))).code, "unexpected_response");
  }
  const { developer, ...others } = customer;
  const escaped = JSON.stringify(others).replace("{", `{"developer\\u005fid": ${developer}, `);
  assert.deepEqual(await told(escaped).get("c"), customer);
});

test("a byte order mark is no obstacle", async () => {
  assert.deepEqual(await told(`\u{feff}${JSON.stringify(customer)}`).get("c"), customer);
  assert.equal((await told("\u{feff}[]").list()).count, 0);
});

test("white space around and in a body is none of its values", async () => {
  const body = ` \r\n\t${JSON.stringify([customer], null, "\t")}\n `;
  assert.deepEqual((await told(body).list()).results, [customer]);
});

test("addresses come as an array or in an envelope", async () => {
  assert.deepEqual(await told(address, 201).createAddress("c", address), address);
  assert.deepEqual(await told(address).updateAddress("c", "a", {}), address);
  for (const body of [
    [address],
    { results: [address] },
    { count: 1, next: null, results: [address] },
  ]) {
    assert.deepEqual(await told(body).listAddresses("c"), [address]);
  }
});

test("a deletion is a 204, and gives nothing", async () => {
  assert.equal(await told(null, 204).delete("c"), undefined);
  assert.equal(await told(null, 204).deleteAddress("c", "a"), undefined);
  for (const [body, status] of [
    ["<html>", 200],
    ["", 200],
    ["", 202],
  ]) {
    const error = await failure(told(body, status).delete("c"));
    assert.deepEqual([error.code, error.outcomeUnknown], ["unexpected_response", true]);
    assert.match(error.message, /not the 204 of a deletion/);
  }
});
