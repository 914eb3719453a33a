// One user goes through everything the desk can do, from end to end.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { accountAt } from "./account.mjs";
import { answered, screenshot } from "./browser.mjs";
import { listTests } from "./end-to-end-list.mjs";
import { makePng } from "./png.mjs";
import { chooseFile, keepDownloads, takeDownload } from "./transfers.mjs";

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

  listTests(() => ({ url, page, desk, trouble }));

  test("markup in customer text stays text", async () => {
    await desk.type("#search", "<script");
    await desk.status(/^1 customer matches/);
    await page.click("#rows a");
    await desk.dialog("#detail", true);
    await desk.isRead();
    await desk.shows("#detail-name", /<script>/);
    assert.equal(await page.$("#detail script, #rows script, #detail img[onerror]"), null);
    await screenshot(page, `${name}-detail-markup`);
    await desk.closeDetail();
    await desk.focused("#rows a");
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
    await desk.shows("#metadata-size", "14 bytes of 10 KB");
    await (await page.$("#photo")).uploadFile(photo);
    await page.waitForSelector("#photo-preview:not([hidden])");
    await desk.press("Create customer");
    await desk.dialog("#customer-dialog", false);
    await desk.dialog("#detail", true);
    await desk.shows("#detail-name", "Ada Lovelace");
    await desk.shows("#detail-status", "Customer created: Ada Lovelace.");
    await desk.shows("#addresses-title", "Addresses (0 of 3)");
    await desk.isRead();
    await desk.closeDetail();
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
    await desk.fieldError(
      "#email",
      "Another customer of this account already has this e-mail address.",
    );
    await desk.focused("#email");
    await desk.facts("#customer-form [role=alert]", /bad_request · HTTP 400/);
    await page.keyboard.press("Escape");
    await desk.press("Discard");
    await desk.dialog("#customer-dialog", false);
    trouble.expectOnly(answered(400));
  });

  test("the detail view shows the service's own photo and the metadata", async () => {
    await desk.type("#search", email);
    await desk.status(/^1 customer matches/);
    await page.click("#rows a");
    await page.waitForSelector("#detail-portrait img:not([hidden])");
    await desk.shows("#detail-metadata", /^plan\s+pro$/);
    await desk.shows("#detail-contact", new RegExp(email));
    trouble.expectOnly();
  });

  test("an edit sends only what changed, and null to clear", async () => {
    const patch = await patchSentBy(async () => {
      await desk.press("Edit");
      await desk.type("#phone", "+50683236988");
      await desk.press("Save changes");
    });
    assert.deepEqual(patch, { phone: "+50683236988" });
    await desk.shows("#detail-status", "Customer changed: Ada Lovelace.");
    await desk.shows("#detail-contact", /\+50683236988/);
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

  test("addresses are added, made default, edited and deleted; a fourth is not to be had", async () => {
    for (const [index, street] of ["First", "Second", "Third"].entries()) {
      await addAddress(`${street} Street 1`);
      await desk.shows("#addresses-title", `Addresses (${index + 1} of 3)`);
    }
    await desk.shows("#addresses-full", /no more than 3/);
    assert.equal(
      await page.$eval("#add-address", (button) => button.getAttribute("aria-disabled")),
      "true",
    );
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

  test("a deletion asks for the e-mail first, and no means no", async () => {
    await desk.press("Delete");
    await desk.shows("#confirm", /cannot be undone/);
    await desk.focused("#confirm-typed");
    await screenshot(page, `${name}-delete`);
    await page.keyboard.press("Escape");
    await desk.dialog("#confirm", false);
    await desk.focused("#delete-customer");
    await desk.press("Delete");
    await desk.type("#confirm-typed", email);
    await desk.press("Delete customer");
    await desk.dialog("#detail", false);
    await desk.status("Customer deleted: Ada Lovelace.");
    await desk.rows(0); // The search for her e-mail is still there.
    await desk.focused("#customers");
    trouble.expectOnly(answered(404));
    await desk.type("#search", "");
    await desk.status("38 customers");
  });

  test("all customers are exported as CSV", async () => {
    await keepDownloads(page);
    await page.click("#export");
    await desk.dialog("#export-dialog", true);
    await screenshot(page, `${name}-export`);
    await page.click("#export-dialog [type=submit]");
    await desk.shows("#export-dialog .status", /^38 customers exported to .*\.csv\./);
    const { text } = await takeDownload(page);
    assert.ok(text.startsWith("\ufeffid,first_name,last_name,email,"), text.slice(0, 80));
    assert.match(text, /,"'\+50683236988",/);
    await page.keyboard.press("Escape");
    await desk.dialog("#export-dialog", false);
    trouble.expectOnly();
  });

  test("a CSV file is checked, and imported without the rows that have faults", async () => {
    await page.click("#import");
    await desk.dialog("#import-dialog", true);
    const people = ["Grace,Hopper,grace", "Mary,,mary", "Alan,Turing,alan"];
    const rows = people.map((person) => `${person}.${email}`);
    await chooseFile(page, ["First name,Last name,E-mail", ...rows].join("\r\n"));
    await desk.shows("#import-dialog .status", /^2 rows can be created\. 1 row has faults/);
    await desk.shows(
      "#import-dialog .results",
      /Row 3[\s\S]*Last name: This field may not be blank\./,
    );
    await screenshot(page, `${name}-import`);
    await desk.press("Create 2 customers");
    await desk.shows("#import-dialog .status", "2 customers created. 1 row left out.");
    await page.keyboard.press("Escape");
    await desk.dialog("#import-dialog", false);
    await desk.status("40 customers");
    const account = accountAt(url);
    const { results } = await account.send("GET", `?search=${email}`);
    for (const { id } of results) await account.remove(id);
    trouble.expectOnly();
  });
}
