// The tarball, and its consumers that need no other package.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertLists } from "./browser.mjs";
import { run } from "./project.mjs";
import { setUp } from "./setting.mjs";

let set, plain;
before(async () => {
  set = await setUp();
  plain = await set.project("no-bundler");
});
after(() => set?.close());

test("the tarball holds what is needed, and nothing else", () => {
  const scripts = ["answer", "client", "crash", "customers_client", "error", "index", "input"];
  scripts.push("load", "node", "walk");
  assert.deepEqual(
    set.files,
    [
      ...["CHANGELOG.md", "LICENSE", "README.md", "package.json"],
      ...["pkg/customers_client_bg.wasm", "pkg/index.d.ts", "pkg/wasm.d.ts"],
      ...scripts.map((name) => `pkg/${name}.js`),
    ].sort(),
  );
});

test("Node ESM", async () => {
  const project = await set.project("node");
  const listed = await run(project, process.execPath, "list.js", set.sandbox, set.key);
  assert.equal(new Set(listed.trim().split("\n")).size, 38);
  const resolve = 'require.resolve("customers-client/customers-client.wasm")';
  const file = await run(project, process.execPath, "--print", resolve);
  assert.match(file, /customers_client_bg\.wasm$/m, "for those who host it themselves");
});

test("import map", async () => {
  const site = await set.site(plain, {});
  await assertLists(set.browser, `${site}import-map.html${set.direct}`);
});

test("strict CSP", async () => {
  const site = await set.site(plain);
  await assertLists(set.browser, `${site}strict-csp.html`);
});

test("module worker", async () => {
  const site = await set.site(plain);
  await assertLists(set.browser, `${site}worker.html?baseUrl=/api`);
});
