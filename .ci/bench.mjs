// npm run bench: the package side by side with its peers, in a browser. What it compares with has
// its own package.json, so that nobody else has to install it.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { attempt, main, npm, root, Stop, say, seconds } from "./process.mjs";
import { needBrowser } from "./tools.mjs";

/** bench/node_modules as bench/package-lock.json has it. esbuild needs no install script. */
async function needPeers() {
  const packages = (file) => JSON.parse(readFileSync(join(root, "bench", file), "utf8")).packages;
  const isMissing = () => {
    if (!existsSync(join(root, "bench/node_modules/.package-lock.json"))) return true;
    const have = packages("node_modules/.package-lock.json");
    return Object.entries(packages("package-lock.json")).some(
      ([path, { version, optional }]) =>
        path !== "" && !optional && have[path]?.version !== version,
    );
  };
  if (!isMissing()) return;
  const since = Date.now();
  say("installing the peers into bench/node_modules (seconds to a minute)");
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  if ((await attempt(...npm("ci", "--prefix", "bench", ...flags))) !== 0)
    throw new Stop("npm ci failed, see above; fix that, then run this command again");
  say(`peers installed in ${seconds(since)}`);
}

main(async (args) => {
  if (!args.includes("--help")) {
    await build();
    await needBrowser();
  }
  await needPeers();
  return attempt(process.execPath, [join(root, "bench/run.mjs"), ...args]);
});
