// The bundlers, frameworks and runtimes that are tested: under the name of its test, each one's
// version, what it has to see, and what its project has to set. docs/bundlers.md has the same table;
// quick.test.mjs compares the two.

import { readFileSync } from "node:fs";

const packages = (fixture) => {
  const file = new URL(`${fixture}/package.json`, import.meta.url);
  const { dependencies, devDependencies } = JSON.parse(readFileSync(file, "utf8"));
  return { ...dependencies, ...devDependencies };
};
const pinned = (fixture, name = fixture) => packages(fixture)[name];

const compilers = Object.keys(packages("typescript")).map((name) => name.split("-")[1]);
export const typescripts = compilers;

const wanted = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const node = process.versions.node;
const ours = wanted.devDependencies.esbuild;
const inline = '`from "customers-client/inline"`';
const copied = "`customers_client_bg=customers-client/customers-client.wasm --loader:.wasm=copy`";
const jsdom = '`testEnvironment: "jest-fixed-jsdom"`';

const page = "page 38";
const both = "page 38, worker 38";
const program = "program 38";
const application = "page 38; server 38";
const tested = "jsdom 38; node 38";

/** [test, version, customers seen, setting] */
export const matrix = [
  ["Vite, dev server and build", pinned("vite"), both, ""],
  [
    "Vite 7, dev server and build",
    pinned("vite-7", "vite"),
    both,
    '`optimizeDeps: { exclude: ["customers-client"] }`',
  ],
  ["Vite, library as ES and UMD", pinned("vite-library", "vite"), "page 38, page 38", inline],
  ["webpack", pinned("webpack"), both, ""],
  ["Rsbuild", pinned("rsbuild", "@rsbuild/core"), both, ""],
  ["Parcel", pinned("parcel"), both, ""],
  [
    "Rollup",
    pinned("rollup"),
    page,
    "`plugins: [nodeResolve({ browser: true }), importMetaAssets()]`",
  ],
  ["esbuild", pinned("esbuild"), both, copied],
  ["Bun's bundler, for browsers", pinned("bun"), page, inline],
  ["React, Vite's dev server and build", pinned("react"), page, ""],
  ["Vue, Vite's dev server and build", pinned("vue"), page, ""],
  ["Svelte, Vite's dev server and build", pinned("svelte"), page, ""],
  ["Next, client component", pinned("next"), page, ""],
  ["Next, server component and route handler", pinned("next"), application, ""],
  ["Next, edge route handler", pinned("next"), "server 38", ""],
  ["Astro, @astrojs/node", pinned("astro"), application, ""],
  ["React Router", pinned("react-router"), application, ""],
  ["SvelteKit, adapter-node", pinned("sveltekit", "@sveltejs/kit"), application, ""],
  ["Nuxt", pinned("nuxt"), application, ""],
  ["Angular, ng build", pinned("angular", "@angular/core"), page, inline],
  ["Storybook, HTML with Vite", pinned("storybook"), page, ""],
  [
    "page without a bundler, import map",
    "",
    page,
    '`"customers-client": "./node_modules/customers-client/pkg/index.js"`',
  ],
  ["page without a bundler, strict CSP", "", page, ""],
  ["page at a plain http name, with a gateway", "", page, ""],
  ["module worker without a bundler", "", "worker 38", ""],
  ["classic script, an IIFE by esbuild", ours, page, inline],
  ["classic worker, an IIFE by esbuild", ours, "worker 38", inline],
  ["Node, ES modules", node, program, ""],
  ["Node, CommonJS", node, program, ""],
  ["esbuild --platform=node, ES modules, moved", ours, program, ""],
  ["esbuild --platform=node, CommonJS, moved", ours, program, ""],
  ["Bun", pinned("bun"), program, ""],
  ["Bun's bundler, moved", pinned("bun"), program, ""],
  ["Bun, bun build --compile, moved", pinned("bun"), program, ""],
  ["Deno", pinned("deno"), program, "`--allow-net`"],
  ["Cloudflare Workers, wrangler", pinned("workers", "wrangler"), "server 38", ""],
  [
    "Cloudflare Workers, miniflare with esbuild",
    pinned("miniflare"),
    "worker 38",
    "`--conditions=workerd --loader:.wasm=copy`, a CompiledWasm module",
  ],
  [
    "@edge-runtime/vm with esbuild",
    pinned("edge", "@edge-runtime/vm"),
    program,
    "`--conditions=edge-light`, and the module from the host",
  ],
  ["Vitest, node", pinned("vitest"), "test 38; inlined 38", ""],
  ["Vitest, jsdom", pinned("vitest"), "test 38; inlined 38", ""],
  ["Vitest, happy-dom", pinned("vitest"), "test 38; inlined 38", ""],
  ["Jest, ES modules", pinned("jest"), tested, `${jsdom}, \`node --experimental-vm-modules\``],
  ["Jest, CommonJS by babel-jest", pinned("jest-babel", "babel-jest"), tested, jsdom],
  ["Jest, CommonJS by ts-jest", pinned("jest-ts", "ts-jest"), tested, jsdom],
  ["TypeScript", compilers.join(", "), "", ""],
  ["publint", pinned("published", "publint"), "", ""],
  ["attw, from CommonJS and ES modules", pinned("published", "@arethetypeswrong/cli"), "", ""],
].map(([name, version, seen, setting]) => [name, version, seen, setting || "none"]);

/** The table without patch versions, and without the version of Node, which is that of this run. */
function supported(version) {
  if (version === node) return wanted.engines.node;
  const minor = (one) => one.split(".").slice(0, 2).join(".");
  return version.split(", ").map(minor).join(", ");
}

/** The same as the guide has it. */
export const rows = matrix.map(
  ([name, version, seen, setting]) => `| ${name} | ${supported(version)} | ${seen} | ${setting} |`,
);
