// The bundled worker in workerd, once.

import { readFileSync } from "node:fs";
import { Miniflare } from "miniflare";

const { CUSTOMERS_URL: baseUrl, CUSTOMERS_KEY: apiKey } = process.env;
const worker = new Miniflare({
  compatibilityDate: "2026-07-01",
  modules: [
    { type: "ESModule", path: "server.js", contents: readFileSync("dist/server.js", "utf8") },
    {
      type: "CompiledWasm",
      path: "customers_client_bg.wasm?module", // as the bundle names it
      contents: readFileSync("dist/customers_client_bg.wasm"),
    },
  ],
});
const query = new URLSearchParams({ baseUrl, apiKey });
const answer = await worker.dispatchFetch(`http://worker.test/?${query}`);
console.log(await answer.text());
await worker.dispose();
