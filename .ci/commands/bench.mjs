// npm run bench: the package side by side with its peers, in a browser. What it compares with has
// its own package.json, so that nobody else has to install it.

import { join } from "node:path";
import { attempt, main, root } from "../parts/process.mjs";
import { needBrowser, needPackagesIn } from "../parts/tools.mjs";
import { build } from "./build.mjs";

main(async (args) => {
  if (!args.includes("--help")) {
    await build();
    await needBrowser();
  }
  await needPackagesIn("bench", "bench packages");
  return attempt(process.execPath, [join(root, "bench/run.mjs"), ...args]);
});
