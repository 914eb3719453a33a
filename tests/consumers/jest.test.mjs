// A consumer's own tests, run by Jest, which use the package without a mock.

import { after, before, test } from "node:test";
import { run } from "./project.mjs";
import { sawListed, setUp } from "./setting.mjs";

const JEST = "node_modules/jest/bin/jest.js";
const JSDOM = "jest-fixed-jsdom";

let set;
before(async () => {
  set = await setUp();
});
after(() => set?.close());

/** Runs Jest in one of its environments; it says on stderr what the test says. */
async function assertJest(t, project, env, ...flags) {
  const said = await run(project, "sh", "-c", `node ${flags.join(" ")} ${JEST} --env ${env} 2>&1`);
  sawListed(t, env === JSDOM ? "jsdom" : env, said);
}

test("Jest, ES modules", async (t) => {
  const project = await set.project("jest");
  await assertJest(t, project, JSDOM, "--experimental-vm-modules");
  await assertJest(t, project, "node", "--experimental-vm-modules");
});

test("Jest, CommonJS by babel-jest", async (t) => {
  const project = await set.project("jest-babel");
  await set.add("jest/list.test.js", `${project}/list.test.js`);
  await assertJest(t, project, JSDOM);
  await assertJest(t, project, "node");
});

test("Jest, CommonJS by ts-jest", async (t) => {
  const project = await set.project("jest-ts");
  await assertJest(t, project, JSDOM);
  await assertJest(t, project, "node");
});
