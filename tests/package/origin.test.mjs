// The credential goes to the base URL's origin only, whatever an answer says.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import init, { CustomersClient } from "customers-client";

let elsewhere, service;
const requests = { elsewhere: [], service: [] };
let answer;

async function listen(name, respond) {
  const server = createServer((request, response) => {
    requests[name].push(`${request.method} ${request.url}`);
    respond(request, response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  server.url = `http://127.0.0.1:${server.address().port}`;
  return server;
}

before(async () => {
  await init();
  elsewhere = await listen("elsewhere", (_, response) => response.end("[]"));
  service = await listen("service", (request, response) => answer(request, response));
});
after(() => {
  elsewhere.close();
  service.close();
});

const client = () => new CustomersClient({ apiKey: "sk_test_origin", baseUrl: service.url });
const ana = { first_name: "Ana", last_name: "Mora", email: "ana@example.com" };

for (const status of [301, 302, 303, 307, 308]) {
  test(`a ${status} is not followed, by reads or by writes`, async () => {
    requests.service = [];
    answer = (_, response) => response.writeHead(status, { Location: elsewhere.url }).end();
    const expected = { code: "unexpected_response", status, attempts: 1, message: /base URL/ };
    await assert.rejects(client().list(), expected);
    await assert.rejects(client().create(ana), { ...expected, outcomeUnknown: false });
    assert.deepEqual(requests.service, ["GET /v1/customers/", "POST /v1/customers/"]);
    assert.deepEqual(requests.elsewhere, []);
  });
}

test("a redirect that a fetch followed all the same is no answer", async () => {
  answer = (_, response) => response.writeHead(302, { Location: elsewhere.url }).end();
  const disobedient = new CustomersClient({
    baseUrl: service.url,
    fetch: (request) => fetch(request.url),
  });
  await assert.rejects(disobedient.list(), { code: "unexpected_response", message: /redirect/ });
  requests.elsewhere = [];
});

test("next is a hint and never an address", async () => {
  requests.service = [];
  answer = (request, response) => {
    const page = Number(new URL(request.url, service.url).searchParams.get("page"));
    const customer = {
      ...ana,
      id: `c${page}`,
      developer: 1,
      phone: null,
      photo: null,
      country: null,
      metadata: null,
      test: true,
    };
    const next = page < 3 ? `${elsewhere.url}/v1/customers/?page=9` : null;
    response.end(JSON.stringify({ count: 3, next, previous: null, results: [customer] }));
  };
  const ids = [];
  for await (const { id } of client().listAll({ page_size: 1 })) ids.push(id);
  assert.deepEqual(ids, ["c1", "c2", "c3"]);
  assert.deepEqual(
    requests.service,
    [1, 2, 3].map((page) => `GET /v1/customers/?page=${page}&page_size=1`),
  );
  assert.deepEqual(requests.elsewhere, []);
});

test("an id is one segment of the path, whatever it contains", async () => {
  requests.service = [];
  answer = (_, response) => response.writeHead(204).end();
  for (const id of ["a/b", "../x", "%2e%2e", "?q=1#f", "é 😀", "\\", "a\nb"]) {
    await client().delete(id);
  }
  assert.deepEqual(
    requests.service,
    ["a%2Fb", "..%2Fx", "%252e%252e", "%3Fq%3D1%23f", "%C3%A9%20%F0%9F%98%80", "%5C", "a%0Ab"].map(
      (segment) => `DELETE /v1/customers/${segment}/`,
    ),
  );
});
