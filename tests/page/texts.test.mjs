// What scripts say to people stands in one module, so that it can be read, and translated, at once.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { literalsOf } from "./literals.mjs";

const www = new URL("../../www/", import.meta.url);
const TEXTS = /^texts(-\w+)?\.js$/;

/** Code around a literal that says it to no person, by the reason. */
const NOT_SAID = {
  "class names": /\bclass(Name)?\s*[:=]\s*[^,]*$/,
  "compared with what a platform calls something": /[=!]==\s*$/,
  selectors: /\b(querySelector(All)?|matches|closest)\($/,
  "for programmers": /\b(new Error|new DOMException)\([^)]*$/,
};

/** Literals that look like texts for people and are none, by file. */
const ALLOWED = {
  "code.js": [/./], // Code is its subject.
  "format.js": [/^\(no name\)$/], // How names read is its subject.
  "import-rows.js": [/^[a-z ]+$/], // Column names of the world, to compare with.
  "keys.js": [/^(Arrow|Home$|End$)/], // Names of keys.
  "photo-field.js": [/^Files$/], // The platform's word for what was dropped.
};

/** Whether it reads as words: two in a row, or one that begins as a sentence or a label does. */
function isText(text) {
  const plain = text.replaceAll("{}", " ").trim();
  return /\p{L}\p{P}*\s+\p{P}*\p{L}/u.test(plain) || /^\p{P}*\p{Lu}\p{Ll}/u.test(plain);
}

/** @param {string} file @param {string} source */
function textsIn(file, source) {
  return literalsOf(source)
    .filter(({ text }) => isText(text))
    .filter(({ before }) => !Object.values(NOT_SAID).some((around) => around.test(before)))
    .filter(({ text }) => !ALLOWED[file]?.some((allowed) => allowed.test(text)))
    .map(({ text, line }) => `www/${file}:${line}: ${text}`);
}

test("no text stands outside the texts' module", () => {
  const files = readdirSync(www).filter((name) => name.endsWith(".js") && !TEXTS.test(name));
  const found = files.flatMap((file) => textsIn(file, readFileSync(new URL(file, www), "utf8")));
  assert.deepEqual(found, []);
});

test("a text is found in strings and templates, however it is written", () => {
  const source = `
    // Comments say "What they like".
    const pattern = /["'\`] no text here/;
    show("Try again"); show('under way'); show(\`Page \${page} of \${pages.map((one) => \`No \${one}\`)}\`);
    const half = width / 2 + "Deleted".length / 2;
    el("p", { class: "badge large" }, "a\\"b c");
  `;
  assert.deepEqual(textsIn("any.js", source), [
    "www/any.js:4: Try again",
    "www/any.js:4: under way",
    "www/any.js:4: No {}",
    "www/any.js:4: Page {} of {}",
    "www/any.js:5: Deleted",
    'www/any.js:6: a\\"b c',
  ]);
});

test("what is in the texts' module is said somewhere", () => {
  const scripts = readdirSync(www).filter((name) => name.endsWith(".js"));
  const sources = new Map(scripts.map((name) => [name, readFileSync(new URL(name, www), "utf8")]));
  const used = [...sources].map(([name, source]) =>
    TEXTS.test(name) ? (source.match(/\b\w+\.\w+/g) ?? []).join(" ") : source,
  );
  const words = new Set(used.join("\n").match(/\w+/g));
  const unused = [...sources]
    .filter(([name]) => TEXTS.test(name))
    .flatMap(([, source]) => [...source.matchAll(/^ {2}(\w+)[:(]/gm)].map(([, name]) => name))
    .filter((name) => !words.has(name));
  assert.deepEqual(unused, []);
});
