// The guides are complete and right: each block of code belongs to one test, each name of the package
// has its row in a table, and each link leads somewhere.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import * as customersClient from "customers-client";
import { tried } from "../consumers/guides.mjs";
import {
  blocks,
  GATEWAYS,
  isNodeProgram,
  isPart,
  isProgram,
  isRecipe,
  isText,
  pages,
} from "./blocks.mjs";

const root = new URL("../../", import.meta.url);
const declarations = readFileSync(new URL("src/js/types.d.ts", root), "utf8");
const guide = (name) => pages.get(`docs/${name}.md`);

for (const block of blocks) {
  test(`${block.title} belongs to one test`, () => {
    const claims = {
      "it is a text": isText(block),
      "programs.test.mjs runs it": isProgram(block),
      "programs.test.mjs runs it in Node": isNodeProgram(block),
      "forms.test.mjs opens it": isPart(block) && !tried.includes(block.file),
      "tests/recipes runs it": isRecipe(block) || GATEWAYS.includes(block.file),
      "tests/consumers builds it": tried.includes(block.file),
    };
    const true_ = Object.keys(claims).filter((name) => claims[name]);
    assert.equal(true_.length, 1, `${true_}\n${block.code}`);
  });
}

/** The literals of a union, or the members of an interface. */
const union = (name) =>
  [
    ...declarations
      .split(`export type ${name} =`)[1]
      .split(";\n")[0]
      .matchAll(/\| "(\w+)"/g),
  ].map(([, literal]) => literal);
const members = (name) =>
  [
    ...declarations
      .split(`export interface ${name} {`)[1]
      .split("\n}")[0]
      .matchAll(/^ {2}(?:readonly )?(\w+)\??:/gm),
  ].map(([, member]) => member);

/** The names that stand as code in the first cells of the table below a heading. */
function firstCells(text, heading) {
  const part = text.split(`## ${heading}\n`)[1] ?? "";
  const rows = part.split("\n## ")[0].matchAll(/^\| (`.*?) \|/gm);
  return [...rows].flatMap(([, cell]) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
}

test("the guides list the codes, options and properties that there are, and no others", () => {
  const codes = [
    ...guide("errors")
      .split("\n## ")[0]
      .matchAll(/^\| `(\w+)` \|/gm),
  ];
  assert.deepEqual(
    codes.map(([, code]) => code).filter((code) => code !== "code"),
    union("ErrorCode"),
  );
  const issues = firstCells(guide("errors"), "Codes of issues").filter((code) => code !== "code");
  assert.deepEqual(issues.sort(), union("IssueCode").sort());
  const of = (name) => members(name).sort();
  assert.deepEqual(firstCells(guide("options"), "Of a client").sort(), of("ClientOptions"));
  assert.deepEqual(firstCells(guide("options"), "Of a call").sort(), of("CallOptions"));
  assert.deepEqual(firstCells(guide("logging"), "A line for each request").sort(), of("Attempt"));
});

test("README names every method, check and schema", () => {
  const methods = Object.getOwnPropertyNames(customersClient.CustomersClient.prototype);
  const wanted = [...methods, ...Object.keys(customersClient)].filter(
    (name) => !/^(constructor|default|mode|free|__|MAX_)/.test(name),
  );
  assert.ok(wanted.length >= 24);
  const readme = pages.get("README.md");
  for (const name of wanted)
    assert.match(readme, new RegExp(`\\b${name}\\b`), `README lacks ${name}`);
});

test("README is at most 250 lines, and leads to every guide", () => {
  const readme = pages.get("README.md");
  assert.ok(readme.split("\n").length <= 251);
  for (const path of pages.keys())
    if (path.startsWith("docs/")) assert.ok(readme.includes(`](${path}`), `no link to ${path}`);
});

/** As GitHub, VitePress and others make them of a heading. */
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");

test("every link within the tree leads to a file, and to a heading where it names one", () => {
  for (const [path, text] of pages) {
    const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, "").replaceAll(/`[^`\n]*`/g, "");
    for (const [, link] of prose.matchAll(/\]\(([^)]+)\)/g)) {
      if (/^https?:/.test(link) || link.startsWith("docs/images/")) continue;
      const [to, name] = link.split("#");
      const file = to === "" ? path : new URL(to, new URL(path, "file:///")).pathname.slice(1);
      assert.ok(existsSync(new URL(file, root)), `${path} links to ${link}`);
      if (!name) continue;
      const headings = [...pages.get(file).matchAll(/^#+ (.+)$/gm)].map(([, one]) => anchor(one));
      assert.ok(headings.includes(name), `${path} links to ${link}, and there is no such heading`);
    }
  }
});
