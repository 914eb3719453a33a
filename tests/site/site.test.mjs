// The documentation that npm run docs builds, in Chromium, as the sandbox serves it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch } from "../engines/launch.mjs";
import { startSandbox } from "../page/sandbox.mjs";

let sandbox, browser, page;
let requested, wrong;

before(async () => {
  sandbox = await startSandbox();
  browser = await launch("chromium");
  page = await browser.newPage();
  await page.setViewport({ width: 1200, height: 860 });
  page.on("request", (request) => {
    if (!request.url().startsWith("data:")) requested.push(request.url());
  });
  page.on("requestfailed", (request) => wrong.push(`failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) wrong.push(`${response.status()}: ${response.url()}`);
  });
  page.on("pageerror", (error) => wrong.push(`page error: ${error}`));
  // No warnings: Chromium has some of how rustdoc preloads its fonts.
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(`console: ${message.text()}`);
  });
});
after(async () => {
  await browser?.close();
  sandbox?.stop();
});

beforeEach(() => {
  requested = [];
  wrong = [];
});
// Holds for whatever a test has done.
afterEach(() => {
  assert.ok(requested.length > 0);
  const elsewhere = requested.filter((address) => !address.startsWith(`${sandbox.url}/docs/`));
  assert.deepEqual(elsewhere, [], "requested from elsewhere");
  assert.deepEqual(wrong, []);
});

const open = (path) => page.goto(`${sandbox.url}/docs/${path}`, { waitUntil: "networkidle0" });
const heading = () => page.$eval("h1", (element) => element.textContent.trim());
const sidebar = () =>
  page.$$eval(".site-menu a", (links) => links.map(({ textContent }) => textContent.trim()));

/** Types into the search, and answers what is found once the wanted result is there. */
async function search(word, wanted) {
  await page.click("#tsd-search-trigger");
  await page.waitForSelector("#tsd-search[open] input:not([disabled])");
  await page.type("#tsd-search-input", word);
  const results = "#tsd-search-results a";
  const isThere = (selector, path) =>
    [...document.querySelectorAll(selector)].some(({ href }) => new URL(href).pathname === path);
  await page.waitForFunction(isThere, {}, results, `/docs/${wanted}`);
  return `${results}[href$="${wanted}"]`;
}

/** Follows a link, and waits for its page. */
async function follow(selector) {
  const link = await page.waitForSelector(selector);
  await Promise.all([
    page.waitForNavigation({ waitUntil: "networkidle0" }),
    link.evaluate((element) => element.click()),
  ]);
  return new URL(page.url()).pathname;
}

test("the first page is README, and the sidebar has guides, reference and crate", async () => {
  await open("");
  assert.equal(await heading(), "customers-client");
  await page.waitForSelector(".site-menu summary");
  const names = await sidebar();
  const link = "The crate (rustdoc)";
  for (const one of ["CustomersClient", "createClient", "init", "Changelog", link])
    assert.ok(names.includes(one), `${one} of ${names.join(", ")}`);
});

test("a search finds a word of a guide, and leads there", async () => {
  await open("");
  const found = await search("Standard Schema", "guides/forms.html");
  assert.equal(await follow(found), "/docs/guides/forms.html");
  const guide = readFileSync(new URL("../../docs/forms.md", import.meta.url), "utf8");
  assert.ok(guide.startsWith(`# ${await heading()}\n`));
});

test("a search finds a name of the reference, and leads there", async () => {
  await open("guides/forms.html");
  const found = await search("metadataSize", "functions/metadataSize.html");
  assert.equal(await follow(found), "/docs/functions/metadataSize.html");
  const text = await page.$eval("body", ({ innerText }) => innerText);
  assert.match(text, /Bytes of the metadata's compact UTF-8 JSON/);
});

test("a link in the reference leads from a method to its parameters", async () => {
  await open("classes/CustomersClient.html");
  assert.match(await heading(), /^Class CustomersClient/);
  const link = '.tsd-signature a[href$="interfaces/ListParams.html"]';
  assert.equal(await follow(link), "/docs/interfaces/ListParams.html");
});

test("the crate's documentation is a link away from every page", async () => {
  await open("guides/forms.html");
  const link = '.site-menu a[href$="crate/customers_client/index.html"]';
  assert.equal(await follow(link), "/docs/crate/customers_client/index.html");
  assert.match(await heading(), /customers_client/);
  assert.match(await follow('a[href="options/index.html"]'), /crate\/customers_client\/options/);
});
