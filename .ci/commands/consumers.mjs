// npm run test:consumers: the packed tarball in fresh projects, with every bundler, framework and
// runtime that docs/bundlers.md names. What fails there keeps no other from being tried. The projects and
// their packages go to a temporary directory and away again.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { main, root, say, seconds } from "../parts/process.mjs";
import { needBrowser } from "../parts/tools.mjs";
import { build } from "./build.mjs";
import { buildSandbox, withSandbox } from "./sandbox.mjs";

const folder = join(root, "tests/consumers");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".test.mjs"))
  .map((name) => join(folder, name));

main(async () => {
  await build();
  await buildSandbox();
  await needBrowser();
  const since = Date.now();
  const passed = new Map();
  const seen = new Map();
  await withSandbox("consumers", async (url) => {
    process.env.SANDBOX_URL = url;
    const results = run({ files, concurrency: 1 });
    results.on("test:pass", ({ name }) => passed.set(name, true));
    results.on("test:fail", ({ name }) => passed.set(name, false));
    results.on("test:diagnostic", ({ message }) => {
      const [, name, what] = message.match(/^(.+) saw: (.+)$/) ?? [];
      if (name) seen.set(name, new Set([...(seen.get(name) ?? []), what]));
    });
    for await (const text of results.compose(spec)) process.stdout.write(text);
  });

  const { matrix } = await import("../../tests/consumers/matrix.mjs");
  const judged = matrix.map(([name, version, expected, setting]) => {
    const saw = [...(seen.get(name) ?? [])].join("; ");
    const isGood = passed.get(name) === true && saw === expected;
    return { isGood, cells: [name, version, isGood ? saw || "ok" : `FAILED ${saw}`, setting] };
  });
  const head = ["consumer", "version", "customers seen", "setting"];
  console.log("");
  print([head, ...judged.map(({ cells }) => cells)]);
  say(`consumers tried in ${seconds(since)}`);
  const others = [...passed.values()];
  return [...others, ...judged.map(({ isGood }) => isGood)].every(Boolean) ? 0 : 1;
});

/** Each column as wide as its widest cell. */
function print(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    );
}
