// Keys, and what the user is told when something is wrong with the service or the way to it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serveBlank } from "./blank.mjs";
import { answered, ELSEWHERE, openDesk, screenshot } from "./browser.mjs";
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
async function connectWith({ baseUrl = url, apiKey = "" }) {
  await desk.press("Connection");
  await desk.dialog("#connection-dialog", true);
  await page.click('[value="own"]');
  await desk.type("#base-url", baseUrl);
  await desk.type("#api-key", apiKey);
  await desk.press("Connect");
}

/** The connection is what it was, and works. */
async function nothingChanged() {
  await page.keyboard.press("Escape");
  await desk.dialog("#connection-dialog", false);
  await desk.shows("#mode", "test mode");
  const { session } = await traces();
  assert.ok(session.includes(DEMO_KEY));
  await desk.press("Next");
  await desk.shows("#position", /^Page 2 of 4/);
  await desk.press("Previous");
  await desk.shows("#position", /^Page 1 of 4/);
}

test("the test key stays out of the address, the document and everything but this tab", async () => {
  const { shown, kept, session } = await traces();
  assert.ok(!shown.includes(DEMO_KEY));
  assert.ok(session.includes(DEMO_KEY));
  assert.ok(!kept.replace(JSON.stringify(JSON.parse(kept)[0]), "").includes(DEMO_KEY));
  trouble.expectOnly();
});

test("a live key is refused in words for people, and kept nowhere", async () => {
  await connectWith({ apiKey: LIVE_KEY });
  await desk.fieldError("#api-key", /^.*This is a live key\./s);
  const words = await page.$eval("#connection-dialog", (dialog) => dialog.textContent);
  assert.doesNotMatch(words, /dangerously/, "the switch is not advertised");
  await screenshot(page, "connection-live-key");
  const { shown, kept } = await traces();
  assert.ok(!`${shown}${kept}`.includes(LIVE_KEY));
  await nothingChanged();
  assert.equal(await page.$eval("#api-key", (input) => input.value), "");
  trouble.expectOnly();
});

