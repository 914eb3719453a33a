// npm run size: what the package weighs over the wire, part by part, and what the module is made
// of. It fails above the budget in .ci/size.json.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, named } from "./build.mjs";
import { main, root } from "./process.mjs";
import { partsOf } from "./wasm.mjs";

main(async () => {
  await build();
  const file = (name) => readFileSync(join(root, "pkg", name));
  const parts = { module: weigh(file("customers_client_bg.wasm")), entry: weigh(file("index.js")) };
  const total = [0, 1, 2].map((i) => parts.module[i] + parts.entry[i]);
  row("bytes", ["raw", "gzip -9", "brotli 11"]);
  for (const [part, bytes] of Object.entries({ ...parts, total })) row(part, bytes);

  const { code, data } = partsOf(readFileSync(named));
  const groups = new Map();
  for (const [name, size] of code)
    groups.set(groupOf(name), (groups.get(groupOf(name)) ?? 0) + size);
  const sorted = [...groups].sort(([, one], [, other]) => other - one);
  console.log("\nthe module, raw bytes:");
  for (const [group, size] of sorted) row(group, [size]);
  row("data (texts, tables)", [data]);
  console.log("\nits largest functions:");
  const largest = [...code].sort(([, one], [, other]) => other - one).slice(0, 12);
  for (const [name, size] of largest)
    row(name.replace(/::h[0-9a-f]{16}$/, "").slice(0, 60), [size]);

  const { budget } = JSON.parse(readFileSync(join(root, ".ci/size.json"), "utf8"));
  const words = `${total[2].toLocaleString("en")} of ${budget.toLocaleString("en")} bytes`;
  console.log(`\n${total[2] > budget ? "✗ above" : "✓ within"} the budget: ${words} (brotli 11)`);
  return total[2] > budget ? 1 : 0;
});

/** By the source file of ours, or by whose else it is. Exports carry what was inlined in them. */
function groupOf(name) {
  const ours = name.match(/customers_client::(\w+)/);
  if (ours) return `src/${ours[1]}.rs`;
  if (name.startsWith("invoke")) return "invoke, and what is inlined in it";
  if (/wasm_bindgen|__wb|externref/.test(name)) return "wasm-bindgen";
  return "core, alloc";
}

function weigh(bytes) {
  const brotli = {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  };
  return [
    bytes.length,
    gzipSync(bytes, { level: 9 }).length,
    brotliCompressSync(bytes, brotli).length,
  ];
}

function row(name, cells) {
  const text = cells.map((cell) => cell.toLocaleString("en").padStart(10));
  console.log(name.padEnd(cells.length > 1 ? 9 : 62) + text.join(""));
}
