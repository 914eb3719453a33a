// The sandbox, over HTTP: it answers as the description says, and has no operation besides.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import {
  answerSchema,
  bodySchema,
  description,
  faults,
  operation,
  operations,
  propertiesOf,
  read,
  resolve,
} from "./description.mjs";

const { SANDBOX_URL } = process.env;
const PNG = new Blob([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0])]);
const ana = { first_name: "Ana", last_name: "Mora", email: "ana@example.com" };
const street = { line1: "Calle 5", city: "San José", postal_code: "10101", country: "Costa Rica" };
/** Statuses that the description has and the sandbox never answers with. */
const NEVER = ["403"];

/** The key of an account that is empty. */
const freshKey = () => `sk_test_new_openapi_${randomUUID()}`;
const basic = (key) => `Basic ${btoa(`${key}:`)}`;

const seen = new Set();

/** The keys of an answer that its schema does not name. */
function strangers(schema, value) {
  if (Array.isArray(value)) return value.flatMap((one) => strangers(itemsOf(schema), one));
  if (value === null || typeof value !== "object") return [];
  const properties = propertiesOf(schema);
  const { additionalProperties } = resolve(schema);
  return Object.entries(value).flatMap(([key, inner]) => {
    if (properties[key]) return strangers(properties[key], inner);
    return additionalProperties ? [] : [key];
  });
}

function itemsOf(schema) {
  const { items, anyOf = [] } = resolve(schema);
  return items ?? itemsOf(anyOf.find((one) => resolve(one).type === "array"));
}

/** The path and query of a call. */
function address({ path, parameters }, ids, query) {
  const names = parameters.filter(({ in: where }) => where === "path").map(({ name }) => name);
  const filled = names.reduce(
    (text, name, index) => text.replace(`{${name}}`, encodeURIComponent(ids[index] ?? "none")),
    path,
  );
  return `${SANDBOX_URL}${filled}${query ? `?${new URLSearchParams(query)}` : ""}`;
}

/** Sends an operation, and holds the answer to what is described. */
async function call(id, { key, ids = [], query, body, headers = {} } = {}) {
  const described = operation(id);
  const isJson = body !== undefined && !(body instanceof FormData) && typeof body !== "string";
  const response = await fetch(address(described, ids, query), {
    method: described.method,
    headers: {
      ...(key && { Authorization: basic(key) }),
      ...(isJson && { "Content-Type": "application/json" }),
      ...headers,
    },
    body: isJson ? JSON.stringify(body) : body,
    redirect: "manual",
  });
  const { status } = response;
  const text = await response.text();
  const name = described.responses[status] ? `${status}` : `${Math.trunc(status / 100)}XX`;
  const answer = resolve(described.responses[name]);
  assert.ok(answer, `${id} answered ${status}, which is not described: ${text}`);
  seen.add(`${id} ${name}`);
  assert.ok(response.headers.get("X-Request-Id"));
  if (!answer.content) {
    assert.equal(text, "");
    return { status };
  }
  assert.equal(response.headers.get("Content-Type"), "application/json");
  const said = JSON.parse(text);
  const schema = answerSchema(described, status);
  assert.deepEqual(faults(schema, said), [], `${id} answered ${status} ${text}`);
  if (status < 400) assert.deepEqual(strangers(schema, said), [], `${id}: not described`);
  return { status, said };
}

test("customers: from the first to the last operation", async () => {
  const key = freshKey();
  assert.equal((await call("list", { key })).said.count, 0);
  const { said: created } = await call("create", { key, body: ana });
  const ids = [created.id];
  assert.deepEqual((await call("get", { key, ids })).said, created);
  const { said: changed } = await call("update", { key, ids, body: { metadata: { plan: [1] } } });
  assert.deepEqual(changed.metadata, { plan: [1] });

  const form = new FormData();
  for (const [name, value] of Object.entries({ ...ana, email: "b@example.com" }))
    form.append(name, value);
  form.append("metadata", '{"plan":"gold"}');
  form.append("photo", PNG, "photo.png");
  const { said: pictured } = await call("create", { key, body: form });
  assert.match(pictured.photo, /\/media\/.+\.png$/);
  const photo = new FormData();
  photo.append("photo", PNG, "photo.png");
  await call("update", { key, ids, body: photo });
  assert.equal((await call("update", { key, ids, body: { photo: null } })).said.photo, null);

  const { said: page } = await call("list", { key, query: { page: 2, page_size: 1 } });
  assert.equal(page.results.length, 1);
  assert.equal((await call("list", { key, query: { search: "B@" } })).said.count, 1);
  assert.equal((await call("delete", { key, ids })).status, 204);
  assert.equal((await call("get", { key, ids })).status, 404);
});

test("addresses: from the first to the last operation", async () => {
  const key = freshKey();
  const { said: customer } = await call("create", { key, body: ana });
  const ids = [customer.id];
  assert.deepEqual((await call("listAddresses", { key, ids })).said, []);
  for (const _ of "123")
    assert.equal((await call("createAddress", { key, ids, body: street })).status, 201);
  assert.equal((await call("createAddress", { key, ids, body: street })).status, 406);
  const { said: addresses } = await call("listAddresses", { key, ids });
  assert.equal(addresses.length, 3);
  const both = [customer.id, addresses[1].id];
  const { said: moved } = await call("updateAddress", {
    key,
    ids: both,
    body: { is_default: true },
  });
  assert.equal(moved.is_default, true);
  assert.equal((await call("deleteAddress", { key, ids: both })).status, 204);
});

