// The tarball, and its consumers that need no other package.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { wanted } from "../../.ci/tarball.mjs";
import { assertLists } from "./browser.mjs";
import { rows } from "./matrix.mjs";
import { run } from "./project.mjs";
import { readme, shown } from "./readme.mjs";
import { CSP, saw, setUp } from "./setting.mjs";

let set, plain;
before(async () => {
  set = await setUp();
  plain = await set.project("no-bundler");
});
after(() => set?.close());

test("the tarball holds what is needed, and nothing else", () => {
  assert.deepEqual(set.files, wanted);
});

test("README has the matrix, and the settings that are tried", () => {
  const table = readme.split("| --- | --- | --- | --- |\n")[1].split("\n\n")[0];
  assert.deepEqual(table.split("\n"), rows);

  const fixture = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
  for (const path of ["vite-7/vite.config.js", "next-server/next.config.mjs"])
    assert.equal(shown(path.split("/")[1]).replace(/^.*\n/, ""), fixture(path));
  assert.equal(shown("rollup.config.js").replace(/^.*\n/, ""), fixture("rollup/rollup.config.js"));
  const { build } = JSON.parse(fixture("esbuild/package.json")).scripts;
  const command = readme.match(/^(esbuild app.js (?:.*\\\n)*.*)$/m)[1].replaceAll(/ \\\n\s*/g, " ");
  assert.equal(command.replace("app.js", "app.js app-worker.js worker.js"), build);
  const map = fixture("no-bundler/import-map.html").match(/{ "imports": .* }/)[0];
  assert.ok(readme.includes(map));
  assert.ok(readme.includes(`\n${CSP}\n`));
});

test("Node ESM", async (t) => {
  const project = await set.project("node");
  const listed = await run(project, process.execPath, "list.js", set.sandbox, set.key);
  saw(t, `program ${new Set(listed.trim().split("\n")).size}`);
  const resolved = (name) =>
    run(project, process.execPath, "--print", `require.resolve("${name}")`);
  assert.match(await resolved("customers-client/customers-client.wasm"), /_client_bg\.wasm$/m);
  assert.match(await resolved("customers-client/package.json"), /customers-client.package\.json$/m);
});

test("import map", async (t) => {
  const site = await set.site(plain, {});
  saw(t, await assertLists(set.browser, `${site}import-map.html${set.direct}`));
});

test("a server that does not know what .wasm is", async () => {
  const site = await set.site(plain, { types: { ".wasm": "application/octet-stream" } });
  await assertLists(set.browser, `${site}import-map.html${set.direct}`);
});

test("strict CSP", async (t) => {
  const site = await set.site(plain);
  saw(t, await assertLists(set.browser, `${site}strict-csp.html`));
});

test("module worker", async (t) => {
  const site = await set.site(plain);
  saw(t, await assertLists(set.browser, `${site}worker.html?baseUrl=/api`));
});
