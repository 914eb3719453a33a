// The examples of README and of the declarations compile, as strictly as the program here does.
// That they run is tests/package/examples.test.mjs.

import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { API } from "typescript/unstable/sync";
import { declared, shown } from "./examples.mjs";

// Below the package, so that they find it by its name.
const directory = new URL("../../target/typed-examples/", import.meta.url);

/** What the compiler says to each of some programs. */
function complaints(programs) {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const config = { extends: "../../tests/types/tsconfig.json", include: ["*.ts"] };
  writeFileSync(new URL("tsconfig.json", directory), JSON.stringify(config));
  const files = programs.map((code, index) => {
    const file = new URL(`example-${index + 1}.ts`, directory);
    writeFileSync(file, code);
    return fileURLToPath(file);
  });
  const api = new API({ cwd: fileURLToPath(directory) });
  try {
    const openProject = fileURLToPath(new URL("tsconfig.json", directory));
    const [{ program }] = api.updateSnapshot({ openProject }).getProjects();
    return files.map((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]);
  } finally {
    api.close();
  }
}

test("an example that is wrong is noticed", () => {
  const [one, other] = complaints([
    'import { createClient } from "customers-client";\nawait createClient({ baseUrl: 5 });',
    'import { noSuchName } from "customers-client";',
  ]);
  assert.match(JSON.stringify(one), /'number' is not assignable/);
  assert.match(JSON.stringify(other), /noSuchName/);
});

test("every example compiles", () => {
  const programs = [...declared, ...shown];
  assert.ok(declared.length >= 29 && shown.length >= 2);
  for (const [index, found] of complaints(programs).entries()) {
    assert.deepEqual(
      found.map(({ text }) => text),
      [],
      programs[index],
    );
  }
});
