// The programs that README and the guides show compile: TypeScript strictly, JavaScript as an editor
// checks it. Scripts of a page, whose elements no compiler knows, are left to forms.test.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints } from "../types/compile.mjs";
import { blocks, isNodeProgram, isProgram } from "./blocks.mjs";

const base = { lib: ["ES2023", "DOM", "DOM.Iterable"], types: ["node"] };
const KINDS = {
  TypeScript: {
    wanted: (block) => isProgram(block) && block.language === "ts",
    options: { compilerOptions: { ...base, lib: ["ES2022", "DOM"] } },
  },
  JavaScript: {
    wanted: (block) => (isProgram(block) && block.language === "js") || isNodeProgram(block),
    options: {
      extension: "js",
      compilerOptions: { ...base, allowJs: true, checkJs: true, strict: false },
    },
  },
};

/** Makes a module of a program that has no import. */
const moduleOf = (code) => (/^import /m.test(code) ? code : `${code}export {};\n`);

for (const [kind, { wanted, options }] of Object.entries(KINDS)) {
  test(`every program in ${kind} compiles`, () => {
    const chosen = blocks.filter(wanted);
    assert.ok(chosen.length > 0);
    const found = complaints(
      chosen.map(({ code }) => moduleOf(code)),
      options,
    );
    for (const [index, { title, code }] of chosen.entries()) {
      const texts = found[index].map(({ text }) => text);
      assert.deepEqual(texts, [], `${title}:\n${code}`);
    }
  });
}

test("the switch of docs/errors.md is complete, and would not compile if it were not", () => {
  const { code } = blocks.find(({ heading }) => heading === "A complete switch");
  const cases = [...code.matchAll(/^ {4}case "(\w+)":\n/gm)];
  assert.equal(cases.length, 15);
  const without = cases.map(([line]) => code.replace(line, ""));
  const found = complaints(without, KINDS.TypeScript.options);
  // Any complaint will do: where a case had its `return` to itself, that stays behind unreachable.
  for (const [index, [line]] of cases.entries())
    assert.notDeepEqual(found[index], [], `nobody misses ${line.trim()}`);
});

test("a wrong name is noticed in JavaScript too", () => {
  const wrong =
    'import { createClient } from "customers-client";\n(await createClient({ baseUrl: "/api" })).lists();';
  const [found] = complaints([wrong], KINDS.JavaScript.options);
  assert.match(JSON.stringify(found), /lists/);
});
