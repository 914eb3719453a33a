// What happens at once: the service answers late, and its user has gone on meanwhile.

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

async function everyone() {
  await desk.type("#search", "");
  await desk.status("38 customers");
}

const back = () => page.evaluate(() => history.back());

/** @param {string} email */
async function confirmDelete(email) {
  await desk.press("Delete");
  await desk.type("#confirm-typed", email);
}

test("a deletion that was asked for while the customer was read closes the view", async () => {
  const { email } = await findCustomer();
  await injectFault(url, { delay_ms: 2500 });
  await page.click("#rows a");
  await confirmDelete(email);
  await desk.eventually("all is read", async () =>
    assert.equal(await page.$("#detail[aria-busy]"), null),
  );
  await desk.press("Delete customer");
  await desk.dialog("#detail", false);
  await desk.status(/^Customer deleted: /);
  await desk.rows(0);
  trouble.expectOnly(answered(404)); // The search for the e-mail finds nobody now.
  await everyone();
});

test("a deletion that fails is told where its user is", async () => {
  const { id, email, first_name, last_name } = await findCustomer();
  await page.click("#rows a");
  await desk.isRead();
  await confirmDelete(email);
  await injectFault(url, { delay_ms: 3000, status: 403 });
  await desk.press("Delete customer");
  await desk.shows("#detail-status", "Deleting…");
  await back();
  await desk.dialog("#detail", false);
  const name = `${first_name} ${last_name}`;
  await desk.shows("#alert", new RegExp(`^Deleting ${name} failed\\. This key may not do that\\.`));
  trouble.expectOnly(answered(403));
  await account.remove(id);
  await everyone();
});

test("a wait for the next page is shown in the detail view, and can be tried again there", async () => {
  await page.click("#rows tr:nth-child(10) a");
  await desk.isRead();
  const tenth = await desk.text("#detail-name");
  await injectFault(url, { status: 429, retry_after: "40" });
  await desk.press("Next customer");
  await desk.shows("#detail-wait", /slow down\.\s+Trying again in \d+ seconds\./);
  await page.click("#detail-wait button");
  await desk.focused("#detail-title");
  await injectFault(url, { status: 403 });
  await desk.press("Next customer");
  await desk.shows("#detail-alert", /This key may not do that\./);
  await page.$eval("#detail-alert button", (button) => button.focus());
  await page.keyboard.press("Enter");
  await desk.eventually("the eleventh customer is open", async () => {
    assert.notEqual(await desk.text("#detail-name"), tenth);
    assert.match(page.url(), /page=2&customer=/);
  });
  await desk.isRead();
  assert.equal(await page.$eval("#detail-alert", (alert) => alert.hidden), true);
  await desk.focused("#next-customer");
  await desk.closeDetail();
  await desk.press("Previous");
  await desk.status("38 customers");
  trouble.expectOnly(answered(429), answered(403));
});

test("what has gone while its button had the focus leaves the focus in the view", async () => {
  const { id } = await findCustomer();
  await account.addAddress(id);
  await page.click("#rows a");
  await desk.isRead();
  await account.remove(id);
  await desk.press("Delete: First Street 1");
  await desk.press("Delete address");
  await desk.shows("#detail-alert", /^This customer is not there any more/);
  await desk.focused("#detail-title");
  await desk.rows(0);
  await desk.closeDetail();
  trouble.expectOnly(answered(404));

  const pair = [await account.create(), await account.create()];
  await desk.type("#search", "Some");
  await desk.rows(2);
  const ids = await page.$$eval("#rows a", (all) => all.map((one) => one.dataset.customer));
  await page.click("#rows a");
  await desk.isRead();
  await account.remove(ids[1]);
  await desk.press("Next customer");
  await desk.shows("#detail-alert", /^This customer is not there any more/);
  await desk.rows(1);
  await desk.focused("#detail-title");
  assert.equal(await page.$eval("#next-customer", (next) => next.hidden), true);
  await desk.closeDetail();
  for (const { id } of pair) if (id !== ids[1]) await account.remove(id);
  trouble.expectOnly(/^answered 404: |aborted$/);
  await everyone();
});

