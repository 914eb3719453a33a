// Every body in tests/fixtures is one that the description allows.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { answerSchema, faults, operation, read, schemas, typeFaults } from "./description.mjs";

/** Which answer a fixture is: the operation and the status. */
const ANSWERS = {
  edition1_get: ["get", 200],
  edition1_list: ["list", 200],
  edition1_search: ["list", 200],
  edition2_bad_request: ["list", 400],
  edition2_get: ["get", 200],
  edition2_list: ["list", 200],
  edition2_no_results: ["list", 404],
  edition2_not_acceptable: ["createAddress", 406],
  edition2_not_found: ["get", 404],
  edition2_search: ["list", 200],
  edition2_unauthorized: ["list", 401],
  address: ["createAddress", 201],
};
/** These are no bodies: requests.json is held to the description in client.test.mjs. */
const NO_BODIES = ["checks", "email_corpus", "requests"];

const names = readdirSync(new URL("../fixtures", import.meta.url))
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.slice(0, -".json".length));

test("every fixture is known here", () => {
  assert.deepEqual(names.sort(), [...Object.keys(ANSWERS), ...NO_BODIES].sort());
});

for (const [name, [id, status]] of Object.entries(ANSWERS)) {
  test(`${name} is an answer ${status} of ${id}`, () => {
    const body = JSON.parse(read(`tests/fixtures/${name}.json`));
    assert.deepEqual(faults(answerSchema(operation(id), status), body), []);
  });
}

test("one address is one of a list, in an array and in a page", () => {
  const address = JSON.parse(read("tests/fixtures/address.json"));
  for (const body of [[address], [], { results: [address] }])
    assert.deepEqual(faults(schemas.AddressList, body), []);
});

test("every email that the service takes is one, as far as a type can say", () => {
  const { cases } = JSON.parse(read("tests/fixtures/email_corpus.json"));
  const taken = cases.filter(({ accepts }) => accepts);
  assert.ok(taken.length > 100);
  for (const { email } of taken) assert.deepEqual(typeFaults(schemas.Email, email), [], email);
});
