// Runtimes other than browsers and Node, with what bundles for them.

import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { run } from "./project.mjs";
import { sawListed, setUp } from "./setting.mjs";

let set;
before(async () => {
  set = await setUp();
  await set.useNewerNode();
});
after(() => set?.close());

/** What was built, where nothing else of the project is. */
async function moved(file) {
  const elsewhere = await mkdtemp(join(set.directory, "moved-"));
  await cp(file, join(elsewhere, "program.js"));
  return elsewhere;
}

test("Bun", async (t) => {
  const project = await set.project("bun");
  sawListed(t, "program", await run(project, "npx", "bun", "program.js"));
});

test("Bun's bundler, moved", async (t) => {
  const project = await set.project("bun");
  await run(project, "npx", "bun", "build", "program.js", "--target=bun", "--outdir=dist");
  const bun = join(project, "node_modules/.bin/bun");
  const elsewhere = await moved(join(project, "dist/program.js"));
  sawListed(t, "program", await run(elsewhere, bun, "program.js"));
});

test("Bun, bun build --compile, moved", async (t) => {
  const project = await set.project("bun");
  await run(project, "npx", "bun", "build", "program.js", "--compile", "--outfile=dist/program");
  const elsewhere = await moved(join(project, "dist/program"));
  sawListed(t, "program", await run(elsewhere, "./program.js"));
});

test("Deno", async (t) => {
  const project = await set.project("deno");
  const allowed = ["run", "--no-prompt", "--allow-net", "main.js", set.sandbox, set.key];
  sawListed(t, "program", await run(project, "npx", "deno", ...allowed));
});

test("Cloudflare Workers, wrangler", async (t) => {
  const project = await set.project("workers");
  const wrangler = ["node_modules/wrangler/bin/wrangler.js", "dev", "--ip", "127.0.0.1"];
  await set.assertAnswers(t, project, "", ...wrangler);
});

test("Cloudflare Workers, miniflare with esbuild", async (t) => {
  const project = await set.project("miniflare");
  await run(project, "npm", "run", "build");
  sawListed(t, "worker", await run(project, "node", "main.js"));
});

test("@edge-runtime/vm with esbuild", async (t) => {
  const project = await set.project("edge");
  sawListed(t, "program", await run(project, "node", "main.js"));
});
