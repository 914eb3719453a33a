// What the gateway lets back from the service, and what it says itself.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startGateway } from "./gateway.mjs";
import { send, startService } from "./service.mjs";

const list = "/api/v1/customers/";
let service, gateway;

before(async () => {
  service = await startService();
  gateway = await startGateway({ service: service.url });
});
after(async () => {
  await gateway?.stop();
  service?.stop();
});

const ask = (path, options) => send(gateway.url, path, options);

test("cookies, server names and leave for other origins stay behind; the rest passes", async () => {
  service.answer((_, response) => {
    response.writeHead(429, {
      "Set-Cookie": ["session=secret", "csrftoken=secret"],
      Server: "gunicorn/20.1",
      "X-Powered-By": "Django",
      Via: "1.1 vegur",
      "WWW-Authenticate": 'Basic realm="api"',
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Credentials": "true",
      "X-Accel-Redirect": "/index.html",
      "Cache-Control": "public, max-age=600",
      "Content-Security-Policy": "default-src *",
      "Retry-After": "120",
      "X-Request-Id": "r-1",
      "Content-Type": "application/json",
    });
    response.end('{"detail":"slow down"}');
  });
  const { status, headers, body } = await ask(list);
  service.take();
  assert.equal(status, 429);
  assert.equal(body, '{"detail":"slow down"}');
  const { date, connection, ...rest } = headers; // Of nginx's own making.
  assert.deepEqual(rest, {
    server: "nginx",
    "transfer-encoding": "chunked",
    "content-type": "application/json",
    "retry-after": "120",
    "x-request-id": "r-1",
    "cache-control": "no-store",
    "content-security-policy": headers["content-security-policy"],
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
  });
  assert.match(headers["content-security-policy"], /^default-src 'self'; /);
});

test("a redirect is passed on as it is, and not followed", async () => {
  for (const location of [`${service.url}/v1/charges/`, "/v1/customers/b/", "//evil.example/"]) {
    service.answer((_, response) => response.writeHead(301, { Location: location }).end());
    const { status, headers } = await ask(`${list}a/`);
    assert.deepEqual([status, headers.location], [301, location]);
    assert.equal(service.take().length, 1);
  }
});

test("photos of the service itself get the gateway's address, and no other text changes", async () => {
  const customer = {
    photo: `${service.url}/media/a.png`,
    first_name: `"photo":"${service.url}/media/a.png"`,
    metadata: { site: `${service.url}/media/a.png` },
  };
  const foreign = { ...customer, photo: "https://storage.example/media/a.png" };
  service.answer((_, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ results: [customer, foreign, customer] }));
  });
  const own = { ...customer, photo: `${gateway.url}/media/a.png` };
  assert.deepEqual(JSON.parse((await ask(list)).body).results, [own, foreign, own]);
  service.take();
});

test("a call is made once, even where the service has a second address", async () => {
  const { host } = new URL(service.url);
  const upstream = `upstream service.test { ${`server ${host} max_fails=0; `.repeat(2)}}`;
  const twofold = await startGateway({ service: "http://service.test", upstream });
  try {
    for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
      service.answer((request) => request.socket.destroy());
      const { status, body } = await send(twofold.url, `${list}a/`, { method });
      assert.equal(status, 502);
      assert.ok(!body.includes("service.test"));
      assert.equal(service.take().length, 1);
    }
  } finally {
    await twofold.stop();
  }
});

test("an answer that is cut short does not pass for a whole one", async () => {
  service.answer((_, response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "100" });
    response.write('{"count":');
    setTimeout(() => response.destroy(), 50);
  });
  await assert.rejects(ask(list), /aborted|hang up|terminated|ECONNRESET/);
  service.take();
});

test("a service that is not there is 502", async () => {
  const nobody = await startGateway({ service: "http://127.0.0.1:9" });
  try {
    assert.equal((await send(nobody.url, list)).status, 502);
  } finally {
    await nobody.stop();
  }
});
