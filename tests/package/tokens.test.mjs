// The credential of each attempt, and the function that gives tokens.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init from "customers-client";
import { answered, call, failure, fixture, hurried, lost, never, scripted } from "./scripted.mjs";

const customer = answered(200, fixture("edition2_get"));
const operations = ["get", "create", "delete"];

/** A token function that gives these, one after the other, and then the last one again. */
function giving(...tokens) {
  let asked = 0;
  return async () => tokens[Math.min(asked++, tokens.length - 1)];
}

const authorizations = (requests) => requests.map(({ headers }) => headers.get("Authorization"));

before(() => init());

test("each kind of credential has its header, on every attempt", async () => {
  for (const [options, header] of [
    [{ apiKey: "secret" }, "Basic c2VjcmV0Og=="],
    [{ apiKey: "secret", accessToken: null }, "Basic c2VjcmV0Og=="],
    [{ accessToken: "fixed" }, "Bearer fixed"],
    [{ accessToken: () => "given" }, "Bearer given"],
    [{ accessToken: async () => "later" }, "Bearer later"],
    [{}, null],
  ]) {
    const { client, requests } = scripted([answered(500), customer], options);
    await hurried(() => client.get("c"));
    assert.deepEqual(authorizations(requests), [header, header]);
  }
});

test("each attempt has the token that was given for it", async () => {
  const { client, requests } = scripted([answered(500), lost, customer], {
    accessToken: giving("one", "two", "three"),
  });
  await hurried(() => client.get("c"));
  assert.deepEqual(authorizations(requests), ["Bearer one", "Bearer two", "Bearer three"]);
});

test("a token is asked for once more after a 401, and at once", async () => {
  for (const operation of operations) {
    for (const options of [undefined, { maxRetries: 0 }]) {
      const { client, requests } = scripted([answered(401)], {
        accessToken: giving("a", "b", "c"),
      });
      const { result, waits } = await hurried(() => failure(call(client, operation, options)));
      assert.deepEqual([result.code, result.attempts, waits], ["unauthorized", 2, []]);
      assert.deepEqual(authorizations(requests), ["Bearer a", "Bearer b"]);
    }
  }
});

test("the renewal is no retry", async () => {
  const { client, requests } = scripted([answered(500), answered(401), answered(500)], {
    accessToken: giving("a", "b", "c", "d"),
  });
  const { result, waits } = await hurried(() => failure(client.get("c")));
  assert.deepEqual([result.code, result.attempts, waits], ["server_error", 4, [250, 500]]);
  assert.equal(authorizations(requests).join(), "Bearer a,Bearer b,Bearer c,Bearer d");
});

test("a credential that cannot be renewed is not sent again after a 401", async () => {
  for (const options of [{ apiKey: "secret" }, { accessToken: "fixed" }, {}]) {
    const { client, requests } = scripted([answered(401)], options);
    const error = await failure(client.get("c"));
    assert.deepEqual([error.code, error.attempts, requests.length], ["unauthorized", 1, 1]);
  }
});

/** An error that says what is wrong with what the function gave. */
function assertRefused(error, message, attempts) {
  assert.deepEqual(
    [error.code, error.fields, error.attempts, error.outcomeUnknown],
    ["invalid_input", { accessToken: [message] }, attempts, false],
  );
  assert.equal(error.message, `Nothing was sent. accessToken: ${message}`);
}

test("a token that cannot stand in a header is refused and not shown", async () => {
  const characters = "Contains white space, a control character or one that is not Latin-1.";
  for (const [token, message] of [
    ["", "May not be empty."],
    ["a marker", characters],
    ["marker\r\nX-Evil: 1", characters],
    ["marker\u2028", characters],
    ["marker😀", characters],
    ["marker\ud800", characters],
  ]) {
    const { client, requests } = scripted([customer], { accessToken: () => token });
    const error = await failure(client.get("c"));
    assertRefused(error, message, 0);
    assert.ok(!JSON.stringify(error).includes("marker"));
    assert.equal(requests.length, 0);
  }
  // A colon and a live key's prefix are no fault of a token that a function gives.
  for (const token of ["a:b", "sk_live_x", "é"]) {
    const { client, requests } = scripted([customer], { accessToken: () => token });
    await client.get("c");
    assert.deepEqual(authorizations(requests), [`Bearer ${token}`]);
  }
});

