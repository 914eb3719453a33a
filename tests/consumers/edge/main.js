// The program for an edge runtime, bundled as the runtime's hosts do it: the WebAssembly module stays
// outside of the bundle, and the host hands it over compiled.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { EdgeVM } from "@edge-runtime/vm";
import { build } from "esbuild";

const fromOutside = {
  name: "from outside",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "module" }));
    onLoad({ filter: /./, namespace: "module" }, () => ({
      contents: "export default globalThis.compiled;",
    }));
  },
};
const { outputFiles } = await build({
  entryPoints: ["list.js"],
  bundle: true,
  write: false,
  format: "iife",
  globalName: "program",
  conditions: ["edge-light"],
  plugins: [fromOutside],
});

const wasm = createRequire(import.meta.url).resolve("customers-client/customers-client.wasm");
const compiled = await WebAssembly.compile(await readFile(wasm));
const vm = new EdgeVM({ extend: (context) => Object.assign(context, { compiled }) });
vm.evaluate(outputFiles[0].text);
const { CUSTOMERS_URL: baseUrl, CUSTOMERS_KEY: apiKey } = process.env;
console.log(await vm.evaluate(`program.list(${JSON.stringify({ baseUrl, apiKey })})`));
