// npm run lint: formatting, lints, types, documentation, spelling and the links among Markdown
// files. npm run format (`--fix`) puts right what can be put right without a person.

import { checkHouse } from "../parts/house.mjs";
import { attempt, main, Stop } from "../parts/process.mjs";
import * as tools from "../parts/tools.mjs";
import { build } from "./build.mjs";
import { needDocsPackages } from "./docs.mjs";

const WASM = ["--package", "customers-client", "--target", "wasm32-unknown-unknown"];
const DENY = ["--", "--deny", "warnings"];
const strictDocs = { env: { RUSTDOCFLAGS: "-Dwarnings" } };

// What checks words and links is installed beside what builds the documentation.
const BESIDE = "docs/site/node_modules/.bin";
const LINKS = "--no-stdout --quiet --frail --no-config --rc-path docs/site/remark.mjs".split(" ");
const MARKDOWN = ["*.md", ".github/**/*.md", "bench/*.md", "docs/*.md"];

const checks = [
  ["cargo", ["fmt", "--all", "--check"]],
  ["cargo", ["clippy", "--workspace", "--all-targets", ...DENY]],
  // Half of the client exists only here.
  ["cargo", ["clippy", ...WASM, "--all-targets", ...DENY]],
  ["cargo", ["doc", "--workspace", "--no-deps"], strictDocs],
  ["cargo", ["doc", ...WASM, "--no-deps"], strictDocs],
  ["biome", ["check", "--error-on-warnings"]],
  ["tsc", ["--project", "tests/types"]],
  // A right word that no dictionary has goes into .cspell.txt.
  [`${BESIDE}/cspell`, ["lint", "--no-progress", "--quiet"]],
  [`${BESIDE}/remark`, [...LINKS, ...MARKDOWN]],
];
const fixes = [
  ["cargo", ["fmt", "--all"]],
  ["biome", ["check", "--write"]],
];

main(async ([option]) => {
  if (option && option !== "--fix") throw new Stop(`no such option: ${option}. There is --fix`);
  tools.needNode();
  await tools.needRust();
  await tools.needComponents("rustfmt", "clippy");
  await tools.needPackages();
  if (!option) {
    await tools.needWasmTarget();
    await needDocsPackages();
    checkHouse();
    await build(); // The types are checked as a user gets them: out of the package.
  }

  const failed = [];
  for (const [program, args, options] of option ? fixes : checks) {
    const command = `${program} ${args.join(" ")}`;
    console.error(`\n=== ${command}`);
    if ((await attempt(program, args, options)) !== 0) failed.push(command);
  }
  if (failed.length > 0) throw new Stop(`failed:\n  ${failed.join("\n  ")}`);
});
