// Everything can be reached without a pointer.

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
  await tabTo("#search");
  await tabTo("#new-customer");
  await keyboard.press("Enter");
  await desk.focused("#first_name");
  await keyboard.type("Grace");
  await tabTo("#last_name");
  await keyboard.type("Hopper");
  await tabTo("#email");
  await keyboard.type(email);
  await keyboard.press("Enter");
  await desk.status("Customer created: Grace Hopper.");
  await desk.focused("#new-customer");
  await tabTo("#search", { back: true });
  await keyboard.type(email);
  await desk.status(/^1 customer matches/);
  await tabTo("#rows button");
  await keyboard.press("Enter");
  await desk.dialog("#detail", true);
  await tabTo("#delete-customer");
  await keyboard.press("Enter");
  await desk.dialog("#confirm", true);
  await tabTo("#confirm-yes");
  await keyboard.press("Enter");
  await desk.status("Customer deleted: Grace Hopper.");
  await desk.rows(0); // The search for her e-mail is still there.
  trouble.expectOnly(answered(404));
  await desk.type("#search", "");
  await desk.status("38 customers");
});

/**
 * @param {string} selector
 * @param {{ back?: boolean }} [options]
 */
async function tabTo(selector, { back = false } = {}) {
  if (back) await page.keyboard.down("Shift");
  for (let stops = 0; stops < 30; stops += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) break;
  }
  if (back) await page.keyboard.up("Shift");
  await desk.focused(selector);
}
