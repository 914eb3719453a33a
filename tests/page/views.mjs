// Every view of the desk, and how to get there from the list: for axe, and for the screenshots.

import { injectFault } from "./sandbox.mjs";
import { chooseFile } from "./transfers.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {ReturnType<typeof import("./desk.mjs").deskOn>} Desk */
/** @typedef {{ page: Page, desk: Desk, url: string }} Opened */

const PEOPLE = [
  "first_name,last_name,email,phone",
  "Ana,Mora,ana@import.example,+506 1",
  "Bea,,not an address,",
].join("\r\n");

/** @type {Record<string, (opened: Opened) => Promise<void>>} */
export const VIEWS = {
  async list() {},
  async "nothing found"({ desk }) {
    await desk.type("#search", "zzz-nobody");
    await desk.status(/^No customers match/);
  },
  async "found in all fields"({ page, desk }) {
    await desk.type("#search", "Alejandro Madrigal");
    await desk.status(/^No customers match/);
    await page.click("#search-all");
    await desk.status(/somewhere/);
  },
  async calls({ page, desk }) {
    await page.click("#show-calls");
    await desk.shows("#calls-list", /client\.list/);
  },
  async "a failure, with its details"({ url, page, desk }) {
    await injectFault(url, { status: 403, body: '{"detail": "You may not do that."}' });
    await page.click("#next");
    await desk.shows("#alert", /may not/);
    await page.click("#alert summary");
  },
  async "a wait"({ url, page, desk }) {
    await injectFault(url, { status: 429, headers: { "Retry-After": "30" } });
    await page.click("#next");
    await desk.shows("#list-wait", /slow down/);
  },
  async detail({ page, desk }) {
    await page.click("#rows a");
    await desk.isRead();
  },
  async "delete, not confirmed"(opened) {
    await VIEWS.detail(opened);
    await opened.desk.press("Delete");
    await opened.desk.dialog("#confirm", true);
    await opened.page.click("#confirm-yes");
  },
  async "an address with faults"(opened) {
    await VIEWS.detail(opened);
    await opened.desk.press("Add address");
    await opened.desk.press("Save address");
    await opened.desk.fieldError("#city", /blank/);
  },
  async "a new customer with faults"({ page, desk }) {
    await page.click("#new-customer");
    await desk.type("#metadata", '{"plan": "pro", "seats": [1, 2], "n": 12345678901234567890}');
    await desk.press("Create customer");
    await desk.fieldError("#email", /blank/);
  },
  async connection({ page, desk }) {
    await page.click("#open-connection");
    await desk.dialog("#connection-dialog", true);
  },
  async export({ page, desk }) {
    await page.click("#export");
    await desk.dialog("#export-dialog", true);
  },
  async import({ page, desk }) {
    await page.click("#import");
    await desk.dialog("#import-dialog", true);
    await chooseFile(page, PEOPLE);
    await desk.shows("#import-dialog .status", /can be created/);
  },
};

/**
 * The list as it is at first, in this scheme and width.
 * @param {Opened & { home: string }} opened
 * @param {{ scheme?: string, width?: number }} [options]
 */
export async function begin({ page, desk, home }, { scheme = "light", width = 1200 } = {}) {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setViewport({ width, height: width < 600 ? 740 : 860 });
  // A form that was begun would ask whether it may be left, and come back after.
  await page.evaluate(() => sessionStorage.clear());
  await page.goto("about:blank");
  await page.goto(home);
  await desk.status("38 customers");
}
