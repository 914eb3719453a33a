// npm start: everything from a fresh clone to the page in the browser. By itself the sandbox
// takes port 8000, the database file sandbox.db and 38 customers to begin with; arguments
// after `--` say otherwise.

import { main, together } from "../parts/process.mjs";
import { buildReference } from "../parts/reference.mjs";
import { needNode, needRust } from "../parts/tools.mjs";
import { build } from "./build.mjs";
import { buildSandbox, serve } from "./sandbox.mjs";

main(async (args) => {
  needNode();
  await needRust();
  await together(build, buildSandbox);
  await buildReference();
  return serve(args);
});
