// What an editor shows on hover: the declarations as the package has them, read by the compiler.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { SyntaxKind } from "typescript/unstable/ast";
// Unstable, they say: package.json names one version of TypeScript.
import { API } from "typescript/unstable/sync";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const NAMED = [
  SyntaxKind.ClassDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.MethodSignature,
  SyntaxKind.PropertyDeclaration,
  SyntaxKind.PropertySignature,
  SyntaxKind.TypeAliasDeclaration,
  SyntaxKind.VariableStatement,
];

/** Every name that the file declares, members of members included: its path, and what is said. */
function namesOf(file) {
  const names = [];
  const visit = (node, within) => {
    let inside = within;
    if (NAMED.includes(node.kind)) {
      const name = node.name ?? node.declarationList?.declarations[0].name;
      inside = [...within, name?.getText(file) ?? "constructor"];
      const said = node.jsDoc?.at(-1)?.getText(file) ?? "";
      names.push({ name: inside.join("."), node, said: said.replace(/@example.*/s, "") });
    }
    node.forEachChild((child) => void visit(child, inside));
  };
  for (const statement of file.statements) visit(statement, []);
  return names;
}

const api = new API({ cwd: path("../..") });
const snapshot = api.updateSnapshot({ openProject: path("tsconfig.json") });
const { program } = snapshot.getProjects()[0];
const names = namesOf(program.getSourceFile(path("../../pkg/index.d.ts")));
api.close();

const wanting = (wants, ...patterns) =>
  names
    .filter(wants)
    .filter(({ said }) => !patterns.every((pattern) => pattern.test(said)))
    .map(({ name }) => name);

test("all names are found", () => {
  for (const known of ["init", "ClientOptions.timeoutMs", "ListAllParams.onProgress.loaded"])
    assert.ok(
      names.some(({ name }) => name === known),
      known,
    );
  assert.ok(names.length > 100, `${names.length}`);
});

test("every name says what it is", () => {
  assert.deepEqual(
    wanting(() => true, /\p{L}{2}/u),
    [],
  );
});

test("what has a unit says it", () => {
  assert.deepEqual(
    wanting(({ name }) => /Ms$/.test(name), /milliseconds/),
    [],
  );
});

test("what may be left out of options and parameters says what holds then", () => {
  const optional = /^(ClientOptions|CallOptions|ListParams|ListAllParams)\.[a-zA-Z_]+$/;
  assert.deepEqual(
    wanting(({ name }) => optional.test(name), /[Dd]efault|[Ww]ithout/),
    [],
  );
});

test("what can fail names the codes of its errors", () => {
  const fails = ({ node: { type } }) =>
    /^(Promise|AsyncIterableIterator)</.test(type?.getText?.() ?? "");
  assert.equal(names.filter(fails).length, 13);
  assert.deepEqual(wanting(fails, /`[a-z]+_[a-z_]+`|CustomersError/), []);
});