test("an attempt without a token is not counted", async () => {
  const why = new Error("no session");
  const failing = "The function failed; its error is the cause of this one.";
  const nothing = "The function gave no string to use as a token.";
  for (const [give, message, cause] of [
    [() => Promise.reject(why), failing, why],
    [
      () => {
        throw why;
      },
      failing,
      why,
    ],
    [() => undefined, nothing],
    [async () => 5, nothing],
    [() => new String("boxed"), nothing],
  ]) {
    for (const operation of operations) {
      const { client, requests } = scripted([customer], { accessToken: give });
      const error = await failure(call(client, operation));
      assertRefused(error, message, 0);
      assert.equal(error.cause, cause);
      assert.equal(requests.length, 0);

      const before = giving("old", undefined);
      const accessToken = async () => (await before()) ?? give();
      const renewed = scripted([answered(401)], { accessToken });
      assertRefused(await failure(call(renewed.client, operation)), message, 1);
    }
  }
});

test("a time-out before anything was sent leaves no doubt about a write", async () => {
  const limit = 50;
  for (const [ends, attempts] of [
    [[customer], 0],
    [[answered(401)], 1],
    [[answered(429)], 1],
  ]) {
    let asked = 0;
    const accessToken = () => (asked++ === attempts ? never() : "old");
    const { client, requests } = scripted(ends, { accessToken, timeoutMs: limit });
    const { result: error } = await hurried(() => failure(call(client, "create")), { limit });
    assert.deepEqual(
      [error.code, error.attempts, error.outcomeUnknown, requests.length],
      ["timeout", attempts, false, attempts],
    );
  }
  const { client } = scripted([never], { accessToken: () => "given", timeoutMs: limit });
  const { result: error } = await hurried(() => failure(call(client, "create")), { limit });
  assert.deepEqual([error.code, error.attempts, error.outcomeUnknown], ["timeout", 1, true]);
});

test("a read is not repeated after a token that comes too late, which sends nothing", async () => {
  const limit = 50;
  let late;
  let asked = 0;
  const accessToken = () => {
    asked += 1;
    return new Promise((done) => {
      late = done;
    });
  };
  const { client, requests } = scripted([customer], { accessToken, timeoutMs: limit });
  const { result, waits } = await hurried(() => failure(client.get("c")), { limit });
  assert.deepEqual([result.code, result.attempts, asked, waits], ["timeout", 0, 1, []]);
  assert.equal(result.message, "No complete answer within 50 ms.");
  late("first");
  await new Promise((done) => setTimeout(done, 10));
  assert.equal(requests.length, 0);
});

test("the tokens of all attempts are redacted in the last error", async () => {
  const quoting = answered(403, { detail: "Not t0ken-one, t0ken-two or t0ken-three." });
  const { client } = scripted([answered(401), answered(500), quoting], {
    accessToken: giving("t0ken-one", "t0ken-two", "t0ken-three"),
  });
  const { result: error } = await hurried(() => failure(client.get("c")));
  assert.equal(error.message, "Not [redacted], [redacted] or [redacted].");
  assert.equal(error.attempts, 3);
  assert.ok(!JSON.stringify(error).includes("t0ken"));
});

test("a call's token is no secret of the next call", async () => {
  const quoting = answered(403, { detail: "Not one or two." });
  const { client } = scripted([quoting], { accessToken: giving("one", "two") });
  assert.equal((await failure(client.get("c"))).message, "Not [redacted] or two.");
  assert.equal((await failure(client.get("c"))).message, "Not one or [redacted].");
});

test("a token that another one begins with leaves nothing of that to be seen", async () => {
  const { client } = scripted([answered(500), answered(500, { detail: "Not tok-1-and-more." })], {
    accessToken: giving("tok-1", "tok-1-and-more"),
  });
  const { result } = await hurried(() => failure(client.get("c", { maxRetries: 1 })));
  assert.equal(result.message, "Not [redacted].");
});
