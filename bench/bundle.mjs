// What the browser loads: every client bundled and minified by esbuild in the same way, and this
// package also as it is published. Everything is read once, so that a build of the package that
// goes on meanwhile cannot mix two versions.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { form } from "./bodies.mjs";
import { brotli } from "./server.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const pkg = fileURLToPath(new URL("../pkg/", import.meta.url));

export const OURS = "customers-client";
const PEERS = {
  fetch: "fetch",
  [OURS]: "ours",
  zod: "zod",
  "zod mini": "zod-mini",
  valibot: "valibot",
  ky: "ky",
};
export const CLIENTS = Object.keys(PEERS);
/** A client that only the calls are timed with: it shows what the browser's cache costs. */
export const FETCH_DEFAULT = "fetch, default cache";
export const FORMS = 1_000;

const HINT = (href) =>
  `<link rel="preload" href="${href}" as="fetch" type="application/wasm" crossorigin>`;

// How a page can load this package, besides bundled and with nothing done; the peers have one way.
export const PRELOADED = "… with a preload hint";
const FETCHED_FIRST = "… fetch started first";
const INLINED = "… module inlined";
const PUBLISHED = "… as published";
const PUBLISHED_HINTS = "… as published, hints";
export const WAYS = [OURS, PRELOADED, FETCHED_FIRST, INLINED, PUBLISHED, PUBLISHED_HINTS];

/** Makes all files that the server has (path → bytes), and each client's size over the wire. */
export async function bundleAll() {
  const published = await readPublished();
  const wasmName = [...published.keys()].find((name) => name.endsWith(".wasm"));
  const wasm = published.get(wasmName);
  const files = new Map();
  for (const [name, body] of published) files.set(`/pkg/${name}`, body);
  const size = {};

  for (const [name, file] of Object.entries(PEERS)) {
    const from = `/clients/${file}/`;
    const client = await bundle(`export * from "./peers/${file}.ts";`, published);
    files.set(`${from}client.js`, client);
    size[name] = brotli(client).length;
    if (name === OURS) {
      files.set(from + wasmName, wasm);
      size[name] += brotli(wasm).length;
      const sum = [...published.values()].map((body) => brotli(body).length);
      size[PUBLISHED] = sum.reduce((all, one) => all + one, 0);
    }
  }

  const fetchDefault = 'export * from "./peers/fetch-default.ts";';
  files.set(clientPath(FETCH_DEFAULT), await bundle(fetchDefault, published));
  const bench = 'export * from "./page/bench.ts";';
  files.set("/bench.js", await bundle(bench, published));
  const forms = JSON.stringify(Array.from({ length: FORMS }, (_, n) => form(n)));
  files.set("/forms.js", Buffer.from(`export default ${forms};`));
  files.set("/index.html", html("", ""));

  const cold = async (name, { head = "", script, files: beside = {} }) => {
    const path = coldPath(name);
    files.set(`${path}index.html`, html(head, '<script type="module" src="app.js"></script>'));
    files.set(`${path}app.js`, await bundle(script, published));
    for (const [file, body] of Object.entries(beside)) files.set(path + file, body);
  };
  const show = 'import { show } from "./page/first-page.ts";\n';
  const plain = (file) =>
    `${show}import { createClient } from "./peers/${file}.ts";\nshow(createClient({ baseUrl: "/api" }));`;
  for (const [name, file] of Object.entries(PEERS)) {
    if (name !== OURS) await cold(name, { script: plain(file) });
  }
  const given = (source) =>
    `${show}import init, { CustomersClient } from "customers-client";\n${source}\n` +
    `show(init(wasm).then(() => new CustomersClient({ baseUrl: "/api" })));`;
  const beside = { [wasmName]: wasm };
  await cold(OURS, { script: plain("ours"), files: beside });
  await cold(PRELOADED, { head: HINT(wasmName), script: plain("ours"), files: beside });
  await cold(FETCHED_FIRST, {
    head: `<script>globalThis.wasm = fetch("${wasmName}")</script>`,
    script: given("const { wasm } = globalThis;"),
    files: beside,
  });
  await cold(INLINED, { script: given(`import wasm from "./${wasmName}";`) });
  const modules = [...published.keys()].filter((name) => name.endsWith(".js"));
  const unbundled =
    `${show}import { createClient } from "/pkg/index.js";\n` +
    'show(createClient({ baseUrl: "/api" }));';
  const hints = modules.map((name) => `<link rel="modulepreload" href="/pkg/${name}">`).join("");
  await cold(PUBLISHED, { script: unbundled });
  await cold(PUBLISHED_HINTS, { head: hints + HINT(`/pkg/${wasmName}`), script: unbundled });
  return { files, size };
}

/** The files of pkg/ that a browser loads: the entry, what it imports, and the module. */
async function readPublished() {
  const names = readdirSync(pkg).filter((name) => /\.(js|wasm)$/.test(name));
  const all = new Map(names.map((name) => [name, readFileSync(pkg + name)]));
  const { metafile } = await bundling('import "customers-client";', all, { treeShaking: false });
  const isLoaded = (name) => name.endsWith(".wasm") || `pkg:${name}` in metafile.inputs;
  return new Map([...all].filter(([name]) => isLoaded(name)));
}

export const coldPath = (name) => `/cold/${name.replace(/[^a-z]+/gi, "-")}/`;
export const clientPath = (name) => `/clients/${PEERS[name] ?? "fetch-default"}/client.js`;

async function bundle(contents, published) {
  const { outputFiles } = await bundling(contents, published);
  return Buffer.from(outputFiles[0].contents);
}

function bundling(contents, published, options = {}) {
  const snapshot = {
    name: "snapshot",
    setup({ onResolve, onLoad }) {
      const path = (name) => ({ path: name, namespace: "pkg" });
      onResolve({ filter: /^customers-client$/ }, () => path("index.js"));
      onResolve({ filter: /^\.\/.*\.wasm$/ }, ({ path: name }) => path(name.slice(2)));
      onResolve({ filter: /^\.\//, namespace: "pkg" }, ({ path: name }) => path(name.slice(2)));
      onLoad({ filter: /./, namespace: "pkg" }, ({ path: name }) => ({
        contents: published.get(name),
        loader: name.endsWith(".wasm") ? "binary" : "js",
      }));
    },
  };
  return build({
    ...options,
    metafile: true,
    stdin: { contents, resolveDir: here, loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    plugins: [snapshot],
    logLevel: "error",
    external: ["/pkg/*"],
  });
}

function html(head, body) {
  return Buffer.from(
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>' +
      '<link rel="icon" href="data:,"><script>globalThis.shown = ' +
      "new Promise((done) => { globalThis.isShown = done; })</script>" +
      `${head}<ul id="customers"></ul>${body}</html>\n`,
  );
}
