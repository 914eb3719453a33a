// The comments of the package's declarations, which editors show on hover: each name has one, with its
// unit, its default, its errors and an example where those belong there.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { SyntaxKind } from "typescript/unstable/ast";
// TypeScript calls this interface unstable, so package.json names an exact version of TypeScript.
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

const CALLED = [
  SyntaxKind.Constructor,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.MethodDeclaration,
];

const isPromised = ({ type }) => /^(Promise|AsyncIterableIterator)</.test(type?.getText?.() ?? "");

/** Every name that the file declares, members of members included: its path, and what is said. */
function namesOf(file) {
  const names = [];
  const visit = (node, within) => {
    let inside = within;
    if (NAMED.includes(node.kind)) {
      const name = node.name ?? node.declarationList?.declarations[0].name;
      inside = [...within, name?.getText(file) ?? "constructor"];
      const [said, example] = (node.jsDoc?.at(-1)?.getText(file) ?? "").split("@example");
      names.push({ name: inside.join("."), node, said, example });
    }
    // The properties that a conditional type asks for are not declared by the package.
    if (node.kind === SyntaxKind.ConditionalType) return;
    node.forEachChild((child) => void visit(child, inside));
  };
  for (const statement of file.statements) visit(statement, []);
  return names;
}

const api = new API({ cwd: path("../..") });
const snapshot = api.updateSnapshot({ openProject: path("tsconfig.json") });
const { program } = snapshot.getProjects()[0];
const names = namesOf(program.getSourceFile(path("../../pkg/index.d.ts")));
const agreed = namesOf(program.getSourceFile(path("../fixtures/api.d.ts")));
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

test("they are the agreed ones, and no others", () => {
  const sorted = (all) => all.map(({ name }) => name).sort();
  assert.deepEqual(sorted(names), sorted(agreed));
});

test("what is imported and what is required are declared alike", () => {
  const [imported, required] = ["d.ts", "d.cts"].map((ending) =>
    readFileSync(path(`../../pkg/index.${ending}`), "utf8"),
  );
  assert.equal(imported, required);
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

test("what may be left out says what holds then", () => {
  const optional = ({ name, node }) =>
    node.postfixToken && !/^(InputSchema|SchemaResult)/.test(name);
  assert.ok(names.filter(optional).length > 40);
  const otherwise = /[Dd]efault|[Ww]ithout|[Mm]issing|not in every answer|What another party threw/;
  assert.deepEqual(wanting(optional, otherwise), []);
});

test("what the service has says where its documentation has it", () => {
  const data =
    /^(Customer|PayProvider|NewCustomer|CustomerPatch|CustomerPage|Metadata|ListParams)$/;
  const addresses = /^(Address|NewAddress|AddressPatch)$/;
  const calls = ({ name, node }) =>
    data.test(name) || addresses.test(name) || (/Client\./.test(name) && isPromised(node));
  assert.equal(names.filter(calls).length, 21);
  assert.deepEqual(wanting(calls, /\(Service: /), []);
});

test("what can fail names the codes of its errors", () => {
  const checks = /^(check[A-Z]\w+|metadataSize|CustomersClient\.constructor)$/;
  const fails = ({ name, node }) => isPromised(node) || checks.test(name);
  assert.equal(names.filter(fails).length, 19);
  assert.deepEqual(wanting(fails, /`[a-z]+_[a-z_]+`|CustomersError/), []);
});

test("what can be called shows how", () => {
  const callable = ({ node }) => CALLED.includes(node.kind);
  assert.equal(names.filter(callable).length, 24);
  const silent = names.filter(callable).filter(({ example }) => !example?.includes("import "));
  assert.deepEqual(
    silent.map(({ name }) => name),
    [],
  );
});
