// Repeats, over real HTTP: what the caller sees, and how many requests the sandbox counted.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { CustomersClient } from "customers-client";

const baseUrl = process.env.SANDBOX_URL ?? "http://127.0.0.1:8000";
let accounts = 0;

/** A client of a new account, with the next requests' faults. */
async function faulty(...faults) {
  accounts += 1;
  const apiKey = `sk_test_new_package_retry_${accounts}_${Date.now()}`;
  for (const fault of faults) {
    await fetch(`${baseUrl}/_faults`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ key: apiKey, ...fault }),
    });
  }
  const requests = async () =>
    (await (await fetch(`${baseUrl}/_faults?key=${apiKey}`)).json()).requests;
  return { client: new CustomersClient({ apiKey, baseUrl }), requests, apiKey };
}

const ana = { first_name: "Ana", last_name: "Mora", email: "ana@example.com" };

before(() => init());

const passing = [
  { status: 408, body: "" },
  { status: 429, body: "" },
  { status: 500, body: "" },
  { status: 502, body: "<h1>Bad Gateway</h1>", content_type: "text/html" },
  { status: 503, body: "", retry_after: "0" },
  { status: 504, body: "" },
  { drop: "before" },
  { cut: true },
];

for (const fault of passing) {
  test(`a read is repeated after ${JSON.stringify(fault)}`, async () => {
    const { client, requests } = await faulty(fault);
    assert.equal((await client.list()).count, 0);
    assert.equal(await requests(), 2);
  });
}

test("a read is repeated after a time-out, which is each attempt's own", async () => {
  const { client, requests } = await faulty({ delay_ms: 2000 });
  assert.equal((await client.list({}, { timeoutMs: 500 })).count, 0);
  assert.equal(await requests(), 2);
});

test("repeats end after maxRetries, and the error says how many requests were sent", async () => {
  for (const [maxRetries, expected] of [
    [0, 1],
    [1, 2],
    [undefined, 3],
  ]) {
    const { client, requests } = await faulty({
      status: 503,
      body: "",
      retry_after: "0",
      times: 9,
    });
    const options = maxRetries === undefined ? undefined : { maxRetries };
    await assert.rejects(client.list({}, options), { code: "server_error", attempts: expected });
    assert.equal(await requests(), expected);
  }
});

const harmless = [
  { status: 429, body: "" },
  { status: 429, body: "", retry_after: "1" },
  { status: 503, body: "", retry_after: "0" },
];

for (const fault of harmless) {
  test(`a write is repeated after ${JSON.stringify(fault)}`, async () => {
    const { client, requests } = await faulty(fault);
    const { id } = await client.create(ana);
    assert.equal((await client.get(id)).email, ana.email);
    assert.equal((await client.list()).count, 1);
    assert.equal(await requests(), 4);
  });
}

const doubtful = [
  [{ status: 502, body: "" }, "server_error", true, 0],
  [{ status: 504, body: "" }, "server_error", true, 0],
  [{ status: 500, body: "" }, "server_error", false, 0],
  [{ status: 503, body: "" }, "server_error", false, 0],
  [{ drop: "before" }, "network", true, 0],
  [{ drop: "after" }, "network", true, 1],
  [{ cut: true }, "network", true, 1],
  [{ status: 201, body: "{", content_type: "application/json" }, "unexpected_response", true, 0],
];

for (const [fault, code, outcomeUnknown, count] of doubtful) {
  test(`a write is not repeated after ${JSON.stringify(fault)}`, async () => {
    const { client, requests } = await faulty(fault);
    await assert.rejects(client.create(ana), { code, outcomeUnknown, attempts: 1 });
    assert.equal(await requests(), 1);
    assert.equal((await client.list()).count, count);
  });
}

test("Retry-After is waited for, as a date too", async () => {
  for (const after of ["1", () => new Date(Date.now() + 2000).toUTCString()]) {
    const retry_after = typeof after === "string" ? after : after();
    const { client } = await faulty({ status: 429, body: "", retry_after });
    const since = performance.now();
    await client.list();
    const waited = performance.now() - since;
    assert.ok(waited > 800 && waited < 5000, `${retry_after}: ${waited} ms`);
  }
});

test("a Retry-After of over a minute is the caller's to wait for", async () => {
  const { client, requests } = await faulty({ status: 429, body: "", retry_after: "61" });
  await assert.rejects(client.list(), { code: "rate_limited", retryAfterMs: 61_000, attempts: 1 });
  assert.equal(await requests(), 1);
});

test("a wait ends at once when it is aborted", async () => {
  const { client, requests } = await faulty({ status: 429, body: "", retry_after: "50" });
  const controller = new AbortController();
  setTimeout(() => controller.abort("enough"), 200);
  const since = performance.now();
  const reason = await client.list({}, { signal: controller.signal }).catch((thrown) => thrown);
  assert.equal(reason, "enough");
  assert.ok(performance.now() - since < 5000);
  assert.equal(await requests(), 1);
});

test("a token function is asked for each attempt, and once more after a 401", async () => {
  let asked = 0;
  const accessToken = async () => {
    asked += 1;
    return asked === 1 ? "expired" : "PdSKf04xi9LEcvcwIAdbWAXVg380Kz";
  };
  await new CustomersClient({ baseUrl, accessToken }).list({}, { maxRetries: 0 });
  assert.equal(asked, 2);
  const never = new CustomersClient({ baseUrl, accessToken: () => "expired" });
  await assert.rejects(never.list(), { code: "unauthorized", attempts: 2 });
  const fixed = new CustomersClient({ baseUrl, accessToken: "expired" });
  await assert.rejects(fixed.list(), { code: "unauthorized", attempts: 1 });
});

test("a browser that says it is offline is not believed: a loopback host answers", async () => {
  const { client, requests } = await faulty();
  const { navigator } = globalThis;
  Object.defineProperty(globalThis, "navigator", { value: { onLine: false }, configurable: true });
  assert.equal((await client.list()).count, 0);
  const lost = new CustomersClient({ baseUrl: "http://127.0.0.1:9" });
  await assert.rejects(lost.list(), { code: "network", attempts: 1, message: /offline\.$/ });
  // But an abort is an abort, wherever.
  const signal = AbortSignal.abort("why");
  assert.equal(await client.list({}, { signal }).catch((reason) => reason), "why");
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
  assert.equal(await requests(), 1);
});
