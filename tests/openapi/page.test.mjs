// The page that shows the description, in a browser: all of it is there, and nothing comes from
// another host.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "../engines/launch.mjs";
import { watchTrouble } from "../page/trouble.mjs";
import { description, operations } from "./description.mjs";

const { SANDBOX_URL } = process.env;
const screenshots = fileURLToPath(new URL("../page/screenshots/", import.meta.url));
let browser, page, trouble;

before(async () => {
  browser = await launch("chromium");
  page = await browser.newPage();
  await page.setViewport({ width: 1300, height: 900 });
  trouble = watchTrouble(page);
  await page.goto(`${SANDBOX_URL}/reference/`);
  await page.waitForSelector("h1");
});
after(() => browser?.close());

test("it shows the title and every operation", async () => {
  const title = await page.$eval("h1", (heading) => heading.textContent);
  assert.ok(title.includes(description.info.title), title);
  await page.waitForFunction((count) => document.querySelectorAll("h2").length >= count, {}, 9);
  const headings = await page.$$eval("h2", (all) => all.map((one) => one.textContent.trim()));
  for (const { summary } of operations) assert.ok(headings.includes(summary), summary);
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}chromium-reference.png` });
});

test("its policy allows no inline script and no other host, and nothing offends it", async () => {
  const { headers } = await fetch(`${SANDBOX_URL}/reference/`);
  const policy = headers.get("Content-Security-Policy");
  assert.match(policy, /^default-src 'none'; script-src 'self';/);
  assert.doesNotMatch(policy, /unsafe|https?:|\*/);
  trouble.expectOnly();
  const requests = trouble.takeRequests();
  assert.ok(requests.length >= 3);
  const elsewhere = requests.filter(
    (request) => !/^GET (data:|blob:)/.test(request) && !request.startsWith(`GET ${SANDBOX_URL}/`),
  );
  assert.deepEqual(elsewhere, []);
});

test("it finds what is searched for", async () => {
  await page.type('input[placeholder="Search..."]', "addresses");
  const { summary } = operations.find(({ operationId }) => operationId === "listAddresses");
  await page.waitForFunction(
    (wanted) =>
      document.querySelector('[data-role="search:results"]')?.textContent.includes(wanted),
    {},
    summary,
  );
  trouble.expectOnly();
});
