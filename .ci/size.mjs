// npm run size: what the package weighs over the wire, part by part.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "./build.mjs";
import { main, root } from "./process.mjs";

main(async () => {
  await build();
  const parts = { wasm: [0, 0, 0], glue: [0, 0, 0], "other JS": [0, 0, 0] };
  for (const name of readdirSync(join(root, "pkg"))) {
    const part = name.endsWith(".wasm")
      ? "wasm"
      : name === "customers_client.js"
        ? "glue"
        : "other JS";
    if (!/\.(js|wasm)$/.test(name)) continue;
    weigh(readFileSync(join(root, "pkg", name))).forEach((bytes, i) => {
      parts[part][i] += bytes;
    });
  }
  const total = [0, 1, 2].map((i) => Object.values(parts).reduce((sum, part) => sum + part[i], 0));
  row("bytes", ["raw", "gzip -9", "brotli 11"]);
  for (const [part, bytes] of Object.entries({ ...parts, total })) row(part, bytes);
});

/** Each file by itself, as a server sends it. */
function weigh(file) {
  const brotli = {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: file.length,
    },
  };
  return [
    file.length,
    gzipSync(file, { level: 9 }).length,
    brotliCompressSync(file, brotli).length,
  ];
}

function row(name, cells) {
  const text = cells.map((cell) => cell.toLocaleString("en").padStart(10));
  console.log(name.padEnd(9) + text.join(""));
}
