// Customers saved as a file.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import Papa from "papaparse";
import { accountAt } from "./account.mjs";
import { openDesk, screenshot } from "./browser.mjs";
import { injectFault } from "./sandbox.mjs";
import { crowdOf, keepDownloads, takeDownload } from "./transfers.mjs";

const DIALOG = "#export-dialog";
const SAID = `${DIALOG} .status`;

let url, page, desk, trouble, close;

before(async () => {
  ({ url, page, desk, trouble, close } = await openDesk());
  await desk.status("38 customers");
});
after(() => close?.());

async function openExport() {
  await page.click("#export");
  await desk.dialog(DIALOG, true);
}

/** @param {string} value */
const choose = (value) => page.click(`${DIALOG} [value=${value}]`);
const save = () => page.click(`${DIALOG} [type=submit]`);

/** The page writes to its own storage where a user would be asked for a file. */
function pickOwnFile() {
  return page.evaluate(() => {
    window.showSaveFilePicker = async ({ suggestedName }) => {
      const home = await navigator.storage.getDirectory();
      return home.getFileHandle(suggestedName, { create: true });
    };
  });
}

function ownFiles() {
  return page.evaluate(async () => {
    const files = [];
    const home = await navigator.storage.getDirectory();
    for await (const handle of home.values()) {
      const file = await handle.getFile();
      files.push({ name: file.name, size: file.size, start: await file.slice(0, 300).text() });
      await handle.remove();
    }
    return files;
  });
}

test("export and import are fetched when they are first used, and not before", async () => {
  const parts = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => name.split("/").at(-1))
        .filter((name) =>
          /^(export|import.*|csv|papaparse|transfer-dialog)\.js|^transfer\.css/.test(name),
        ),
    );
  assert.deepEqual(await parts(), []);
  await openExport();
  const fetched = await parts();
  for (const name of ["export.js", "papaparse.js", "transfer.css"]) {
    assert.ok(fetched.includes(name), `${name} is not among ${fetched}`);
  }
  assert.ok(!fetched.includes("import.js"));
  await page.keyboard.press("Escape");
  await desk.dialog(DIALOG, false);
  await desk.focused("#export");
  trouble.expectOnly();
});

test("all customers are saved as CSV that spreadsheets read as it is meant", async () => {
  const formula = '=HYPERLINK("https://evil.example")\nsecond line';
  const strange = await accountAt(url).create({
    first_name: formula,
    last_name: "＝full width",
    phone: "+506 1",
    country: "'-marked",
    metadata: { a: 'quote " and, comma' },
  });
  await keepDownloads(page);
  await openExport();
  await save();
  await desk.shows(SAID, /^39 customers exported to customers-\d{4}-\d\d-\d\d\.csv\./);
  await desk.focused(`${DIALOG} [type=submit]`);
  await screenshot(page, "export");
  const { name, text } = await takeDownload(page);
  assert.match(name, /^customers-\d{4}-\d\d-\d\d\.csv$/);
  assert.ok(text.startsWith("\ufeffid,first_name,last_name,email,phone,"), text.slice(0, 80));
  const { data, errors } = Papa.parse(text.slice(1), { header: true, skipEmptyLines: true });
  assert.deepEqual(errors, []);
  assert.equal(data.length, 39);
  for (const cells of data) {
    for (const cell of Object.values(cells)) assert.doesNotMatch(cell, /^[=+\-@\t\r\n＝＋－＠]/);
  }
  const row = data.find(({ id }) => id === strange.id);
  assert.equal(row.first_name, `'${formula}`);
  assert.equal(row.last_name, "'＝full width");
  assert.equal(row.phone, "'+506 1");
  assert.equal(row.country, "''-marked");
  assert.deepEqual(JSON.parse(row.metadata), { a: 'quote " and, comma' });
  await accountAt(url).remove(strange.id);
  trouble.expectOnly();
});

test("as JSON each customer is whole, as the service gave it", async () => {
  await choose("json");
  await save();
  await desk.shows(SAID, /^38 customers exported to .*\.json\. The metadata of \d+ customer/);
  const { name, text } = await takeDownload(page);
  assert.match(name, /\.json$/);
  const all = JSON.parse(text); // Which it would not be with a byte order mark.
  const { results } = await accountAt(url).send("GET", "?page_size=100");
  assert.deepEqual(all, JSON.parse(JSON.stringify(results)));
  await page.keyboard.press("Escape");
  trouble.expectOnly();
});

test("with a search, its customers are offered", async () => {
  await desk.type("#search", "alejandro");
  await desk.status(/customers match “alejandro”$/);
  const count = Number.parseInt(await desk.text("#status"), 10);
  await openExport();
  await desk.shows(DIALOG, /Those found by the search\s+“alejandro”/);
  await choose("csv");
  await save();
  await desk.shows(SAID, new RegExp(`^${count} customers exported`));
  await takeDownload(page);
  await choose("all");
  await save();
  await desk.shows(SAID, /^38 customers exported/);
  await takeDownload(page);
  await page.keyboard.press("Escape");
  await desk.type("#search", "");
  await desk.status("38 customers");
  trouble.expectOnly();
});

