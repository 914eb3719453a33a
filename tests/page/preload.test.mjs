// What the page needs first, it asks for at once: a script whose imports are found one after the
// other costs a round trip each.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const www = fileURLToPath(new URL("../../www/", import.meta.url));

test("every script of the first view is preloaded, and no other", async () => {
  const { metafile } = await build({
    entryPoints: [`${www}desk.js`],
    absWorkingDir: www,
    outdir: "out",
    bundle: true,
    splitting: true,
    format: "esm",
    write: false,
    metafile: true,
    external: ["./customers-client/*", "./vendor/*"],
  });
  const needed = new Set(["customers-client/index.js"]);
  const need = (name) => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const { path, kind, external } of metafile.inputs[name].imports)
      if (kind === "import-statement" && !external) need(path);
  };
  need("desk.js");
  const markup = readFileSync(`${www}index.html`, "utf8");
  const hints = [...markup.matchAll(/rel="modulepreload" href="([^"]+)"/g)].map(([, href]) => href);
  assert.deepEqual(hints.sort(), [...needed].sort());
});
