// Light and dark mode, and narrow windows.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openDesk, screenshot } from "./browser.mjs";
import { faintTexts } from "./contrast.mjs";

let page, desk, trouble, close;

before(async () => {
  ({ page, desk, trouble, close } = await openDesk());
  await desk.status("38 customers");
});
after(() => close?.());

for (const scheme of ["light", "dark"]) {
  test(`every text can be read in ${scheme} mode`, async () => {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    assert.deepEqual(await faintTexts(page), []);
    await page.click("#rows a");
    await desk.isRead();
    assert.deepEqual(await faintTexts(page), []);
    await screenshot(page, `detail-${scheme}`);
    await desk.press("Delete");
    assert.deepEqual(await faintTexts(page), []);
    await page.keyboard.press("Escape");
    await desk.closeDetail();
    await desk.press("New customer");
    await desk.press("Create customer");
    await desk.fieldError("#email", "This field may not be blank.");
    assert.deepEqual(await faintTexts(page), []);
    await page.keyboard.press("Escape");
    await screenshot(page, `desktop-${scheme}`);
    trouble.expectOnly();
  });
}

test("dark mode is dark", async () => {
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.ok(
    background.match(/\d+/g).every((part) => Number(part) < 40),
    background,
  );
  await page.emulateMediaFeatures([]);
});

for (const width of [320, 360, 800]) {
  test(`at ${width} px nothing makes the page wider than the window`, async () => {
    await page.setViewport({ width, height: 740 });
    await page.select("#page-size", "100");
    await desk.rows(38);
    await desk.fits(width);
    await screenshot(page, `list-${width}`);
    await page.click("#rows a");
    await desk.dialog("#detail", true);
    await desk.isRead();
    await desk.fits(width);
    await screenshot(page, `detail-${width}`);
    await page.keyboard.press("Escape");
    await desk.press("New customer");
    await desk.dialog("#customer-dialog", true);
    await desk.fits(width);
    await screenshot(page, `form-${width}`);
    await page.keyboard.press("Escape");
    trouble.expectOnly();
  });
}

test("cards fill their row, and no column is lost where the table begins", async () => {
  await page.select("#page-size", "5");
  await desk.rows(5);
  for (const width of [320, 360, 768]) {
    await page.setViewport({ width, height: 900 });
    const cut = await page.$$eval(
      "#list, #rows, #rows *",
      (all) =>
        all.filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0).length,
    );
    assert.equal(cut, 0, `at ${width} px something is cut off`);
  }
  const behind = await page.$eval("#rows", (rows) => getComputedStyle(rows).backgroundColor);
  assert.equal(behind, "rgba(0, 0, 0, 0)", "no block stands where the odd card has no neighbour");
  await screenshot(page, "cards-768");
  for (const width of [960, 1000, 1083, 1200]) {
    await page.setViewport({ width, height: 900 });
    const edges = await page.evaluate(() => {
      const right = (one) => one.getBoundingClientRect().right;
      const cells = [...document.querySelectorAll("#rows tr > *")];
      return [right(document.querySelector("#list")), Math.max(...cells.map(right))];
    });
    assert.ok(edges[1] <= edges[0], `at ${width} px a column ends at ${edges[1]} of ${edges[0]}`);
    await desk.fits(width);
  }
  await page.select("#page-size", "10");
  await desk.rows(10);
  trouble.expectOnly();
});

test("at 320 by 256 the list is not covered by what stays in sight", async () => {
  await page.setViewport({ width: 320, height: 256 });
  const pager = await page.$eval("#pager", (one) => getComputedStyle(one).position);
  assert.equal(pager, "static");
  await desk.fits(320);
});
