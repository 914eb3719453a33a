// npm run test:recipes: the programs of docs/, type-checked and run as they stand there, with the
// packages that they name. The project is target/recipes; its packages are installed once.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { nodeTest } from "../parts/browsers.mjs";
import { attempt, main, root, say, seconds } from "../parts/process.mjs";
import { needNode, needPackages } from "../parts/tools.mjs";
import { build } from "./build.mjs";
import { buildSandbox, withSandbox } from "./sandbox.mjs";

main(async () => {
  needNode();
  await needPackages();
  await build();
  await buildSandbox();
  const since = Date.now();
  const directory = "tests/recipes";
  const files = readdirSync(join(root, directory))
    .filter((name) => name.endsWith(".test.mjs"))
    .map((name) => join(directory, name));
  const code = await withSandbox("recipes", (url) =>
    attempt(process.execPath, nodeTest(files), { env: { SANDBOX_URL: url } }),
  );
  say(`recipes tried in ${seconds(since)}`);
  return code;
});
