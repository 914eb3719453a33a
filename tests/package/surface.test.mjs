// The package as callers have it, over real HTTP to the sandbox at SANDBOX_URL.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { inspect } from "node:util";
import init, {
  CustomersClient,
  checkCustomerPatch,
  checkNewAddress,
  checkNewCustomer,
  MAX_ADDRESSES,
  MAX_METADATA_BYTES,
  MAX_PHOTO_BYTES,
  metadataSize,
} from "customers-client";

const baseUrl = process.env.SANDBOX_URL ?? "http://127.0.0.1:8000";
const ana = { first_name: "Ana", last_name: "Mora", email: "ana@example.com" };
const open = (name, more) =>
  new CustomersClient({ apiKey: `sk_test_new_package_${name}_${Date.now()}`, baseUrl, ...more });

before(() => init());

test("every address of the corpus gets the service's verdict", () => {
  const file = new URL("../fixtures/email_corpus.json", import.meta.url);
  const { cases } = JSON.parse(readFileSync(file, "utf8"));
  assert.equal(cases.length, 1000);
  const wrong = cases.filter(
    ({ email, accepts }) => !("email" in checkNewCustomer({ ...ana, email })) !== accepts,
  );
  assert.deepEqual(wrong, []);
});

test("the checks for forms are those of the calls", async () => {
  const form = { first_name: " ", email: "x" };
  const fields = checkNewCustomer(form);
  assert.deepEqual(fields, {
    last_name: ["This field is required."],
    first_name: ["This field may not be blank."],
    email: ["Enter a valid email address."],
  });
  await assert.rejects(open("forms").create(form), { code: "invalid_input", fields, attempts: 0 });
  assert.deepEqual(checkNewCustomer(ana), {});
  assert.deepEqual(checkCustomerPatch({ email: null }), { email: ["This field may not be null."] });
  assert.deepEqual(checkNewAddress({ line1: "x", city: "y", postal_code: "z" }), {
    country: ["This field is required."],
  });
});

test("the limits are the contract's", () => {
  assert.deepEqual([MAX_METADATA_BYTES, MAX_PHOTO_BYTES, MAX_ADDRESSES], [10240, 5242880, 3]);
  assert.equal(metadataSize({ plan: "gold" }), 15);
  assert.throws(() => metadataSize([]), { code: "invalid_input" });
});

test("every method does what its name says", async () => {
  const client = open("methods");
  const { id, ...made } = await client.create({ ...ana, metadata: { since: new Date(0) } });
  assert.deepEqual(made.metadata, { since: "1970-01-01T00:00:00.000Z" });
  assert.equal((await client.get(id)).email, ana.email);
  assert.equal((await client.update(id, { phone: "1" })).phone, "1");
  assert.equal((await client.list()).count, 1);
  assert.equal((await client.list({ page_size: 5 }, { timeoutMs: 9000 })).page_size, 5);
  assert.equal((await client.search("ana", { page_size: 1 })).results[0].id, id);
  const home = { line1: "Calle 5", city: "San José", postal_code: "1", country: "CR" };
  const address = await client.createAddress(id, home);
  assert.equal(address.is_default, true);
  assert.equal((await client.updateAddress(id, address.id, { state: "SJ" })).state, "SJ");
  assert.equal((await client.listAddresses(id)).length, 1);
  assert.equal(await client.deleteAddress(id, address.id), undefined);
  assert.equal(await client.delete(id), undefined);
  await assert.rejects(client.get(id), { code: "not_found", status: 404, attempts: 1 });
});

test("a photo is sent as a file, and shown where it says", async () => {
  const png = new Blob([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0])]);
  const { photo } = await open("photo").create({ ...ana, photo: png });
  const served = await fetch(photo);
  assert.equal(served.headers.get("Content-Type"), "image/png");
  assert.equal((await served.arrayBuffer()).byteLength, 9);
});

test("failures are rejections, never thrown at the call", async () => {
  const client = open("rejections");
  const calls = ["list", "search", "get", "create", "update", "delete"].map((name) =>
    client[name](5, 5, 5),
  );
  for (const call of calls) {
    assert.ok(call instanceof Promise);
    await assert.rejects(call, { code: "invalid_input" });
  }
});

test("the mode is the key's", () => {
  assert.equal(open("mode").mode, "test");
  assert.equal(new CustomersClient({ apiKey: "sk_live_x" }).mode, "live");
  assert.equal(new CustomersClient({ baseUrl }).mode, "unknown");
});

test("a key shows nowhere", async () => {
  const marker = "sk_test_new_marker_kept_secret";
  const client = new CustomersClient({ apiKey: marker, baseUrl });
  const quoting = new CustomersClient({
    apiKey: marker,
    fetch: async (request) =>
      new Response(
        JSON.stringify({ detail: `No ${marker} ${request.headers.get("Authorization")}` }),
        {
          status: 401,
        },
      ),
  });
  const errors = await Promise.all(
    [
      client.get("none"),
      client.get(""),
      client.list({}, { timeoutMs: 1 }),
      new CustomersClient({ apiKey: marker, baseUrl: "http://127.0.0.1:9" }).list(),
      quoting.list(),
    ].map((call) => call.catch((error) => error)),
  );
  assert.match(errors[4].message, /^No \[redacted\] Basic \[redacted\]$/);
  for (const shown of [client, ...errors]) {
    const texts = [
      inspect(shown, { depth: 9, showHidden: true }),
      String(shown),
      JSON.stringify(shown),
    ];
    texts.push(Object.getOwnPropertyNames(shown).join(), String(shown.stack));
    for (const text of texts) {
      assert.ok(!text.includes("kept_secret") && !text.includes(btoa(`${marker}:`)), text);
    }
  }
});

test("a freed client gives one clear error, and freeing twice is harmless", async () => {
  const client = open("freed");
  const pending = client.list();
  client.free();
  client.free();
  assert.equal((await pending).count, 0);
  await assert.rejects(client.list(), { name: "CustomersError", message: /freed/ });
  assert.throws(() => client.mode, { name: "CustomersError" });
  if (Symbol.dispose) {
    assert.equal(CustomersClient.prototype[Symbol.dispose], CustomersClient.prototype.free);
  }
});
