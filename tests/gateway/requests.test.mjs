// What the gateway passes on to the service, and what it keeps from it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { encodeKey, startGateway } from "./gateway.mjs";
import { send, startService } from "./service.mjs";

const key = "sk_test_held_by_the_gateway";
const list = "/api/v1/customers/";
let service, gateway;

before(async () => {
  service = await startService();
  gateway = await startGateway({ service: service.url, key });
});
after(async () => {
  await gateway?.stop();
  service?.stop();
});

const ask = (path, options) => send(gateway.url, path, options);

/** The one request that reached the service. */
function arrived() {
  const all = service.take();
  assert.equal(all.length, 1, JSON.stringify(all.map(({ url }) => url)));
  return all[0];
}

test("the key is added, and of the browser's headers only what the service needs passes", async () => {
  const body = '{"first_name":"Ana"}';
  const { status } = await ask(list, {
    method: "POST",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      Authorization: `Basic ${encodeKey("somebody's own login")}`,
      Cookie: "session=secret",
      Origin: gateway.url,
      Referer: `${gateway.url}/#search`,
      "Accept-Encoding": "gzip",
      "User-Agent": "a browser",
      "X-Anything": "x",
      "X-Forwarded-For": "10.0.0.1",
      "X-HTTP-Method-Override": "DELETE",
      Forwarded: "for=10.0.0.1",
      Range: "bytes=0-1",
      "If-None-Match": '"x"',
    },
    body,
  });
  assert.equal(status, 200);
  const request = arrived();
  assert.equal(request.method, "POST");
  assert.equal(request.url, "/v1/customers/");
  assert.equal(request.version, "1.1"); // In 1.0 an answer without length may end anywhere.
  assert.equal(String(request.body), body);
  assert.deepEqual(request.headers, {
    host: new URL(service.url).host,
    connection: "close",
    "content-length": `${body.length}`,
    accept: "application/json",
    "content-type": "application/json",
    "user-agent": "customer-desk-gateway",
    authorization: `Basic ${encodeKey(key)}`,
  });
});

test("a body of unknown length arrives whole, and with its length", async () => {
  await ask(list, { method: "POST", headers: { "Transfer-Encoding": "chunked" }, body: "12345" });
  const { headers, body } = arrived();
  assert.equal(headers["content-length"], "5");
  assert.equal(headers["transfer-encoding"], undefined);
  assert.equal(String(body), "12345");
});

for (const path of [
  "",
  "?page=2&page_size=5&search=caf%C3%A9%20%26%2F%2e%2e%2F+%22",
  "a%2Fb%3Fc%23d%25e/",
  "caf%C3%A9-%E2%82%AC/",
  "!$&'()*+,;=:@-._~/",
  "%25/",
  "...%2Fx..y/",
  "a/addresses/",
  "a%2Fb/addresses/c%2Fd/",
  ".well/",
]) {
  test(`passed on as it is: ${list}${path}`, async () => {
    assert.equal((await ask(list + path)).status, 200);
    assert.equal(arrived().url, `/v1/customers/${path}`);
  });
}

for (const path of [
  "/api/",
  "/api/v1/",
  "/api/v1/customers",
  "/api/v1/charges/",
  "/api/v1/customersx/",
  "/api/v1/customers/a",
  "/api/v1/customers/a/photos/",
  "/api/v1/customers/a/addresses/b/c/",
  "/api/v2/customers/",
  "/API/v1/customers/",
  "//api/v1/customers/",
  "/api//v1/customers/",
  "/api/v1/customers//",
  "/api/v1/customers//a/",
  "/api/v1/customers///evil.example/",
  "/api/v1/customers/../charges/",
  "/api/v1/customers/./",
  "/api/v1/customers/%2e%2e/charges/",
  "/api/v1/customers/.%2E/",
  "/api/v1/customers/%2e/",
  "/api/v1/customers/..%2fcharges/",
  "/api/v1/customers/..%2F..%2Fv1%2Fcharges/",
  "/api/v1/customers/a%2f..%2f..%2fcharges/",
  "/api/v1/customers/a%2F%2e%2e%2F%2e%2e%2Fcharges/",
  "/api/v1/customers/%2f%2e%2e%2fcharges/",
  "/api/v1/customers/..%5ccharges/",
  "/api/v1/customers/..%252fcharges/",
  "/api/v1/customers/%252e%252e%252fcharges/",
  "/api/v1/customers/..;x/charges/",
  "/api/v1/customers/..;/",
  "/api/v1/customers/a\\..\\..\\charges/",
  "/api/v1/customers/%zz/",
  "/api/v1/customers/%00/",
  "/api/v1/customers/#/",
  "/api/v1/customers/../../../../../_faults",
  "/x/../api/v1/customers/",
  "/api/media/a.png",
  "/v1/customers/",
  "/_faults",
  "/media/",
  "/media/../v1/customers/",
  "/media/..%2fv1%2fcustomers%2f",
  "/media/%2e%2e/v1/customers/",
  "/media/.hidden",
  "/media/a.png?x",
  "/media/a//b.png",
]) {
  test(`not passed on: ${path}`, async () => {
    const { status } = await ask(path);
    assert.ok(status === 404 || status === 400, `${status}`);
    assert.deepEqual(service.take(), []);
  });
}

