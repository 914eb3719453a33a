// Loading the module: the only state that an import of the package makes.

import instantiate, { invoke, reset } from "./customers_client.js";
import { CustomersError } from "./error.js";
import { provide } from "./module.js";

let loading;

/**
 * One load for concurrent and later calls, another try after a failed one. What is at a URL is
 * for the entry's `read` to get: a Response or the bytes.
 */
export function load(source, read) {
  loading ??= loadOnce(source, read).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function loadOnce(source, read) {
  let from = "the given source";
  try {
    // As bundlers know it: they put the file beside what they make of this one.
    let given = await (source ?? new URL("customers_client_bg.wasm", import.meta.url));
    if (typeof given === "string" || given instanceof URL || given instanceof Request) {
      from = given.url ?? String(given);
      given = await read(given);
    }
    if (given instanceof Response) {
      from = given.url || from;
      given = await received(given);
    }
    if (given instanceof DataView) {
      given = new Uint8Array(given.buffer, given.byteOffset, given.byteLength); // for V8
    }
    const compiled = given instanceof WebAssembly.Module ? given : await WebAssembly.compile(given);
    await instantiate(compiled);
    provide({ invoke, reset });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CustomersError(
      `The WebAssembly module could not be loaded from ${from}: ${reason}. ` +
        "See that customers_client_bg.wasm is there, or give init() another source.",
      { code: "load_failed", cause },
    );
  }
}

/** Compiled while it arrives, where the server says what it is in so many words. */
async function received(response) {
  if (!response.ok) {
    throw new Error(`the server answered ${response.status}`);
  }
  const type = response.headers.get("Content-Type")?.toLowerCase();
  return type === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : response.arrayBuffer();
}
