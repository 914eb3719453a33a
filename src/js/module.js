// The WebAssembly module, once it is loaded, and every call into it.

import { CustomersError, errorOf, refusal } from "./error.js";

let encoder;
let decoder;
let module;
let crash;

/** @param {object} exports what the module's glue exports */
export function provide(exports) {
  module = exports;
}

/**
 * A call into the module (see src/js.rs). It throws nothing on purpose: what is thrown is a crash
 * (a trap). Its memory cannot be trusted any more then, and every call from then on ends in the
 * same error.
 * @param {unknown[]} input
 * @param {Uint8Array} [body]
 */
export function invoke(input, body = []) {
  if (crash) {
    throw crash;
  }
  if (!module) {
    throw new CustomersError("The module is not loaded yet: await init() first.", {
      code: "load_failed",
    });
  }
  encoder ??= new TextEncoder();
  const json = encoder.encode(JSON.stringify(input));
  let told;
  try {
    module.reset();
    told = module.invoke(json, body);
  } catch (cause) {
    crash = new CustomersError(
      "The WebAssembly module has crashed and cannot be used any more: reload the page. " +
        "Please report this with the cause.",
      { code: "load_failed", cause },
    );
    throw crash;
  }
  return parse(told);
}

/** Throws where the bytes are not UTF-8 or not JSON. */
export function parse(bytes) {
  decoder ??= new TextDecoder("utf-8", { fatal: true });
  return JSON.parse(decoder.decode(bytes));
}

/** A call into the module whose faults are thrown. */
export function ask(input) {
  const told = invoke(input);
  if (told.faults) {
    throw errorOf(refusal(told.faults));
  }
  return told;
}
