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
    await page.click("#rows button");
    await desk.shows("#addresses-title", /of 3/);
    assert.deepEqual(await faintTexts(page), []);
    await screenshot(page, `detail-${scheme}`);
    await desk.press("Delete");
    assert.deepEqual(await faintTexts(page), []);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await desk.dialog("#detail", false);
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

for (const width of [360, 800]) {
  test(`at ${width} px nothing makes the page wider than the window`, async () => {
    await page.setViewport({ width, height: 740 });
    await page.select("#page-size", "100");
    await desk.rows(38);
    await desk.fits(width);
    await screenshot(page, `list-${width}`);
    await page.click("#rows button");
    await desk.dialog("#detail", true);
    await desk.shows("#addresses-title", /of 3/);
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
