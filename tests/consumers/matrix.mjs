// Who is tested, under the name of the test: what is done, and what the browser has to see. README
// has the same table; quick.test.mjs compares the two.

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
const page = "page 38";
const both = "page 38, worker 38";

/** [test, version, what is done, customers seen] */
export const matrix = [
  ["Vite", pinned("vite"), "dev server, build", both],
  ["Vite 7", pinned("vite-7", "vite"), "dev server, build", both],
  ["webpack 5", pinned("webpack"), "build", both],
  ["Rollup", pinned("rollup"), "build", page],
  ["esbuild", pinned("esbuild"), "build", both],
  ["Parcel", pinned("parcel"), "build", both],
  ["Next", pinned("next"), "build, start; client component", page],
  ["Next, on the server", pinned("next"), "build, start; server component", page],
  ["React", pinned("react"), "Vite's dev server (StrictMode) and build", page],
  ["Vue", pinned("vue"), "Vite's dev server and build", page],
  ["Svelte", pinned("svelte"), "Vite's dev server and build", page],
  ["import map", "", "page without a bundler", page],
  ["module worker", "", "worker without a bundler", "worker 38"],
  ["strict CSP", "", "page without a bundler", page],
  ["Node ESM", process.versions.node, "program", "program 38"],
  ["TypeScript", compilers.join(", "), "strict, `skipLibCheck` off", ""],
  ["publint", pinned("published", "publint"), "`--strict`", ""],
  ["attw", pinned("published", "@arethetypeswrong/cli"), "`--profile esm-only`", ""],
];

/** Patches come and go, and Node is whichever runs the tests. */
function supported(name, version) {
  if (name === "Node ESM") return wanted.engines.node;
  const minor = (one) => one.split(".").slice(0, 2).join(".");
  return version.split(", ").map(minor).join(", ");
}

/** The same as README has it. */
export const rows = matrix.map(
  ([name, version, done, seen]) => `| ${name} | ${supported(name, version)} | ${done} | ${seen} |`,
);
