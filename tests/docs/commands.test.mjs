// The commands that README and the guides show: npm's are there, and the one that writes the gateway's
// key file writes what nginx reads.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { blocks, pages } from "./blocks.mjs";

const root = new URL("../../", import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const shells = blocks.filter(({ language }) => language === "sh");

test("every npm script that is named is there", () => {
  const named = new Set();
  for (const text of pages.values())
    for (const [, name] of text.matchAll(/\bnpm (?:run )?(start|test|(?<=run )[\w:]+)/g))
      named.add(name);
  assert.ok(named.size >= 8);
  for (const name of named) assert.ok(name in scripts, `there is no npm run ${name}`);
});

test("the sandbox has every option that is shown", () => {
  const { stdout } = spawnSync(process.env.SANDBOX_BIN ?? "target/debug/sandbox", ["--help"], {
    cwd: root,
    encoding: "utf8",
  });
  const shown = shells.flatMap(({ code }) => code.match(/^npm run sandbox -- .*$/gm) ?? []);
  assert.ok(shown.length > 0);
  for (const option of shown.join(" ").match(/(?<= )--\w[\w-]*/g))
    assert.ok(stdout.includes(`${option} `) || stdout.includes(`${option}\n`), option);
});

test("the gateway's key file is made as nginx reads it, for its owner only, and shows no key", () => {
  const { code } = shells.find(
    ({ page, heading }) => page === "docs/gateway.md" && heading === "nginx",
  );
  const directory = mkdtempSync(join(tmpdir(), "customers-key-"));
  try {
    const file = join(directory, "customers-key.conf");
    const script = code.replace("/etc/nginx/customers-key.conf", file).replace(/^nginx -t.*$/m, "");
    const key = "sk_test_typed_in";
    const { status, stdout, stderr } = spawnSync("bash", ["-c", script], {
      input: `${key}\n`,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    assert.ok(!(stdout + stderr).includes(key));
    assert.equal(readFileSync(file, "utf8"), `set $customers_key "${btoa(`${key}:`)}";\n`);
    assert.equal(statSync(file).mode & 0o077, 0);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test("no command is shown that nobody has looked at", () => {
  const known = /^(npm |git push|esbuild app\.js|umask 077|printf 'set|nginx -t|\s*--bundle|$)/;
  for (const { title, code } of shells)
    for (const line of code.split("\n")) assert.match(line, known, title);
});
