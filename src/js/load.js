// Loading the module: the only state that an import of the package makes.

import initialize, { isAtWork } from "./customers_client.js";
import { CustomersError, crashed, crashOf, isCustomersError } from "./error.js";
import { isA } from "./input.js";
import { defaultSource } from "./source.js";

let loading;
/** True where calls into the module are answered at once. */
export let isLoaded = false;

/** One load for concurrent and later calls, another try after a failed one. */
export function init(source) {
  loading ??= loadOnce(source).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** A call into the module; the only error that it throws on purpose is a CustomersError. */
export function into(call) {
  if (crashOf() || !isLoaded) {
    const message = "The module is not loaded yet: await init() first.";
    throw crashOf() ?? new CustomersError(message, { code: "load_failed" });
  }
  try {
    if (isAtWork()) {
      // Called from within a call, or after a trap in one: soon nothing is at work any more.
      queueMicrotask(() => isAtWork() && crashed("a trap in an earlier call"));
    }
    return call();
  } catch (error) {
    throw isCustomersError(error) ? error : crashed(error);
  }
}

async function loadOnce(source) {
  let from = "the given source";
  try {
    let given = await (source ?? defaultSource());
    if (typeof given === "string" || isA(given, "URL Request")) {
      from = given.url ?? String(given);
      given = await read(given, from);
    }
    if (isA(given, "Response")) {
      from = given.url || from;
      given = await received(given);
    }
    if (ArrayBuffer.isView(given)) {
      given = new Uint8Array(given.buffer, given.byteOffset, given.byteLength); // for V8
    }
    const isModule = isA(given, "WebAssembly.Module");
    await initialize({ module_or_path: isModule ? given : await WebAssembly.compile(given) });
    isLoaded = true;
  } catch (cause) {
    const reason = typeof cause?.message === "string" ? cause.message : String(cause);
    throw new CustomersError(
      `The WebAssembly module could not be loaded from ${short(from)}: ${short(reason)}. ` +
        "See that customers_client_bg.wasm is there, give init() another source, or import " +
        "customers-client/inline, which holds the module.",
      { code: "load_failed", cause },
    );
  }
}

/** A `data:` URL would be the module whole. */
const short = (text) => text.replace(/(data:\S{40})\S+/g, "$1…");

/** A response or bytes. Node's fetch does not read files. */
function read(source, url) {
  const files = url.startsWith("file:")
    ? globalThis.process?.getBuiltinModule?.("node:fs/promises")
    : undefined;
  return files ? files.readFile(new URL(url)) : fetch(source);
}

/** Compiled while it arrives, where the server says what it is in so many words. */
async function received(response) {
  if (!response.ok) {
    throw new Error(`the server answered ${response.status}`);
  }
  const type = response.headers.get("Content-Type")?.toLowerCase();
  // Only the engine's own can be compiled so; of any other the bytes are as good.
  return type === "application/wasm" && response.constructor === globalThis.Response
    ? WebAssembly.compileStreaming(response)
    : response.arrayBuffer();
}
