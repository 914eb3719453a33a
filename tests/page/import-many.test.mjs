// An import of many rows, and what it costs the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import Papa from "papaparse";
import { openDesk } from "./browser.mjs";
import { chooseFile, crowdOf, keepDownloads, takeDownload } from "./transfers.mjs";

const DIALOG = "#import-dialog";
const SAID = `${DIALOG} .status`;

test("10,000 rows never keep the page from answering, four are on their way at a time", async () => {
  const { front, seen } = crowdOf(38);
  const { page, desk, close } = await openDesk({ front });
  const arrived = (most) =>
    page.waitForFunction(
      (most) => document.querySelector("#import-dialog progress").value >= most,
      { timeout: 150_000, polling: 100 },
      most,
    );
  try {
    await desk.status("38 customers");
    await keepDownloads(page);
    await page.click("#import");
    await desk.dialog(DIALOG, true);
    const metadata = JSON.stringify({ notes: "y".repeat(60), more: [1, 2, 3] });
    const rows = Array.from({ length: 10_000 }, (_, i) => [
      `First ${i}`,
      i % 40 === 1 ? "" : `Last ${i}`,
      i % 40 === 2 ? "nobody" : `p${i}@import.example`,
      metadata,
    ]);
    const text = Papa.unparse([["first_name", "last_name", "email", "metadata"], ...rows]);

    const checking = await longestTask(page, async () => {
      await chooseFile(page, text);
      await desk.shows(SAID, /^9,500 rows can be created\. 500 rows have faults/);
    });
    await desk.shows(DIALOG, /And 400 more rows/);
    assert.equal(await page.$$eval(`${DIALOG} .results li`, (all) => all.length), 100);

    const starting = await longestTask(page, async () => {
      await page.click(`${DIALOG} [type=submit]`);
      await arrived(1_000);
    });
    await arrived(9_300);
    const ending = await longestTask(page, async () => {
      await desk.shows(SAID, "9,500 customers created. 500 rows left out.");
      await desk.press("Save 500 failed rows");
    });
    const saved = await takeDownload(page);
    assert.equal(Papa.parse(saved.text.trim()).data.length, 501);
    assert.deepEqual([seen.created, seen.mostInFlight], [9_500, 4]);
    console.log(`longest tasks in ms: ${checking} checking, ${starting} and ${ending} creating`);
    assert.ok(Math.max(checking, starting, ending) < 200);
  } finally {
    await close();
  }
});

/**
 * The longest task of the page's main thread while something is done, in ms of its own time: what
 * else the machine does is not counted.
 * @param {import("puppeteer-core").Page} page
 * @param {() => Promise<unknown>} act
 */
async function longestTask(page, act) {
  await page.tracing.start({ categories: ["toplevel"] });
  await act();
  const { traceEvents } = JSON.parse(Buffer.from(await page.tracing.stop()));
  const main = traceEvents.filter(
    ({ name, args }) => name === "thread_name" && args.name === "CrRendererMain",
  );
  const own = traceEvents.filter(
    ({ name, pid, tid, tdur }) =>
      name.endsWith("RunTask") &&
      tdur !== undefined &&
      main.some((thread) => thread.pid === pid && thread.tid === tid),
  );
  assert.ok(own.length > 100, `${own.length} tasks were seen`);
  return Math.round(Math.max(...own.map(({ tdur }) => tdur)) / 1000);
}
