// npm test: every test there is, or those named: npm test -- native fuzz bodies types browser
// package page consumers gateway site
//
// What is missing is installed before anything runs; a test that fails does not keep the
// others from running.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { browserTests, nodeTest, pageTests } from "./browsers.mjs";
import { build } from "./build.mjs";
import { buildDocs, needDocsPackages } from "./docs.mjs";
import { engineMatrix, needEngines } from "./engines.mjs";
import { fuzz, fuzzBrowser } from "./fuzz.mjs";
import { attempt, main, root, Stop, seconds } from "./process.mjs";
import { buildSandbox, sandboxProgram, withSandbox } from "./sandbox.mjs";
import * as tools from "./tools.mjs";

const steps = {
  native: () => attempt("cargo", ["test", "--workspace", "--no-fail-fast"]),
  // A minute in all, from stored inputs; npm run fuzz is the long run.
  fuzz: () => fuzz(60),
  build: () => build(),
  // Ten seconds on a quiet machine, the same bodies each time; npm run fuzz -- browser is the long run.
  bodies: () => fuzzBrowser(200_000, 1),
  sandbox: () => buildSandbox(),
  types: async () =>
    (await attempt("tsc", ["--project", "tests/types"])) || (await nodeTests("tests/types")),
  browser: () => browserTests(),
  package: () => withSandbox("package", (url) => nodeTests("tests/package", url)),
  page: () => pageTests(),
  consumers: () =>
    withSandbox("consumers", (url) => nodeTests("tests/consumers", url, "quick.test.mjs")),
  gateway: () => withSandbox("gateway", (url) => nodeTests("tests/gateway", url)),
  // The documentation: that it builds without a warning, and how it is in a browser.
  site: async () => {
    await buildDocs();
    return withSandbox("site", (url) => nodeTests("tests/site", url));
  },
};

const needs = {
  bodies: ["build"],
  types: ["build"],
  browser: ["sandbox"],
  package: ["build", "sandbox"],
  page: ["build", "sandbox"],
  consumers: ["build", "sandbox"],
  gateway: ["build", "sandbox"],
  site: ["sandbox"],
};

function nodeTests(directory, url, ending = ".test.mjs") {
  const files = readdirSync(join(root, directory))
    .filter((name) => name.endsWith(ending))
    .map((name) => join(directory, name));
  if (files.length === 0) throw new Stop(`there is no ${directory}/*${ending}`);
  return attempt(process.execPath, nodeTest(files), {
    env: { SANDBOX_URL: url, SANDBOX_BIN: sandboxProgram },
  });
}

async function install(chosen) {
  tools.needNode();
  await tools.needRust();
  const any = (...names) => names.some((name) => chosen.includes(name));
  if (any("build", "browser", "site")) await tools.needPackages();
  if (any("site")) await needDocsPackages();
  if (any("browser", "page")) await needEngines();
  if (any("bodies", "consumers", "gateway", "site")) await tools.needBrowser();
  if (any("gateway")) await tools.needNginx();
  if (!any("build", "browser")) return;
  await tools.needWasmTarget();
  if (any("build")) await tools.needWasmPack();
  await tools.needWasmBindgen();
}

main(async (args) => {
  for (const name of args) {
    if (!(name in steps))
      throw new Stop(`no such test: ${name}. There are: ${Object.keys(steps).join(", ")}`);
  }
  const wanted = args.length > 0 ? args : Object.keys(steps);
  const chosen = Object.keys(steps).filter((name) =>
    wanted.some((one) => one === name || needs[one]?.includes(name)),
  );
  await install(chosen);

  const results = new Map();
  for (const name of chosen) {
    const without = needs[name]?.find((other) => results.get(other)?.code !== 0);
    if (without) {
      results.set(name, { code: 1, text: `not run: ${without} failed` });
      continue;
    }
    console.error(`\n=== ${name}`);
    const since = Date.now();
    const code = await outcome(steps[name]);
    results.set(name, { code, text: `${code === 0 ? "ok" : "FAILED"} in ${seconds(since)}` });
  }

  const matrix = engineMatrix();
  if (matrix) console.log(`\n${matrix}`);
  console.log("");
  for (const [name, { code, text }] of results)
    console.log(`${code === 0 ? "✓" : "✗"} ${name.padEnd(9)} ${text}`);
  return [...results.values()].every(({ code }) => code === 0) ? 0 : 1;
});

/** What stops one step is that step's failure; an interruption stops them all. */
async function outcome(step) {
  try {
    return (await step()) ?? 0;
  } catch (error) {
    if (!(error instanceof Stop) || error.code === 130) throw error;
    console.error(`✗ ${error.message}`);
    return error.code;
  }
}
