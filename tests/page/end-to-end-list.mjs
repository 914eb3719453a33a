// One user goes through the list: pages, searches, customers' addresses.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answered } from "./browser.mjs";
import { injectFault } from "./sandbox.mjs";

/**
 * Registers the tests of the list, where the desk shows the first of 38 customers.
 * @param {() => { url: string, page: any, desk: any, trouble: any }} at The open desk.
 */
export function listTests(at) {
  test("pages go forward and back, also with the browser's own button", async () => {
    const { page, desk, trouble } = at();
    const first = await desk.names();
    await desk.press("Next");
    await desk.shows("#position", /^Page 2 of 4/);
    assert.match(await page.url(), /#page=2$/);
    assert.notDeepEqual(await desk.names(), first);
    await desk.press("Previous");
    await desk.shows("#position", /^Page 1 of 4/);
    assert.deepEqual(await desk.names(), first);
    await page.goBack();
    await desk.shows("#position", /^Page 2 of 4/);
    await desk.press("Previous");
    await desk.shows("#position", /^Page 1 of 4/);
    trouble.expectOnly();
  });

  test("the page size can be chosen", async () => {
    const { page, desk, trouble } = at();
    await page.select("#page-size", "25");
    await desk.rows(25);
    await desk.shows("#position", /^Page 1 of 2/);
    await page.select("#page-size", "100");
    await desk.rows(38);
    await page.select("#page-size", "10");
    await desk.rows(10);
    trouble.expectOnly();
  });

  test("a search waits for a pause in the typing, and can be cleared", async () => {
    const { page, desk, trouble } = at();
    trouble.takeRequests();
    await page.$eval("#search", (search) => {
      for (const letter of "example") {
        search.value += letter;
        search.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
    await desk.status(/customers? match(es)? “example”$/);
    const asked = trouble.takeRequests().filter((request) => request.includes("/v1/customers/"));
    assert.equal(asked.length, 1, asked.join("\n"));
    await desk.type("#search", "");
    await desk.status("38 customers");
    trouble.expectOnly();
  });

  test("a search that finds nothing says so", async () => {
    const { desk, trouble } = at();
    await desk.type("#search", "zzz-nobody");
    await desk.status("No customers match “zzz-nobody”");
    await desk.rows(0);
    await desk.press("Clear the search");
    await desk.status("38 customers");
    await desk.focused("#search");
    trouble.expectOnly(answered(404));
  });

  test("a search that was overtaken is aborted", async () => {
    const { url, page, desk, trouble } = at();
    await injectFault(url, { delay_ms: 8000 });
    const first = page.waitForRequest((request) => request.url().includes("search=e"));
    await desk.type("#search", "e");
    await first;
    await desk.type("#search", "example");
    await desk.status(/“example”$/);
    await trouble.arrived(/failed: GET .*search=e\b.* aborted$/);
    trouble.expectOnly(/failed: GET .*search=e\b.* aborted$/);
    await desk.type("#search", "");
    await desk.status("38 customers");
  });

  test("a customer has an address, and the keyboard opens it; Back closes it", async () => {
    const { page, desk, trouble } = at();
    const openAt = async (id) => {
      await desk.isRead();
      await desk.eventually("the address names the customer", async () =>
        assert.match(await page.url(), new RegExp(`#customer=${id}$`)),
      );
    };
    const ids = await page.$$eval("#rows a", (all) => all.map((one) => one.dataset.customer));
    await page.focus("#next");
    await page.keyboard.press("/");
    await desk.focused("#search");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await desk.focused("#rows tr:nth-child(2) a");
    await page.keyboard.press("Enter");
    await openAt(ids[1]);
    await desk.press("Next customer");
    await openAt(ids[2]);
    await desk.focused("#next-customer");
    // Firefox's driver does not hear of a step back to an address without a hash.
    await page.evaluate(() => history.back());
    await desk.dialog("#detail", false);
    await desk.focused("#rows tr:nth-child(3) a");
    await page.keyboard.press("Enter");
    await openAt(ids[2]);
    await desk.closeDetail();
    trouble.expectOnly();
  });

  test("what the service does not search is found in all fields", async () => {
    const { desk, trouble } = at();
    await desk.type("#search", "Alejandro Madrigal");
    await desk.status("No customers match “Alejandro Madrigal”");
    await desk.press("Search all fields");
    await desk.status(/^1 customer has “Alejandro Madrigal” somewhere/);
    assert.deepEqual(await desk.names(), ["Alejandro Madrigal"]);
    trouble.expectOnly(answered(404));
    await desk.type("#search", "");
    await desk.status("38 customers");
  });
}
