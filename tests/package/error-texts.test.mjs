// Whatever an error's body holds, what is told of it is fit to be shown: short single lines,
// neither markup nor the key. The bodies are those that fuzzing has stored, and mixtures of them.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { before, test } from "node:test";
import init, { CustomersClient } from "customers-client";

const KEY = "sk_test_1";
const stored = new URL("../fuzz/corpus/error_body/", import.meta.url);
const bodies = readdirSync(stored).map((name) => readFileSync(new URL(name, stored)).subarray(1));
const statuses = [400, 401, 404, 406, 413, 429, 503, 504];

before(() => init());

/** The error of a get, or of a delete, that is answered so. */
async function told(status, body, isWrite) {
  const headers = new Headers();
  // As no Headers would: any text.
  headers.get = (name) => (name === "X-Request-Id" ? body.toString() : null);
  const response = new Response(body, { status });
  Object.defineProperty(response, "headers", { value: headers });
  const fetch = async () => response;
  const baseUrl = "http://127.0.0.1:8000";
  const client = new CustomersClient({ apiKey: KEY, baseUrl, maxRetries: 0, fetch });
  return (isWrite ? client.delete("1") : client.get("1")).catch((error) => error);
}

/** 300 characters and the sign that there were more. */
const isShortLine = (text) =>
  [...text].length <= 301 && text === text.trim() && !/\s\s|[^\S ]/.test(text);
const isMarkup = (text) => /<[a-z/!]/i.test(text);

function assertFit(error, status, said) {
  assert.equal(error.name, "CustomersError", said);
  assert.equal(error.status, status, said);
  const { message, title, requestId, fields } = error;
  for (const text of [message, title].filter((text) => text !== undefined)) {
    assert.ok(text !== "" && isShortLine(text) && !isMarkup(text), `${text} of ${said}`);
  }
  assert.ok(isShortLine(requestId), `${requestId} of ${said}`);
  for (const [path, messages] of Object.entries(fields)) {
    assert.ok(path !== "" && isShortLine(path), `${path} of ${said}`);
    assert.ok(messages.length > 0 && messages.every(isShortLine), `${messages} of ${said}`);
  }
  const all = JSON.stringify(error) + error.stack;
  assert.ok(!all.includes(KEY), `${all} of ${said}`);
}

test("of every stored body and status", async () => {
  assert.ok(bodies.length > 40);
  for (const body of bodies) {
    for (const status of statuses) {
      for (const isWrite of [false, true]) {
        assertFit(await told(status, body, isWrite), status, body.toString());
      }
    }
  }
});

test("of texts that are long, blank or markup, or hold the key, wherever they stand", async () => {
  const pieces = [KEY, "sk_test_", "1", " ", "\n", "\u2028", "\ufeff", "\u0000", "<", "p>", "</p>"];
  pieces.push("<!--", "é", "😀", "\ud83d", "…", "email", "unique", "[redacted]", "x".repeat(298));
  const names = ["message", "content", "title", "detail", "email", "__proto__", "", "a.b", " "];
  let state = 1;
  const below = (end) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % end;
  };
  const any = (list) => list[below(list.length)];
  const text = () => Array.from({ length: below(7) }, () => any(pieces)).join("");
  const value = (depth) => {
    if (depth === 0 || below(3) === 0) return text();
    const items = Array.from({ length: below(4) }, () => value(depth - 1));
    if (below(3) === 0) return items;
    return Object.fromEntries(items.map((item) => [below(5) ? any(names) : text(), item]));
  };
  for (let run = 0; run < 5000; run += 1) {
    const said = JSON.stringify(value(3));
    const status = any(statuses);
    assertFit(await told(status, Buffer.from(said), below(2) === 0), status, said);
  }
});
