// axe-core looks at every view: WCAG 2.2 AA, and what it calls best practice.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { openDesk } from "./browser.mjs";
import { begin, VIEWS } from "./views.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let opened;

before(async () => {
  opened = await openDesk();
  opened.home = opened.page.url();
  opened.page.on("dialog", (dialog) => dialog.accept());
});
after(() => opened?.close());

/** What axe finds wrong, one line a rule. */
async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async (tags) => {
    const moving = document.getAnimations().filter(({ effect }) => {
      return effect.getComputedTiming().endTime !== Infinity;
    });
    await Promise.allSettled(moving.map((one) => one.finished));
    const { violations } = await globalThis.axe.run(document, {
      runOnly: { type: "tag", values: tags },
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  }, TAGS);
}

for (const scheme of ["light", "dark"]) {
  for (const [name, open] of Object.entries(VIEWS)) {
    test(`${name}, ${scheme}`, async () => {
      await begin(opened, { scheme });
      await open(opened);
      assert.deepEqual(await violations(opened.page), []);
    });
  }
}

test("the list at 360 px", async () => {
  await begin(opened, { width: 360 });
  assert.deepEqual(await violations(opened.page), []);
});

test("axe finds what is wrong, where something is", async () => {
  await begin(opened);
  await opened.page.$eval("#search", (search) => search.labels[0].remove());
  assert.match((await violations(opened.page)).join("\n"), /^label: /m);
});
