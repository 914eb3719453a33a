// npm version and npm publish --dry-run, in a copy of what they read and write.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { run } from "../consumers/project.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const PARTS = [".ci", "Cargo.toml", "Cargo.lock", "package.json", "package-lock.json", "src"];
PARTS.push("sandbox", "CHANGELOG.md", "LICENSE", "README.md", "pkg");
PARTS.push("tests/fuzz/Cargo.toml", "tests/fuzz/Cargo.lock");

let copy;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "customers-client-"));
  for (const part of PARTS) cpSync(join(root, part), join(copy, part), { recursive: true });
  // No input of the build changes, so that pkg/ counts as built and is not built again.
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});
afterEach(() => rmSync(copy, { recursive: true }));

const read = (file) => readFileSync(join(copy, file), "utf8");
const npm = (...args) => run(copy, "npm", ...args);
const own = /name = "(?:customers-client|sandbox)"\nversion = "(.+)"/g;
const versions = (file) => [...read(file).matchAll(own)].map(([, version]) => version);

/** The version that is there, with its last number one up. */
function next() {
  const [major, minor, patch] = JSON.parse(read("package.json")).version.split(".");
  return `${major}.${minor}.${Number(patch) + 1}`;
}

test("npm version moves the package, the crates and the changelog together", async () => {
  const expected = next();
  const before = read("CHANGELOG.md");
  await npm("version", "patch", "--no-git-tag-version");
  assert.equal(JSON.parse(read("package.json")).version, expected);
  assert.equal(JSON.parse(read("package-lock.json")).version, expected);
  assert.deepEqual(versions("Cargo.lock"), [expected, expected]);
  assert.deepEqual(versions("tests/fuzz/Cargo.lock"), [expected]);
  const today = new Date().toISOString().slice(0, 10);
  const heading = `## [Unreleased]\n\n## [${expected}] - ${today}\n`;
  assert.equal(read("CHANGELOG.md"), before.replace("## [Unreleased]\n", heading));

  const tree = ["tree", "--workspace", "--depth", "0", "--prefix", "none"];
  const crates = await run(copy, "cargo", ...tree, "--locked", "--offline");
  assert.equal(crates.match(new RegExp(` v${expected.replaceAll(".", "\\.")} `, "g")).length, 2);
});

test("npm version commits and tags all of it, and nothing is left to commit", async () => {
  const git = (...args) => run(copy, "git", ...args);
  const expected = next();
  await git("init", "--quiet");
  await git("config", "user.name", "x");
  await git("config", "user.email", "x@example.com");
  writeFileSync(join(copy, ".gitignore"), "/node_modules\n/pkg\n");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "Before");
  await npm("version", "patch");
  assert.equal(await git("status", "--short"), "");
  assert.equal((await git("tag")).trim(), `v${expected}`);
  const changed = (await git("show", "--name-only", "--format=", "HEAD")).trim().split("\n");
  assert.deepEqual(changed, [
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "package-lock.json",
    "package.json",
    "tests/fuzz/Cargo.lock",
  ]);
});

test("nothing under Unreleased, no new version", async () => {
  const before = read("package.json");
  writeFileSync(
    join(copy, "CHANGELOG.md"),
    "# Changelog\n\n## [Unreleased]\n\n## [0.0.1] - x\n\n- y\n",
  );
  await assert.rejects(npm("version", "patch"), /nothing to release/);
  assert.equal(read("package.json"), before);
});

test("the changelog has the form that it says", () => {
  const kinds = "Added|Changed|Deprecated|Removed|Fixed|Security";
  const version = "\\[Unreleased\\]|\\[\\d+\\.\\d+\\.\\d+\\S*\\] - \\d{4}-\\d\\d-\\d\\d";
  const allowed = new RegExp(`^(# Changelog|## (${version})|### (${kinds}))$`);
  const [title, first, ...headings] = read("CHANGELOG.md").match(/^#.*$/gm);
  assert.deepEqual([title, first], ["# Changelog", "## [Unreleased]"]);
  for (const heading of headings) assert.match(heading, allowed);
});

const publish = (...more) => npm("publish", "--dry-run", "--force", ...more);

test("npm publish --dry-run needs no registry, and passes as things are", async () => {
  await publish("--registry", "http://127.0.0.1:9");
});

test("npm publish --dry-run fails on a tarball that is wrong", async () => {
  const manifest = JSON.parse(read("package.json"));
  const given = (change) => {
    const text = JSON.stringify({ ...manifest, ...change }, undefined, 2);
    writeFileSync(join(copy, "package.json"), text);
  };
  given({ files: [...manifest.files, "src"] });
  await assert.rejects(publish(), /src\/lib\.rs does not belong there/);
  given({ files: manifest.files.filter((pattern) => !pattern.endsWith(".wasm")) });
  await assert.rejects(publish(), /customers_client_bg\.wasm is missing/);
  given({ exports: { ...manifest.exports, "./other": "./pkg/other.js" } });
  await assert.rejects(publish(), /exports names \.\/pkg\/other\.js, which is missing/);
  given({ version: "9.9.9" });
  await assert.rejects(publish(), /the package is 9\.9\.9 and the crate 0\./);
});

test("what is published for good has its heading in the changelog", async () => {
  const check = () => run(copy, "node", ".ci/commands/tarball.mjs");
  await assert.rejects(check(), /no heading for .*: use npm version/);
  const { version } = JSON.parse(read("package.json"));
  const released = `## [Unreleased]\n\n## [${version}] - 2026-01-01`;
  writeFileSync(
    join(copy, "CHANGELOG.md"),
    read("CHANGELOG.md").replace("## [Unreleased]", released),
  );
  await check();
});
