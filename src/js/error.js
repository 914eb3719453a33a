// The error class of this package, and the end of all pending calls when the module crashes.

import { attempt } from "./input.js";

const OPTIONAL = ["status", "title", "retryAfterMs", "requestId"];

/** types.d.ts describes its properties. */
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

/** It goes by `name`, which errors of other realms and of other copies of the package have too. */
export function isCustomersError(error) {
  return attempt(() => typeof error === "object" && error.name === "CustomersError") === true;
}

/** Makes an object of issues: path → messages. */
export function byPath(issues) {
  const fields = new Map();
  for (const { path, message } of issues) {
    fields.set(path, [...(fields.get(path) ?? []), message]);
  }
  return Object.fromEntries(fields); // a path may be "__proto__"
}

/** The functions that reject the promises of all pending calls. */
const pending = new Set();
let crash;

/** Wraps a call's promise: after a crash the promise itself may stay pending, this one rejects. */
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
 * Notes that the module has crashed, by a panic or a trap, and that its memory cannot be trusted any
 * more. It answers the error in which every call ends from now on, the pending ones at once.
 * @param {unknown} cause the text or the error that says where it broke
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

/** The error of the crash, if the module has crashed. */
export const crashOf = () => crash;
