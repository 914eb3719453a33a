// What the package may hold. `npm publish` runs this first, `npm publish --dry-run` too (.ci/run):
// a tarball that is wrong stops both.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isProgram, main, npm, root, Stop, say } from "../parts/process.mjs";
import { build } from "./build.mjs";

const read = (file) => readFileSync(join(root, file), "utf8");

/** Every file: not by the patterns in package.json, which this checks, nor by what is in pkg/. */
export const wanted = [
  ...["CHANGELOG.md", "LICENSE", "README.md", "package.json"],
  ...["pkg/customers_client_bg.wasm", "pkg/index.d.cts", "pkg/index.d.ts", "pkg/index.js"],
  ...["pkg/inline.cjs", "pkg/inline.js", "pkg/module.js", "pkg/wasm.d.ts"],
];

/** What is wrong, a line each. */
function faults(held) {
  const { version, exports } = JSON.parse(read("package.json"));
  const files = (entry) =>
    typeof entry === "string" ? [entry] : Object.values(entry).flatMap(files);
  const targets = files(exports);
  const crate = read("Cargo.toml").match(/\[workspace\.package\]\nversion = "(.+)"/)?.[1];
  const isReal = process.env.npm_config_dry_run !== "true";
  return [
    ...wanted.map((path) => !held.includes(path) && `${path} is missing`),
    ...held.map((path) => !wanted.includes(path) && `${path} does not belong there`),
    ...targets.map(
      (path) =>
        !held.includes(path.slice("./".length)) && `exports names ${path}, which is missing`,
    ),
    crate !== version && `the package is ${version} and the crate ${crate}: use npm version`,
    isReal &&
      !read("CHANGELOG.md").includes(`\n## [${version}] - `) &&
      `CHANGELOG.md has no heading for ${version}: use npm version`,
  ].filter(Boolean);
}

async function check() {
  await build();
  // Its build would be a second one.
  const [program, args] = npm("pack", "--dry-run", "--json", "--ignore-scripts");
  const { stdout, stderr, status } = spawnSync(program, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Stop(`npm pack failed:\n${stderr}`);
  const [{ files, size }] = JSON.parse(stdout);
  const held = files.map(({ path }) => path).sort();
  const wrong = faults(held);
  if (wrong.length > 0) throw new Stop(`the tarball is wrong:\n  ${wrong.join("\n  ")}`);
  say(`the tarball holds its ${held.length} files, ${(size / 1000).toFixed(0)} kB packed`);
}

if (isProgram(import.meta.url)) main(check);
