// The components that docs/frameworks.md shows, each in a project of its framework: built, and in Vite's
// development server, where React mounts everything twice.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { injectFault } from "../page/sandbox.mjs";
import { assertLists, CUSTOMERS, fullLists, inPage } from "./browser.mjs";
import { shown } from "./guides.mjs";
import { run, startServer } from "./project.mjs";
import { saw, setUp } from "./setting.mjs";

const API = "https://api.4geeks.io";
/** Longer than it takes to mount a component again, with the answer still on its way. */
const DELAY_MS = 600;

let set;
before(async () => {
  set = await setUp();
});
after(() => set?.close());

for (const [name, file] of [
  ["React", "Customers.jsx"],
  ["Vue", "Customers.vue"],
  ["Svelte", "Customers.svelte"],
]) {
  test(`${name}, Vite's dev server and build`, async (t) => {
    const gateway = shown("gateway.js");
    assert.ok(gateway.includes(API));
    const project = await set.project(name.toLowerCase(), {
      [file]: shown(file),
      "gateway.js": gateway.replace(API, set.sandbox),
    });
    await run(project, "npm", "run", "build");
    saw(t, await assertLists(set.browser, await set.site(`${project}/dist`)));

    const vite = ["node_modules/vite/bin/vite.js", ["--host", "127.0.0.1"]];
    const server = await startServer(project, ...vite, { CUSTOMERS_KEY: set.key });
    try {
      // The first visit lets Vite find what it has to prepare, and reload the page in the middle of
      // it. Its errors are ignored: any other error would come again below.
      await inPage(set.browser, server.url, fullLists, () => true).catch(() => {});
      if (name === "React") await assertMountsTwice(server.url);
      saw(t, await assertLists(set.browser, server.url));
      await assertAborts(server.url);
      await assertTells(server.url);
    } finally {
      await server.stop();
    }
  });
}

const isCall = (request) => new URL(request.url()).pathname.startsWith("/api/");
const alerts = (page) =>
  page.$$eval("[role=alert]", (found) => found.map((one) => one.textContent));

/** The first of StrictMode's two effects is over before it could send: no error, and one list. */
function assertMountsTwice(url) {
  return inPage(set.browser, "about:blank", async (page) => {
    const calls = [];
    page.on("request", (request) => isCall(request) && calls.push(request.url()));
    await page.goto(url);
    await fullLists(page);
    assert.equal(await page.evaluate(() => window.mounts), 2);
    assert.equal(calls.length, 1);
    assert.equal((await page.$$("ol")).length, 1);
    assert.deepEqual(await alerts(page), []);
  });
}

/** Mounted again while the answer is on its way: that request is given up, without a word. */
async function assertAborts(url) {
  const aborted = [];
  const isAbort = (text) => /\/api\/.* net::ERR_ABORTED$/.test(text) && aborted.push(text) > 0;
  await inPage(
    set.browser,
    url,
    async (page) => {
      await fullLists(page);
      await injectFault(set.sandbox, { delay_ms: DELAY_MS });
      const sent = page.waitForRequest(isCall);
      await page.evaluate(() => window.again());
      await sent;
      await page.evaluate(() => window.again());
      await fullLists(page);
      await new Promise((later) => setTimeout(later, DELAY_MS));
      assert.equal((await page.$$("ol > li")).length, CUSTOMERS);
      assert.deepEqual(await alerts(page), []);
    },
    isAbort,
  );
  assert.equal(aborted.length, 1);
}

/** A failure that is no abort shows: the tests above look at something. */
async function assertTells(url) {
  await injectFault(set.sandbox, { status: 403, body: '{"detail": "Not yours."}' });
  const isRefused = (text) => /status of 403/.test(text);
  const tell = async (page) => {
    await page.waitForSelector("[role=alert]", { timeout: 20_000 });
    return alerts(page);
  };
  assert.deepEqual(await inPage(set.browser, url, tell, isRefused), ["Not yours."]);
}
