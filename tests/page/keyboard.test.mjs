// Everything can be reached without a pointer.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, openDesk } from "./browser.mjs";

let page, desk, trouble, close;
const email = `grace.${Date.now()}@example.com`;

before(async () => {
  ({ page, desk, trouble, close } = await openDesk());
});
after(() => close?.());

test("the keyboard alone creates, opens and deletes a customer", async () => {
  const { keyboard } = page;
  await desk.status("38 customers");
  await tabTo("#new-customer");
  await keyboard.press("Enter");
  await desk.focused("#first_name");
  await keyboard.type("Grace");
  await tabTo("#last_name");
  await keyboard.type("Hopper");
  await tabTo("#email");
  await keyboard.type(email);
  await keyboard.press("Enter");
  await desk.dialog("#customer-dialog", false);
  await desk.shows("#detail-name", "Grace Hopper");
  await desk.isRead();
  await desk.closeDetail();
  await desk.focused("#new-customer");
  await tabTo("#search");
  await keyboard.type(email);
  await desk.status(/^1 customer matches/);
  await tabTo("#rows a");
  await keyboard.press("Enter");
  await desk.isRead();
  await tabTo("#delete-customer");
  await keyboard.press("Enter");
  await desk.dialog("#confirm", true);
  await confirmByKeys();
  await desk.dialog("#detail", false);
  await desk.rows(0); // The search for her e-mail is still there.
  trouble.expectOnly(answered(404));
  await desk.type("#search", "");
  await desk.status("38 customers");
});

async function confirmByKeys() {
  await desk.focused("#confirm-typed");
  await page.keyboard.type(email);
  await tabTo("#confirm-yes");
  await page.keyboard.press("Enter");
}

test("slash goes to the search, arrows move through the rows, and Enter opens", async () => {
  const { keyboard } = page;
  const row = (number) => desk.focused(`#rows tr:nth-child(${number}) a`);
  await page.focus("#next");
  await keyboard.press("/");
  await desk.focused("#search");
  assert.equal(await page.$eval("#search", (search) => search.value), "");
  await keyboard.press("/");
  assert.equal(await page.$eval("#search", (search) => search.value), "/", "here it is a letter");
  await keyboard.press("Backspace");
  await desk.status("38 customers");
  await keyboard.press("ArrowDown");
  await row(1);
  await keyboard.press("ArrowDown");
  await row(2);
  await keyboard.press("End");
  await row(10);
  await keyboard.press("ArrowDown");
  await row(10);
  await keyboard.press("ArrowUp");
  await row(9);
  const name = await page.evaluate(() => document.activeElement.textContent);
  await keyboard.press("Enter");
  await desk.shows("#detail-name", name);
  await desk.isRead();
  await keyboard.press("/");
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "search");
  await desk.closeDetail();
  await row(9);
  await keyboard.press("Home");
  await row(1);
  await keyboard.press("ArrowUp");
  await desk.focused("#search");
  trouble.expectOnly();
});

test("the slash can be turned off, and stays off", async () => {
  await page.click(".keys summary");
  await page.click("#slash");
  await page.focus("#next");
  await page.keyboard.press("/");
  await desk.focused("#next");
  await page.reload();
  await desk.status("38 customers");
  await page.focus("#next");
  await page.keyboard.press("/");
  await desk.focused("#next");
  await page.click(".keys summary");
  await page.click("#slash");
  await page.focus("#next");
  await page.keyboard.press("/");
  await desk.focused("#search");
  trouble.expectOnly();
});

/** @param {string} selector */
async function tabTo(selector) {
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) break;
  }
  await desk.focused(selector);
}
