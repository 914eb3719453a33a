// Next, with both its bundlers: one project, to which each test adds.

import { after, before, test } from "node:test";
import { run } from "./project.mjs";
import { setUp } from "./setting.mjs";

const NEXT = "node_modules/next/dist/bin/next";
const BUNDLERS = ["--turbopack", "--webpack"];

let set, next;
before(async () => {
  set = await setUp();
  next = await set.project("next");
});
after(() => set?.close());

test("Next, client component", async (t) => {
  for (const bundler of BUNDLERS) {
    await run(next, "node", NEXT, "build", bundler);
    await set.assertServes(t, next, "", NEXT, "start");
  }
});

test("Next, server component and route handler", async (t) => {
  await set.add("next-server", next);
  for (const bundler of BUNDLERS) {
    await run(next, "node", NEXT, "build", bundler);
    await set.assertServes(t, next, "", NEXT, "start");
    await set.assertServes(t, next, "server", NEXT, "start");
    await set.assertAnswers(t, next, "route", NEXT, "start");
  }
});

test("Next, edge route handler", async (t) => {
  await set.add("next-edge", next);
  for (const bundler of BUNDLERS) {
    await run(next, "node", NEXT, "build", bundler);
    await set.assertAnswers(t, next, "edge", NEXT, "start");
  }
});
