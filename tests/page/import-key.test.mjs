// A key that is changed while an import runs.

import { test } from "node:test";
import Papa from "papaparse";
import { answered, openDesk } from "./browser.mjs";
import { injectFault } from "./sandbox.mjs";
import { chooseFile } from "./transfers.mjs";

const DIALOG = "#import-dialog";
const SAID = `${DIALOG} .status`;

test("the rows that are left go with the new key, and none is lost", async () => {
  const { url, page, desk, trouble, close } = await openDesk();
  try {
    await desk.status("38 customers");
    await page.click("#import");
    await desk.dialog(DIALOG, true);
    const people = Array.from({ length: 6 }, (_, i) => ["K", `${i}`, `key.${i}@import.example`]);
    await chooseFile(page, Papa.unparse([["first_name", "last_name", "email"], ...people]));
    await desk.shows(SAID, "6 rows can be created.");
    await injectFault(url, { status: 401, times: 4, body: '{"detail":"No."}' });
    await page.click(`${DIALOG} [type=submit]`);
    await desk.shows(`${DIALOG} [role=alert]`, /has paused\. The service does not accept this key/);
    await page.click(`${DIALOG} [data-change-key]`);
    await desk.focused("#api-key");
    await desk.type("#api-key", "sk_test_new_import");
    await desk.press("Connect");
    await desk.dialog("#connection-dialog", false);
    await desk.press("Go on");
    await desk.shows(SAID, "6 customers created.");
    await desk.focused(`${DIALOG} [type=submit]`);
    await page.keyboard.press("Escape");
    await desk.dialog(DIALOG, false);
    await desk.status("6 customers");
    trouble.expectOnly(answered(401));
  } finally {
    await close();
  }
});
