// What `npm version` runs besides its own: the crates get the package's version, and what the
// changelog has under Unreleased gets a heading with the version and the day.
//
// --check, before npm changes anything: is there something to release?

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { main, root, run, Stop, say } from "../parts/process.mjs";

const UNRELEASED = "## [Unreleased]";
// The fuzz targets are no member of the workspace, and lock the client by themselves.
const LOCKS = ["Cargo.lock", "tests/fuzz/Cargo.lock"];

const read = (file) => readFileSync(join(root, file), "utf8");

/** What stands under a heading, up to the next of its kind. */
function under(heading, text) {
  const [, rest] = text.split(`${heading}\n`);
  if (rest === undefined) throw new Stop(`CHANGELOG.md has no line "${heading}"`);
  return rest.split(/^## /m)[0].trim();
}

/** Replaces each match of a pattern that has to be there, and writes nothing by itself. */
function replaced(file, pattern, replacement) {
  const text = read(file);
  if (!text.match(pattern)) throw new Stop(`${file}: found no ${pattern}`);
  return [file, text.replace(pattern, replacement)];
}

main(async ([option]) => {
  if (under(UNRELEASED, read("CHANGELOG.md")) === "")
    throw new Stop(`CHANGELOG.md says nothing under "${UNRELEASED}": there is nothing to release`);
  if (option === "--check") return;

  const { version } = JSON.parse(read("package.json"));
  const today = new Date().toISOString().slice(0, 10);
  const own = /^(name = "(?:customers-client|sandbox)"\nversion = )".+"$/gm;
  const changes = [
    replaced("Cargo.toml", /(\[workspace\.package\]\nversion = )".+"/, `$1"${version}"`),
    ...LOCKS.map((file) => replaced(file, own, `$1"${version}"`)),
    replaced("CHANGELOG.md", /^## \[Unreleased\]$/m, `${UNRELEASED}\n\n## [${version}] - ${today}`),
  ];
  for (const [file, text] of changes) writeFileSync(join(root, file), text);
  say(`${version} is in ${changes.map(([file]) => file).join(", ")}`);

  // npm commits what is staged; told not to (--no-git-tag-version), it commits nothing.
  const commits = !["", "false"].includes(process.env.npm_config_git_tag_version);
  if (commits && existsSync(join(root, ".git")))
    await run("git", ["add", ...changes.map(([file]) => file)]);
});
