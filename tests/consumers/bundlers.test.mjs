// Fresh projects that build a page with a bundler, and tools that read the package without running it.
// `npm run test:consumers` runs them.

import { after, before, test } from "node:test";
import { assertLists } from "./browser.mjs";
import { typescripts } from "./matrix.mjs";
import { inlined, run } from "./project.mjs";
import { saw, setUp } from "./setting.mjs";

let set;
before(async () => {
  set = await setUp();
});
after(() => set?.close());

for (const [name, fixture] of [
  ["Vite, dev server and build", "vite"],
  ["Vite 7, dev server and build", "vite-7"],
]) {
  test(name, async (t) => {
    const project = await set.assertBuilds(t, fixture, "dist");
    const vite = ["node_modules/vite/bin/vite.js", "--host", "127.0.0.1"];
    await set.assertServes(t, project, "", ...vite);
  });
}

test("webpack", (t) => set.assertBuilds(t, "webpack"));

test("Rollup", (t) => set.assertBuilds(t, "rollup"));

test("esbuild", (t) => set.assertBuilds(t, "esbuild"));

// It writes an import map into the page, which the policy would forbid.
test("Parcel", (t) => set.assertBuilds(t, "parcel", "dist", {}));

test("Rsbuild", (t) => set.assertBuilds(t, "rsbuild", "dist"));

test("Vite, library as ES and UMD", (t) => set.assertBuilds(t, "vite-library"));

test("Bun's bundler, for browsers", async (t) => {
  const project = await set.project("bun", inlined("app.js"));
  await run(project, "npx", "bun", "build", "app.js", "--target=browser", "--outdir=dist");
  saw(t, await assertLists(set.browser, `${await set.site(project)}?baseUrl=/api`));
});

test("TypeScript", async () => {
  const project = await set.project("typescript");
  await set.add("../types/program.ts", `${project}/program.ts`);
  for (const version of typescripts) {
    const tsc = `node_modules/typescript-${version}/bin/tsc`;
    await run(project, process.execPath, tsc, "--module", "nodenext");
    const bundler = ["--module", "esnext", "--moduleResolution", "bundler"];
    await run(project, process.execPath, tsc, ...bundler);
  }
});

test("publint", async () => {
  const project = await set.project("published");
  await run(project, "npm", "exec", "--", "publint", set.tarball, "--strict");
});

// The module itself is a file to copy or fetch: to `require` it means nothing.
test("attw, from CommonJS and ES modules", async () => {
  const project = await set.project("published");
  const entries = ["--profile", "node16", "--exclude-entrypoints", "customers-client.wasm"];
  await run(project, "npm", "exec", "--", "attw", set.tarball, ...entries);
});
