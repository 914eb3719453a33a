// Fresh projects that build the program with somebody else's tools: `npm run test:consumers`.

import { after, before, test } from "node:test";
import { assertLists } from "./browser.mjs";
import { typescripts } from "./matrix.mjs";
import { run, startServer } from "./project.mjs";
import { saw, setUp } from "./setting.mjs";

let set;
before(async () => {
  set = await setUp();
});
after(() => set?.close());

/** Installs, builds, and opens what was built as a site under the strict policy. */
async function assertBuilds(t, fixture, site = ".", options) {
  const project = await set.project(fixture);
  await run(project, "npm", "run", "build");
  const url = await set.site(`${project}/${site}`, options);
  saw(t, await assertLists(set.browser, `${url}?baseUrl=/api`));
  return project;
}

/** Starts the project's own server, and opens the page at `path`. */
async function assertServes(t, project, path, script, ...args) {
  const server = await startServer(project, script, args);
  try {
    saw(t, await assertLists(set.browser, server.url + path + set.direct));
  } finally {
    await server.stop();
  }
}

for (const [name, fixture] of [
  ["Vite", "vite"],
  ["Vite 7", "vite-7"],
]) {
  test(name, async (t) => {
    const project = await assertBuilds(t, fixture, "dist");
    await assertServes(t, project, "", "node_modules/vite/bin/vite.js", "--host", "127.0.0.1");
  });
}

test("webpack 5", (t) => assertBuilds(t, "webpack"));

test("Rollup", (t) => assertBuilds(t, "rollup"));

test("esbuild", (t) => assertBuilds(t, "esbuild"));

// It writes an import map into the page, which the policy would forbid.
test("Parcel", (t) => assertBuilds(t, "parcel", "dist", {}));

const NEXT = ["node_modules/next/dist/bin/next", "start"];
let next;

test("Next", async (t) => {
  next = await set.project("next");
  await run(next, "npm", "run", "build");
  await assertServes(t, next, "", ...NEXT);
});

test("Next, on the server", async (t) => {
  await set.add("next-server", next);
  await run(next, "npm", "run", "build");
  await assertServes(t, next, "", ...NEXT);
  await assertServes(t, next, "server", ...NEXT);
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

// To those who `require`, a package of ES modules alone is wrong: that much is known.
test("attw", async () => {
  const project = await set.project("published");
  await run(project, "npm", "exec", "--", "attw", set.tarball, "--profile", "esm-only");
});
