// If the module crashes after all (a trap, or an exception that passes through its frames), its
// memory cannot be trusted any more. Every call, the pending ones too, then ends in one error.

import { CustomersError } from "./error.js";

const pending = new Set();
let crash;

function crashed(cause) {
  crash ??= new CustomersError(
    "The WebAssembly module has crashed and cannot be used any more: reload the page. " +
      "Please report this with the cause.",
    { code: "load_failed", cause },
  );
  for (const reject of pending) {
    reject(crash);
  }
  pending.clear();
  return crash;
}

/** A call into the module; the only error that it throws on purpose is a CustomersError. */
export function guard(call) {
  if (crash) {
    throw crash;
  }
  try {
    return call();
  } catch (error) {
    throw error instanceof CustomersError ? error : crashed(error);
  }
}

/** A call that returns a promise, which a crash would leave unsettled. */
export async function run(call) {
  let fail;
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  pending.add(fail);
  try {
    return await Promise.race([guard(call), failed]);
  } finally {
    pending.delete(fail);
  }
}

/** Takes the place of the global one in the module's glue (see .ci/build.mjs): futures run in it. */
export function queueMicrotask(callback) {
  globalThis.queueMicrotask(() => {
    if (!crash) {
      try {
        callback();
      } catch (error) {
        crashed(error);
      }
    }
  });
}
