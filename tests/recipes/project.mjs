// A project of somebody else's, in target/recipes: the packed package, the packages that the recipes
// need, and the programs that docs/*.md show, each in a file of its own and built as they stand.

import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { run } from "../consumers/project.mjs";
import { blocks, isRecipe } from "../docs/blocks.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const here = fileURLToPath(new URL("project", import.meta.url));
export const project = join(root, "target/recipes");
const source = join(project, "src");
const built = join(project, "built");

export const service = process.env.SANDBOX_URL ?? "http://127.0.0.1:8000";

const read = (path) => readFile(path, "utf8");

/** The programs that the guides show, by the file that their first line names. */
export function shown() {
  return new Map(blocks.filter(isRecipe).map(({ file, code }) => [file, code]));
}

/** The packed package and the others, installed once for as long as nothing about them changes. */
async function install() {
  await mkdir(project, { recursive: true });
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", project];
  const [{ filename }] = JSON.parse(await run(root, "npm", ...pack));
  const manifest = await read(join(here, "package.json"));
  const parts = [manifest, await readFile(join(project, filename))];
  const wanted = parts
    .reduce((hash, part) => hash.update(part), createHash("sha256"))
    .digest("hex");
  const stamp = join(project, "installed");
  if ((await read(stamp).catch(() => "")) === wanted) return;
  await rm(stamp, { force: true });
  await rm(join(project, "package-lock.json"), { force: true });
  await writeFile(join(project, "package.json"), manifest);
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  await run(project, "npm", "install", ...quiet, join(project, filename));
  await writeFile(stamp, wanted);
}

/** Puts the project in order. What differs from the documents: there is no page for "/api" to belong to. */
export async function prepare() {
  await install();
  const programs = shown();
  await rm(source, { recursive: true, force: true });
  await cp(join(root, "docs/gateway"), join(source, "gateway"), { recursive: true });
  await cp(join(here, "tsconfig.json"), join(project, "tsconfig.json"));
  for (const [name, code] of programs) await writeFile(join(source, name), code);

  const gateway = `baseUrl: ${JSON.stringify(service)}, apiKey: process.env.RECIPES_KEY`;
  const runnable = join(project, "runnable");
  await rm(runnable, { recursive: true, force: true });
  await mkdir(runnable);
  for (const [name, code] of programs) {
    await writeFile(join(runnable, name), code.replaceAll('baseUrl: "/api"', gateway));
  }
  await rm(built, { recursive: true, force: true });
  await build({
    absWorkingDir: project,
    entryPoints: [...programs.keys()].map((name) => join(runnable, name)),
    outdir: built,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    logLevel: "silent",
  });
  await writeFile(join(project, "load.mjs"), "export const load = (name) => import(name);\n");
}

/** A recipe's exports, by its file's name. */
export const recipe = (name) =>
  import(pathToFileURL(join(built, name.replace(/\.tsx?$/, ".mjs"))).href);

/** One of the project's packages. */
export async function load(name) {
  const { load: inside } = await import(pathToFileURL(join(project, "load.mjs")).href);
  return inside(name);
}

/** Where one of the project's programs is. */
export const resolve = (name) => createRequire(join(project, "package.json")).resolve(name);

/** What runs in a browser, here. */
export async function useDom() {
  const { JSDOM } = await load("jsdom");
  const { window } = new JSDOM("<!doctype html><body></body>", { url: "http://localhost/" });
  for (const name of [
    "document",
    "navigator",
    "HTMLElement",
    "HTMLInputElement",
    "Element",
    "Node",
  ]) {
    Object.defineProperty(globalThis, name, {
      value: window[name],
      configurable: true,
      writable: true,
    });
  }
  globalThis.window = window;
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  return window;
}