test("what can be wrong with a customer, an address or a search", async () => {
  const key = freshKey();
  const { said: customer } = await call("create", { key, body: ana });
  const ids = [customer.id];
  const { said: home } = await call("createAddress", { key, ids, body: street });
  const wrong = async (id, options, status) =>
    assert.equal((await call(id, { key, ...options })).status, status);
  const json = { "Content-Type": "application/json" };
  for (const [id, options] of [
    ["create", {}],
    ["update", { ids }],
    ["createAddress", { ids }],
    ["updateAddress", { ids: [customer.id, home.id] }],
  ]) {
    await wrong(id, { ...options, body: "{", headers: json }, 400);
    await wrong(id, { ...options, body: [] }, 400);
    await wrong(id, { ...options, body: { first_name: "", line1: "", email: "x" } }, 400);
  }
  await wrong("create", { body: ana }, 400); // The email is taken.
  await wrong("list", { query: { search: " " } }, 400);
  await wrong("list", { query: { search: "nobody" } }, 404);
  await wrong("list", { query: { page: 2 } }, 404);
  await wrong("list", { query: { page: "x" } }, 404);
});

for (const { operationId: id, responses, requestBody } of operations) {
  test(`${id} says what is wrong with any request`, async () => {
    const key = freshKey();
    const body = requestBody && {};
    const status = async (options) => (await call(id, options)).status;
    assert.equal(await status({ body }), 401);
    assert.equal(await status({ body, key: "sk_test_unknown" }), 401);
    assert.equal(await status({ key, body, headers: { Accept: "text/html" } }), 406);
    if (responses["404"] && id !== "list") assert.equal(await status({ key, body }), 404);
    if (requestBody) {
      const large = "x".repeat(9 * 1024 * 1024);
      assert.equal(await status({ key, body: large }), 413);
    }
    for (const ordered of [429, 503]) {
      const order = { key, times: 1, status: ordered, body: '{"detail":"ordered"}' };
      const answer = await fetch(`${SANDBOX_URL}/_faults`, {
        method: "POST",
        body: JSON.stringify(order),
      });
      assert.equal(answer.status, 204, await answer.text());
      assert.equal(await status({ key, body }), ordered);
    }
  });
}

test("a body of a type that is not described is refused", async () => {
  const key = freshKey();
  const { said: customer } = await call("create", { key, body: ana });
  const { said: home } = await call("createAddress", { key, ids: [customer.id], body: street });
  const ids = [customer.id, home.id];
  const types = ["application/json", "multipart/form-data", "application/x-www-form-urlencoded"];
  for (const described of operations.filter(({ requestBody }) => requestBody)) {
    for (const type of [...types, "text/plain", "application/xml"]) {
      if (bodySchema(described, type)) continue;
      const headers = { "Content-Type": type };
      const { status } = await call(described.operationId, { key, ids, body: "x", headers });
      assert.equal(status, 415, `${described.operationId} ${type}`);
    }
  }
});

for (const [path, item] of Object.entries(description.paths)) {
  test(`${path} has no other methods than those described`, async () => {
    const headers = { Authorization: basic(freshKey()) };
    const described = Object.keys(item).filter((key) => key !== "parameters");
    for (const method of ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "QUERY"]) {
      const is = method === "HEAD" ? "get" : method.toLowerCase();
      if (described.includes(is)) continue;
      const url = SANDBOX_URL + path.replaceAll(/[{}]/g, "");
      const response = await fetch(url, { method, headers });
      assert.equal(response.status, 405, `${method} ${path}`);
      const allowed = response.headers.get("Allow").toLowerCase().split(/, */).sort();
      const head = described.includes("get") ? ["head"] : [];
      assert.deepEqual(allowed, [...described, ...head].sort());
    }
  });
}

test("what is not described is not there", async () => {
  const headers = { Authorization: basic(freshKey()) };
  const paths = ["/v1/", "/v1/customer/", "/v2/customers/", "/v1/customers/a/photo/"];
  for (const path of [...paths, "/v1/customers/a/addresses/b/c/"]) {
    for (const method of ["GET", "POST"]) {
      const response = await fetch(SANDBOX_URL + path, { method, headers });
      assert.equal(response.status, 404, `${method} ${path}`);
    }
  }
});

test("the sandbox's source has these routes and no others", () => {
  const folder = new URL("../../sandbox/src", import.meta.url);
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".rs"));
  const source = files.map((name) => read(`sandbox/src/${name}`)).join("\n");
  const routes = source
    .split(/\.(?=route(?:_\w+)?\()/)
    .map((text) => [...(text.match(/^route\(\s*"([^"]+)"([^;]*)/) ?? [])])
    .filter(([, path]) => path?.startsWith("/v1/"));
  const shape = (path) => path.replaceAll(/\{\w+\}/g, "{}");
  const methods = (text) =>
    [...text.matchAll(/\b(get|put|post|patch|delete)\(/g)].map(([, m]) => m);
  const inSource = routes
    .filter(([, , handlers]) => !/\bany\(add_slash\)/.test(handlers))
    .flatMap(([, path, handlers]) => methods(handlers).map((method) => `${method} ${shape(path)}`));
  const described = operations.map(({ path, method }) => `${method.toLowerCase()} ${shape(path)}`);
  assert.deepEqual(inSource.sort(), described.sort());
});

test("each answer that is described was seen", () => {
  const all = operations.flatMap(({ operationId, responses }) =>
    Object.keys(responses)
      .filter((status) => !NEVER.includes(status))
      .map((status) => `${operationId} ${status}`),
  );
  assert.deepEqual([...seen].sort(), all.sort());
});
