// The declarations and the programs here compile under the settings that callers have.
// The newest TypeScript does it here; older ones do it in tests/consumers.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What the compiler writes; nothing where all is well. */
function tsc(...options) {
  const args = ["node_modules/typescript/bin/tsc", "--pretty", "false", ...options];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  return stdout + stderr;
}

const page = ["--project", "tests/types"];
const server = ["--project", "tests/types/node"];
const notExact = ["--exactOptionalPropertyTypes", "false"];

for (const [setting, options] of Object.entries({
  "with the DOM's library": page,
  "with it, without exactOptionalPropertyTypes": [...page, ...notExact],
  "with it and @types/node": [...page, "--types", "node"],
  "as bundlers resolve": [...page, "--module", "esnext", "--moduleResolution", "bundler"],
  "without the DOM's library": server,
  "without it and exactOptionalPropertyTypes": [...server, ...notExact],
  "with the newest language": [...server, "--lib", "ESNext"],
})) {
  test(`everything compiles ${setting}`, () => {
    assert.equal(tsc(...options), "");
  });
}

test("a setting that is wrong is noticed", () => {
  assert.match(tsc(...server, "--types", ""), /error TS\d+/);
});

test("import finds index.d.ts, require index.d.cts", () => {
  const files = tsc(...server, "--listFilesOnly").split(/\r?\n/);
  for (const name of ["index.d.ts", "index.d.cts"])
    assert.ok(
      files.some((file) => file.endsWith(`/pkg/${name}`)),
      name,
    );
});
