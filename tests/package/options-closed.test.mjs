// Options and parameters are closed: an unknown name is refused wherever it stands, so that a
// misspelt option is not silently ignored.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { CustomersClient } from "customers-client";
import { answered, baseUrl, failure, fixture, scripted } from "./scripted.mjs";

const customer = fixture("edition2_get");

before(() => init());

/** The error of a client that cannot be made. */
function refused(options) {
  try {
    new CustomersClient(options);
  } catch (error) {
    assert.deepEqual([error.name, error.code], ["CustomersError", "invalid_input"]);
    return error;
  }
  throw new Error("should have been refused");
}

/** Each place that takes options or parameters, the client's own apart. */
const places = {
  "list's parameters": (client, given) => client.list(given),
  "search's parameters": (client, given) => client.search("a", given),
  "listAll's parameters": (client, given) => client.listAll(given).next(),
  "list's options": (client, given) => client.list({}, given),
  "search's options": (client, given) => client.search("a", {}, given),
  "listAll's options": (client, given) => client.listAll({}, given).next(),
  "get's options": (client, given) => client.get("c", given),
  "create's options": (client, given) =>
    client.create({ first_name: "A", last_name: "B", email: "a@b.co" }, given),
  "update's options": (client, given) => client.update("c", {}, given),
  "delete's options": (client, given) => client.delete("c", given),
  "listAddresses' options": (client, given) => client.listAddresses("c", given),
  "createAddress' options": (client, given) =>
    client.createAddress("c", { line1: "a", city: "b", postal_code: "c", country: "d" }, given),
  "updateAddress' options": (client, given) => client.updateAddress("c", "a", {}, given),
  "deleteAddress' options": (client, given) => client.deleteAddress("c", "a", given),
};

const question = (name, near) => `Unknown option "${name}": did you mean "${near}"?`;
const plain = (name) => `Unknown option "${name}".`;

test("a misspelt baseUrl sends the key nowhere, least of all to the default host", () => {
  const error = refused({ apiKey: "sk_test_x", baseURL: "http://127.0.0.1:8000" });
  assert.deepEqual(error.fields, { baseURL: [question("baseURL", "baseUrl")] });
  assert.equal(
    error.message,
    'Nothing was sent. baseURL: Unknown option "baseURL": did you mean "baseUrl"?',
  );
  assert.deepEqual(error.issues, [
    { path: "baseURL", code: "unknown_option", message: question("baseURL", "baseUrl") },
  ]);
});

test("the question names what is near: case apart, at most two edits away", () => {
  for (const [name, near] of [
    ["baseurl", "baseUrl"],
    ["BASEURL", "baseUrl"],
    ["base_url", "baseUrl"],
    ["url", undefined],
    ["apikey", "apiKey"],
    ["api_key", "apiKey"],
    ["key", undefined],
    ["accesstoken", "accessToken"],
    ["token", undefined],
    ["timeout", "timeoutMs"],
    ["timeoutms", "timeoutMs"],
    ["timeoutSeconds", undefined],
    ["maxretries", "maxRetries"],
    ["retries", undefined],
    ["credential", "credentials"],
    ["header", "headers"],
    ["onattempts", "onAttempt"],
    ["dangerouslyAllowLiveKeys", "dangerouslyAllowLiveKey"],
    ["signal", undefined],
    ["", undefined],
    ["__proto__", undefined],
    ["constructor", undefined],
    ["fecth", "fetch"],
    ["fetchh", "fetch"],
  ]) {
    const options = Object.fromEntries([
      ["baseUrl", baseUrl],
      [name, 5],
    ]);
    const message = near === undefined ? plain(name) : question(name, near);
    assert.deepEqual(Object.entries(refused(options).fields), [[name, [message]]]);
  }
});

test("a long name is shown by its ends, and found by the whole of it", () => {
  const name = `${"a".repeat(60)}${"b".repeat(60)}`;
  const { fields } = refused({ baseUrl, [name]: 1 });
  assert.deepEqual(fields, { [name]: [plain(`${"a".repeat(40)}…${"b".repeat(40)}`)] });
});

