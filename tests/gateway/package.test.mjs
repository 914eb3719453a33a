// The package with `baseUrl` at the gateway and no credential, as a page has it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import init, { CustomersClient } from "customers-client";
import { makePng } from "../page/png.mjs";
import { startSandbox } from "../page/sandbox.mjs";
import { startGateway } from "./gateway.mjs";

const ana = { first_name: "Ana", last_name: "Mora", email: "ana@example.com" };
let sandbox, gateway, client;

before(async () => {
  await init(readFileSync(new URL(import.meta.resolve("customers-client/customers-client.wasm"))));
  sandbox = await startSandbox();
  gateway = await startGateway({ service: sandbox.url, key: "sk_test_new_behind_the_gateway" });
  client = new CustomersClient({ baseUrl: `${gateway.url}/api`, credentials: "same-origin" });
});
after(async () => {
  await gateway?.stop();
  sandbox?.stop();
});

test("every method works without a key", async () => {
  const { id } = await client.create({ ...ana, metadata: { plan: "gold" } });
  assert.equal((await client.get(id)).email, ana.email);
  assert.equal((await client.update(id, { phone: "1" })).phone, "1");
  assert.equal((await client.list({ page_size: 5 })).count, 1);
  assert.equal((await client.search("ana")).results[0].id, id);
  assert.equal((await client.search("nobody/../&")).count, 0);
  for await (const customer of client.listAll()) assert.equal(customer.id, id);
  const home = { line1: "Calle 5", city: "San José", postal_code: "1", country: "CR" };
  const address = await client.createAddress(id, home);
  assert.equal((await client.updateAddress(id, address.id, { state: "SJ" })).state, "SJ");
  assert.equal((await client.listAddresses(id)).length, 1);
  await client.deleteAddress(id, address.id);
  await client.delete(id);
  assert.equal((await client.list()).count, 0);
  assert.equal(client.mode, "unknown");
});

test("a photo is sent, shown from the gateway's origin, and removed", async () => {
  const png = makePng(96);
  const { id, photo } = await client.create({ ...ana, photo: new Blob([png]) });
  assert.ok(photo.startsWith(`${gateway.url}/media/`), photo);
  const served = await fetch(photo);
  assert.equal(served.headers.get("Content-Type"), "image/png");
  assert.deepEqual(Buffer.from(await served.arrayBuffer()), png);
  const largest = Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024 - png.length)]);
  const changed = await client.update(id, { photo: new Blob([largest]) });
  assert.equal((await (await fetch(changed.photo)).arrayBuffer()).byteLength, largest.length);
  assert.equal((await client.update(id, { photo: null })).photo, null);
  await client.delete(id);
});

test("the service's errors keep their meaning", async () => {
  await assert.rejects(client.get("a/b?c#d%e"), { code: "not_found", status: 404, attempts: 1 });
  const { id } = await client.create(ana);
  await assert.rejects(client.create(ana), ({ code, fields }) => {
    assert.equal(code, "bad_request");
    return /unique/.test(fields.email?.join());
  });
  await client.delete(id);
});

test("an id with a step out of its path is not found, and nothing is asked", async () => {
  const error = await client.delete("../../charges").catch((thrown) => thrown);
  assert.deepEqual([error.code, error.status], ["not_found", 404]);
});

test("a wrong key in the gateway is unauthorized", async () => {
  const wrong = await startGateway({ service: sandbox.url, key: "sk_test_unknown" });
  try {
    const other = new CustomersClient({ baseUrl: `${wrong.url}/api` });
    await assert.rejects(other.list(), { code: "unauthorized", status: 401 });
  } finally {
    await wrong.stop();
  }
});

test("a body that the gateway refuses is payload_too_large", async () => {
  const large = { ...ana, country: "x".repeat(7 * 1024 * 1024) };
  await assert.rejects(client.create(large), { code: "payload_too_large", status: 413 });
  assert.equal((await client.list()).count, 0);
});

test("a path beside the API is not found, not a page taken for an answer", async () => {
  const astray = new CustomersClient({ baseUrl: gateway.url });
  await assert.rejects(astray.list(), { code: "not_found", status: 404 });
});