test("Try again that fails again keeps the focus", async () => {
  await page.reload();
  await desk.status("38 customers");
  await injectFault(url, { status: 403, times: 2 });
  await desk.press("Next");
  await desk.shows("#alert", /may not do that/);
  const request = page.waitForResponse((response) => response.status() === 403);
  await page.focus("#alert button");
  await page.evaluate(() => {
    globalThis.before = document.querySelector("#alert button");
  });
  await page.keyboard.press("Enter");
  await request;
  await desk.eventually("it is said again", async () =>
    assert.ok(await page.evaluate(() => !globalThis.before.isConnected)),
  );
  await desk.focused("#alert button");
  await page.keyboard.press("Enter");
  await desk.status("Page 2 of 4: 38 customers");
  await desk.press("Previous");
  await desk.status("38 customers");
  trouble.expectOnly(answered(403));
});

test("a key that was changed from an alert leaves the focus at the customers", async () => {
  await injectFault(url, { status: 401 });
  await desk.press("Next");
  await desk.press("Change the key");
  await page.click('[value="sandbox"]');
  await desk.press("Connect");
  await desk.dialog("#connection-dialog", false);
  await desk.status("38 customers");
  await desk.focused("#customers");
  trouble.expectOnly(answered(401));
});

test("that something was copied takes back no other word", async () => {
  await browser
    .defaultBrowserContext()
    .overridePermissions(url, ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"]);
  await findCustomer();
  await page.click("#rows a");
  await desk.isRead();
  await desk.press("Copy: id");
  await desk.press("Edit");
  await desk.press("Save changes");
  await desk.shows("#detail-status", /^Nothing was changed/);
  await desk.eventually("the button is as it was", async () =>
    assert.equal(await desk.text("#detail-facts .copy"), "Copy"),
  );
  assert.match(await desk.text("#detail-status"), /^Nothing was changed/);
  await desk.closeDetail();
  trouble.expectOnly();
});

test("the number of customers that is said is the one that is shown", async () => {
  await desk.type("#search", "");
  await desk.status(/^\d+ customers$/);
  await desk.press("New customer");
  await page.type("#first_name", "One");
  await page.type("#last_name", "More");
  await page.type("#email", `more.${Date.now()}@example.com`);
  await desk.press("Create customer");
  await desk.shows("#detail-status", "Customer created: One More.");
  await desk.isRead();
  const count = (await desk.text("#position")).match(/\d+ customers$/)[0];
  await desk.status(count);
  await desk.closeDetail();
  trouble.expectOnly();
});

test("a draft that waits for its customer outlives another form", async () => {
  const { id } = await findCustomer();
  await page.click("#rows a");
  await desk.isRead();
  await desk.press("Edit");
  await desk.type("#country", "Chile");
  await page.evaluate(() => history.replaceState(null, "", "#"));
  page.once("dialog", (dialog) => dialog.accept());
  await page.reload();
  await desk.status(/^\d+ customers$/);
  await desk.press("New customer");
  await desk.type("#country", "Peru");
  await page.keyboard.press("Escape");
  await desk.press("Discard");
  await desk.dialog("#customer-dialog", false);
  await page.goto(`${url}/#customer=${id}`);
  await desk.dialog("#customer-dialog", true);
  assert.equal(await page.$eval("#country", (input) => input.value), "Chile");
  await page.keyboard.press("Escape");
  await desk.press("Discard");
  await desk.dialog("#customer-dialog", false);
  await desk.isRead();
  await desk.closeDetail();
  trouble.expectOnly();
});

test("what is saved after Back has closed the view is said in the list", async () => {
  const { id } = await findCustomer();
  await page.click("#rows a");
  await desk.isRead();
  await desk.press("Add address");
  await page.type("#line1", "Late Street 1");
  await page.type("#city", "San José");
  await page.type("#postal_code", "10101");
  await page.type("#address-country", "Costa Rica");
  await back();
  await desk.shows("#confirm-title", "Discard changes?");
  await desk.press("Keep editing");
  await desk.dialog("#confirm", false);
  await desk.dialog("#detail", false);
  await desk.press("Save address");
  await desk.dialog("#address-dialog", false);
  await desk.status("Address added.");
  assert.equal((await account.send("GET", `${id}/addresses/`)).length, 1);
  await desk.focused("[data-customer], #customers");
  await page.click("#rows a");
  await desk.isRead();
  await desk.press("Edit");
  await desk.type("#phone", "7");
  await back();
  await desk.press("Keep editing");
  await desk.dialog("#detail", false);
  await desk.press("Save changes");
  await desk.dialog("#customer-dialog", false);
  await desk.status(/^Customer changed: /);
  await desk.focused("[data-customer], #customers");
  assert.equal((await account.send("GET", `${id}/`)).phone, "7");
  trouble.expectOnly();
});
