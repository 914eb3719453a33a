// Copies of the package, and values that call themselves something else (by Symbol.toStringTag).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { baseUrl, fixture } from "./scripted.mjs";

export const bytes = readFileSync(
  new URL(import.meta.resolve("customers-client/customers-client.wasm")),
);
export const customer = fixture("edition2_get");

let copies = 0;
/** The package in a copy of its own, so that a crash in one test is none of the next. */
export async function fresh(source = bytes) {
  copies += 1;
  const entry = import.meta.resolve("customers-client");
  const its = await import(new URL(`index.js?${copies}`, entry));
  if (source) await its.default(source);
  return its;
}

/** A client of a copy of its own. */
export async function open(options) {
  const { CustomersClient } = await fresh();
  const fetch = async () => new Response(customer);
  return new CustomersClient({ baseUrl, fetch, maxRetries: 0, ...options });
}

/** What a promise resolves or rejects with, within a second. */
export function end(promise) {
  const late = new Promise((done) => setTimeout(done, 1_000, new Error("is still pending")));
  return Promise.race([promise.catch((error) => error), late]);
}

/** The error of this package that a promise ends in, within a second. */
export async function failure(promise) {
  const error = await end(promise);
  assert.equal(error?.name, "CustomersError", String(error));
  return error;
}

/** An object that calls itself by a name: `Object.prototype.toString` says it. */
export const branded = (brand, members) =>
  Object.defineProperty(members, Symbol.toStringTag, { value: brand });

/** A response with members of its own. */
export function responseWith(members) {
  const all = Object.entries(members).map(([name, value]) => [name, { value }]);
  return Object.defineProperties(new Response("{}"), Object.fromEntries(all));
}
