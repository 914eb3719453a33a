// The checks of the documentation (TypeDoc's settings, the spelling and the links) find what is wrong:
// each is given something that is.
//
// cspell:ignore sentense wrongg

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const wrong = join(root, "target/docs-wrong");
const tool = (name) => join(root, "docs/site/node_modules/.bin", name);

beforeEach(() => {
  rmSync(wrong, { recursive: true, force: true });
  mkdirSync(wrong, { recursive: true });
});

const write = (name, text) => writeFileSync(join(wrong, name), text);

/** What a program says, without colours, and whether it is content. */
function said(program, args, input = "") {
  const env = { ...process.env, NO_COLOR: "1" };
  const result = spawnSync(program, args, { cwd: root, encoding: "utf8", env, input });
  return { text: result.stdout + result.stderr, passed: result.status === 0 };
}

/** What TypeDoc says to some declarations and a README, by the settings of the site. */
function documented({ declarations = "", readme = "# Right\n" }) {
  write("index.d.ts", `${declarations}export {};\n`);
  write("README.md", readme);
  write("tsconfig.json", '{ "compilerOptions": { "types": [] }, "files": ["index.d.ts"] }');
  write(
    "typedoc.mjs",
    `import settings from "../../docs/site/typedoc.mjs";
    const own = { entryPoints: ["index.d.ts"], tsconfig: "tsconfig.json", readme: "README.md" };
    const none = { projectDocuments: [], intentionallyNotDocumented: [] };
    export default { ...settings, ...own, ...none, out: "site" };`,
  );
  return said(tool("typedoc"), ["--options", join(wrong, "typedoc.mjs")]);
}

const fine = "/** Described. */\nexport const fine: 1;\n";

test("TypeDoc is content where nothing is wrong, and has the anchors that GitHub has", () => {
  const readme = "# Right\n\n[a](#what-is-unknown-here)\n\n## What is `unknown`, here\n";
  const { text, passed } = documented({ declarations: fine, readme });
  assert.ok(passed, text);
  const page = readFileSync(join(wrong, "site/index.html"), "utf8");
  assert.match(page, /<h2 id="what-is-unknown-here"/);
});

test("TypeDoc stops at a name without a description and an unknown reference", () => {
  const bare = "export const bare: 1;\n/** Like {@link nobody}. */\nexport const other: 2;\n";
  const { text, passed } = documented({ declarations: fine + bare });
  assert.ok(!passed, text);
  assert.match(text, /bare \(Variable\), .* does not have any documentation/);
  assert.match(text, /Failed to resolve link to "nobody"/);
});

test("TypeDoc stops at a link to a file that is not there", () => {
  const { text, passed } = documented({ declarations: fine, readme: "# Wrong\n\n[a](gone.md)\n" });
  assert.ok(!passed, text);
  assert.match(text, /relative path gone\.md is not a file/);
});

test("the link check finds a file and a heading that are not there", () => {
  write(
    "here.md",
    "# Here\n\n[a](gone.md), [b](#nowhere), [c](there.md#nowhere), [d](there.md#it)\n",
  );
  write("there.md", "# There\n\n## It\n");
  const settings = ["--no-config", "--rc-path", "docs/site/remark.mjs"];
  const options = ["--no-color", "--no-stdout", "--quiet", "--frail", ...settings];
  const { text, passed } = said(tool("remark"), [...options, "target/docs-wrong"]);
  assert.ok(!passed, text);
  assert.match(text, /Cannot find file `gone\.md`/);
  assert.match(text, /Cannot find heading for `#nowhere`\s/);
  assert.match(text, /Cannot find heading for `#nowhere` in `there\.md`/);
  assert.match(text, /3 warnings/);
});

test("the spelling check reads prose, but no programs in it, and comments, but no code", () => {
  const misspelt = (name, input) =>
    said(tool("cspell"), ["lint", "--no-progress", "--words-only", `stdin://${name}`], input)
      .text.split("\n")
      .filter((word) => /^\w+$/.test(word));
  const markdown = "A sentense about wasm.\n\n```js\nwrongg();\n```\n";
  assert.deepEqual(misspelt("docs/a.md", markdown), ["sentense"]);
  assert.deepEqual(misspelt("src/a.rs", "// A sentense.\nfn wrongg() {}\n"), ["sentense"]);
  assert.deepEqual(misspelt("src/js/a.js", "/** A sentense. */\nwrongg();\n"), ["sentense"]);
  assert.deepEqual(misspelt("README.md", "The behaviour of gloo-net, in colour.\n"), []);
});
