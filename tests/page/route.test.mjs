// Every view has an address: a page, a search, a customer.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, openDesk } from "./browser.mjs";
import { injectFault } from "./sandbox.mjs";

let url, browser, page, desk, trouble, close;

before(async () => {
  ({ url, browser, page, desk, trouble, close } = await openDesk());
  await desk.status("38 customers");
});
after(() => close?.());

/** @param {string | RegExp} expected The hash, percent-decoded. */
const address = (expected) =>
  desk.eventually(`the address is ${expected}`, async () => {
    const hash = decodeURIComponent(new URL(page.url()).hash);
    if (typeof expected === "string") assert.equal(hash, expected);
    else assert.match(hash, expected);
  });

/** @param {string} expected */
const title = (expected) =>
  desk.eventually(`the title is ${expected}`, async () =>
    assert.equal(await page.title(), `${expected} – Customer desk`),
  );

/** The open customer and the addresses have been read: closing aborts nothing. */
const calm = () =>
  desk.eventually("all is read", async () =>
    assert.equal(await page.$("#detail[aria-busy], #addresses[aria-busy]"), null),
  );

const idOf = (row) => page.$$eval("#rows a", (all, index) => all.at(index).dataset.customer, row);

test("the skip link leads to the customers, and leaves search and page as they are", async () => {
  await desk.press("Next");
  await address("#page=2");
  await page.focus("#skip");
  await page.keyboard.press("Enter");
  await desk.focused("#customers");
  await address("#page=2");
  await desk.shows("#position", /^Page 2 of 4/);
  trouble.expectOnly();
});

test("the title and the status line follow the page and the search", async () => {
  await title("Page 2");
  await desk.status("Page 2 of 4: 38 customers");
  await desk.type("#search", "example");
  await title("“example”");
  await address("#search=example");
  await desk.type("#search", "");
  await title("Customers");
  await desk.status("38 customers");
  trouble.expectOnly();
});

test("a row opens as a whole, by an address of its own, and Back closes it", async () => {
  const id = await idOf(1);
  await page.click("#rows tr:nth-child(2) .created");
  await desk.dialog("#detail", true);
  await address(`#customer=${id}`);
  const name = await desk.text("#detail-name");
  await title(name);
  await calm();
  await page.goBack();
  await desk.dialog("#detail", false);
  await address("");
  await title("Customers");
  await desk.focused(`[data-customer="${id}"]`);
  await page.goForward();
  await desk.dialog("#detail", true);
  await desk.shows("#detail-name", name);
  await calm();
  await page.goBack();
  await desk.dialog("#detail", false);
  trouble.expectOnly();
});

