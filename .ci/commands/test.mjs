// npm test: every test there is, or those named: npm test -- native fuzz bodies commands types example
// browser package docs page consumers gateway site openapi
//
// What is missing is installed before anything runs; a test that fails does not keep the
// others from running. Each is a line with its time; all that it printed is in target/logs.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { browserTests, nodeTest, pageTests } from "../parts/browsers.mjs";
import { engineMatrix, needEngines } from "../parts/engines.mjs";
import { schemathesis } from "../parts/openapi.mjs";
import { attempt, main, root, Stop, say, step, together } from "../parts/process.mjs";
import { buildReference } from "../parts/reference.mjs";
import { testsIn } from "../parts/steps.mjs";
import * as tools from "../parts/tools.mjs";
import { build } from "./build.mjs";
import { buildDocs, needDocsPackages } from "./docs.mjs";
import { fuzz, fuzzBrowser } from "./fuzz.mjs";
import { buildSandbox, sandboxProgram, withSandbox } from "./sandbox.mjs";

const steps = {
  native: () => attempt("cargo", ["test", "--workspace", "--no-fail-fast"]),
  // A minute in all, from stored inputs; npm run fuzz is the long run.
  fuzz: () => fuzz(60),
  build: () => build(),
  // Ten seconds on a quiet machine, the same bodies each time; npm run fuzz -- browser is the long run.
  bodies: () => fuzzBrowser(200_000, 1),
  sandbox: () => buildSandbox(),
  commands: () => nodeTests("tests/commands"),
  types: async () =>
    (await attempt("tsc", ["--project", "tests/types"])) ||
    (await attempt("tsc", ["--project", "tests/types/www"])) ||
    (await nodeTests("tests/types")),
  // CONTRIBUTING.md's: an operation added to a copy of the tree.
  example: () => nodeTests("tests/example"),
  browser: () => browserTests(),
  package: () => withSandbox("package", (url) => nodeTests("tests/package", url)),
  // Each program of the guides starts a sandbox of its own.
  docs: () => nodeTests("tests/docs", ""),
  page: () => pageTests(),
  consumers: () =>
    withSandbox("consumers", (url) => nodeTests("tests/consumers", url, "quick.test.mjs")),
  gateway: () => withSandbox("gateway", (url) => nodeTests("tests/gateway", url)),
  // The documentation: that it builds without a warning, and how it is in a browser.
  site: async () => {
    await buildDocs();
    return withSandbox("site", (url) => nodeTests("tests/site", url));
  },
  openapi: () => withSandbox("openapi", openapiTests),
};

const needs = {
  bodies: ["build"],
  types: ["build"],
  browser: ["sandbox"],
  package: ["build", "sandbox"],
  docs: ["build", "sandbox"],
  page: ["build", "sandbox"],
  consumers: ["build", "sandbox"],
  gateway: ["build", "sandbox"],
  site: ["sandbox"],
  openapi: ["build", "sandbox"],
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

async function openapiTests(url) {
  const code = await nodeTests("tests/openapi", url);
  return (await schemathesis(url)) || code;
}

async function install(chosen) {
  const any = (...names) => names.some((name) => chosen.includes(name));
  if (any("build", "browser", "site", "example")) await tools.needPackages();
  if (any("site")) await needDocsPackages();
  if (any("browser", "page")) await needEngines();
  if (any("bodies", "docs", "consumers", "gateway", "site", "openapi")) await tools.needBrowser();
  if (any("gateway")) await tools.needNginx();
  if (any("example")) await tools.needComponents("rustfmt", "clippy");
  if (any("build", "browser", "example")) await tools.needWasmTarget();
  if (any("openapi")) await buildReference();
  if (!any("build", "browser")) return;
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
  tools.needNode();
  await tools.needRust();
  const results = new Map();
  // The sandbox needs none of what is installed, and takes as long to build.
  const early = chosen.filter((name) => name === "sandbox");
  await together(() => install(chosen), ...early.map((name) => () => take(name, results)));
  for (const name of chosen) if (!results.has(name)) await take(name, results);

  const matrix = engineMatrix();
  if (matrix) console.log(`\n${matrix}`);
  const [passed, failed] = ["passed", "failed"].map((kind) =>
    [...results.values()].reduce((sum, result) => sum + result[kind], 0),
  );
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

/** Runs a step, unless one that it needs has failed; notes how many tests passed and failed. */
async function take(name, results) {
  const without = needs[name]?.find((other) => results.get(other)?.failed !== 0);
  if (without) {
    say(`${name} was not run: ${without} failed`);
    return results.set(name, { passed: 0, failed: 1 });
  }
  const code = await outcome(name);
  const { passed, failed } = testsIn(name);
  // What fails before its first test, or after its last one, has failed all the same.
  results.set(name, { passed, failed: code === 0 ? 0 : Math.max(failed, 1) });
}

/** What stops one step is that step's failure; an interruption stops them all. */
async function outcome(name) {
  try {
    return (await step(name, steps[name])) ?? 0;
  } catch (error) {
    if (!(error instanceof Stop) || error.code === 130) throw error;
    say(error.message);
    return error.code;
  }
}
