// Strings of every length, with what ends or escapes one at every place: the built module looks at
// sixteen bytes at a time, which no native test does.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import init, { CustomersClient, checkNewCustomer } from "customers-client";

const fixture = new URL("../fixtures/edition2_get.json", import.meta.url);
const customer = JSON.parse(readFileSync(fixture, "utf8"));

before(() => init());

/** What a client reads where an answer says so. */
function read(body) {
  const fetch = async () => new Response(JSON.stringify(body));
  return new CustomersClient({ baseUrl: "http://127.0.0.1:8000", fetch }).get("x");
}

/** Each of some pieces at each place of strings of up to 50 characters. */
function* strings() {
  for (const piece of ["", '"', "\\", '\\"', '"\\', "é", "😀", "\u0000", "\\u0022"]) {
    for (let before = 0; before < 34; before += 1) {
      for (const after of [0, 1, 7, 15, 16]) yield "x".repeat(before) + piece + "y".repeat(after);
    }
  }
}

test("every string of an answer is read, and what follows it", async () => {
  for (const text of strings()) {
    const given = { ...customer, first_name: text, [`k${text}`]: { [text]: [text, { a: text }] } };
    assert.deepEqual(await read(given), given, text);
  }
});

test("no string hides a wrong value after it", async () => {
  const message = /: test should be true or false, and is a number\./;
  for (const text of strings()) {
    const { test: _, ...others } = customer;
    const given = { ...others, first_name: text, [text]: text, test: 1 };
    await assert.rejects(read(given), { code: "unexpected_response", message }, text);
  }
});

test("every string of a form is read, and what follows it", () => {
  const form = { first_name: "A", last_name: "B", email: "a@b.co" };
  for (const text of strings()) {
    const found = checkNewCustomer({ ...form, [`k${text}`]: text, phone: text, country: 5 });
    assert.deepEqual(found, { country: ["Not a valid string."] }, text);
  }
});
