// npm run screenshots: pictures of every view of the demo page, in tests/page/screenshots, and
// README's two of them in docs/images.

import { join } from "node:path";
import { attempt, main, root } from "../parts/process.mjs";
import { needBrowser } from "../parts/tools.mjs";
import { build } from "./build.mjs";
import { buildSandbox, sandboxProgram } from "./sandbox.mjs";

main(async () => {
  await build();
  await buildSandbox();
  await needBrowser();
  return attempt(process.execPath, [join(root, "tests/page/screenshots.mjs")], {
    env: { SANDBOX_BIN: sandboxProgram },
  });
});
