// npm run test:consumers: the packed tarball in fresh projects, with every bundler that README
// names. The projects and their packages go to a temporary directory and away again.

import { join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { build } from "./build.mjs";
import { main, root } from "./process.mjs";
import { buildSandbox, withSandbox } from "./sandbox.mjs";
import { needBrowser } from "./tools.mjs";

const files = ["quick", "bundlers"].map((name) => join(root, `tests/consumers/${name}.test.mjs`));

main(async () => {
  await build();
  await buildSandbox();
  await needBrowser();
  const passed = new Map();
  await withSandbox("consumers", async (url) => {
    process.env.SANDBOX_URL = url;
    const results = run({ files, concurrency: 1 });
    results.on("test:pass", ({ name }) => passed.set(name, true));
    results.on("test:fail", ({ name }) => passed.set(name, false));
    for await (const text of results.compose(spec)) process.stdout.write(text);
  });
  const { matrix } = await import("../tests/consumers/matrix.mjs");
  console.log("");
  for (const [name, version, setting] of matrix) {
    const mark = passed.get(name) ? "✓" : "✗";
    console.log(`${mark} ${name.padEnd(20)} ${version.padEnd(8)} ${setting}`.trimEnd());
  }
  const all = [...passed.values(), ...matrix.map(([name]) => passed.has(name))];
  return all.every(Boolean) ? 0 : 1;
});
