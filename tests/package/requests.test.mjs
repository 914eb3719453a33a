// What each operation sends, as the fixture that the native tests read too says it.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { checkNewCustomer } from "customers-client";
import { ana, answered, baseUrl, fixture, scripted } from "./scripted.mjs";

const { cases } = JSON.parse(fixture("requests"));
const photos = {
  png: new Blob([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0])], { type: "image/gif" }),
  jpeg: new Blob([new Uint8Array([255, 216, 255, 224])]),
};

before(() => init());

for (const {
  call,
  ids = [],
  params,
  input,
  photo,
  method,
  path,
  body,
  parts,
  photo_name,
} of cases) {
  test(`${call} sends ${method} ${path} ${body ?? photo_name ?? ""}`, async () => {
    const { client, requests } = scripted([answered(418)], { apiKey: "sk_test_x" });
    const given = photo ? { ...input, photo: photos[photo] } : input;
    const args = [...ids, ...[params, given].filter((value) => value !== undefined)];
    await assert.rejects(client[call](...args), { code: "client_error" });
    const [request] = requests;
    assert.equal(request.method, method);
    assert.equal(request.url, baseUrl + path);
    assert.equal(request.headers.get("Accept"), "application/json");
    assert.equal(request.headers.get("Authorization"), "Basic c2tfdGVzdF94Og==");
    const type = request.headers.get("Content-Type");
    if (parts) {
      assert.match(type, /^multipart\/form-data; boundary=/);
      const sent = [...(await request.formData())];
      const [name, file] = sent.pop();
      assert.deepEqual(sent, parts);
      assert.deepEqual([name, file.name], ["photo", photo_name]);
      assert.deepEqual(await file.arrayBuffer(), await photos[photo].arrayBuffer());
    } else {
      assert.equal(type, body === undefined ? null : "application/json");
      assert.equal(await request.text(), body ?? "");
    }
  });
}

test("what a caller hands over is sent with every key and value", async () => {
  const metadata = JSON.parse('{"z": 1, "__proto__": {"a": [null, -1.5e-7]}, "": "\\u2028\\"😀"}');
  const { client, requests } = scripted([answered(418)]);
  await assert.rejects(client.update("c", { metadata, 'a\n"b': 1e21 }));
  assert.equal(await requests[0].text(), JSON.stringify({ metadata, 'a\n"b': 1e21 }));
});

test("metadata may nest as deeply as is handed over", async () => {
  let metadata = {};
  for (let depth = 0; depth < 490; depth += 1) metadata = { a: metadata };
  assert.deepEqual(checkNewCustomer({ ...ana, metadata }), {});
  const { client, requests } = scripted([answered(418)]);
  await assert.rejects(client.update("c", { metadata }), { code: "client_error" });
  assert.deepEqual(await requests[0].json(), { metadata });
});

test("a base URL may have a path and a slash at its end", async () => {
  for (const base of ["https://shop.example/api", "https://shop.example/api//"]) {
    const { client, requests } = scripted([answered(418)], { baseUrl: base });
    await assert.rejects(client.get("c"));
    assert.equal(requests[0].url, "https://shop.example/api/v1/customers/c/");
  }
});

test("a request takes no cookies, no cache and no referrer along, and follows nothing", async () => {
  const { client, requests } = scripted([answered(418)]);
  await assert.rejects(client.get("c"));
  const { credentials, cache, referrerPolicy, redirect } = requests[0];
  assert.deepEqual(
    [credentials, cache, referrerPolicy, redirect],
    ["omit", "no-store", "no-referrer", "manual"],
  );
});

test("a request that was answered whole is not aborted afterwards", async () => {
  const { client, requests } = scripted([answered(200, fixture("edition2_get"))]);
  await client.get("c");
  assert.equal(requests[0].signal.aborted, false);
});