test("what was found in all fields is what is exported", async () => {
  await desk.type("#search", "Alejandro Madrigal");
  await desk.status(/^No customers match/);
  await desk.press("Search all fields");
  await desk.status(/^1 customer has/);
  await openExport();
  await choose("csv");
  await save();
  await desk.shows(SAID, /^1 customer exported/);
  const { text } = await takeDownload(page);
  assert.match(text, /,Alejandro,Madrigal,/);
  await page.keyboard.press("Escape");
  await desk.dialog(DIALOG, false);
  await desk.type("#search", "");
  await desk.status("38 customers");
  trouble.expectOnly(/^answered 404/);
});

test("where the browser lets a page write a file, it is written there", async () => {
  await pickOwnFile();
  await openExport();
  await save();
  await desk.shows(SAID, /^38 customers exported/);
  const [file, ...others] = await ownFiles();
  assert.deepEqual(others, []);
  assert.match(file.start, /id,first_name/);
  assert.ok(file.size > 4000);
  assert.equal(await takeDownload(page), null);
  trouble.expectOnly();
});

test("a refused choice of file ends it before anything is asked of the service", async () => {
  await page.evaluate(() => {
    window.showSaveFilePicker = () => Promise.reject(new DOMException("no", "AbortError"));
  });
  trouble.takeRequests();
  await save();
  await desk.shows(SAID, "Cancelled. Nothing was saved.");
  assert.deepEqual(trouble.takeRequests(), []);
  trouble.expectOnly();
});

test("a wait says why, and Cancel leaves no file behind", async () => {
  await pickOwnFile();
  await injectFault(url, { status: 429, headers: { "Retry-After": "30" } });
  await save();
  await desk.shows(`${DIALOG} .wait`, /slow down\.\s+Trying again in \d+ seconds\./);
  await page.click(`${DIALOG} [data-close]`);
  await desk.shows(SAID, "Cancelled. Nothing was saved.");
  await desk.dialog(DIALOG, true);
  assert.deepEqual(await ownFiles(), []);
  await page.keyboard.press("Escape");
  await desk.dialog(DIALOG, false);
  trouble.expectOnly(/^answered 429/);
});

test("a failure is told in the dialog, and leaves no half of a file", async () => {
  await pickOwnFile();
  await openExport();
  await injectFault(url, { status: 401, body: '{"detail":"No."}' });
  await save();
  await desk.shows(`${DIALOG} [role=alert]`, /nothing was saved\. The service does not accept/);
  assert.deepEqual(await ownFiles(), []);
  trouble.expectOnly(/^answered 401/);
});

test("a key that is changed there is the one of the next export", async () => {
  await page.click(`${DIALOG} [data-change-key]`);
  await desk.dialog("#connection-dialog", true);
  await desk.type("#api-key", "sk_test_new_export");
  await desk.press("Connect");
  await desk.dialog("#connection-dialog", false);
  await desk.focused(`${DIALOG} [data-change-key]`);
  await save();
  await desk.shows(SAID, /^0 customers exported/);
  await ownFiles();
  await page.keyboard.press("Escape");
  await desk.dialog(DIALOG, false);
  trouble.expectOnly();
});

test("a part that cannot be fetched is said in words, and one that was asked for twice opens once", async () => {
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await desk.status("38 customers");
  await page.$eval("#export", (button) => {
    button.click();
    button.click();
  });
  await desk.dialog(DIALOG, true);
  await page.keyboard.press("Escape");
  await desk.dialog(DIALOG, false);
  assert.equal(await page.$eval("#alert", (alert) => alert.hidden), true);
  await page.setRequestInterception(true);
  const refuse = (request) =>
    request.url().endsWith("/import.js") ? request.respond({ status: 404 }) : request.continue();
  page.on("request", refuse);
  await page.click("#import");
  await desk.shows("#alert", /^This part of the desk could not be loaded\.\s+Reload the page/);
  page.off("request", refuse);
  await page.setRequestInterception(false);
  trouble.expectOnly(/^answered 404/, /^failed: GET .*import\.js/);
});

for (const way of ["a file", "parts"]) {
  test(`100,000 customers saved to ${way} leave the page's memory flat`, async () => {
    const { front } = crowdOf(100_000);
    const crowd = await openDesk({ front });
    const session = await crowd.page.createCDPSession();
    try {
      await crowd.desk.status("100,000 customers");
      page = crowd.page;
      if (way === "a file") await pickOwnFile();
      else await keepDownloads(page);
      await page.click("#export");
      await crowd.desk.dialog(DIALOG, true);
      await save();
      const used = [];
      for (const most of [20_000, 55_000, 90_000]) {
        await page.waitForFunction(
          (most) => document.querySelector("#export-dialog progress").value >= most,
          { timeout: 120_000, polling: 50 },
          most,
        );
        await session.send("HeapProfiler.collectGarbage");
        const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
        used.push(usedSize + backingStorageSize);
      }
      await page.waitForFunction(
        () => /exported/.test(document.querySelector("#export-dialog .status").textContent),
        { timeout: 120_000 },
      );
      const size =
        way === "a file"
          ? (await ownFiles())[0].size
          : await page.evaluate(() => globalThis.saved.blob.size);
      assert.ok(size > 30_000_000, `${size} bytes were saved`);
      const megabytes = used.map((bytes) => Math.round(bytes / 2 ** 20));
      // All that had come by then would be more than 30 MB.
      assert.ok(Math.min(used[1], used[2]) < 16 * 2 ** 20, `${megabytes} MB`);
      console.log(`heap at 20,000, 55,000, 90,000 customers: ${megabytes} MB`);
    } finally {
      await crowd.close();
    }
  });
}
