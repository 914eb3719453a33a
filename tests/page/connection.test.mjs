// Keys, and what the user is told when something is wrong with the service or the way to it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, ELSEWHERE, openDesk } from "./browser.mjs";
import { DEMO_KEY, injectFault } from "./sandbox.mjs";

const LIVE_KEY = "sk_live_51O62xYzNotARealKey0";

let url, browser, page, desk, trouble, close;

before(async () => {
  ({ url, browser, page, desk, trouble, close } = await openDesk());
  await desk.status("38 customers");
});
after(() => close?.());

/** Everything of the page that could show or keep a key. */
function traces() {
  return page.evaluate(() => ({
    shown: [location.href, document.title, document.documentElement.outerHTML].join("\n"),
    kept: JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]),
    session: Object.values(sessionStorage).join("\n"),
  }));
}

/** @param {{ baseUrl?: string, apiKey?: string }} settings */
async function connectWith({ baseUrl, apiKey }) {
  await desk.press("Connection");
  await desk.dialog("#connection-dialog", true);
  if (baseUrl !== undefined) await desk.type("#base-url", baseUrl);
  if (apiKey !== undefined) await desk.type("#api-key", apiKey);
  await desk.press("Connect");
}

test("the test key stays out of the address, the document and everything but this tab", async () => {
  const { shown, kept, session } = await traces();
  assert.ok(!shown.includes(DEMO_KEY));
  assert.ok(session.includes(DEMO_KEY));
  assert.ok(!kept.replace(JSON.stringify(JSON.parse(kept)[0]), "").includes(DEMO_KEY));
  trouble.expectOnly();
});

test("a live key is refused in the package's words, and kept nowhere", async () => {
  await connectWith({ apiKey: LIVE_KEY });
  await desk.shows("#connection-form", /live/i);
  await desk.fieldError("#api-key", /live/i);
  const { shown, kept } = await traces();
  assert.ok(!`${shown}${kept}`.includes(LIVE_KEY));
  await page.keyboard.press("Escape");
  await desk.dialog("#connection-dialog", false);
  await desk.eventually("the key is forgotten", async () => {
    assert.equal(await page.$eval("#api-key", (input) => input.value), "");
  });
  await desk.shows("#mode", "test mode");
  trouble.expectOnly();
});

test("a base URL that is not https is refused beside its field, and loses the demo key", async () => {
  await connectWith({ baseUrl: "http://customers.example" });
  await desk.fieldError("#base-url", /https/);
  assert.equal(await page.$eval("#api-key", (input) => input.value), "");
  await page.keyboard.press("Escape");
  trouble.expectOnly();
});

test("a credential of an unknown kind is used, and kept nowhere", async () => {
  const credential = "tok_51O62xYzSomethingElse";
  await connectWith({ apiKey: credential });
  await desk.dialog("#connection-dialog", false);
  await desk.shows("#alert", /unauthorized · HTTP 401/);
  await desk.shows("#mode", "mode unknown");
  const { shown, kept } = await traces();
  assert.ok(!`${shown}${kept}`.includes(credential));
  trouble.expectOnly(answered(401));
});

test("without a key the service's refusal is shown, and the demo is one press away", async () => {
  await connectWith({ apiKey: "" });
  await desk.dialog("#connection-dialog", false);
  await desk.shows("#alert", /credentials were not provided.*unauthorized · HTTP 401/s);
  await desk.shows("#mode", "mode unknown");
  await desk.rows(0);
  trouble.expectOnly(answered(401));
  await desk.press("Connection");
  await desk.press("Use the demo connection");
  await desk.press("Connect");
  await desk.status("38 customers");
  await desk.shows("#mode", "test mode");
  assert.equal(await page.$eval("#alert", (alert) => alert.hidden), true);
  trouble.expectOnly();
});

test("away from a loopback host there is no demo key: the desk asks how to connect", async () => {
  const other = await browser.newPage();
  await other.goto(url.replace("127.0.0.1", ELSEWHERE));
  await other.waitForSelector("#connection-dialog[open]");
  const offered = await other.evaluate(() => ({
    baseUrl: document.querySelector("#base-url").value,
    apiKey: document.querySelector("#api-key").value,
    demo: !document.querySelector("#use-demo").hidden,
    stored: sessionStorage.length,
  }));
  assert.deepEqual(offered, {
    baseUrl: new URL(other.url()).origin,
    apiKey: "",
    demo: false,
    stored: 0,
  });
  await other.close();
});

test("a service that is busy says when to come back", async () => {
  await injectFault(url, { status: 429, retry_after: "120" });
  await desk.press("Next");
  await desk.shows("#alert", /rate_limited · HTTP 429.*try again in 120 seconds/s);
  await desk.press("Try again");
  await desk.status("38 customers");
  await desk.focused("#customers");
  trouble.expectOnly(answered(429));
});

test("a write whose answer is lost is not repeated, and the user is told how to find out", async () => {
  const email = `lost.${Date.now()}@example.com`;
  await desk.press("New customer");
  await page.type("#first_name", "Lost");
  await page.type("#last_name", "Answer");
  await page.type("#email", email);
  await injectFault(url, { drop: "after" });
  trouble.takeRequests();
  await desk.press("Create customer");
  const advice = new RegExp(`search the list for “${email}”.*network`, "s");
  await desk.shows("#customer-form [role=alert]", advice);
  assert.deepEqual(trouble.takeRequests(), [`POST ${url}/v1/customers/`]);
  trouble.expectOnly(/failed: POST/, /console error: Failed to load resource/);
  await page.keyboard.press("Escape");
  await desk.dialog("#customer-dialog", false);

  await desk.type("#search", email);
  await desk.status(/^1 customer matches/);
  await page.click("#rows button");
  await desk.press("Delete");
  await desk.press("Delete customer");
  await desk.status("Customer deleted: Lost Answer.");
  await desk.rows(0); // The search for the e-mail is still there.
  trouble.expectOnly(answered(404));
});

test("a page past the end turns into the first", async () => {
  await page.goto(`${url}/#page=99`);
  await page.reload();
  await desk.shows("#position", /^Page 1 of 4/);
  trouble.expectOnly(answered(404));
});

for (const [what, file, ...reports] of [
  ["module", /\.wasm$/, answered(404)],
  // Chromium gives up scripts that come as errors, and reports that too.
  ["package", /customers-client\/index\.js$/, answered(404), /failed: GET .*index\.js/],
]) {
  test(`a ${what} that does not load is said in plain words`, async () => {
    await page.setRequestInterception(true);
    const refuse = (request) =>
      file.test(request.url())
        ? request.respond({ status: 404, body: "gone" })
        : request.continue();
    page.on("request", refuse);
    await page.reload();
    await desk.shows("#alert", /The desk could not be loaded\./);
    page.off("request", refuse);
    await page.setRequestInterception(false);
    await desk.press("Reload the page");
    await desk.status("38 customers");
    trouble.expectOnly(...reports);
  });
}
