// npm run docs: guides, reference, rustdoc and llms.txt as one static site in target/docs, which the
// sandbox serves at /docs/. A warning (a broken link, an unknown reference, a name without a
// description) is an error, and leaves the site of before as it was.

import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { llms } from "../../docs/site/llms.mjs";
import { isProgram, main, root, run, say, seconds, target } from "../parts/process.mjs";
import { needNode, needPackagesIn, needRust, needWasmTarget } from "../parts/tools.mjs";

const WASM = "wasm32-unknown-unknown";
const RUSTDOC = `doc --package customers-client --target ${WASM} --no-deps`.split(" ");

/** Where the sandbox looks for it, wherever cargo's target directory is. */
export const site = join(root, "target/docs");

export async function needDocsPackages() {
  await needPackagesIn("docs/site", "documentation packages");
}

export async function buildDocs() {
  needNode();
  await needRust();
  await needWasmTarget();
  await needDocsPackages();
  const since = Date.now();
  say("building the documentation (a quarter of a minute; a minute the first time)");
  const next = join(root, "target/docs-next");
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  const typedoc = join(root, "docs/site/node_modules/typedoc/bin/typedoc");
  const settings = join(root, "docs/site/typedoc.mjs");
  await run(process.execPath, [typedoc, "--options", settings, "--out", next]);
  await run("cargo", RUSTDOC, { env: { RUSTDOCFLAGS: "-Dwarnings" } });
  cpSync(join(target, WASM, "doc"), join(next, "crate"), { recursive: true });
  writeFileSync(join(next, "llms.txt"), llms());
  if (existsSync(site)) rmSync(site, { recursive: true });
  renameSync(next, site);
  say(`target/docs built in ${seconds(since)}; npm start serves it at /docs/`);
}

if (isProgram(import.meta.url)) main(() => buildDocs());
