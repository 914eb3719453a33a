// What a browser would lose of JSON. No browser is needed to know.

import assert from "node:assert/strict";
import { test } from "node:test";
import { lossesOf, unsafeNumbers } from "../../www/json-check.js";

/** @param {string} json */
const told = (json) => lossesOf(json).map(({ kind, path, line }) => `${kind} ${path} ${line}`);

test("a number that would come back as another is a loss, however it is spelt", () => {
  const lost = [
    "12345678901234567890",
    "9007199254740993",
    "0.12345678901234567",
    "1e400",
    "1e-400",
  ];
  for (const number of [...lost, "-0", "-12345678901234567890", "123456789012345678.5"]) {
    assert.deepEqual(told(`{"a": ${number}}`), ["number a 1"], number);
  }
  const kept = ["0", "-1", "1.0", "1e2", "1E+2", "0.10", "100e-2", "9007199254740991", "1e300"];
  for (const number of [...kept, "1.5e-7", "0.1", "12345678901234567000", "0.0e5"]) {
    assert.deepEqual(told(`{"a": ${number}}`), [], number);
  }
});

test("a doubled key is a loss in its own object only, however it is spelt", () => {
  assert.deepEqual(told('{"a": 1, "a": 2}'), ["key a 1"]);
  assert.deepEqual(told('{"a": 1,\n "b": {"c": 1,\n "\\u0063": 2}}'), ["key b.c 3"]);
  assert.deepEqual(told('{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}], "c": "a"}'), []);
  assert.deepEqual(told('{"__proto__": 1, "__proto__": 2}'), ["key __proto__ 1"]);
});

test("a long text full of losses is checked at once", () => {
  const json = `[${"12345678901234567890,\n".repeat(40_000)}1e400]`;
  const began = process.cpuUsage().user;
  assert.equal(told(json).at(-1), "number [40000] 40001");
  const took = (process.cpuUsage().user - began) / 1000;
  assert.ok(took < 3000, `${took} ms`);
});

test("a place is named as a program names it, and texts are not taken for numbers", () => {
  const json =
    '{"a": ["12345678901234567890", {"b c": [[1, 1e999]]}], "d": "{\\"x\\": 1, \\"x\\": 1e999"}';
  assert.deepEqual(told(json), ['number a[1]["b c"][0][1] 1']);
});

test("a stored number beyond what a browser counts is not safe", () => {
  const stored = JSON.parse(
    '{"a": [12345678901234567890, 1.5, "12345678901234567890"], "b": 1e400}',
  );
  assert.deepEqual(unsafeNumbers(stored), [12345678901234567000, Infinity]);
  assert.deepEqual(unsafeNumbers({ a: [Number.MAX_SAFE_INTEGER, 0.1, -0, null, "x"] }), []);
});
