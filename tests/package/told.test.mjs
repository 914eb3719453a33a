// onAttempt: told once for each request that was sent, when it has ended.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init from "customers-client";
import {
  ana,
  answered,
  baseUrl,
  failure,
  fixture,
  hurried,
  lost,
  never,
  scripted,
} from "./scripted.mjs";

const customer = fixture("edition2_get");
const found = answered(200, customer);
const nothing = answered(404, fixture("edition2_no_results"));

before(() => init());

/** A client as `scripted` makes it, and what was told of its attempts, but for their durations. */
function told(ends, options) {
  const attempts = [];
  const onAttempt = ({ durationMs, ...attempt }) => {
    assert.ok(durationMs >= 0 && durationMs < 60_000, String(durationMs));
    attempts.push(attempt);
  };
  return { ...scripted(ends, { onAttempt, ...options }), attempts };
}

test("a success is told with what was asked for, and no code", async () => {
  const { client, attempts } = told([answered(200, customer, { "X-Request-Id": "r-1" })]);
  await client.get("c");
  const path = "/v1/customers/c/";
  assert.deepEqual(attempts, [
    { operation: "get", method: "GET", path, attempt: 1, status: 200, requestId: "r-1" },
  ]);
});

test("each operation has its name, its method and the path as it was sent", async () => {
  const customers = "/v1/customers/";
  const home = { line1: "a", city: "b", postal_code: "c", country: "d" };
  for (const [use, operation, method, path] of [
    [(client) => client.list(), "list", "GET", customers],
    [
      (client) => client.list({ search: "é &", page: 2 }),
      "list",
      "GET",
      `${customers}?page=2&search=%C3%A9+%26`,
    ],
    [(client) => client.search("a"), "list", "GET", `${customers}?search=a`],
    [(client) => client.listAll().next(), "list", "GET", `${customers}?page=1&page_size=100`],
    [(client) => client.get("a/b"), "get", "GET", `${customers}a%2Fb/`],
    [(client) => client.create(ana), "create", "POST", customers],
    [(client) => client.update("c", {}), "update", "PATCH", `${customers}c/`],
    [(client) => client.delete("c"), "delete", "DELETE", `${customers}c/`],
    [(client) => client.listAddresses("c"), "listAddresses", "GET", `${customers}c/addresses/`],
    [
      (client) => client.createAddress("c", home),
      "createAddress",
      "POST",
      `${customers}c/addresses/`,
    ],
    [
      (client) => client.updateAddress("c", "a", {}),
      "updateAddress",
      "PATCH",
      `${customers}c/addresses/a/`,
    ],
    [
      (client) => client.deleteAddress("c", "a"),
      "deleteAddress",
      "DELETE",
      `${customers}c/addresses/a/`,
    ],
  ]) {
    for (const base of [baseUrl, `${baseUrl}/some/api/`]) {
      const { client, attempts, requests } = told([answered(418)], { baseUrl: base });
      await failure(use(client));
      const status = { attempt: 1, status: 418, code: "client_error" };
      assert.deepEqual(attempts, [{ operation, method, path, ...status }]);
      assert.equal(requests[0].url, base.replace(/\/$/, "") + path, "below the base URL");
    }
  }
});

test("each failed attempt has its code, and how long it is until the next one", async () => {
  const ends = [answered(503, "", { "Retry-After": "7" }), lost, answered(500), answered(502)];
  const { client, attempts } = told(ends, { maxRetries: 3 });
  const { result, waits } = await hurried(() => failure(client.get("c")));
  const facts = attempts.map(({ attempt, status, code, retryInMs }) => [
    attempt,
    status,
    code,
    retryInMs,
  ]);
  assert.deepEqual(facts, [
    [1, 503, "server_error", 7_000],
    [2, undefined, "network", 500],
    [3, 500, "server_error", 1_000],
    [4, 502, "server_error", undefined],
  ]);
  assert.ok(!("retryInMs" in attempts[3]) && !("status" in attempts[1]));
  assert.deepEqual(waits, [7_000, 500, 1_000]);
  assert.equal(result.attempts, 4);
});

test("a new token after a 401 is no wait", async () => {
  const { client, attempts } = told([answered(401), found], { accessToken: async () => "t" });
  await client.get("c");
  assert.deepEqual(
    attempts.map(({ attempt, code, retryInMs }) => [attempt, code, retryInMs]),
    [
      [1, "unauthorized", 0],
      [2, undefined, undefined],
    ],
  );
});

test("every kind of end has its code", async () => {
  const broken = () => {
    const pull = (body) => body.error(new TypeError("terminated"));
    return new Response(new ReadableStream({ pull }), { status: 200 });
  };
  for (const [end, code, status] of [
    [answered(400), "bad_request", 400],
    [answered(404), "not_found", 404],
    [answered(429), "rate_limited", 429],
    [answered(200, "no JSON"), "unexpected_response", 200],
    [answered(302), "unexpected_response", 302],
    [() => Response.error(), "unexpected_response", undefined],
    [() => 5, "unexpected_response", undefined],
    [lost, "network", undefined],
    [broken, "network", 200],
    [never, "timeout", undefined],
  ]) {
    const { client, attempts } = told([end], { maxRetries: 0, timeoutMs: 30 });
    const error = await failure(client.get("c"));
    assert.deepEqual([error.code, attempts.length], [code, 1]);
    assert.deepEqual([attempts[0].code, attempts[0].status], [code, status]);
    assert.equal("status" in attempts[0], status !== undefined);
  }
});

