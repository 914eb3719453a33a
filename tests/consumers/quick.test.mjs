// The tarball, and its consumers that need no package which is not here already.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { wanted } from "../../.ci/commands/tarball.mjs";
import { assertLists, LOCAL_NAME } from "./browser.mjs";
import { bundlers, policy, shown } from "./guides.mjs";
import { rows } from "./matrix.mjs";
import { inlined, run } from "./project.mjs";
import { CSP, saw, sawListed, setUp } from "./setting.mjs";

let set, plain, node, classic;
before(async () => {
  set = await setUp();
  plain = await set.project("no-bundler");
  node = await set.project("node");
  classic = await set.project("classic", { ...inlined("app.js"), ...inlined("worker.js") });
});
after(() => set?.close());

test("the tarball holds what is needed, and nothing else", () => {
  assert.deepEqual(set.files, wanted);
});

test("the guides have the matrix, and the settings that are tried", () => {
  const head = "| consumer | version | customers seen | setting |\n| --- | --- | --- | --- |\n";
  const table = bundlers.split(head)[1].split("\n\n")[0];
  assert.deepEqual(table.split("\n"), rows);

  const fixture = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
  for (const path of ["vite-7/vite.config.js", "rollup/rollup.config.js"])
    assert.equal(shown(path.split("/")[1]).replace(/^.*\n/, ""), fixture(path));
  const { build } = JSON.parse(fixture("esbuild/package.json")).scripts;
  const command = bundlers
    .match(/^(esbuild app.js (?:.*\\\n)*.*)$/m)[1]
    .replaceAll(/ \\\n\s*/g, " ");
  assert.equal(command.replace("app.js", "app.js app-worker.js worker.js"), build);
  const map = fixture("no-bundler/import-map.html").match(/{ "imports": .* }/)[0];
  assert.ok(shown("import-map.html").includes(map));
  assert.ok(policy.includes(`\n${CSP}\n`));
});

test("Node, ES modules", async (t) => {
  sawListed(t, "program", await run(node, "node", "program.js"));
  const resolved = (name) => run(node, "node", "--print", `require.resolve("${name}")`);
  assert.match(await resolved("customers-client/customers-client.wasm"), /_client_bg\.wasm$/m);
  assert.match(await resolved("customers-client/package.json"), /customers-client.package\.json$/m);
});

test("Node, CommonJS", async (t) => {
  sawListed(t, "program", await run(node, "node", "list.cjs"));
});

// Nothing of the package is where the bundle goes.
for (const [name, format, ending] of [
  ["esbuild --platform=node, ES modules, moved", "esm", "mjs"],
  ["esbuild --platform=node, CommonJS, moved", "cjs", "cjs"],
]) {
  test(name, async (t) => {
    const outfile = join(node, `dist/program.${ending}`);
    const entryPoints = [join(node, "program.js")];
    await build({
      entryPoints,
      outfile,
      format,
      bundle: true,
      platform: "node",
      logLevel: "error",
    });
    const elsewhere = await mkdtemp(join(set.directory, "moved-"));
    await cp(outfile, join(elsewhere, `program.${ending}`));
    sawListed(t, "program", await run(elsewhere, "node", `program.${ending}`));
  });
}

test("classic script, an IIFE by esbuild", async (t) => {
  await bundleClassic("app.js");
  saw(t, await assertLists(set.browser, `${await set.site(classic)}script.html?baseUrl=/api`));
});

test("classic worker, an IIFE by esbuild", async (t) => {
  await bundleClassic("worker.js");
  saw(t, await assertLists(set.browser, `${await set.site(classic)}worker.html?baseUrl=/api`));
});

function bundleClassic(file) {
  const [entry, outfile] = [join(classic, file), join(classic, "dist", file)];
  return build({ entryPoints: [entry], outfile, bundle: true, format: "iife", logLevel: "error" });
}

test("page without a bundler, import map", async (t) => {
  const site = await set.site(plain, {});
  saw(t, await assertLists(set.browser, `${site}import-map.html${set.direct}`));
});

test("a server that does not know what .wasm is", async () => {
  const site = await set.site(plain, { types: { ".wasm": "application/octet-stream" } });
  await assertLists(set.browser, `${site}import-map.html${set.direct}`);
});

test("page without a bundler, strict CSP", async (t) => {
  const site = await set.site(plain);
  saw(t, await assertLists(set.browser, `${site}strict-csp.html`));
});

test("page at a plain http name, with a gateway", async (t) => {
  const site = await set.site(plain);
  const { port } = new URL(site);
  saw(t, await assertLists(set.browser, `http://${LOCAL_NAME}:${port}/strict-csp.html`));
});

test("module worker without a bundler", async (t) => {
  const site = await set.site(plain);
  saw(t, await assertLists(set.browser, `${site}worker.html?baseUrl=/api`));
});
