// npm run size: what the package weighs over the wire, part by part, what the module is made of,
// and what the demo page weighs. It fails above the budgets in .ci/settings/size.json. Scripts are weighed as
// an application's bundler sends them: minified.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { main, root } from "../parts/process.mjs";
import { partsOf } from "../parts/wasm.mjs";
import { build, named } from "./build.mjs";

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

  const { budget, page } = JSON.parse(readFileSync(join(root, ".ci/settings/size.json"), "utf8"));
  const within = [
    judge("package", total[2], budget),
    judge("demo page", await weightOfPage(), page),
  ];
  return within.every(Boolean) ? 0 : 1;
});

function judge(what, bytes, budget) {
  const words = `${bytes.toLocaleString("en")} of ${budget.toLocaleString("en")} bytes`;
  const within = bytes <= budget;
  console.log(`\n${within ? "✓" : "✗ too much:"} the ${what}: ${words} (brotli 11)`);
  return within;
}

/** What a deployment with a bundler sends of it, without the package and the CSV library. */
async function weightOfPage() {
  const { build } = await import("esbuild");
  const www = join(root, "www");
  const styles = readdirSync(www).filter((name) => name.endsWith(".css"));
  const { outputFiles } = await build({
    entryPoints: ["start.js", ...styles].map((name) => join(www, name)),
    outdir: "out",
    write: false,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    external: ["./customers-client/*", "./vendor/*"],
  });
  const others = ["index.html", "icon.svg"].map((name) => readFileSync(join(www, name)));
  return [...outputFiles.map(({ contents }) => Buffer.from(contents)), ...others]
    .map((bytes) => weigh(bytes)[2])
    .reduce((sum, bytes) => sum + bytes, 0);
}

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
