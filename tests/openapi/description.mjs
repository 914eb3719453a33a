// docs/openapi.yaml, read for the tests: its operations, and its schemas as validators.

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

/** A file of the repository, as text. */
export const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

export const description = parse(read("docs/openapi.yaml"));
export const { schemas } = description.components;

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Follows a reference, if there is one. */
export function resolve(part) {
  if (!part?.$ref) return part;
  return part.$ref
    .slice("#/".length)
    .split("/")
    .reduce((whole, key) => whole[key], description);
}

/** All operations, each with its path, its method and all of its parameters. */
export const operations = Object.entries(description.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => item[method]).map((method) => ({
    ...item[method],
    path,
    method: method.toUpperCase(),
    parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map(resolve),
  })),
);

export const operation = (id) => operations.find(({ operationId }) => operationId === id);

/** The schema of a JSON answer; one that says nothing where none is described. */
export function answerSchema({ responses }, status) {
  const response = resolve(responses[status] ?? responses[`${Math.trunc(status / 100)}XX`]);
  return response?.content?.["application/json"]?.schema ?? {};
}

export const bodySchema = ({ requestBody }, type = "application/json") =>
  requestBody?.content[type]?.schema;

/**
 * Validators by schema. An unknown keyword is an error, so that none is misspelt.
 * @param {{ formats?: boolean }} [options] `formats: false`: a format is a remark, as OpenAPI has it
 */
function validators({ formats = true } = {}) {
  const ajv = new Ajv2020({
    strictSchema: true,
    allErrors: true,
    validateFormats: formats,
    formats: { binary: true },
  });
  ajv.addVocabulary(["components", "example", "x-inferred", "x-service-accepts"]);
  if (formats) addFormats.default(ajv);
  ajv.addSchema({ $id: "file:///openapi", components: { schemas } });
  const absolute = (schema) =>
    JSON.parse(JSON.stringify(schema), (key, value) =>
      key === "$ref" ? value.replace(/^#/, "file:///openapi#") : value,
    );
  const compiled = new Map();
  /** What is wrong with a value, in words; nothing: an empty list. */
  return (schema, value) => {
    if (!compiled.has(schema)) compiled.set(schema, ajv.compile(absolute(schema)));
    const validate = compiled.get(schema);
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

export const faults = validators();
/** Of the types alone. */
export const typeFaults = validators({ formats: false });

/** All properties that a schema names, at its own level. */
export function propertiesOf(schema) {
  const { properties = {}, allOf = [], anyOf = [] } = resolve(schema);
  return Object.assign({}, ...[...allOf, ...anyOf].map(propertiesOf), properties);
}

/** All parts of the description with their paths. */
export function* parts(part = description, path = "#") {
  if (part === null || typeof part !== "object") return;
  yield [path, part];
  for (const [key, value] of Object.entries(part)) yield* parts(value, `${path}/${key}`);
}