test("a search with no results succeeded", async () => {
  const { client, attempts } = told([nothing]);
  assert.equal((await client.search("x")).count, 0);
  assert.deepEqual([attempts.length, attempts[0].status], [1, 404]);
  assert.ok(!("code" in attempts[0]));
});

test("an abort in flight is told, and one in a wait is not told twice", async () => {
  const controller = new AbortController();
  const { client, attempts } = told([never]);
  const outcome = client.get("c", { signal: controller.signal }).catch((reason) => reason);
  setTimeout(() => controller.abort("why"), 5);
  assert.equal(await outcome, "why");
  assert.deepEqual(
    attempts.map(({ attempt, code }) => [attempt, code]),
    [[1, "aborted"]],
  );
  assert.ok(!("retryInMs" in attempts[0]));
  const waiting = new AbortController();
  const onAttempt = (attempt) => {
    attempts.push(attempt);
    setTimeout(() => waiting.abort("enough"), 5);
  };
  const other = scripted([answered(429, "", { "Retry-After": "50" })], { onAttempt });
  assert.equal(await failure(other.client.get("c", { signal: waiting.signal })), "enough");
  assert.deepEqual(
    attempts.slice(1).map(({ code, retryInMs }) => [code, retryInMs]),
    [["rate_limited", 50_000]],
  );
});

test("what was not sent is not told", async () => {
  const refusing = { accessToken: () => Promise.reject(new Error("no")) };
  for (const [options, use] of [
    [{}, (client) => client.get("")],
    [{}, (client) => client.create({})],
    [{}, (client) => client.get("c", { signal: AbortSignal.abort() })],
    [refusing, (client) => client.get("c")],
    [{ accessToken: never, timeoutMs: 20 }, (client) => client.get("c")],
    [{ headers: () => 5 }, (client) => client.get("c")],
    [{ headers: never, timeoutMs: 20 }, (client) => client.create(ana)],
  ]) {
    const { client, attempts } = told([found], options);
    await failure(use(client));
    assert.deepEqual(attempts, []);
  }
  let asked = 0;
  const accessToken = () => (asked++ === 0 ? "t" : Promise.reject(new Error("no")));
  const { client, attempts } = told([answered(500)], { accessToken });
  const { result } = await hurried(() => failure(client.get("c")));
  assert.deepEqual([result.attempts, attempts.length], [1, 1]);
});

test("it is told when the body is there, before a wait, and before the call settles", async () => {
  const order = [];
  const slow = () => {
    const body = new ReadableStream({
      async pull(stream) {
        await new Promise((done) => setTimeout(done, 5));
        order.push("body");
        stream.enqueue(new TextEncoder().encode(customer));
        stream.close();
      },
    });
    return new Response(body, { status: order.length < 2 ? 500 : 200 });
  };
  const onAttempt = ({ attempt }) => order.push(`told ${attempt}`);
  const { client } = scripted([slow], { onAttempt });
  const { setTimeout: original } = globalThis;
  await hurried(() => client.get("c").then(() => order.push("settled")));
  assert.equal(globalThis.setTimeout, original);
  assert.deepEqual(order, ["body", "told 1", "body", "told 2", "settled"]);
});

test("the duration begins with asking for the token", async () => {
  const accessToken = () => new Promise((done) => setTimeout(done, 40, "t"));
  const durations = [];
  const onAttempt = ({ durationMs }) => durations.push(durationMs);
  await scripted([found], { accessToken, onAttempt }).client.get("c");
  assert.ok(durations[0] >= 35 && durations[0] < 5_000, String(durations));
});

test("what it throws is reported, and changes nothing", async () => {
  const reported = [];
  const why = new Error("mine");
  const { reportError } = globalThis;
  try {
    for (const report of [(error) => reported.push(error), undefined, 5]) {
      globalThis.reportError = report;
      const onAttempt = () => {
        throw why;
      };
      const { client } = scripted([answered(500), found], { onAttempt });
      const { result } = await hurried(() => client.get("c"));
      assert.equal(result.id, JSON.parse(customer).id);
    }
  } finally {
    globalThis.reportError = reportError;
  }
  assert.deepEqual(reported, [why, why]);
});

test("what it answers is not looked at, and it may use the client or free it", async () => {
  const looked = [];
  const answer = { get: (_, name) => looked.push(name) };
  const { client, requests } = scripted([answered(500), found], {
    onAttempt: () => {
      if (requests.length === 1) client.get("other").catch(() => {});
      client.free();
      return new Proxy({}, answer);
    },
  });
  const { result } = await hurried(() => client.get("c"));
  assert.equal(result.id, JSON.parse(customer).id);
  assert.deepEqual(looked, []);
});

test("nothing of it is a credential, a header or a body", async () => {
  const quoting = (request) => {
    const sent = request.headers.get("Authorization");
    return answered(403, { detail: sent }, { "X-Request-Id": `R ${sent}` })();
  };
  const headers = { "X-Own": "marker" };
  const { client, attempts } = told([quoting], { apiKey: "sk_test_told", headers });
  await failure(client.create({ ...ana, phone: "marker" }));
  assert.equal(attempts[0].requestId, "R Basic [redacted]");
  assert.ok(!/marker|sk_test_told|c2tfdGVzdF90b2xk/.test(JSON.stringify(attempts)));
});

test("without the clock of the engine, the one of the day tells how long it took", async () => {
  const { performance } = globalThis;
  globalThis.performance = undefined;
  const { client, attempts } = told([found]);
  try {
    await client.get("c");
  } finally {
    globalThis.performance = performance;
  }
  assert.equal(attempts.length, 1);
});
