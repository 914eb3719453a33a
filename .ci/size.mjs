// npm run size: what the package weighs over the wire, part by part, and what the module is made
// of. It fails above the budget in .ci/size.json. The script is weighed as an application's bundler
// sends it: minified.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, named } from "./build.mjs";
import { main, root } from "./process.mjs";
import { partsOf } from "./wasm.mjs";

main(async () => {
  await build();
  const { transform } = await import("esbuild");
  const file = (name) => readFileSync(join(root, "pkg", name));
  const { code: script } = await transform(file("index.js"), {
    minify: true,
    format: "esm",
    logLevel: "error",
  });
  const module = weigh(file("customers_client_bg.wasm"));
  const parts = { module, script: weigh(Buffer.from(script)) };
  const total = [0, 1, 2].map((i) => parts.module[i] + parts.script[i]);
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

/** By the source file of ours, or by the crate it comes from; what is inlined counts where it is. */
function groupOf(name) {
  const ours = name.match(/customers_client::(\w+)/);
  if (ours) return `src/${ours[1]}.rs`;
  if (/^(customersclient|customerwalk|check|validate|metadataSize)/.test(name))
    return "the exports";
  if (/flt2dec|bignum|f64/.test(name)) return "core: decimal numbers";
  const crate = name.match(
    /(serde_wasm_bindgen|serde_core|gloo_net|js_sys|web_sys|dlmalloc|strsim)/,
  );
  if (crate) return crate[1];
  return /wasm_bindgen|__wb|externref/.test(name) ? "wasm_bindgen" : "core, alloc, std";
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
