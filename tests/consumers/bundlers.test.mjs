// Fresh projects that build the program with somebody else's tools: `npm run test:consumers`.

import { after, before, test } from "node:test";
import { assertLists } from "./browser.mjs";
import { run, startServer } from "./project.mjs";
import { setUp } from "./setting.mjs";

let set;
before(async () => {
  set = await setUp();
});
after(() => set?.close());

/** Installs, builds, and opens what was built as a site under the strict policy. */
async function assertBuilds(fixture, site = ".", options) {
  const project = await set.project(fixture);
  await run(project, "npm", "run", "build");
  await assertLists(set.browser, `${await set.site(`${project}/${site}`, options)}?baseUrl=/api`);
  return project;
}

/** Starts the project's own server, and opens the page at `path`. */
async function assertServes(project, path, script, ...args) {
  const server = await startServer(project, script, ...args);
  try {
    await assertLists(set.browser, server.url + path + set.direct);
  } finally {
    await server.stop();
  }
}

for (const [name, fixture] of [
  ["Vite", "vite"],
  ["Vite 7", "vite-7"],
]) {
  test(name, async () => {
    const project = await assertBuilds(fixture, "dist");
    await assertServes(project, "", "node_modules/vite/bin/vite.js", "--host", "127.0.0.1");
  });
}

test("webpack", () => assertBuilds("webpack"));

const NEXT = ["node_modules/next/dist/bin/next", "start"];
let next;

test("Next", async () => {
  next = await set.project("next");
  await run(next, "npm", "run", "build");
  await assertServes(next, "", ...NEXT);
});

test("Next, on the server", async () => {
  await set.add("next-server", next);
  await run(next, "npm", "run", "build");
  await assertServes(next, "", ...NEXT);
  await assertServes(next, "server", ...NEXT);
});

test("esbuild", () => assertBuilds("esbuild"));

test("Rollup", () => assertBuilds("rollup"));

// It writes an import map into the page, which the policy would forbid.
test("Parcel", () => assertBuilds("parcel", "dist", {}));

test("publint", async () => {
  const project = await set.project("published");
  await run(project, "npm", "exec", "--", "publint", set.tarball, "--strict");
});

// To those who `require`, a package of ES modules alone is wrong: that much is known.
test("attw", async () => {
  const project = await set.project("published");
  await run(project, "npm", "exec", "--", "attw", set.tarball, "--profile", "esm-only");
});
