// A server's program, compiled without the DOM's library: what the declarations need of the platform
// is what @types/node declares.

import { readFile } from "node:fs/promises";
import init, {
  type Attempt,
  type Customer,
  type CustomerPatch,
  CustomersClient,
  CustomersError,
  createClient,
  type WasmModule,
} from "customers-client";

// @ts-expect-error: there is no DOM here
document.title;

/** @types/node declares no WebAssembly: such a module cannot be named, and need not be. */
export const noModule = (module: WasmModule): never => module;

export async function load(url: URL): Promise<void> {
  await init();
  await init(url);
  await init(url.href);
  await init(new Request(url));
  await init(fetch(url));
  await init(await readFile(url));
  await init(readFile(url).then(({ buffer }) => new Uint8Array(buffer)));
  // @ts-expect-error: a number is no source
  await init(5);
}

const log: Attempt[] = [];

export async function move(path: string): Promise<Customer> {
  const client = await createClient({
    accessToken: async () => "token",
    headers: async () => ({ "X-Trace": "1" }),
    fetch: (request) => fetch(request),
    onAttempt: (attempt) => log.push(attempt),
  });
  const patch: CustomerPatch = { photo: new Blob([await readFile(path)]) };
  const options = { signal: AbortSignal.timeout(1_000), timeoutMs: 500 };
  for await (const { id } of client.listAll({ limit: 1 }, options)) {
    return client.update(id, patch, options);
  }
  throw new CustomersError("Nobody is there.", { code: "not_found" });
}

/** What is optional takes undefined, also with exactOptionalPropertyTypes. */
export const plain = new CustomersClient({
  apiKey: process.env.CUSTOMERS_KEY,
  accessToken: undefined,
  baseUrl: undefined,
  timeoutMs: undefined,
  maxRetries: undefined,
  credentials: undefined,
  headers: undefined,
  dangerouslyAllowLiveKey: undefined,
  fetch: undefined,
  onAttempt: undefined,
});