test("what else is wrong is told together with it", () => {
  const { issues } = refused({ baseUrl, timeOut: 5, timeoutMs: 0, fetch: 5 });
  const told = issues.map(({ path, code }) => `${path} ${code}`).sort();
  assert.deepEqual(told, [
    "fetch not_a_function",
    "timeOut unknown_option",
    "timeoutMs out_of_range",
  ]);
});

for (const [place, use] of Object.entries(places)) {
  test(`${place} are closed, and nothing is sent`, async () => {
    const { client, requests } = scripted([answered(500)]);
    const error = await failure(use(client, { surely: 1, not: null }));
    assert.deepEqual(
      [error.code, error.attempts, error.fields],
      ["invalid_input", 0, { surely: [plain("surely")], not: [plain("not")] }],
    );
    assert.equal(requests.length, 0);
  });
}

test("each place knows its own names only", async () => {
  const { client } = scripted([answered(500)]);
  for (const [place, name, near] of [
    ["list's parameters", "pageSize", "page_size"],
    ["list's parameters", "Page", "page"],
    ["list's parameters", "query", undefined],
    ["list's parameters", "limit", undefined],
    ["list's parameters", "signal", undefined],
    ["search's parameters", "search", undefined],
    ["search's parameters", "page_sizes", "page_size"],
    ["listAll's parameters", "page", undefined],
    ["listAll's parameters", "concurency", "concurrency"],
    ["listAll's parameters", "onprogress", "onProgress"],
    ["get's options", "sginal", "signal"],
    ["get's options", "Signal", "signal"],
    ["get's options", "timeout", "timeoutMs"],
    ["get's options", "retries", undefined],
    ["get's options", "headers", undefined],
    ["get's options", "fetch", undefined],
  ]) {
    const { fields } = await failure(places[place](client, { [name]: 1 }));
    const message = near === undefined ? plain(name) : question(name, near);
    assert.deepEqual(fields, { [name]: [message] }, place);
  }
});

test("what is undefined, not enumerable, inherited or called by a symbol is no option", async () => {
  const given = Object.create({ inherited: 1 }, { hidden: { value: 1, enumerable: false } });
  Object.assign(given, { timeOut: undefined, [Symbol("s")]: 1 });
  const { client, requests } = scripted([answered(200, customer)]);
  assert.equal((await client.get("c", given)).id, JSON.parse(customer).id);
  assert.equal(requests.length, 1);
  const options = Object.assign(Object.create({ baseUrl, whatever: 5 }), { baseURL: undefined });
  assert.equal(new CustomersClient(options).mode, "unknown");
});

test("what customers and addresses hold besides is sent as it is", async () => {
  const { client, requests } = scripted([answered(418)]);
  await failure(client.update("c", { frist_name: "x", baseURL: 1 }));
  await failure(client.updateAddress("c", "a", { line3: [null] }));
  assert.deepEqual(await Promise.all(requests.map((request) => request.text())), [
    '{"frist_name":"x","baseURL":1}',
    '{"line3":[null]}',
  ]);
});

test("options and parameters are objects, or nothing", async () => {
  const { client, requests } = scripted([answered(200, [])]);
  for (const [given, kind] of [
    [5, "a number"],
    ["x", "a string"],
    [[], "an array"],
    [true, "a boolean"],
    [5n, "a BigInt"],
  ]) {
    const message = `Expected an object, but got ${kind}.`;
    assert.deepEqual((await failure(client.list(given))).fields, { params: [message] });
    assert.deepEqual((await failure(client.list({}, given))).fields, { options: [message] });
    assert.deepEqual(refused(given).fields, { options: [message] });
  }
  assert.equal(requests.length, 0);
  for (const given of [undefined, null, {}])
    assert.equal((await client.list(given, given)).count, 0);
});
