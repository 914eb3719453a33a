// The attempts of a call: how many there are, how long the client waits between them, and which
// failure becomes the call's error.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init from "customers-client";
import {
  answered,
  baseUrl,
  call,
  failure,
  fixture,
  hurried,
  lost,
  never,
  scripted,
} from "./scripted.mjs";

const customer = fixture("edition2_get");
const after = (seconds) => ({ "Retry-After": seconds });

before(() => init());

test("repeats end after as many as the client or the call allows", async () => {
  for (const [ofClient, ofCall, attempts] of [
    [{}, undefined, 3],
    [{ maxRetries: 0 }, undefined, 1],
    [{ maxRetries: 5 }, {}, 6],
    [{ maxRetries: 5 }, { maxRetries: undefined }, 6],
    [{ maxRetries: 5 }, { maxRetries: 1 }, 2],
    [{ maxRetries: 0 }, { maxRetries: 4 }, 5],
    [{ maxRetries: 5 }, { maxRetries: 0 }, 1],
  ]) {
    for (const end of [answered(500), lost]) {
      const { client, requests } = scripted([end], ofClient);
      const { result, waits } = await hurried(() => failure(client.get("c", ofCall)));
      assert.equal(result.attempts, attempts);
      assert.equal(requests.length, attempts);
      assert.equal(waits.length, attempts - 1);
    }
  }
});

test("waits double, and are anywhere up to their bound", async () => {
  for (const random of [0, 0.5, 0.999]) {
    for (const end of [answered(500), lost]) {
      const { client } = scripted([end], { maxRetries: 7 });
      const { waits } = await hurried(() => failure(client.get("c")), { random });
      const bounds = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000];
      assert.deepEqual(
        waits,
        bounds.map((bound) => bound * random),
      );
    }
  }
});

test("what the service asks for is waited for, no less and no more, up to a minute", async () => {
  const dates = { "Retry-After": "Sun, 06 Nov 1994 08:49:47 GMT" };
  for (const operation of ["get", "create"]) {
    for (const [headers, wait] of [
      [after("0"), 0],
      [after("7"), 7_000],
      [after("60"), 60_000],
      [{ ...dates, Date: "Sun, 06 Nov 1994 08:49:37 GMT" }, 10_000],
    ]) {
      const { client, requests } = scripted([
        answered(503, "", headers),
        answered(429, "", headers),
        answered(200, customer),
      ]);
      const { waits } = await hurried(() => call(client, operation));
      assert.deepEqual(waits, [wait, wait], operation);
      assert.equal(requests.length, 3);
    }
    const { client } = scripted([answered(503, "", after("61"))]);
    const { result, waits } = await hurried(() => failure(call(client, operation)));
    assert.deepEqual([result.retryAfterMs, result.attempts, waits], [61_000, 1, []]);
  }
});

test("a wait that the service asks for does not shorten those that come after it", async () => {
  const { client } = scripted([answered(503, "", after("1")), answered(500)]);
  const { waits } = await hurried(() => failure(client.get("c")));
  assert.deepEqual(waits, [1_000, 500]);
});

test("a write is sent again only where it was surely not carried out", async () => {
  for (const write of ["create", "update", "delete"]) {
    const done = write === "delete" ? answered(204, null) : answered(200, customer);
    for (const end of [
      answered(429),
      answered(429, "", after("2")),
      answered(503, "", after("0")),
    ]) {
      const { client, requests } = scripted([end, done]);
      await hurried(() => call(client, write));
      assert.equal(requests.length, 2, write);
    }
    for (const [end, outcomeUnknown] of [
      [answered(503), false],
      [answered(408), false],
      [answered(500, "", after("1")), false],
      [answered(502), true],
      [answered(504), true],
      [lost, true],
      [answered(200, "not a customer"), true],
      [() => 5, false],
      [answered(302), false],
    ]) {
      const { client, requests } = scripted([end, done]);
      const error = await failure(call(client, write));
      assert.deepEqual([error.attempts, error.outcomeUnknown], [1, outcomeUnknown], write);
      assert.equal(error.message.includes("look first"), outcomeUnknown, error.message);
      assert.equal(requests.length, 1);
    }
  }
});

test("an answer ends the call however many attempts came before", async () => {
  const { client, requests } = scripted([lost, answered(503), answered(200, customer)]);
  const { result, waits } = await hurried(() => client.get("c"));
  assert.deepEqual(result, JSON.parse(customer));
  assert.deepEqual([requests.length, waits], [3, [250, 500]]);
});

test("each attempt is a request of its own, and all are the same", async () => {
  const { client, requests } = scripted([answered(429), answered(200, customer)]);
  await hurried(() => call(client, "create"));
  const [first, second] = requests;
  assert.notEqual(first, second);
  assert.equal(await first.text(), await second.text());
  assert.deepEqual([...first.headers], [...second.headers]);
});

test("a call has its client's options, and its own come before them", async () => {
  const ends = [answered(200, customer)];
  const { client, requests } = scripted(ends, { credentials: "include", timeoutMs: 7_000 });
  for (const [options, limit] of [
    [undefined, 7_000],
    [null, 7_000],
    [{}, 7_000],
    [{ timeoutMs: undefined }, 7_000],
    [{ timeoutMs: 5_000 }, 5_000],
  ]) {
    const { limits, waits } = await hurried(() => client.get("c", options), { limit });
    assert.deepEqual([limits, waits], [1, []]);
  }
  assert.ok(requests.every(({ credentials }) => credentials === "include"));
  const plain = scripted(ends);
  await plain.client.get("c");
  assert.equal(plain.requests[0].credentials, "omit");
});