test("closing a customer goes back to the step before, so that Back leaves the page of the list", async () => {
  await desk.press("Next");
  await address("#page=2");
  await page.click("#rows a");
  await address(/^#page=2&customer=/);
  await calm();
  await desk.closeDetail();
  await address("#page=2");
  await page.goBack();
  await desk.shows("#position", /^Page 1 of 4/);
  trouble.expectOnly();
});

test("a row is a link that opens in another tab, and there the customer is open", async () => {
  const [href, name] = await page.$eval("#rows a", (link) => [link.href, link.textContent]);
  const other = await browser.newPage();
  await other.goto(href);
  await other.waitForFunction(
    (expected) => document.querySelector("#detail[open] #detail-name")?.textContent === expected,
    {},
    name,
  );
  await other.keyboard.press("Escape");
  await other.waitForFunction(() => !location.hash && !document.querySelector("#detail").open);
  await other.close();

  await page.keyboard.down("Control");
  await page.click("#rows a");
  await page.keyboard.up("Control");
  assert.equal(await page.$eval("#detail", (dialog) => dialog.open), false);
  const tabs = await browser.pages();
  await tabs.find((tab) => tab !== page && tab.url().includes("customer="))?.close();
  await page.bringToFront();
  trouble.expectOnly();
});

test("text in a row can be selected without opening it", async () => {
  const { x, y } = await page.$eval("#rows tr:nth-child(3) .email bdi", (text) =>
    text.getBoundingClientRect().toJSON(),
  );
  await page.mouse.move(x + 2, y + 8);
  await page.mouse.down();
  await page.mouse.move(x + 80, y + 8, { steps: 4 });
  await page.mouse.up();
  assert.equal(await page.$eval("#detail", (dialog) => dialog.open), false);
  assert.ok(await page.evaluate(() => getSelection().toString()));
  await page.evaluate(() => getSelection().empty());
  trouble.expectOnly();
});

test("previous and next go through the customers, also from page to page", async () => {
  const [ninth, tenth] = [await idOf(8), await idOf(9)];
  await page.click("#rows tr:nth-child(9) a");
  await address(`#customer=${ninth}`);
  await calm();
  await desk.press("Next customer");
  await address(`#customer=${tenth}`);
  await desk.focused("#next-customer");
  await calm();
  await desk.press("Next customer");
  await address(/^#page=2&customer=/);
  await desk.shows("#position", /^Page 2 of 4/);
  await calm();
  await desk.press("Previous customer");
  await address(`#customer=${tenth}`);
  await calm();
  await page.goBack();
  await desk.dialog("#detail", false);
  await desk.shows("#position", /^Page 1 of 4/);
  await page.click("#rows a");
  await desk.isRead();
  const first = await page.$eval("#previous-customer", (one) => one.ariaDisabled);
  assert.equal(first, "true");
  await desk.closeDetail();
  trouble.expectOnly();
});

test("a page that cannot be turned to is said in the detail view, which stays", async () => {
  await page.click("#rows tr:nth-child(10) a");
  await desk.isRead();
  await injectFault(url, { status: 403 });
  await desk.press("Next customer");
  await desk.shows("#detail-alert", /This key may not do that\./);
  await calm();
  await desk.closeDetail();
  trouble.expectOnly(answered(403));
});

test("a Next that fails changes neither the address nor what is shown", async () => {
  const before = await desk.names();
  await injectFault(url, { status: 400 });
  await desk.press("Next");
  await desk.status("That did not work. The list still shows page 1.");
  await address("");
  await desk.shows("#position", /^Page 1 of 4/);
  assert.deepEqual(await desk.names(), before);
  await title("Customers");
  await desk.press("Try again");
  await desk.status("Page 2 of 4: 38 customers");
  await address("#page=2");
  trouble.expectOnly(answered(400));
});

test("a Back that fails shows nothing under an address that names something else", async () => {
  await injectFault(url, { status: 400 });
  await page.goBack();
  await desk.status("No customers could be shown.");
  await desk.rows(0);
  await address("");
  await desk.press("Try again");
  await desk.status("38 customers");
  trouble.expectOnly(answered(400));
});

test("a page past the end becomes the first one, and that is said in words", async () => {
  await page.goto(`${url}/#page=999`);
  await desk.status("There is no page 999. This is the first. 38 customers");
  await address("");
  trouble.expectOnly(answered(404));
});

test("a customer that is not there is said to be gone", async () => {
  await page.goto(`${url}/#customer=nobody`);
  await desk.shows("#detail-alert", /deleted/);
  await desk.closeDetail();
  await address("");
  await desk.focused("#customers");
  trouble.expectOnly(/^answered 404|addresses\/ aborted$/);
});

test("what is typed or opened right after closing a customer is not lost", async () => {
  await page.reload();
  await desk.status("38 customers");
  await page.click("#rows a");
  await desk.isRead();
  await page.evaluate(() => {
    document.querySelector("#detail").close();
    const search = document.querySelector("#search");
    search.value = "example";
    search.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await desk.status(/match “example”$/);
  await page.click("#rows a");
  await desk.isRead();
  const id = await idOf(1);
  await page.evaluate(() => {
    const dialog = document.querySelector("#detail");
    // In the very moment in which the view says that it has been closed.
    dialog.addEventListener(
      "close",
      () => document.querySelector("#rows tr:nth-child(2) a").click(),
      { once: true },
    );
    dialog.close();
  });
  await address(`#search=example&customer=${id}`);
  await desk.dialog("#detail", true);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await calm();
  await address(`#search=example&customer=${id}`);
  await desk.closeDetail();
  await desk.type("#search", "");
  await desk.status("38 customers");
  trouble.expectOnly();
});

test("Back and Forward in quick succession end where they should", async () => {
  await page.reload();
  await desk.status("38 customers");
  await desk.press("Next");
  await address("#page=2");
  await injectFault(url, { delay_ms: 800 });
  await page.evaluate(async () => {
    const step = (way) =>
      new Promise((done) => {
        addEventListener("popstate", done, { once: true });
        history[way]();
      });
    await step("back");
    await step("forward");
  });
  await new Promise((resolve) => setTimeout(resolve, 1200));
  await address("#page=2");
  await desk.shows("#position", /^Page 2 of 4/);
  await trouble.arrived(/aborted$/);
  trouble.expectOnly(/aborted$/);
});
