// docs/gateway refuses what www/gateway/nginx.conf refuses, in each of the runtimes that it is for.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { send, startService } from "../gateway/service.mjs";
import { startExpress, startNext, startWorkerd } from "./gateway-runtimes.mjs";
import { load, prepare, service as sandbox } from "./project.mjs";

const key = "sk_test_held_by_the_gateway";
const list = "/api/v1/customers/";
const basic = (text) => `Basic ${Buffer.from(`${text}:`).toString("base64")}`;

// The paths that the test of the nginx gateway asks for, so that both gateways are held to the same.
const nginx = readFileSync(new URL("../gateway/requests.test.mjs", import.meta.url), "utf8");
const paths = (title) => {
  const all = [...nginx.matchAll(/^for \(const path of (\[.*?^\])\) \{\n {2}test\(`(.*?):/gms)];
  const [, code] = all.find(([, , name]) => name === title);
  return JSON.parse(code.replace(/,\s*\]$/, "]"));
};
const passed = paths("passed on as it is");
const refused = paths("not passed on");

// Paths that a Request normalizes by itself: its gateway sees the path that they lead to.
const putInOrder = ["/x/../api/v1/customers/", "/api/v1/customers/./"];
putInOrder.push("/api/v1/customers/.%2E/", "/api/v1/customers/%2e/", "/api/v1/customers/#/");

const runtimes = { Express: startExpress, Next: startNext, workerd: startWorkerd };

before(() => prepare());

for (const [name, start] of Object.entries(runtimes)) {
  describe(name, () => {
    let service, gateway;
    before(async () => {
      service = await startService();
      gateway = await start({ service: service.url, key });
    });
    after(async () => {
      await gateway?.stop();
      service?.stop();
    });

    const ask = (path, options) => send(gateway.url, path, options);
    const arrived = () => {
      const all = service.take();
      assert.equal(all.length, 1, JSON.stringify(all.map(({ url }) => url)));
      return all[0];
    };

    test("the key is added, and nothing of the browser's own passes", async () => {
      const body = '{"first_name":"Ana"}';
      const { status } = await ask(list, {
        method: "POST",
        headers: {
          Accept: "application/json",
          "Content-Type": "application/json",
          Authorization: basic("somebody's own login"),
          Cookie: "session=secret",
          Origin: gateway.url,
          Referer: `${gateway.url}/#search`,
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
      const { method, url, headers, body: got } = arrived();
      assert.deepEqual([method, url, String(got)], ["POST", "/v1/customers/", body]);
      // These three headers are the runtime's own, whatever the caller sends.
      const { connection, "accept-language": any, "sec-fetch-mode": mode, ...rest } = headers;
      assert.deepEqual([any ?? "*", mode ?? "cors"], ["*", "cors"]);
      assert.deepEqual(rest, {
        host: new URL(service.url).host,
        "content-length": `${body.length}`,
        accept: "application/json",
        "accept-encoding": "identity",
        "content-type": "application/json",
        "user-agent": "customer-desk-gateway",
        authorization: basic(key),
      });
    });

    test("a body of unknown length arrives whole, and with its length", async () => {
      const headers = { "Transfer-Encoding": "chunked" };
      await ask(list, { method: "POST", headers, body: "12345" });
      const request = arrived();
      assert.equal(request.headers["content-length"], "5");
      assert.equal(String(request.body), "12345");
    });

    test("the API's paths pass as they are", async () => {
      for (const path of passed) {
        assert.equal((await ask(list + path)).status, 200, path);
        const [way, query] = arrived().url.split("?");
        const [wayGiven, queryGiven] = path.split("?");
        assert.equal(way, `/v1/customers/${wayGiven}`);
        // Next writes a query anew, which changes how it is written and not what it says.
        const said = (text) => (name === "Next" ? [...new URLSearchParams(text)] : text);
        assert.deepEqual(said(query), said(queryGiven));
      }
    });

    test("no other path passes", async () => {
      for (const path of refused) {
        const { status } = await ask(path);
        if (name !== "Express" && putInOrder.includes(path) && status === 200) {
          assert.equal(arrived().url, "/v1/customers/");
          continue;
        }
        // What Next does not understand it refuses by itself, as 308 or 500.
        const isRefused =
          [400, 404].includes(status) || (name === "Next" && [308, 500].includes(status));
        assert.ok(isRefused, `${path}: ${status}`);
        assert.deepEqual(service.take(), [], path);
      }
    });

    test("only the client's methods pass", async () => {
      for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
        assert.equal((await ask(`${list}a/`, { method })).status, 200);
        assert.equal(arrived().method, method);
      }
      for (const method of ["PUT", "OPTIONS", "TRACE", "HEAD", "PROPFIND", "PURGE"]) {
        const { status } = await ask(list, { method });
        const isRefused = [400, 405, 501].includes(status) || (name === "Next" && status === 500);
        assert.ok(isRefused, `${method}: ${status}`);
      }
      assert.deepEqual(service.take(), []);
    });

    test("a body over 6 MB is refused with 413, and none of it arrives", async () => {
      const fits = Buffer.alloc(6 * 1024 * 1024, "x");
      assert.equal((await ask(list, { method: "POST", body: fits })).status, 200);
      assert.equal(arrived().body.length, fits.length);
      const declared = { "Content-Length": `${fits.length + 1}`, Expect: "100-continue" };
      assert.equal((await ask(list, { method: "POST", headers: declared })).status, 413);
      // Of unknown length: a server may close the connection before it has been sent whole.
      const headers = { "Transfer-Encoding": "chunked" };
      const body = Buffer.alloc(fits.length + 1, "x");
      const outcome = await ask(list, { method: "POST", headers, body }).then(
        ({ status }) => status,
        ({ code }) => code,
      );
      assert.ok([413, "EPIPE", "ECONNRESET"].includes(outcome), `${outcome}`);
      assert.deepEqual(service.take(), []);
    });

    test("another site's page cannot call with the gateway's key", async () => {
      const { port } = new URL(gateway.url);
      for (const headers of [
        { Origin: "https://evil.example" },
        { Origin: "null" },
        { Origin: `http://127.0.0.1:${port}.evil.example` },
        { Origin: `http://evil.example/127.0.0.1:${port}` },
        { Host: "evil.example" },
        { Host: `evil.example:${port}`, Origin: `http://evil.example:${port}` },
      ]) {
        for (const method of ["GET", "POST"]) {
          assert.equal((await ask(list, { method, headers })).status, 403, JSON.stringify(headers));
        }
      }
      assert.deepEqual(service.take(), []);
    });

    test("cookies, server names and leave for other origins stay behind", async () => {
      service.answer((_, response) => {
        response.writeHead(429, {
          "Set-Cookie": ["session=secret", "csrftoken=secret"],
          Server: "gunicorn/20.1",
          "X-Powered-By": "Django",
          "WWW-Authenticate": 'Basic realm="api"',
          "Access-Control-Allow-Origin": "*",
          "Cache-Control": "public, max-age=600",
          "Retry-After": "120",
          "X-Request-Id": "r-1",
          "Content-Type": "application/json",
        });
        response.end('{"detail":"slow down"}');
      });
      const { status, headers, body } = await ask(list);
      service.take();
      assert.deepEqual([status, body], [429, '{"detail":"slow down"}']);
      assert.doesNotMatch(
        JSON.stringify(headers),
        /secret|gunicorn|Django|realm|max-age|allow-origin/,
      );
      assert.equal(headers["cache-control"], "no-store");
      assert.equal(headers["retry-after"], "120");
      assert.equal(headers["x-request-id"], "r-1");
    });

    test("a redirect is passed on as it is, and not followed", async () => {
      for (const location of [
        `${service.url}/v1/charges/`,
        "/v1/customers/b/",
        "//evil.example/",
      ]) {
        service.answer((_, response) => response.writeHead(301, { Location: location }).end());
        const { status, headers } = await ask(`${list}a/`);
        assert.deepEqual([status, headers.location], [301, location]);
        assert.equal(service.take().length, 1);
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

    test("a service that breaks off is 502, and is asked once", async () => {
      for (const method of ["POST", "PATCH", "DELETE"]) {
        service.answer((request) => request.socket.destroy());
        const { status, body } = await ask(`${list}a/`, { method });
        assert.deepEqual([status, body], [502, ""]);
        assert.equal(service.take().length, 1, method);
      }
    });

    test("the client works through it", async () => {
      const { createClient } = await load("customers-client");
      const whole = await start({ service: sandbox, key: "sk_test_new_gateway" });
      try {
        const client = await createClient({ baseUrl: `${whole.url}/api` });
        const ana = { first_name: "Ana", last_name: "Mora", email: `${name}@example.com` };
        const { id } = await client.create(ana);
        assert.equal((await client.search(name)).count, 1);
        await assert.rejects(client.create(ana), { code: "bad_request" });
        await client.delete(id);
        await assert.rejects(client.get(id), { code: "not_found" });
      } finally {
        await whole.stop();
      }
    });
  });
}

test("a service that takes too long is 504", async (t) => {
  const service = await startService();
  const gateway = await startExpress({ service: service.url, key });
  const { timeout } = AbortSignal;
  t.mock.method(AbortSignal, "timeout", (ms) => timeout.call(AbortSignal, ms === 25_000 ? 50 : ms));
  service.answer(() => {});
  assert.equal((await send(gateway.url, list)).status, 504);
  gateway.stop();
  service.stop();
});

test("without its key or its origin the gateway sends nothing", async () => {
  const service = await startService();
  const gateway = await startExpress({ service: service.url, key: "" });
  assert.equal((await send(gateway.url, list)).status, 500);
  assert.deepEqual(service.take(), []);
  gateway.stop();
  service.stop();
});
