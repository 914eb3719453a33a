// llms.txt, as npm run docs writes it.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
// TypeScript calls this interface unstable, so package.json names an exact version of TypeScript.
import { API } from "typescript/unstable/sync";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");

/** What a file of declarations exports, members among it, as the compiler reads it. */
function declared(text) {
  const directory = new URL("target/llms/", root);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  writeFileSync(new URL("index.d.ts", directory), text);
  const options = { strict: true, lib: ["ES2022", "DOM"], types: [] };
  const config = { compilerOptions: options, files: ["index.d.ts"] };
  writeFileSync(new URL("tsconfig.json", directory), JSON.stringify(config));
  const api = new API({ cwd: fileURLToPath(directory) });
  try {
    const openProject = fileURLToPath(new URL("tsconfig.json", directory));
    const [{ program }] = api.updateSnapshot({ openProject }).getProjects();
    const path = fileURLToPath(new URL("index.d.ts", directory));
    assert.deepEqual(program.getSyntacticDiagnostics(path), []);
    const file = program.getSourceFile(path);
    return file.statements.flatMap((statement) => {
      const named = statement.declarationList?.declarations[0] ?? statement;
      const name = named.name.getText(file);
      const members = [...(statement.members ?? [])];
      return [name, ...members.map((one) => `${name}.${one.name?.getText(file) ?? "constructor"}`)];
    });
  } finally {
    api.close();
  }
}

let llms, shown;
before(() => {
  llms = read("target/docs/llms.txt");
  [, shown] = llms.match(/```ts\n(.*?)```/s);
});

test("it has the form of llmstxt.org: a title, what it is, then sections", () => {
  assert.match(llms, /^# customers-client\n\n> The client for the 4Geeks Customers API/);
  const headings = llms.match(/^## .+$/gm);
  assert.deepEqual(headings, ["## Declarations", "## Guides", "## Optional"]);
});

test("it names every export of the package, and every member", () => {
  const names = declared(read("src/js/types.d.ts"));
  for (const known of ["init", "createClient", "CustomersClient.list", "Attempt.durationMs"])
    assert.ok(names.includes(known), known);
  assert.ok(names.length > 100, `${names.length}`);
  assert.deepEqual(declared(shown), names);
});

test("it says of every name what the declarations say, without their programs", () => {
  const comments = read("src/js/types.d.ts").matchAll(/\/\*\*.*?\*\//gs);
  const said = [...comments].flatMap(([text]) => text.split("* @example")[0].trim().split("\n"));
  assert.ok(said.length > 300, `${said.length}`);
  assert.deepEqual(
    said.filter((line) => !shown.includes(line)),
    [],
  );
  assert.doesNotMatch(shown, /@example|import /);
  assert.match(shown, /milliseconds, 1 to\n {3}\* 2,147,483,647; default 30,000/);
});

test("it is small enough to be read whole", () => {
  assert.ok(llms.length < 40_000, `${llms.length} characters`);
});
