// Whether what the pages of the built documentation link to is there: files, and places in them.
// rustdoc checks its own links.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const site = fileURLToPath(new URL("../../target/docs/", import.meta.url));
const all = readdirSync(site, { recursive: true })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".html"));
const pages = all.filter((name) => !name.startsWith("crate/"));
const texts = new Map();
const text = (name) => {
  if (!texts.has(name)) texts.set(name, readFileSync(join(site, name), "utf8"));
  return texts.get(name);
};
const plain = (attribute) => attribute.replaceAll("&amp;", "&").replaceAll("&#39;", "'");

/** What a page loads or links to, as addresses on a host that stands for this site. */
function linksOf(name) {
  const links = text(name).matchAll(/<\w+[^>]*? (?:href|src)="([^"]+)"/g);
  return [...links].map(([, address]) => new URL(plain(address), `http://site/${name}`));
}

test("every page is there", () => {
  for (const name of ["index.html", "guides/forms.html", "classes/CustomersClient.html"])
    assert.ok(pages.includes(name), name);
  assert.ok(pages.length > 40, `${pages.length}`);
});

test("every link within the site leads to a page, and to a place that it has", () => {
  const dead = [];
  let followed = 0;
  for (const name of pages) {
    for (const { host, pathname, hash } of linksOf(name)) {
      if (host !== "site") continue;
      followed += 1;
      const target = decodeURIComponent(pathname.slice(1)) || "index.html";
      const isThere = existsSync(join(site, target)) && statSync(join(site, target)).isFile();
      const place = decodeURIComponent(hash.slice(1));
      const hasPlace = () =>
        !place || !target.endsWith(".html") || text(target).includes(`id="${place}"`);
      if (!isThere || !hasPlace()) dead.push(`${name}: ${target}${hash}`);
    }
  }
  assert.ok(followed > 1000, `${followed}`);
  assert.deepEqual(dead, []);
});

test("no page loads anything from another host", () => {
  const loads = /<(?:script|img|link|iframe|source)\b[^>]*? (?:href|src)="(?:https?:)?\/\/[^"]*"/g;
  for (const name of all) assert.deepEqual(text(name).match(loads), null, name);
});
