// The loading of the WebAssembly module.

import initialize, { isAtWork } from "./customers_client.js";
import { CustomersError, crashed, crashOf, isCustomersError } from "./error.js";
import { isA } from "./input.js";
import { defaultSource } from "./source.js";

let loading;
/** True once the module has been loaded. */
export let isLoaded = false;

/** Loads the module once for all callers. After a load that failed, the next call tries again. */
export function init(source) {
  loading ??= loadOnce(source).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Makes a call into the module. It throws nothing but a CustomersError; else it has crashed. */
export function callModule(call) {
  if (crashOf() || !isLoaded) {
    const message = "The module is not loaded yet: await init() first.";
    throw crashOf() ?? new CustomersError(message, { code: "load_failed" });
  }
  try {
    if (isAtWork()) {
      // Another call's code is on the stack, or it ended in a trap. The first is over in a microtask.
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
      given = new Uint8Array(given.buffer, given.byteOffset, given.byteLength); // V8 takes no DataView
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

/** Cuts `data:` URLs in a message, which would show the whole module. */
const short = (text) => text.replace(/(data:\S{40})\S+/g, "$1…");

/** Answers a response, or the bytes of a file: Node's `fetch` does not read files. */
function read(source, url) {
  const files = url.startsWith("file:")
    ? globalThis.process?.getBuiltinModule?.("node:fs/promises")
    : undefined;
  return files ? files.readFile(new URL(url)) : fetch(source);
}

/** Compiles a response while it arrives where its media type is right, else answers its bytes. */
async function received(response) {
  if (!response.ok) {
    throw new Error(`the server answered ${response.status}`);
  }
  const type = response.headers.get("Content-Type")?.toLowerCase();
  // A Response of another realm or of a polyfill cannot be compiled while it arrives.
  return type === "application/wasm" && response.constructor === globalThis.Response
    ? WebAssembly.compileStreaming(response)
    : response.arrayBuffer();
}
