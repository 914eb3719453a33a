// Headers of the caller's own: which are sent, when they are asked for, and which are refused.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { inspect } from "node:util";
import init, { CustomersClient } from "customers-client";
import {
  ana,
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

const customer = answered(200, fixture("edition2_get"));
const OPERATIONS = ["get", "list", "create", "update", "delete"];
const FAILED = "The function failed; its error is the cause of this one.";
const name = (text) => `"${text}" is not the name of a header.`;
const ours = (text) => `${text} is set by this client and cannot be given.`;
const value = (text) =>
  `The value of ${text} is no text, or has a control character or one that is not Latin-1.`;
const notPlain = (kind) => `Expected a plain object of texts, but got ${kind}.`;

const sent = (requests, header) => requests.map(({ headers }) => headers.get(header));

/** What is wrong with headers that are given to a client; nothing, where nothing is. */
function faults(headers) {
  try {
    new CustomersClient({ baseUrl, headers });
    return [];
  } catch (error) {
    assert.deepEqual([error.code, Object.keys(error.fields)], ["invalid_input", ["headers"]]);
    assert.ok(error.issues.every(({ code }) => code === "invalid_option"));
    assert.ok(!JSON.stringify(error).includes("marker"), "no value is shown");
    return error.fields.headers;
  }
}

before(() => init());

test("every request of every operation has them, beside the client's own", async () => {
  const headers = { "X-CSRFToken": "abc", "accept-language": "es, en;q=0.5", "x-empty": "" };
  const { client, requests } = scripted([answered(418)], { apiKey: "sk_test_x", headers });
  headers["X-CSRFToken"] = "changed later";
  for (const operation of OPERATIONS) await failure(call(client, operation));
  const png = new Blob([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])]);
  await failure(client.create({ ...ana, photo: png }));
  await failure(client.listAll().next());
  assert.equal(requests.length, 7);
  for (const { headers, method } of requests) {
    assert.equal(headers.get("X-CSRFToken"), "abc");
    assert.equal(headers.get("Accept-Language"), "es, en;q=0.5");
    assert.equal(headers.get("X-Empty"), "");
    assert.equal(headers.get("Accept"), "application/json");
    assert.equal(headers.get("Authorization"), "Basic c2tfdGVzdF94Og==");
    const type = headers.get("Content-Type");
    if (["GET", "DELETE"].includes(method)) assert.equal(type, null);
    else assert.match(type, /^(application\/json$|multipart\/form-data; boundary=)/);
  }
});

test("a function is asked before each attempt, after the token", async () => {
  const order = [];
  const accessToken = async () => {
    order.push("token");
    return "t";
  };
  const headers = async () => ({ "X-Trace": `${order.push("headers")}` });
  const ends = [answered(500), lost, answered(401), customer];
  const { client, requests } = scripted(ends, { accessToken, headers });
  await hurried(() => client.get("c"));
  assert.deepEqual(order, Array(4).fill(["token", "headers"]).flat());
  assert.deepEqual(sent(requests, "X-Trace"), ["2", "4", "6", "8"]);
  const plain = scripted([customer], { headers: () => ({ a: "b" }) });
  await plain.client.get("c");
  assert.deepEqual(sent(plain.requests, "A"), ["b"]);
});

test("null and nothing are no headers, and what is undefined is left out", async () => {
  for (const headers of [undefined, null, {}, Object.create(null), { "X-A": undefined }]) {
    const { client, requests } = scripted([customer], { headers });
    await client.get("c");
    assert.deepEqual([...requests[0].headers.keys()], ["accept"]);
  }
});

test("the client's own cannot be given, in whatever case", () => {
  for (const text of ["Accept", "ACCEPT", "authorization", "Authorization", "content-Type"]) {
    assert.deepEqual(faults({ [text]: "marker" }), [ours(text)]);
  }
  assert.deepEqual(faults({ "Accept-Language": "es", "X-Authorization": "x" }), []);
});

test("a name is an HTTP token", () => {
  for (const text of ["", " ", "a b", "a:b", "é", "a\nb", "(a)", "a/b", "a\u0000", "😀", "a,b"]) {
    assert.deepEqual(faults({ [text]: "marker" }), [name(text)], JSON.stringify(text));
  }
  assert.deepEqual(faults({ "!#$%&'*+-.^_`|~09azAZ": "1" }), []);
  assert.deepEqual(faults(JSON.parse('{"__proto__": "1"}')), []);
});

test("a value is Latin-1 text without control characters", () => {
  const texts = [
    "a\nb",
    "a\r\nX-Evil: 1",
    "\u0000",
    "\t",
    "\u007f",
    "\u0080",
    "\u0100",
    "😀",
    "\ud800",
  ];
  const others = [5, true, null, ["a"], {}, new String("a"), () => "a", Symbol("a"), 5n];
  for (const given of [...texts.map((text) => `marker${text}`), ...others]) {
    assert.deepEqual(faults({ "X-A": given }), [value("X-A")], String(given));
  }
  for (const given of ["", "é ÿ\u00a0", " a  b "]) assert.deepEqual(faults({ "X-A": given }), []);
});

