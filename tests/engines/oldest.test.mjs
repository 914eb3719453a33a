// The oldest browsers that docs/browsers.md names follow from what the package uses. Nobody has tried them:
// this holds the guide to the features, and the features to the sources and the built module.
//
// Versions: those of MDN's browser-compat-data 8.1.9.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const GUIDE = readFileSync(`${root}docs/browsers.md`, "utf8");
const MODULE = `${root}pkg/customers_client_bg.wasm`;
// This entry has the glue of wasm-bindgen in it, and its names are not minified.
const SCRIPTS = readFileSync(`${root}pkg/index.js`, "utf8");

/** What the module uses, by wasm-opt's names: Chrome, Firefox, Safari. */
const WASM = {
  "bulk-memory": [75, 79, 15.1],
  multivalue: [86, 78, 13.1],
  "mutable-globals": [74, 61, 13.1],
  "nontrapping-float-to-int": [75, 64, 15.1],
  "reference-types": [96, 79, 15.1],
  "sign-ext": [69, 62, 14.1],
  simd: [91, 89, 16.4],
};

/** Features that the package's JavaScript cannot do without. */
const LOADING = {
  "async generators": [/async function\*/, 63, 57, 12],
  "class fields": [/^ {2}name = /m, 72, 69, 14.1],
  compileStreaming: [/WebAssembly\.compileStreaming/, 60, 58, 15],
  "Object.hasOwn": [/Object\.hasOwn\(/, 93, 92, 15.4],
  "Unicode property escapes": [/\\p\{/, 64, 78, 11.1],
  "??=": [/\?\?=/, 85, 79, 14],
};

/** Features that older browsers ignore without an error: an error's cause, the reason of an abort. */
const WHOLE = {
  "Error cause": [/super\(message, .*\{ cause \}/, 93, 91, 15],
  "AbortSignal.reason": [/signal\.reason/, 98, 97, 15.4],
};

/** Signs in the code of features that only newer engines have. */
const NEWER = [
  /\bstatic \{/,
  /\(\?<[=!]/, // lookbehind
  /\/[dgimsuy]*v[dgimsuy]*[;,.)]/, // the v flag
  /\.(findLast|findLastIndex|toSorted|toReversed|toSpliced|isWellFormed|toWellFormed)\(/,
  /\b(throwIfAborted|AbortSignal\.(any|timeout)|withResolvers|fromAsync|groupBy)\b/,
  /\b(fromBase64|toBase64|RegExp\.escape|Promise\.try|Error\.isError)\b/,
  /^\s*(await )?using \w+ =/m,
  /\bimport .* with \{/,
];

/** @param {string[]} features */
function validate(features) {
  const flags = features.map((name) => `--enable-${name}`);
  const { status, stderr } = spawnSync(
    `${root}node_modules/.bin/wasm-opt`,
    [MODULE, "--mvp-features", ...flags],
    { encoding: "utf8", maxBuffer: 1e9 },
  );
  return { isValid: status === 0, says: stderr.slice(0, 300) };
}

/** The oldest versions that have all of it. */
function oldest(...lists) {
  const rows = lists.flatMap((list) => Object.values(list)).map((row) => row.slice(-3));
  return [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column])));
}

test("the module uses these features of WebAssembly, and no others", () => {
  const all = Object.keys(WASM);
  const { isValid, says } = validate(all);
  assert.ok(isValid, says);
});

for (const name of ["reference-types", "bulk-memory", "multivalue", "simd"]) {
  test(`the module cannot do without ${name}`, () => {
    const rest = Object.keys(WASM).filter((other) => other !== name);
    assert.equal(validate(rest).isValid, false);
  });
}

test("the JavaScript uses the features that are listed, and none known to be newer", () => {
  for (const [name, [pattern]] of Object.entries({ ...LOADING, ...WHOLE })) {
    assert.match(SCRIPTS, pattern, `${name} is not used any more: take it off the list`);
  }
  for (const pattern of NEWER) assert.doesNotMatch(SCRIPTS, pattern);
});

for (const [what, versions] of [
  ["everything", oldest(WASM, LOADING, WHOLE)],
  ["loading", oldest(WASM, LOADING)],
]) {
  test(`the guide names the oldest versions for ${what}`, () => {
    const [row] = GUIDE.match(new RegExp(`^\\| ${what}.*$`, "m")) ?? [];
    assert.ok(row, `docs/browsers.md has no row "| ${what}"`);
    const cells = row.split("|").map((cell) => cell.trim());
    assert.deepEqual(cells.slice(2, 5), versions.map(String));
  });
}
