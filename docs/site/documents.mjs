// The Markdown files that become pages of the site, in the order of its sidebar.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** What those read who work on the project; each where it is there. */
const PROJECT = [
  "CONTRIBUTING.md",
  "docs/design.md",
  "docs/releases.md",
  "bench/README.md",
  "CHANGELOG.md",
  ".github/SECURITY.md",
];

export const read = (file) => readFileSync(join(root, file), "utf8");

/**
 * Guides in the order in which README last links to them (its table of guides comes after the prose),
 * then those that it does not link to, by name.
 */
function guides() {
  const linked = [...read("README.md").matchAll(/\]\((docs\/[\w-]+\.md)/g)].map(([, file]) => file);
  const all = readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => `docs/${name}`)
    .filter((file) => !PROJECT.includes(file));
  const inOrder = [...new Set(linked.reverse())].reverse();
  return [...new Set([...inOrder.filter((file) => all.includes(file)), ...all])];
}

/** A file's page: its group in the sidebar, its heading as title, and its address on the site. */
function page(group, file) {
  const title = read(file).match(/^# (.+)$/m)?.[1];
  if (!title)
    throw new Error(`${file} has no heading of the first level, which would be its title`);
  const folder = group.toLowerCase();
  // Two files of the project are named README.
  const name = file === "bench/README.md" ? "bench" : basename(file, ".md").toLowerCase();
  return { file, group, title: title.replaceAll("`", ""), address: `${folder}/${name}` };
}

export function documents() {
  return [
    ...guides().map((file) => page("Guides", file)),
    ...PROJECT.filter((file) => existsSync(join(root, file))).map((file) => page("Project", file)),
  ];
}
