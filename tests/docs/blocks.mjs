// The blocks of code that README and the guides show, and what each of them is.

import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);

/** README and each guide: path → text. */
export const pages = new Map(
  ["README.md", ...readdirSync(new URL("docs/", root)).map((name) => `docs/${name}`)]
    .filter((path) => path.endsWith(".md"))
    .sort()
    .map((path) => [path, readFileSync(new URL(path, root), "utf8")]),
);

/**
 * @typedef {object} Block
 * @property {string} page "docs/lists.md"
 * @property {string} heading the one above it
 * @property {string} language after the fence; "" where there is none
 * @property {string} code as it stands there
 * @property {string | undefined} file what its first line, a comment, names
 * @property {string} title for a test's name
 */

/** @returns {Block[]} */
function blocksOf(page, text) {
  const blocks = [];
  let heading = "";
  for (const [whole, title, language, code] of text.matchAll(
    /^#+ (.+)$|^```(\w*).*\n([\s\S]*?)^```$/gm,
  )) {
    if (title) heading = title;
    if (title || !whole.startsWith("```")) continue;
    const file = /^(?:\/\/|<!--) (\S+\.\w+)/.exec(code)?.[1];
    const nth = blocks.filter((block) => block.heading === heading).length + 1;
    const name = `${page}, "${heading}"${nth > 1 ? ` (${nth})` : ""}`;
    blocks.push({ page, heading, language, code, file, title: file ? `${name}: ${file}` : name });
  }
  return blocks;
}

/** @type {Block[]} */
export const blocks = [...pages].flatMap(([page, text]) => blocksOf(page, text));

/** Languages of blocks that no test runs: commands, and texts that something has printed. */
const TEXTS = ["", "sh", "text"];

export const isText = ({ language }) => TEXTS.includes(language);

/** A program by itself: programs.test.mjs runs it. */
export const isProgram = ({ language, file }) => ["js", "ts"].includes(language) && !file;

/** A program for Node, by its file's ending; the same test runs it there. */
export const isNodeProgram = ({ language, file }) => language === "js" && /\.mjs$/.test(file ?? "");

/** A page, or a script of one: forms.test.mjs opens and uses it. */
export const isPart = ({ language, file }) =>
  (language === "html" && file?.endsWith(".html")) ||
  (language === "js" && /-page\.js$/.test(file ?? ""));

/** What tests/recipes compiles and runs, with the packages that it needs. */
export const isRecipe = ({ language, file }) =>
  /^tsx?$/.test(language) && /\.tsx?$/.test(file ?? "");

/** Files that docs/gateway.md shows; tests/recipes runs gateways with them. */
export const GATEWAYS = ["app.js", "next.config.js"];

/** The block that names this file. */
export function named(file) {
  const found = blocks.filter((block) => block.file === file);
  if (found.length !== 1) throw new Error(`${found.length} blocks name ${file}`);
  return found[0];
}
