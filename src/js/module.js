// The WebAssembly module, once it is loaded, and every call into it.

import { CustomersError, errorOf } from "./error.js";

let module;
let crash;

/** @param {object} exports what the module's glue exports */
export function provide(exports) {
  module = exports;
}

/**
 * A call into the module. What that throws on purpose is an error as JSON. Anything else is a
 * crash (a trap): its memory cannot be trusted any more, and every call from then on ends in the
 * same error.
 * @template T
 * @param {(module: object) => T} call
 * @param {unknown} [cause] what an error that is thrown was caused by
 * @returns {T}
 */
export function use(call, cause) {
  if (crash) {
    throw crash;
  }
  if (!module) {
    throw new CustomersError("The module is not loaded yet: await init() first.", {
      code: "load_failed",
    });
  }
  try {
    return call(module);
  } catch (thrown) {
    if (typeof thrown === "string") {
      throw errorOf(thrown, cause);
    }
    crash = new CustomersError(
      "The WebAssembly module has crashed and cannot be used any more: reload the page. " +
        "Please report this with the cause.",
      { code: "load_failed", cause: thrown },
    );
    throw crash;
  }
}

/** Gives a handle's memory back; not after a crash. */
export function free(handle) {
  if (!crash) {
    use(() => handle.free());
  }
}