test("a base URL that is not https is refused beside its field", async () => {
  await connectWith({ baseUrl: "http://customers.example", apiKey: "sk_test_other" });
  await desk.fieldError("#base-url", /https:\/\//);
  await nothingChanged();
  trouble.expectOnly();
});

test("a key that the service refuses replaces nothing, and is kept nowhere", async () => {
  const credential = "tok_51O62xYzSomethingElse";
  trouble.takeRequests();
  await connectWith({ apiKey: credential });
  await desk.fieldError("#api-key", "The service does not accept this key.");
  await desk.focused("#api-key");
  await desk.facts("#connection-form", /unauthorized · HTTP 401/);
  await screenshot(page, "connection-refused");
  assert.deepEqual(trouble.takeRequests(), [`GET ${url}/v1/customers/?page_size=1`]);
  const { shown, kept } = await traces();
  assert.ok(!`${shown}${kept}`.includes(credential));
  await nothingChanged();
  await page.reload();
  await desk.status("38 customers");
  trouble.expectOnly(answered(401));
});

test("a URL where nothing answers replaces nothing", async () => {
  const gone = await serveBlank();
  await gone.stop();
  await connectWith({ baseUrl: gone.url, apiKey: "sk_test_other" });
  await desk.fieldError("#base-url", "No such service answers here.");
  await desk.facts("#connection-form", /network · 3 attempts/);
  await nothingChanged();
  trouble.expectOnly(
    /failed: (OPTIONS|GET) .* net::ERR_CONNECTION_REFUSED$/,
    /console error: Failed to load/,
  );
});

test("without a key, the service asks for one", async () => {
  await connectWith({});
  await desk.fieldError("#api-key", "The service asks for a key.");
  await nothingChanged();
  trouble.expectOnly(answered(401));
});

test("a gateway has no field for a key, and where there is none nothing is replaced", async () => {
  await desk.press("Connection");
  await page.click('[value="gateway"]');
  assert.equal(await page.$eval("#api-key", (input) => input.checkVisibility()), false);
  assert.equal(await page.$eval("#base-url", (input) => input.value), "/api");
  await desk.press("Connect");
  await desk.fieldError("#base-url", "No such service answers here.");
  await nothingChanged();
  trouble.expectOnly(answered(404));
});

test("a try that takes long can be cancelled, and closing the dialog gives it up", async () => {
  const slow = "sk_test_new_slow";
  await injectFault(url, { key: slow, delay_ms: 8000, times: 2 });
  await connectWith({ apiKey: slow });
  await desk.shows("#connection-status", "Trying this connection…");
  await desk.shows("#connection-wait", /^The service takes its time\.\s+Cancel$/);
  await page.click("#connection-wait button");
  await desk.eventually("the wait is over", async () => {
    assert.equal(await page.$eval("#connection-wait", (place) => place.hidden), true);
  });
  await desk.focused("#connection-form [type=submit]");
  await desk.press("Connect");
  await desk.shows("#connection-status", "Trying this connection…");
  await nothingChanged();
  await trouble.arrived(/failed: GET .*page_size=1 aborted/);
  trouble.expectOnly(/failed: GET .*page_size=1 aborted/);
});

test("what works is used and kept, and the sandbox is one press away", async () => {
  await connectWith({ apiKey: "sk_test_new_account" });
  await desk.dialog("#connection-dialog", false);
  await desk.status("0 customers");
  assert.ok((await traces()).session.includes("sk_test_new_account"));
  await desk.press("Connection");
  assert.equal(await page.$eval('[value="own"]', (radio) => radio.checked), true);
  await page.click('[value="sandbox"]');
  await desk.press("Connect");
  await desk.status("38 customers");
  assert.ok((await traces()).session.includes(DEMO_KEY));
  trouble.expectOnly();
});

test("a key that is refused later leads to the key", async () => {
  await injectFault(url, { status: 401 });
  await desk.press("Next");
  await desk.shows("#alert", /The service does not accept this key\./);
  await desk.facts("#alert", /unauthorized · HTTP 401/);
  await screenshot(page, "alert-unauthorized");
  await desk.press("Change the key");
  await desk.dialog("#connection-dialog", true);
  await desk.focused("#api-key");
  assert.equal(await page.$eval("#base-url", (input) => input.value), url);
  await page.keyboard.press("Escape");
  await desk.press("Try again");
  await desk.status(/38 customers$/);
  trouble.expectOnly(answered(401));
});

test("away from a loopback host there is no demo key: the desk asks how to connect", async () => {
  const other = await browser.newPage();
  await other.goto(url.replace("127.0.0.1", ELSEWHERE));
  await other.waitForSelector("#connection-dialog[open]");
  const offered = await other.evaluate(() => ({
    baseUrl: document.querySelector("#base-url").value,
    apiKey: document.querySelector("#api-key").value,
    demo: !document.querySelector("#choice-sandbox").hidden,
    stored: sessionStorage.length,
  }));
  assert.deepEqual(offered, {
    baseUrl: "",
    apiKey: "",
    demo: false,
    stored: 0,
  });
  await other.close();
});

test("a service that is busy says when to come back", async () => {
  await injectFault(url, { status: 429, retry_after: "120" });
  await desk.press("Next");
  await desk.shows("#alert", /asks us to slow down\..*You can try again in 2 minutes\./s);
  await desk.facts("#alert", /rate_limited · HTTP 429 · Request .* · 1 attempt$/);
  await desk.press("Try again");
  await desk.status(/38 customers$/);
  await desk.focused("#customers");
  trouble.expectOnly(answered(429));
});

test("the seconds until it makes sense to try again go on", async () => {
  await injectFault(url, { status: 429, retry_after: "65" });
  await desk.press("Next");
  await desk.shows("#alert", /You can try again in 6[3-5] seconds\./);
  await desk.shows("#alert", /You can try again in (6[0-2]|[1-5]\d) seconds\./);
  await desk.press("Try again");
  await desk.status(/38 customers$/);
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
  const advice = new RegExp(`search the list for “${email}”`);
  await desk.shows("#customer-form [role=alert]", advice);
  await desk.facts("#customer-form [role=alert]", /network/);
  const said = await page.$eval("#customer-form [role=alert]", (alert) => alert.innerText);
  assert.equal(said.match(/carried out/g)?.length, 1, "it is said once");
  assert.deepEqual(trouble.takeRequests(), [`POST ${url}/v1/customers/`]);
  trouble.expectOnly(/failed: POST/, /console error: Failed to load resource/);
  await page.keyboard.press("Escape");
  await desk.press("Discard");
  await desk.dialog("#customer-dialog", false);

  await desk.type("#search", email);
  await desk.status(/^1 customer matches/);
  await page.click("#rows a");
  await desk.press("Delete");
  await desk.type("#confirm-typed", email);
  await desk.press("Delete customer");
  await desk.status("Customer deleted: Lost Answer.");
  await desk.rows(0); // The search for the e-mail is still there.
  trouble.expectOnly(answered(404));
});

test("a page past the end leads back to the customers", async () => {
  await page.goto(`${url}/#page=99`);
  await page.reload();
  await desk.shows("main", /There is no page 99|page 99/i);
  trouble.expectOnly(answered(404));
  await page.goto(`${url}/#`);
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
