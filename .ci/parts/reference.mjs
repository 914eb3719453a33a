// The script of the page at the sandbox's /reference/: Redoc, from the npm package, so that nothing
// comes from another host when the page is read.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, Stop, target } from "./process.mjs";
import { needPackages } from "./tools.mjs";

/** What the sandbox serves by itself. */
export const reference = join(target, "reference");

/** A picture beside the name of Redoc's makers; the page's Content-Security-Policy forbids it. */
const PICTURE = "https://cdn.redoc.ly/redoc/logo-mini.svg";

export async function buildReference() {
  await needPackages();
  const source = join(root, "node_modules/redoc/bundles/redoc.standalone.js");
  const parts = readFileSync(source, "utf8").split(PICTURE);
  if (parts.length !== 2) throw new Stop(`Redoc has ${parts.length - 1} pictures, not one`);
  mkdirSync(reference, { recursive: true });
  writeFileSync(join(reference, "redoc.js"), parts.join("data:,"));
}
