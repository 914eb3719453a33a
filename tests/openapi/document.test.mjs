// The description by itself: it is OpenAPI, it says what is inferred, and the sandbox serves it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { description, faults, operations, parts, resolve, schemas } from "./description.mjs";

const { SANDBOX_URL } = process.env;

test("it is OpenAPI 3.1", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(description));
  assert.ok(valid, JSON.stringify(errors, null, 2));
  assert.equal(validator.version, "3.1");
});

test("every reference leads somewhere, and everything to refer to is referred to", () => {
  const used = new Set();
  for (const [path, { $ref }] of parts()) {
    if ($ref === undefined) continue;
    assert.ok(resolve({ $ref }), `${path}: ${$ref}`);
    used.add($ref);
  }
  const { securitySchemes: _, ...rest } = description.components;
  for (const [kind, named] of Object.entries(rest))
    for (const name of Object.keys(named)) {
      const $ref = `#/components/${kind}/${name}`;
      assert.ok(used.has($ref), `${$ref} is not used`);
    }
});

test("what is inferred is marked and said in words, both or neither", () => {
  for (const [path, part] of parts()) {
    if (typeof part.description !== "string" || path === "#/info") continue;
    const isMarked = part["x-inferred"] === true;
    assert.equal(isMarked, /\bInferred\b/.test(part.description), `${path}: ${part.description}`);
  }
  for (const [path, part] of parts())
    if ("x-inferred" in part)
      assert.ok(typeof part.description === "string", `${path} has no description`);
});

test("every example is an example of its schema", () => {
  let seen = 0;
  const check = (schema, example, path) => {
    assert.deepEqual(faults(schema, example), [], path);
    seen += 1;
  };
  for (const [path, part] of parts()) {
    if (part.schema && "example" in part) check(part.schema, part.example, path);
    for (const [name, { value }] of Object.entries(part.schema ? (part.examples ?? {}) : {}))
      check(part.schema, value, `${path}/${name}`);
  }
  for (const [name, schema] of Object.entries(schemas))
    if ("example" in schema) check(schema, schema.example, name);
  assert.ok(seen > 15, `${seen}`);
});

test("every operation has a name, a summary, a tag, and says what happens without credentials", () => {
  const names = operations.map(({ operationId }) => operationId);
  assert.equal(new Set(names).size, names.length);
  for (const { operationId, summary, tags, responses } of operations) {
    assert.ok(operationId && summary, operationId);
    assert.ok(description.tags.some(({ name }) => name === tags[0]));
    assert.ok(responses["401"], operationId);
  }
});

test("the sandbox serves it as JSON, the same thing", async () => {
  const response = await fetch(`${SANDBOX_URL}/openapi.json`);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("Content-Type"), "application/json");
  assert.deepEqual(await response.json(), description);
});