test("the last failure is the one that is told", async () => {
  const first = answered(500, { detail: "First." });
  const { client } = scripted([first, never], { maxRetries: 1 });
  const { result: timeout } = await hurried(() => failure(client.get("c", { timeoutMs: 123 })), {
    limit: 123,
  });
  assert.equal(timeout.message, "No complete answer within 123 ms.");
  assert.deepEqual([timeout.code, timeout.status, timeout.attempts], ["timeout", undefined, 2]);

  const other = scripted([lost, first], { maxRetries: 1 });
  const { result: answer } = await hurried(() => failure(other.client.get("c")));
  assert.deepEqual(
    [answer.code, answer.status, answer.message, answer.cause],
    ["server_error", 500, "First.", undefined],
  );

  const { result: none } = await hurried(() => failure(scripted([lost]).client.get("c")));
  const says =
    "No answer from the service (fetch failed): it cannot be reached, the base URL is wrong, or " +
    "its CORS rules do not allow this page.";
  assert.deepEqual([none.code, none.status, none.message], ["network", undefined, says]);
  assert.equal(none.cause.message, "fetch failed");
});

test("an answer that broke off is none, but its status is told", async () => {
  const headers = { "X-Request-Id": "r-1" };
  const brokenOff = (status) => () => {
    const pull = (body) => body.error(new TypeError("terminated"));
    return new Response(new ReadableStream({ pull }), { status, headers });
  };
  const write = await failure(call(scripted([brokenOff(201)]).client, "create"));
  assert.deepEqual([write.code, write.status, write.outcomeUnknown], ["network", 201, true]);
  const says =
    "No answer from the service (terminated): it cannot be reached, the base URL is wrong, or its " +
    "CORS rules do not allow this page. The change may have been made all the same: look first " +
    "(search by email, get by id) before you repeat it.";
  assert.equal(write.message, says);
  assert.equal(write.cause.message, "terminated");
  const { client, requests } = scripted([brokenOff(200), answered(200, customer)]);
  await hurried(() => client.get("c"));
  assert.equal(requests.length, 2);
  // The status of an error says enough, also where its body breaks off.
  const error = await failure(call(scripted([brokenOff(400)]).client, "create"));
  assert.deepEqual([error.code, error.requestId], ["bad_request", "r-1"]);
  assert.equal(error.message, "The service answered 400: it could not accept the request.");
});

test("a body that JSON.parse refuses is an answer that cannot be read", async () => {
  const ill = new TextEncoder().encode(customer);
  ill[customer.indexOf("2875")] = "0".charCodeAt(0); // 0875
  const latin = new TextEncoder().encode(customer);
  latin[customer.indexOf("email") + 10] = 0xe9;
  for (const body of [ill, latin, customer.replace("true", "tru")]) {
    for (const [operation, status, outcomeUnknown] of [
      ["get", 200, false],
      ["create", 201, true],
    ]) {
      const { client } = scripted([answered(status, body, { "X-Request-Id": "r-1" })]);
      const error = await failure(call(client, operation));
      assert.deepEqual(
        [error.code, error.status, error.attempts, error.requestId, error.outcomeUnknown],
        ["unexpected_response", status, 1, "r-1", outcomeUnknown],
      );
      const says = "The service answered a success whose body is not JSON.";
      assert.ok(error.message.startsWith(says), error.message);
      assert.ok(error.cause instanceof Error);
    }
  }
});

test("what a given fetch gives is a response or nothing", async () => {
  const arrayBuffer = async () => new ArrayBuffer(0);
  const like = { status: 200, headers: new Headers(), redirected: false, arrayBuffer };
  const own = (properties) => Object.defineProperties(new Response("{}"), properties);
  const statuses = ["200", -1, 1_000, 404.5, 200.5, Number.NaN, undefined];
  const wrong = [
    ...statuses.map((value) => own({ status: { value } })),
    own({ arrayBuffer: { value: async () => "text" } }),
    own({ headers: { value: {} } }),
    own({ headers: { value: Object.create(Headers.prototype) } }),
    own({ redirected: { value: undefined } }),
    own({
      status: {
        get() {
          throw new Error("no status");
        },
      },
    }),
    Object.create(Response.prototype),
  ];
  for (const given of [5, null, undefined, {}, "text", [], like, new Request(baseUrl), ...wrong]) {
    for (const operation of ["get", "create", "delete"]) {
      const { client } = scripted([() => given]);
      const error = await failure(call(client, operation));
      assert.deepEqual(
        [error.code, error.attempts, error.outcomeUnknown, error.status, error.cause],
        ["unexpected_response", 1, false, undefined, undefined],
      );
      const says = "The fetch function gave something that is not a response.";
      assert.equal(error.message, says);
    }
  }
});

test("a redirect that a browser hides has no status", async () => {
  for (const operation of ["get", "create", "delete"]) {
    const { client } = scripted([() => Response.error()]);
    const error = await failure(call(client, operation));
    assert.equal(error.code, "unexpected_response");
    assert.ok(!("status" in error));
  }
});
