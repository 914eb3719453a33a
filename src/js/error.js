// The one error of this package; what is pending, and what becomes of it when the module crashes.

import { attempt } from "./input.js";

const OPTIONAL = ["status", "title", "retryAfterMs", "requestId"];

/** Its properties are described in the type declarations. */
export class CustomersError extends Error {
  name = "CustomersError";

  constructor(message, { cause, ...details }) {
    super(message, cause === undefined ? undefined : { cause });
    const { code, issues = [], attempts = 0, outcomeUnknown = false } = details;
    Object.assign(this, { code, fields: byPath(issues), issues, attempts, outcomeUnknown });
    for (const name of OPTIONAL) {
      if (details[name] !== undefined) {
        this[name] = details[name];
      }
    }
  }

  /** Everything but the cause and the stack: fit for a log, and for another window. */
  toJSON() {
    const { name, message } = this;
    return { name, message, ...this };
  }
}

/** By `name`, so that it holds across realms and duplicate copies of the package. */
export function isCustomersError(error) {
  return attempt(() => typeof error === "object" && error.name === "CustomersError") === true;
}

/** Issues as messages by path. */
export function byPath(issues) {
  const fields = new Map();
  for (const { path, message } of issues) {
    fields.set(path, [...(fields.get(path) ?? []), message]);
  }
  return Object.fromEntries(fields); // a path may be "__proto__"
}

/** What rejects each promise that a call is waiting for. */
const pending = new Set();
let crash;

/** A call's promise, which a crash of the module would leave unsettled, or end in its trap. */
export function kept(promise) {
  return new Promise((resolve, reject) => {
    const settled = (settle) => (value) => {
      pending.delete(reject);
      settle(value);
    };
    pending.add(reject);
    promise.then(
      settled(resolve),
      settled((reason) => reject(crash ?? reason)),
    );
  });
}

/**
 * The module has crashed (a panic, before its trap, or a trap), so that its memory cannot be
 * trusted any more: every call ends in this error, the pending ones now.
 * @param {unknown} cause what says where it broke
 */
export function crashed(cause) {
  crash ??= new CustomersError(
    "The WebAssembly module has crashed and cannot be used any more: reload the page. " +
      "Please report this with the cause.",
    { code: "load_failed", cause: typeof cause === "string" ? new Error(cause) : cause },
  );
  for (const reject of pending) {
    reject(crash);
  }
  pending.clear();
  return crash;
}

/** The crash, where there was one. */
export const crashOf = () => crash;
