// "The calls": what the panel says of the requests that the page makes, and what it keeps.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, openDesk, screenshot } from "./browser.mjs";
import { DEMO_KEY, injectFault } from "./sandbox.mjs";

let url, browser, page, desk, trouble, close;

before(async () => {
  ({ url, browser, page, desk, trouble, close } = await openDesk());
  await desk.status("38 customers");
});
after(() => close?.());

const latest = "#calls-list > li:first-child";
const entries = () => page.$$eval("#calls-list > li", (all) => all.map((one) => one.innerText));

/** Makes calls of the desk's own service in the page. */
const makeCalls = (count) =>
  page.evaluate(
    async (n, apiKey) => {
      const { createService } = await import("./service.js");
      const service = createService({ baseUrl: location.origin, apiKey });
      for (let made = 0; made < n; made += 1) await service.call("list", [{ page_size: 1 }]);
    },
    count,
    DEMO_KEY,
  );

test("they are shown when asked for, each beside the code that made it", async () => {
  assert.equal(await page.$eval("#calls", (panel) => panel.hidden), true);
  await desk.press("Show the calls");
  await desk.shows(latest, /^GET \/v1\/customers\/\?page=1&page_size=10\s+200 · \d+ ms\s/);
  await desk.shows(`${latest} code`, "await client.list({ page: 1, page_size: 10 });");
  await desk.press("Next");
  await desk.shows(`${latest} code`, "await client.list({ page: 2, page_size: 10 });");
  assert.equal((await entries()).length, 2);
  trouble.expectOnly();
});

test("the client's own line stands at the top, and the key nowhere", async () => {
  await desk.shows(
    "#calls-client code",
    new RegExp(`createClient\\({\\s+baseUrl: "${url}",\\s+apiKey,\\s+}\\);$`),
  );
  const panel = await page.$eval("#calls", (element) => element.outerHTML);
  assert.ok(!panel.includes("sk_test_"));
});

test("a repeat says why and counts the seconds, and the next attempt follows", async () => {
  await injectFault(url, { status: 429, retry_after: "5" });
  await desk.press("Previous");
  const line = `${latest} li:first-child`;
  const why = "429 · rate_limited · \\d+ ms\\s*The service asks us to slow down. ";
  await desk.shows(line, new RegExp(`${why}Trying again in [45] seconds.`));
  await desk.shows(line, new RegExp(`${why}Trying again in [123] seconds?.`));
  await page.evaluate(() => scrollTo(0, 0));
  await screenshot(page, "calls-repeat");
  await desk.shows(`${latest} li:last-child`, /^attempt 2 · 200 · \d+ ms$/);
  await desk.shows(line, new RegExp(`${why}Sent again.`));
  trouble.expectOnly(answered(429));
});

test("a call that fails, is cancelled, or is refused here says so", async () => {
  await injectFault(url, { status: 403 });
  await page.evaluate(async (apiKey) => {
    const { createService } = await import("./service.js");
    const service = createService({ baseUrl: location.origin, apiKey });
    await service.call("get", ["x"]).catch(() => {});
    await service.call("list", [], { onCall: (call) => call.cancel() }).catch(() => {});
    await service.call("list", [{ page: 0 }]).catch(() => {});
  }, DEMO_KEY);
  await desk.shows(`${latest} ol`, "refused here: nothing was sent");
  await desk.shows("#calls-list > li:nth-child(2) ol", "cancelled");
  await desk.shows("#calls-list > li:nth-child(3) ol", /^403 · forbidden · \d+ ms$/);
  trouble.expectOnly(answered(403));
});

test("the code can be copied, and that is said aloud", async () => {
  const rights = ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"];
  await browser.defaultBrowserContext().overridePermissions(url, rights);
  const code = await desk.text(`${latest} code`);
  await page.click(`${latest} .copy`);
  await desk.shows("#calls-said", "Copied");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);
  await desk.focused(`${latest} .copy`);
  await desk.shows(`${latest} .copy`, "Copy");
  trouble.expectOnly();
});

test("the last 50 are kept, and the panel holds no more", async () => {
  await page.focus("#calls-list > li:last-child .copy");
  await makeCalls(60);
  await desk.eventually("50 calls", async () => assert.equal((await entries()).length, 50));
  assert.ok((await entries()).every((text) => text.includes("client.list({ page_size: 1 })")));
  await desk.focused("#calls-title"); // The element that had the focus has been removed.
  trouble.expectOnly();
});

test("a walk of a thousand pages is one entry, with counts", async () => {
  const kept = await page.evaluate(async (apiKey) => {
    const { calls, createService } = await import("./service.js");
    let asked = 0;
    const service = createService({
      baseUrl: location.origin,
      apiKey,
      fetch: async ({ url: to }) => {
        asked += 1;
        if (asked === 500)
          return new Response("{}", { status: 503, headers: { "Retry-After": "0" } });
        const at = Number(new URL(to).searchParams.get("page") ?? 1);
        const next = at < 1000 ? "more" : null;
        const one = { id: `c${at}`, developer: 1, first_name: "A", last_name: "B" };
        const rest = { email: "a@b.co", phone: null, photo: null, country: null };
        const customer = { ...one, ...rest, metadata: null, test: true };
        return Response.json({ count: 1000, next, previous: null, results: [customer] });
      },
    });
    let attempts = 0;
    calls.addEventListener("ended", ({ detail }) => {
      attempts = detail.attempts.length;
    });
    let walked = 0;
    for await (const _ of service.walk({ page_size: 1 })) walked += 1;
    return { walked, attempts };
  }, DEMO_KEY);
  assert.equal(kept.walked, 1000);
  assert.ok(kept.attempts <= 20, `${kept.attempts} attempts are kept`);
  await desk.shows(`${latest} ol`, /^1,001 requests · 1 repeat · [\d,]+ ms$/);
  await desk.shows(`${latest} code`, /^for await \(const customer of client\.listAll\(/);
  await screenshot(page, "calls-walk");
  trouble.expectOnly();
});

test("what is copied, looked at or hidden does not stand in the way of the list", async () => {
  await desk.press("Hide the calls");
  assert.equal(await page.$eval("#calls", (panel) => panel.checkVisibility()), false);
  await makeCalls(3);
  await desk.press("Show the calls");
  await desk.eventually("what was called meanwhile is there", async () => {
    const [first] = await entries();
    assert.match(first, /client\.list\(\{ page_size: 1 \}\)/);
  });
  for (const width of [1600, 1200, 768, 360, 320]) {
    await page.setViewport({ width, height: 860 });
    await desk.fits(width);
    await screenshot(page, `calls-${width}`);
  }
  await page.setViewport({ width: 1200, height: 860 });
  trouble.expectOnly();
});
