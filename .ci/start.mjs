// npm start: everything from a fresh clone to the page in the browser. By itself the sandbox
// takes port 8000, the database file sandbox.db and 38 customers to begin with; arguments
// after `--` say otherwise.

import { build } from "./build.mjs";
import { main, together } from "./process.mjs";
import { buildReference } from "./reference.mjs";
import { buildSandbox, serve } from "./sandbox.mjs";
import { needNode, needRust } from "./tools.mjs";

main(async (args) => {
  needNode();
  await needRust();
  await together(build, buildSandbox);
  await buildReference();
  return serve(args);
});
