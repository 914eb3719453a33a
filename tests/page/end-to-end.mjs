// One user goes through everything the desk can do, from end to end.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { answered, screenshot } from "./browser.mjs";
import { makePng } from "./png.mjs";
import { injectFault } from "./sandbox.mjs";

/**
 * Registers the run's tests.
 * @param {{ name: string, open: typeof import("./browser.mjs").openDesk, mode: string }} where
 *   `name` is for the screenshots, `mode` what the badge says.
 */
export function endToEnd({ name, open, mode }) {
  let url, page, desk, trouble, close;
  const email = `ada.${Date.now()}@example.com`;

  before(async () => {
    ({ url, page, desk, trouble, close } = await open());
  });
  after(() => close?.());

  test("it opens with the first of 38 customers, and says the mode", async () => {
    await desk.status("38 customers");
    await desk.rows(10);
    await desk.shows("#position", "Page 1 of 4 · 38 customers");
    await desk.shows("#mode", mode);
    await screenshot(page, `${name}-list`);
    trouble.expectOnly();
  });

  test("pages go forward and back, also with the browser's own button", async () => {
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
    await desk.type("#search", "zzz-nobody");
    await desk.status("No customers match “zzz-nobody”");
    await desk.rows(0);
    await desk.press("Clear the search");
    await desk.status("38 customers");
    await desk.focused("#search");
    trouble.expectOnly(answered(404));
  });

  test("a search that was overtaken is aborted", async () => {
    await injectFault(url, { delay_ms: 2000 });
    const first = page.waitForRequest((request) => request.url().includes("search=e"));
    await desk.type("#search", "e");
    await first;
    await desk.type("#search", "example");
    await desk.status(/“example”$/);
    trouble.expectOnly(/failed: GET .*search=e\b.* aborted$/);
    await desk.type("#search", "");
    await desk.status("38 customers");
  });

  test("markup in customer text stays text", async () => {
    await desk.type("#search", "<script");
    await desk.status(/^1 customer matches/);
    await page.click("#rows button");
    await desk.dialog("#detail", true);
    await desk.shows("#addresses-title", /^Addresses \(\d of 3\)$/);
    await desk.shows("#detail-name", /<script>/);
    assert.equal(await page.$("#detail script, #rows script, #detail img[onerror]"), null);
    await screenshot(page, `${name}-detail-markup`);
    await page.keyboard.press("Escape");
    await desk.dialog("#detail", false);
    await desk.focused("#rows button");
    await desk.type("#search", "");
    await desk.status("38 customers");
    trouble.expectOnly();
  });

  test("a faulty form is not sent, and every fault stands beside its field", async () => {
    trouble.takeRequests();
    await desk.press("New customer");
    await page.type("#first_name", "Ada");
    await page.type("#email", "ada@");
    await page.type("#metadata", "{plan}");
    await page.keyboard.press("Tab");
    await desk.fieldError("#email", "Enter a valid email address.");
    await desk.fieldError("#metadata", /not JSON/);
    await desk.press("Create customer");
    await desk.fieldError("#last_name", "This field may not be blank.");
    await desk.focused("#last_name");
    await screenshot(page, `${name}-form-with-errors`);
    assert.deepEqual(trouble.takeRequests(), []);
    trouble.expectOnly();
  });

  test("a customer is created with photo and metadata", async () => {
    const scratch = await mkdtemp(join(tmpdir(), "desk-"));
    const photo = join(scratch, "ada.png");
    await writeFile(photo, makePng(96));
    await page.type("#last_name", "Lovelace");
    await desk.type("#email", email);
    await desk.type("#metadata", '{"plan": "pro"}');
    await desk.shows("#metadata-size", "0.0 of 10 KB");
    await (await page.$("#photo")).uploadFile(photo);
    await page.waitForSelector("#photo-preview:not([hidden])");
    await desk.press("Create customer");
    await desk.dialog("#customer-dialog", false);
    await desk.status("Customer created: Ada Lovelace.");
    await desk.focused("#new-customer");
    await desk.shows("#position", /39 customers$/);
    await rm(scratch, { recursive: true });
    trouble.expectOnly();
  });

  test("an e-mail that is taken is the service's word, beside the field", async () => {
    await desk.press("New customer");
    await page.type("#first_name", "Ada");
    await page.type("#last_name", "Again");
    await page.type("#email", email);
    await page.keyboard.press("Enter");
    await desk.fieldError("#email", /unique/);
    await desk.focused("#email");
    await desk.shows("#customer-form [role=alert]", /bad_request · HTTP 400/);
    await page.keyboard.press("Escape");
    await desk.dialog("#customer-dialog", false);
    trouble.expectOnly(answered(400));
  });

  test("the detail view shows the service's own photo and the metadata", async () => {
    await desk.type("#search", email);
    await desk.status(/^1 customer matches/);
    await page.click("#rows button");
    await page.waitForSelector("#detail-portrait img:not([hidden])");
    await desk.shows("#detail-metadata", /"plan": "pro"/);
    await desk.shows("#detail-facts", new RegExp(email));
    trouble.expectOnly();
  });

  test("an edit sends only what changed, and null to clear", async () => {
    const patch = await patchSentBy(async () => {
      await desk.press("Edit");
      await desk.type("#phone", "+50683236988");
      await desk.press("Save changes");
    });
    assert.deepEqual(patch, { phone: "+50683236988" });
    await desk.shows("#detail-status", "Customer changed.");
    await desk.shows("#detail-facts", /\+50683236988/);
    const cleared = await patchSentBy(async () => {
      await desk.press("Edit");
      await desk.type("#phone", "");
      await desk.press("Remove photo");
      await desk.press("Save changes");
    });
    assert.deepEqual(cleared, { phone: null, photo: null });
    await desk.dialog("#customer-dialog", false);
    await desk.eventually("the photo is gone", async () => {
      assert.equal(await page.$("#detail-portrait img"), null);
    });
    trouble.expectOnly();
  });

  /** The JSON body of the PATCH that `act` leads to. @param {() => Promise<void>} act */
  async function patchSentBy(act) {
    const sent = page.waitForRequest((request) => request.method() === "PATCH");
    await act();
    return JSON.parse((await (await sent).fetchPostData()) ?? "null");
  }

  test("addresses are added, made default, edited and deleted; a fourth is refused", async () => {
    for (const [index, street] of ["First", "Second", "Third"].entries()) {
      await addAddress(`${street} Street 1`);
      await desk.shows("#addresses-title", `Addresses (${index + 1} of 3)`);
    }
    await addAddress("Fourth Street 1");
    await desk.shows("#address-form [role=alert]", /already has 3 addresses/);
    await page.keyboard.press("Escape");
    trouble.expectOnly(answered(406));

    await desk.press("Make default: Second Street 1");
    await desk.shows("#detail-status", "The default address was changed.");
    await desk.press("Edit: Second Street 1");
    await desk.type("#city", "Cartago");
    await desk.press("Save address");
    await desk.shows("#addresses", /Cartago/);
    await desk.press("Delete: Third Street 1");
    await desk.press("Delete address");
    await desk.shows("#addresses-title", "Addresses (2 of 3)");
    trouble.expectOnly();
  });

  /** @param {string} line1 */
  async function addAddress(line1) {
    await desk.press("Add address");
    await desk.dialog("#address-dialog", true);
    await page.type("#line1", line1);
    await page.type("#city", "San José");
    await page.type("#postal_code", "10101");
    await page.type("#address-country", "Costa Rica");
    await desk.press("Save address");
  }

  test("a deletion asks first, and no means no", async () => {
    await desk.press("Delete");
    await desk.shows("#confirm", /cannot be undone/);
    await desk.focused("#confirm [data-close]");
    await screenshot(page, `${name}-delete`);
    await page.keyboard.press("Escape");
    await desk.dialog("#confirm", false);
    await desk.focused("#delete-customer");
    await desk.press("Delete");
    await desk.press("Delete customer");
    await desk.dialog("#detail", false);
    await desk.status("Customer deleted: Ada Lovelace.");
    await desk.rows(0); // The search for her e-mail is still there.
    await desk.focused("#customers");
    trouble.expectOnly(answered(404));
    await desk.type("#search", "");
    await desk.status("38 customers");
  });
}
