// One customer: the person first, and what becomes of the view when something is missing.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accountAt } from "./account.mjs";
import { answered, openDesk } from "./browser.mjs";
import { injectFault } from "./sandbox.mjs";

let url, browser, page, desk, trouble, close, account;

before(async () => {
  ({ url, browser, page, desk, trouble, close } = await openDesk());
  account = accountAt(url);
  await desk.status("38 customers");
});
after(() => close?.());

/** A customer of its own, found in the list. */
async function findCustomer(fields) {
  const customer = await account.create(fields);
  await desk.search(customer);
  return customer;
}

/** @param {string} selector */
const isShown = (selector) => page.$eval(selector, (element) => element.checkVisibility());

test("e-mail, phone and id can be used from where they stand", async () => {
  await browser
    .defaultBrowserContext()
    .overridePermissions(url, ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"]);
  const { id, email } = await findCustomer({ phone: "+506 8323-6988", country: "Costa Rica" });
  await page.click("#rows a");
  await desk.shows("#addresses-title", "Addresses (0 of 3)");
  const links = await page.$$eval("#detail-contact a", (all) => all.map((one) => one.href));
  assert.deepEqual(links, [`mailto:${email}`, "tel:+50683236988"]);
  for (const [name, text] of [
    ["Copy: e-mail", email],
    ["Copy: id", id],
  ]) {
    await desk.press(name);
    await desk.shows("#detail-status", "Copied");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  }
  await desk.closeDetail();
  await account.send("PATCH", `${id}/`, { phone: "ask at the desk" });
  await page.click("#rows a");
  await desk.shows("#detail-contact", /ask at the desk/);
  assert.equal((await page.$$("#detail-contact a")).length, 1);
  await desk.closeDetail();
  trouble.expectOnly();
});

test("addresses that did not load can be asked for again", async () => {
  const { id } = await findCustomer();
  await account.addAddress(id);
  await page.setRequestInterception(true);
  const refuse = (request) =>
    request.url().endsWith("/addresses/")
      ? request.respond({ status: 500, body: "broken", headers: { "Retry-After": "120" } })
      : request.continue();
  page.on("request", refuse);
  await page.click("#rows a");
  await desk.shows("#addresses-alert", /^The addresses could not be loaded\./);
  page.off("request", refuse);
  await page.setRequestInterception(false);
  await page.$$eval("#addresses-alert button", (all) => all.at(0).click());
  await desk.shows("#addresses-title", "Addresses (1 of 3)");
  assert.ok(!(await isShown("#addresses-alert")));
  await desk.closeDetail();
  trouble.expectOnly(answered(500));
});

test("with three addresses there is no fourth to fill in, and the reason stands there", async () => {
  const { id } = await findCustomer();
  for (const street of ["First", "Second"]) await account.addAddress(id, `${street} Street 1`);
  await page.click("#rows a");
  await desk.shows("#addresses-title", "Addresses (2 of 3)");
  // Someone else is faster: then it is the service that refuses.
  await desk.press("Add address");
  await account.addAddress(id, "Third Street 1");
  await page.type("#line1", "Fourth Street 1");
  await page.type("#city", "San José");
  await page.type("#postal_code", "10101");
  await page.type("#address-country", "Costa Rica");
  await desk.press("Save address");
  await desk.shows("#address-form [role=alert]", /already has 3 addresses/);
  trouble.expectOnly(answered(406));
  await page.keyboard.press("Escape");
  await desk.press("Discard");
  await desk.dialog("#address-dialog", false);
  await desk.shows("#addresses-title", "Addresses (3 of 3)");
  await desk.shows("#addresses-full", /no more than 3/);
  assert.equal(await page.$eval("#add-address", (button) => button.ariaDisabled), "true");
  await page.$eval("#add-address", (button) => button.click());
  await desk.dialog("#address-dialog", false);
  await desk.press("Delete: Third Street 1");
  await desk.press("Delete address");
  await desk.shows("#detail-status", "Address deleted.");
  assert.ok(!(await isShown("#addresses-full")));
  await desk.closeDetail();
  trouble.expectOnly();
});

test("a customer that was deleted elsewhere can be neither edited nor deleted, and its row goes", async () => {
  const { id } = await findCustomer();
  await account.remove(id);
  await page.click("#rows a");
  await desk.shows("#detail-alert", /^This customer is not there any more/);
  for (const selector of ["#edit-customer", "#delete-customer", "#add-address"]) {
    assert.ok(!(await isShown(selector)), selector);
  }
  await desk.rows(0);
  await desk.closeDetail();
  trouble.expectOnly(answered(404));
});

test("one that is deleted while it is edited is told of in the form and behind it", async () => {
  const { id } = await findCustomer();
  await page.click("#rows a");
  await desk.isRead();
  await desk.press("Edit");
  await desk.type("#phone", "1");
  await account.remove(id);
  await desk.press("Save changes");
  await desk.shows("#customer-form [role=alert]", /not there any more/);
  await page.keyboard.press("Escape");
  await desk.press("Discard");
  await desk.dialog("#customer-dialog", false);
  await desk.shows("#detail-alert", /^This customer is not there any more/);
  assert.ok(!(await isShown("#edit-customer")));
  await desk.rows(0);
  await desk.closeDetail();
  trouble.expectOnly(answered(404));
});

test("a view that could not be read says so, and reads again", async () => {
  await findCustomer();
  await injectFault(url, { status: 403 });
  await page.click("#rows a");
  await desk.shows("#detail-alert", /may not do that/);
  await page.$$eval("#detail-alert button", (all) => all.at(0).click());
  await desk.eventually("the alert is gone", async () => {
    assert.ok(!(await isShown("#detail-alert")));
  });
  await desk.focused("#detail-title");
  await desk.isRead();
  await desk.closeDetail();
  trouble.expectOnly(answered(403));
});

test("a deletion is confirmed by typing the e-mail, and says what goes and what remains", async () => {
  const { email } = await findCustomer();
  await page.click("#rows a");
  await desk.isRead();
  await desk.press("Delete");
  await desk.shows("#confirm-text", /cannot be undone.*Payment logs remain\./);
  await desk.focused("#confirm-typed");
  trouble.takeRequests();
  await page.keyboard.press("Enter");
  await desk.fieldError("#confirm-typed", "not what is asked for");
  await desk.type("#confirm-typed", "someone.else@example.com");
  await desk.press("Delete customer");
  await desk.fieldError("#confirm-typed", "not what is asked for");
  assert.deepEqual(trouble.takeRequests(), []);
  await desk.type("#confirm-typed", ` ${email.toUpperCase()}`);
  await injectFault(url, { delay_ms: 3000 });
  await desk.press("Delete customer");
  await desk.shows("#detail-status", "Deleting…");
  await page.keyboard.press("Escape");
  await desk.shows("#detail-status", /^Still deleting\./);
  await desk.dialog("#detail", false);
  await desk.status(/^Customer deleted: /);
  trouble.expectOnly(answered(404)); // The search for the e-mail finds nobody now.
});

test("closing the view gives up what it was reading", async () => {
  await findCustomer();
  await injectFault(url, { delay_ms: 8000 });
  await page.click("#rows a");
  await desk.dialog("#detail", true);
  await desk.closeDetail();
  await desk.eventually("a read is aborted", async () => {
    await trouble.arrived(/failed: GET .* aborted$/);
    trouble.expectOnly(/failed: GET .* aborted$/);
  });
});
