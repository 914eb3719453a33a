// The error where no answer comes, and how it differs in a browser that knows that it is offline.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init from "customers-client";
import { answered, call, failure, fixture, hurried, lost, scripted } from "./scripted.mjs";

const customer = fixture("edition2_get");

before(() => init());

/** Runs something while the browser says that it is offline. */
async function offline(run) {
  const { navigator } = globalThis;
  const says = (value) =>
    Object.defineProperty(globalThis, "navigator", { value, configurable: true, writable: true });
  says({ onLine: false });
  try {
    return await run();
  } finally {
    says(navigator);
  }
}

test("a browser that says it is offline sends all the same, and repeats no failure of that", async () => {
  const offlineSays = "No answer from the service (fetch failed): this browser is offline.";
  await offline(async () => {
    const answering = scripted([answered(503), answered(200, customer)]);
    const { result } = await hurried(() => answering.client.get("c"));
    assert.deepEqual(result, JSON.parse(customer));
    assert.equal(answering.requests.length, 2, "an answer is repeated as ever");
    for (const [operation, ending] of [
      ["get", ""],
      ["create", " The change may have been made all the same: look first "],
      ["delete", " The change may have been made all the same: look first "],
    ]) {
      const { client, requests } = scripted([lost]);
      const error = await failure(call(client, operation));
      assert.deepEqual([error.code, error.attempts, requests.length], ["network", 1, 1]);
      assert.ok(error.message.startsWith(offlineSays + ending), error.message);
      assert.equal(error.outcomeUnknown, ending !== "");
      assert.equal(error.cause.message, "fetch failed");
    }
  });
});

test("what onLine says is read when the attempt begins", async () => {
  for (const [before, after, attempts] of [
    [true, false, 2],
    [false, true, 1],
  ]) {
    await offline(async () => {
      globalThis.navigator.onLine = before;
      const { client } = scripted([
        () => {
          globalThis.navigator.onLine = after;
          lost();
        },
      ]);
      const { result } = await hurried(() => failure(client.get("c")));
      assert.equal(result.attempts, attempts);
      assert.ok(result.message.endsWith("this browser is offline."), result.message);
    });
  }
});

test("what the engine says of a lost connection is said, redacted and without its files", async () => {
  const data = `data:image/png;base64,${"A".repeat(1_000)}`;
  for (const [thrown, said] of [
    ["no", "no"],
    [new Error("two\n lines"), "two lines"],
    [{ message: "a plain object" }, "a plain object"],
    [new Error("bad key sk_test_lost"), "bad key [redacted]"],
    [new Error(`not ${data} here`), `not ${data.slice(0, 45)}… here`],
    [new Error(" "), "no reason was given"],
    [{ message: 5 }, "no reason was given"],
    [Object.create(null), "no reason was given"],
    [undefined, "no reason was given"],
    [null, "no reason was given"],
    [5n, "no reason was given"],
  ]) {
    const { client } = scripted([() => Promise.reject(thrown)], { apiKey: "sk_test_lost" });
    const error = await failure(client.get("c", { maxRetries: 0 }));
    const says =
      `No answer from the service (${said}): it cannot be reached, the base URL is wrong, or its ` +
      "CORS rules do not allow this page.";
    assert.deepEqual([error.code, error.message], ["network", says]);
    assert.equal(error.cause, thrown, "the cause is left as it is");
  }
});
