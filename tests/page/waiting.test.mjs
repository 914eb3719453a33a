// Wherever the desk waits for the service, it shows the reason, a countdown and a Cancel button.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, openDesk, screenshot } from "./browser.mjs";
import { DEMO_KEY, injectFault } from "./sandbox.mjs";

const place = "#list-wait";
let url, page, desk, trouble, close;

before(async () => {
  ({ url, page, desk, trouble, close } = await openDesk());
  await desk.status("38 customers");
});
after(() => close?.());

const hidden = () =>
  desk.eventually("nothing is said of a wait", async () => {
    const now = await page.$eval(place, (one) => [one.hidden, one.childElementCount]);
    assert.deepEqual(now, [true, 0]);
  });

test("a service that asks to slow down is said to, and the seconds count down", async () => {
  await hidden();
  await injectFault(url, { status: 429, retry_after: "6" });
  await desk.press("Next");
  const reason = "The service asks us to slow down\\.";
  await desk.shows(place, new RegExp(`^${reason}\\s+Trying again in [56] seconds\\.\\s+Cancel$`));
  await screenshot(page, "wait-429");
  await desk.shows(place, new RegExp(`^${reason}\\s+Trying again in [34] seconds\\.\\s+Cancel$`));
  await desk.shows(place, new RegExp(`^${reason}\\s+Trying again in [12] seconds?\\.\\s+Cancel$`));
  await desk.shows("#position", /^Page 2 of 4/);
  await hidden();
  trouble.expectOnly(answered(429));
});

test("the reason is said aloud, and the seconds are not", async () => {
  await injectFault(url, { status: 503, retry_after: "5" });
  await desk.press("Previous");
  await desk.shows(`${place} [role=status]`, "The service has trouble of its own.");
  await desk.shows(`${place} [role=timer]`, /^Trying again in \d seconds?\.$/);
  await desk.shows("#position", /^Page 1 of 4/);
  await hidden();
  trouble.expectOnly(answered(503));
});

test("Cancel ends the wait, sends nothing more, and leaves the focus in the view", async () => {
  await injectFault(url, { status: 429, retry_after: "30" });
  await desk.press("Next");
  await desk.shows(place, /Trying again in \d+ seconds\./);
  trouble.takeRequests();
  await page.focus(`${place} button`);
  await page.keyboard.press("Enter");
  await hidden();
  await desk.focused("#customers");
  assert.match(await desk.text("#position"), /^Page 1 of 4/);
  await new Promise((done) => setTimeout(done, 300));
  assert.deepEqual(trouble.takeRequests(), []);
  trouble.expectOnly(answered(429));
});

test("a slow answer is said to be slow, and can be cancelled", async () => {
  await injectFault(url, { delay_ms: 9000 });
  await desk.press("Next");
  await desk.shows(place, /^The service takes its time\.\s+Cancel$/);
  await page.click(`${place} button`);
  await hidden();
  await trouble.arrived(/failed: GET .*page=2.* aborted/);
  trouble.expectOnly(/failed: GET .*page=2.* aborted/);
});

test("a repeat that comes at once is no wait worth a word", async () => {
  const seen = await page.evaluate((selector) => {
    const changes = [];
    const watcher = new MutationObserver((all) => changes.push(...all.map((one) => one.type)));
    watcher.observe(document.querySelector(selector), { childList: true, attributes: true });
    globalThis.waitChanges = changes;
    return changes.length;
  }, place);
  assert.equal(seen, 0);
  await injectFault(url, { status: 429, retry_after: "0" });
  await desk.press("Next");
  await desk.shows("#position", /^Page 2 of 4/);
  assert.deepEqual(await page.evaluate(() => globalThis.waitChanges), []);
  trouble.expectOnly(answered(429));
});

test("a slow call beside one that waits does not change the reason", async () => {
  const outcome = page.evaluate(async (apiKey) => {
    const { createService } = await import("./service.js");
    const { waitsIn } = await import("./wait.js");
    const slow = ({ signal }) =>
      new Promise((_, no) => signal.addEventListener("abort", () => no(signal.reason)));
    const busy = async () => new Response("{}", { status: 429, headers: { "Retry-After": "40" } });
    const onCall = waitsIn(document.querySelector("#list-wait"));
    const ends = [busy, slow].map((fetch) =>
      createService({ baseUrl: location.origin, apiKey, fetch }).call("get", ["a"], { onCall }),
    );
    // Longer than it takes to call a service slow.
    await new Promise((done) => setTimeout(done, 2500));
    const said = document.querySelector("#list-wait [role=status]").textContent;
    document.querySelector("#list-wait button").click();
    await Promise.allSettled(ends);
    return said;
  }, DEMO_KEY);
  assert.equal(await outcome, "The service asks us to slow down. ");
  await hidden();
  trouble.expectOnly();
});

test("several calls in one place: the longest wait is shown, and Cancel is for all", async () => {
  const outcome = page.evaluate(async (apiKey) => {
    const { createService } = await import("./service.js");
    const { waitsIn } = await import("./wait.js");
    const waits = ["20", "40"];
    const service = createService({
      baseUrl: location.origin,
      apiKey,
      fetch: async () =>
        new Response("{}", { status: 429, headers: { "Retry-After": waits.shift() } }),
    });
    const onCall = waitsIn(document.querySelector("#list-wait"));
    const ends = [service.call("get", ["a"], { onCall }), service.call("get", ["b"], { onCall })];
    const settled = await Promise.allSettled(ends);
    return settled.map(({ reason }) => reason?.name);
  }, DEMO_KEY);
  await desk.shows(place, /Trying again in (40|39) seconds\./);
  await page.click(`${place} button`);
  assert.deepEqual(await outcome, ["AbortError", "AbortError"]);
  await hidden();
  trouble.expectOnly();
});
