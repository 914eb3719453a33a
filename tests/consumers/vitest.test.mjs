// Vitest takes the package as it is, or transforms it as the project's own code.

import { after, before, test } from "node:test";
import { run } from "./project.mjs";
import { sawListed, setUp } from "./setting.mjs";

let set, project;
before(async () => {
  set = await setUp();
  await set.useNewerNode();
  project = await set.project("vitest");
});
after(() => set?.close());

for (const environment of ["node", "jsdom", "happy-dom"]) {
  test(`Vitest, ${environment}`, async (t) => {
    const vitest = ["node_modules/vitest/vitest.mjs", "run", "--environment", environment];
    const plain = ["--reporter=verbose", "--no-color"];
    sawListed(t, "test", await run(project, "node", ...vitest, ...plain));
    const inlined = ["--config", "inlined.config.js"];
    sawListed(t, "inlined", await run(project, "node", ...vitest, ...plain, ...inlined));
  });
}