test("all that is wrong is told, in the order it was given", () => {
  const given = { "X-A": 5, Accept: "x", "X-B": "fine", "a b": "x", "X-C": "\n" };
  assert.deepEqual(faults(given), [value("X-A"), ours("Accept"), name("a b"), value("X-C")]);
});

test("a plain object is asked for", () => {
  for (const [given, kind] of [
    [new Headers({ a: "b" }), "a Headers"],
    [[["a", "b"]], "an array"],
    [new Map([["a", "b"]]), "a Map"],
    [new Date(0), "a Date"],
    ["a: b", "a string"],
    [5, "a number"],
    [true, "a boolean"],
  ]) {
    assert.deepEqual(faults(given), [notPlain(kind)]);
  }
});

/** Fails as one that refuses the headers that a function gave, before anything is sent. */
async function assertRefused(headers, message, cause) {
  for (const operation of OPERATIONS) {
    const { client, requests } = scripted([customer], { headers });
    const error = await failure(call(client, operation));
    assert.deepEqual(
      [error.code, error.fields, error.attempts, error.outcomeUnknown, error.cause],
      ["invalid_input", { headers: [message] }, 0, false, cause],
    );
    assert.equal(error.message, `Nothing was sent. headers: ${message}`);
    assert.ok(!JSON.stringify(error).includes("marker"), "no value is shown");
    assert.equal(requests.length, 0);
  }
}

test("a function that fails is told with its error as the cause", async () => {
  for (const why of [new Error("marker: no session"), "text", 0]) {
    await assertRefused(() => Promise.reject(why), FAILED, why);
    const fail = () => {
      throw why;
    };
    await assertRefused(fail, FAILED, why);
  }
});

test("a function that answers nonsense is told", async () => {
  for (const [given, message] of [
    [null, notPlain("null")],
    ["marker", notPlain("a string")],
    [new Headers({ a: "marker" }), notPlain("a Headers")],
    [[["a", "marker"]], notPlain("an array")],
    [() => ({}), notPlain("a function")],
    [{ "X-A": "marker\n" }, value("X-A")],
    [{ "X-A": 5 }, value("X-A")],
    [{ authorization: "Bearer marker" }, ours("authorization")],
    [{ "a b": "marker" }, name("a b")],
  ]) {
    await assertRefused(() => given, message);
    await assertRefused(async () => given, message);
  }
});

test("a function that fails the second time leaves what was sent told", async () => {
  let asked = 0;
  const headers = () => (asked++ === 0 ? {} : Promise.reject(new Error("no")));
  const { client, requests } = scripted([answered(500)], { headers });
  const { result } = await hurried(() => failure(client.get("c")));
  assert.deepEqual([result.code, result.attempts, requests.length], ["invalid_input", 1, 1]);
});

test("a time limit holds while headers are asked for, and is not repeated", async () => {
  const limit = 50;
  for (const operation of ["get", "create"]) {
    const { client, requests } = scripted([customer], { headers: never, timeoutMs: limit });
    const { result, waits } = await hurried(() => failure(call(client, operation)), { limit });
    assert.deepEqual(
      [result.code, result.attempts, result.outcomeUnknown, requests.length, waits],
      ["timeout", 0, false, 0, []],
    );
  }
});

test("an abort holds while headers are asked for", async () => {
  const controller = new AbortController();
  const { client, requests } = scripted([customer], { headers: never });
  const outcome = client.get("c", { signal: controller.signal }).catch((reason) => reason);
  controller.abort("enough");
  assert.equal(await outcome, "enough");
  const { signal } = new AbortController();
  const aborting = scripted([customer], { headers: () => assert.fail() });
  assert.equal(
    await failure(aborting.client.get("c", { signal: AbortSignal.abort("was") })),
    "was",
  );
  assert.equal(signal.aborted, false);
  assert.equal(requests.length + aborting.requests.length, 0);
});

test("the client shows no value, and quotes what the service says of one", async () => {
  const headers = { "X-Session": "marker-of-a-session" };
  const { client } = scripted([answered(403, { detail: "No marker-of-a-session." })], { headers });
  assert.ok(!inspect(client, { depth: 9, showHidden: true, getters: true }).includes("marker"));
  assert.equal((await failure(client.get("c"))).message, "No marker-of-a-session.");
  for (const end of [answered(500), lost, () => 5, answered(200, "x")]) {
    const error = await failure(scripted([end], { headers, maxRetries: 0 }).client.get("c"));
    assert.ok(!(JSON.stringify(error) + inspect(error, { depth: 9 })).includes("marker"));
  }
});
