// What the demo page needs besides its own files and the package: the CSV library, from npm, as
// the ES module www/vendor/papaparse.js. It is loaded when customers are first exported or imported.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isProgram, main, root } from "./process.mjs";
import { needPackages } from "./tools.mjs";

const file = join(root, "www/vendor/papaparse.js");

export async function buildPage() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    stdin: {
      contents: 'import Papa from "papaparse"; export const { parse, unparse } = Papa;',
      resolveDir: root,
    },
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "inline",
    logLevel: "warning",
    // The page's types are checked; this text is not the page's.
    banner: { js: "// @ts-nocheck" },
  });
  const [{ text }] = outputFiles;
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

if (isProgram(import.meta.url))
  main(async () => {
    await needPackages();
    await buildPage();
  });
