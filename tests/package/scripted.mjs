// A `fetch` that gives the answers of a list, for clients that need no service.

import { readFileSync } from "node:fs";
import { CustomersClient } from "customers-client";

export const baseUrl = "http://127.0.0.1:8000";
export const ana = { first_name: "Ana", last_name: "Mora", email: "ana@example.com" };

export const fixture = (name) =>
  readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8");

/** An answer; what is no text or bytes is told as JSON. */
export function answered(status, body = "", headers = {}) {
  const isRaw = body === null || typeof body === "string" || body instanceof Uint8Array;
  return () => new Response(isRaw ? body : JSON.stringify(body), { status, headers });
}

/** A request that fails without an answer. */
export function lost() {
  throw new TypeError("fetch failed");
}

/** An answer that never comes. */
export const never = () => new Promise(() => {});

/** A client that gets these answers, one after the other, and the last one again and again. */
export function scripted(ends, options) {
  const requests = [];
  const fetch = async (request) => {
    requests.push(request);
    return ends[Math.min(requests.length, ends.length) - 1](request);
  };
  return { client: new CustomersClient({ baseUrl, fetch, ...options }), requests };
}

/** An operation by its name, with arguments that nothing is wrong with. */
export function call(client, name, options) {
  const args = { create: [ana], update: ["c", {}], list: [{}] };
  return client[name](...(args[name] ?? ["c"]), options);
}

/** The error that a call rejects with; it must not resolve. */
export const failure = (promise) =>
  promise.then(
    () => {
      throw new Error("should have failed");
    },
    (error) => error,
  );

/**
 * Runs something with timers that do not wait, but for those of a limit, which none of the other
 * waits is equal to.
 * @returns {Promise<{ result: unknown, waits: number[], limits: number }>} what was waited for, and
 *   how many limits were set
 */
export async function hurried(run, { limit = 30_000, random = 0.5 } = {}) {
  const { setTimeout } = globalThis;
  const original = Math.random;
  const told = { waits: [], limits: 0 };
  globalThis.setTimeout = (done, ms, ...args) => {
    if (ms === limit) {
      told.limits += 1;
      return setTimeout(done, ms, ...args);
    }
    told.waits.push(ms);
    return setTimeout(done, 0, ...args);
  };
  Math.random = () => random;
  try {
    return Object.assign(told, { result: await run() });
  } finally {
    globalThis.setTimeout = setTimeout;
    Math.random = original;
  }
}
