// The desk through the gateway: the browser never has the key, and all else works as without a gateway.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openDesk } from "../page/browser.mjs";
import { endToEnd } from "../page/end-to-end.mjs";
import { DEMO_KEY } from "../page/sandbox.mjs";
import { encodeKey, startGateway } from "./gateway.mjs";

/** Everything that came into the browser and went out of it: heads and bodies. */
const traffic = [];
let gateway, opened;

/** @param {import("puppeteer-core").Page} page */
function record(page) {
  page.on("response", (response) => {
    const request = response.request();
    // A body that is not there, as after a 204, has nothing to hide.
    const body = response.buffer().then(String, () => "");
    const heads = JSON.stringify([request.headers(), response.headers(), request.postData()]);
    const { pathname } = new URL(request.url());
    traffic.push(body.then((text) => ({ pathname, text: `${request.url()} ${heads} ${text}` })));
  });
}

async function open() {
  opened = await openDesk({
    watch: record,
    front: async (service) => {
      gateway = await startGateway({ service, key: DEMO_KEY });
      return gateway;
    },
  });
  return opened;
}

endToEnd({ name: "gateway", open, mode: "mode unknown" });

test("the key is in nothing that the browser got, sent, shows or keeps", async () => {
  const { page } = opened;
  const seen = await Promise.all(traffic);
  const bodies = new Map(seen.map(({ pathname, text }) => [pathname, text]));
  assert.match(bodies.get("/deployment.js"), /BASE_URL = "\/api"/);
  assert.match(bodies.get("/"), /<title>Customer desk/);
  assert.match(bodies.get("/connection.js"), /export function connect/);
  assert.match(bodies.get("/api/v1/customers/"), /"results":/);
  const photos = seen.filter(({ pathname }) => pathname.startsWith("/media/"));
  assert.ok(photos.length > 0, "no photo was shown");

  const kept = await page.evaluate(() => [
    document.documentElement.outerHTML,
    JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]),
  ]);
  assert.match(kept[1], /"baseUrl\\":\\"\/api\\",\\"apiKey\\":\\"\\"/);
  const places = [...seen, { pathname: "the document", text: kept[0] }];
  for (const { pathname, text } of [...places, { pathname: "the storage", text: kept[1] }]) {
    const holdsKey = text.includes(DEMO_KEY) || text.includes(encodeKey(DEMO_KEY));
    assert.ok(!holdsKey && !/"authorization"/i.test(text), `a credential in ${pathname}`);
  }
});

test("everything came from the page's own origin", () => {
  const { trouble } = opened;
  const strangers = trouble
    .takeRequests()
    .filter((line) => !line.includes(` ${gateway.url}/`) && !/ (data|blob):/.test(line));
  assert.deepEqual(strangers, []);
});

test("with the page's own policy the gateway's is in force too, and it is the stricter", async () => {
  const { page, trouble, url } = opened;
  const outcomes = await page.evaluate(async (elsewhere) => {
    const image = new Image();
    const shown = new Promise((done) => {
      image.onload = () => done("shown");
      image.onerror = () => done("blocked");
    });
    image.src = `${elsewhere}/icon.svg`;
    const fetched = fetch(`${elsewhere}/v1/customers/`);
    return [await shown, await fetched.catch(() => "blocked")];
  }, url);
  assert.deepEqual(outcomes, ["blocked", "blocked"]);
  trouble.expectOnly(/img-src 'self' data: blob:/, /connect-src 'self'"/, /failed: GET|Fetch API/);
});

test("a reload keeps the gateway, and the connection form says so", async () => {
  const { page, desk, trouble } = opened;
  await page.reload();
  await desk.status("38 customers");
  await desk.press("Connection");
  await desk.dialog("#connection-dialog", true);
  const offered = await page.evaluate(() => ({
    baseUrl: document.querySelector("#base-url").value,
    apiKey: document.querySelector("#api-key").value,
    // The page's policy would block every other place.
    choices: [...document.querySelectorAll("#connection-form [name=where]")]
      .filter((radio) => radio.checkVisibility())
      .map(({ value }) => value),
  }));
  assert.deepEqual(offered, { baseUrl: "/api", apiKey: "", choices: ["gateway"] });
  trouble.expectOnly();
});
