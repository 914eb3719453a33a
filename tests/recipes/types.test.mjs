// The recipes compile under strict, with the types of the packages that they name.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { run } from "../consumers/project.mjs";
import { prepare, project, resolve, shown } from "./project.mjs";

const compiled = (config) =>
  run(
    project,
    process.execPath,
    resolve("typescript/package.json").replace("package.json", "bin/tsc"),
    "-p",
    config,
  );

before(() => prepare());

test("every recipe compiles, and so do the gateways", async () => {
  assert.equal(shown().size, 16);
  await compiled("tsconfig.json");
});

/** What the compiler says to a program beside the recipes. */
async function refused(name) {
  const config = { extends: "./tsconfig.json", include: [`src/${name}`], exclude: [] };
  const file = `tsconfig.${name}.json`;
  await writeFile(join(project, file), JSON.stringify(config));
  return compiled(file).then(
    () => "",
    ({ message }) => message,
  );
}

test("an interface as metadata does not compile, and the document quotes why", async () => {
  const quoted = readFileSync(new URL("../../docs/typescript.md", import.meta.url), "utf8").match(
    /```\n(error TS.*?)\n```/s,
  )[1];
  assert.ok((await refused("interface-metadata.ts")).includes(quoted));
});