test("a path that leads out of the API by way of the files ends at the files", async () => {
  const { body } = await ask("/api/v1/customers/..%2f..%2f..%2findex.html");
  assert.match(body, /<title>Customer desk/);
  assert.deepEqual(service.take(), []);
});

test("only the client's methods pass", async () => {
  for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
    assert.equal((await ask(`${list}a/`, { method })).status, 200);
    assert.equal(arrived().method, method);
  }
  for (const method of ["PUT", "OPTIONS", "TRACE", "HEAD", "PROPFIND", "PURGE"]) {
    assert.equal((await ask(list, { method })).status, 405, method);
  }
  for (const method of ["POST", "DELETE", "OPTIONS"]) {
    assert.equal((await ask("/media/a.png", { method })).status, 405, method);
  }
  assert.deepEqual(service.take(), []);
});

test("a body over 6 MB is refused with 413, and none of it arrives", async () => {
  const fits = Buffer.alloc(6 * 1024 * 1024, "x");
  assert.equal((await ask(list, { method: "POST", body: fits })).status, 200);
  assert.equal(arrived().body.length, fits.length);
  const headers = { "Content-Length": `${fits.length + 1}`, Expect: "100-continue" };
  assert.equal((await ask(list, { method: "POST", headers })).status, 413);
  assert.deepEqual(service.take(), []);
});

test("another site's page cannot call with the gateway's key", async () => {
  const { port } = new URL(gateway.url);
  for (const headers of [
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { Origin: `http://127.0.0.1:${port}.evil.example` },
    { Origin: `http://evil.example/127.0.0.1:${port}` },
    { Host: "evil.example" }, // A name of somebody's own that leads here.
    { Host: `evil.example:${port}`, Origin: `http://evil.example:${port}` },
  ]) {
    for (const method of ["GET", "POST"]) {
      assert.equal((await ask(list, { method, headers })).status, 403, JSON.stringify(headers));
    }
  }
  assert.deepEqual(service.take(), []);
});

test("a photo is asked for without the key and without anything of the browser's", async () => {
  const headers = { Cookie: "session=secret", Authorization: "Basic x", Accept: "image/png" };
  assert.equal((await ask("/media/photos/a-1.png", { headers })).status, 200);
  const request = arrived();
  assert.equal(request.url, "/media/photos/a-1.png");
  assert.deepEqual(Object.keys(request.headers).sort(), ["connection", "host", "user-agent"]);
});

test("the logs say who did what, without searches, photos or keys", async () => {
  service.answer((request) => request.socket.destroy());
  assert.equal((await ask(`${list}?search=private`)).status, 502);
  await ask(`${list}?search=private`, { headers: { Referer: `${gateway.url}/?search=private` } });
  await ask(`${list}logged%2Fid/`, { method: "DELETE" });
  await ask("/media/nobody-knows.png");
  const log = gateway.log();
  assert.match(log, / 127\.0\.0\.1 "-" DELETE "\/api\/v1\/customers\/logged\/id\/" 200 /);
  assert.ok(!/private|nobody-knows/.test(log));
  assert.ok(!log.includes(encodeKey(key)));
  service.take();
});

test("with a login in front, nobody passes without it, and the service never sees it", async () => {
  const users = "ana:{PLAIN}her password\n";
  const guarded = await startGateway({ service: service.url, key, users });
  try {
    for (const path of ["/", "/desk.js", list, "/media/a.png"]) {
      const { status, headers } = await send(guarded.url, path);
      assert.deepEqual([status, headers["www-authenticate"]], [401, 'Basic realm="Customer desk"']);
    }
    assert.deepEqual(service.take(), []);
    const Authorization = `Basic ${Buffer.from("ana:her password").toString("base64")}`;
    const { status } = await send(guarded.url, list, { headers: { Authorization } });
    assert.equal(status, 200);
    assert.equal(arrived().headers.authorization, `Basic ${encodeKey(key)}`);
    assert.match(guarded.log(), / "ana" GET "\/api\/v1\/customers\/" 200 /);
  } finally {
    await guarded.stop();
  }
});
