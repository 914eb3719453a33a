// The list: what stands in a row, the first load, and what happens when the service is away.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { transformSync } from "esbuild";
import { accountAt } from "./account.mjs";
import { answered, openDesk, screenshot } from "./browser.mjs";
import { injectFault } from "./sandbox.mjs";

let url, page, desk, trouble, close, account;

before(async () => {
  ({ url, page, desk, trouble, close } = await openDesk({ watch: keepShifts }));
  account = accountAt(url);
  await desk.status("38 customers");
});
after(() => close?.());

/** Every layout shift that no user has caused, as Chromium sees it. */
function keepShifts(page) {
  return page.evaluateOnNewDocument(() => {
    globalThis.shifted = 0;
    const add = (list) => {
      for (const { value, hadRecentInput } of list.getEntries()) {
        if (!hadRecentInput) globalThis.shifted += value;
      }
    };
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  });
}

async function searched(text, count = 1) {
  await desk.type("#search", text);
  await desk.rows(count);
}

async function everyone() {
  await desk.type("#search", "");
  await desk.status("38 customers");
}

for (const [width, hash] of [
  [1200, ""],
  [1200, "#size=25"],
  [360, ""],
]) {
  test(`the first load moves nothing at ${width} px ${hash}`, async () => {
    await page.setViewport({ width, height: 860 });
    await injectFault(url, { delay_ms: 600 });
    await page.goto("about:blank");
    await page.goto(`${url}/${hash}`);
    await screenshot(page, `skeleton-${width}`);
    await desk.status("38 customers");
    await new Promise((resolve) => setTimeout(resolve, 400)); // Photos come later.
    const shifted = await page.evaluate(() => globalThis.shifted);
    assert.ok(shifted < 0.005, `layout shift ${shifted}`);
    trouble.expectOnly();
  });
}

test("the page says what it is, what it weighs, and where to read on", async () => {
  await page.setViewport({ width: 1200, height: 860 });
  await desk.shows("header", /customers-client.* 4Geeks Customers API.*Show the calls/s);
  const links = await page.$$eval(".links a", (all) => all.map((one) => one.href));
  assert.equal(links.length, 3);
  const weight = Number((await desk.text("#weight")).match(/^(\d+) KB$/)[1]) * 1024;
  const file = (name) => readFileSync(new URL(`../../pkg/${name}`, import.meta.url));
  const script = transformSync(file("index.js").toString(), { minify: true, format: "esm" }).code;
  const parts = [file("customers_client_bg.wasm"), Buffer.from(script)];
  const real = parts.reduce((sum, part) => sum + brotliCompressSync(part).length, 0);
  assert.ok(Math.abs(weight / real - 1) < 0.05, `it says ${weight} bytes, and is ${real}`);
});

test("a row shows who pays with what, local time with the exact one, and the service's own photo", async () => {
  await page.goto(`${url}/#search=jose.urena`);
  await page.reload();
  await desk.rows(1);
  await desk.shows("#rows .pays", "stripe");
  const time = await page.$eval("#rows time", ({ dateTime, title, innerText }) => ({
    dateTime,
    title,
    text: innerText.replace(/\s+/g, " "),
    local: [
      new Date(dateTime).toLocaleDateString(undefined, { dateStyle: "medium" }),
      new Date(dateTime).toLocaleTimeString(undefined, { timeStyle: "short" }),
    ]
      .join(" ")
      .replace(/\s+/g, " "),
  }));
  assert.equal(time.text, time.local);
  assert.match(time.title, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? UTC$/);
  await page.waitForFunction(() => document.querySelector("#rows .avatar img")?.naturalWidth > 0);
  assert.equal(await page.$("#rows .badge"), null);
  await everyone();
  trouble.expectOnly();
});

test("initials have a colour that is their customer's, and can be read in light and dark", async () => {
  for (const value of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    const faint = await page.evaluate(() => {
      const luminance = (colour) => {
        const [r, g, b] = colour.match(/[\d.]+/g).map((part) => {
          const share = part / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const face = document.querySelector("#rows .avatar");
      const kept = face.style.getPropertyValue("--hue");
      const found = [];
      for (let hue = 0; hue < 360; hue += 5) {
        face.style.setProperty("--hue", hue);
        const { color, backgroundColor } = getComputedStyle(face);
        const [low, high] = [color, backgroundColor].map(luminance).sort((a, b) => a - b);
        if ((high + 0.05) / (low + 0.05) < 4.5) found.push(hue);
      }
      face.style.setProperty("--hue", kept);
      return found;
    });
    assert.deepEqual(faint, []);
  }
  await page.emulateMediaFeatures([]);
});

test("a name that turns the direction of writing turns nobody else's", async () => {
  const { id } = await account.create({ first_name: "\u202Eevil\u2067", last_name: "\u202Eeman" });
  await searched("\u202Eevil");
  await desk.status(/matches/);
  const places = await page.evaluate(() => {
    const texts = [...document.querySelectorAll("#rows :is(th, td) *")].filter(
      (one) => one.childElementCount === 0 && /\u202E/.test(one.textContent),
    );
    return texts.map((one) => getComputedStyle(one).unicodeBidi);
  });
  assert.deepEqual(places, ["isolate", "isolate"].slice(0, places.length));
  assert.ok(places.length > 0);
  const said = await page.$eval("#status", (line) => line.textContent);
  assert.match(said, /“\u2068\u202Eevil\u2069”$/);
  assert.match(await page.title(), /\u2069.* – Customer desk$/);
  await account.remove(id);
  await everyone();
  trouble.expectOnly();
});

test("long names and e-mails stay within two lines", async () => {
  const long = "Zyxwvutsrqponmlkjihgfedcba ".repeat(9).trim();
  const email = `${"a".repeat(60)}@${"b".repeat(60)}.example.com`;
  const { id } = await account.create({ first_name: long, email, country: long, phone: long });
  await searched("Zyxwvut");
  for (const width of [1200, 960, 800, 320]) {
    await page.setViewport({ width, height: 740 });
    await desk.fits(width);
    const [row, ...lines] = await page.evaluate(() => {
      const height = (one) => one.getBoundingClientRect().height;
      return [
        height(document.querySelector("#rows tr")),
        ...[...document.querySelectorAll("#rows .clamp")].map(height),
      ];
    });
    assert.ok(Math.max(...lines) < 50, `${lines} at ${width}`);
    assert.ok(row < 280, `${row} px at ${width}`);
    await screenshot(page, `list-long-${width}`);
  }
  await page.setViewport({ width: 1200, height: 860 });
  await account.remove(id);
  await everyone();
  trouble.expectOnly();
});

test("an account without customers offers its first action", async () => {
  await page.setRequestInterception(true);
  const empty = { count: 0, next: null, previous: null, results: [] };
  const answer = (request) =>
    new URL(request.url()).pathname === "/v1/customers/"
      ? request.respond({ contentType: "application/json", body: JSON.stringify(empty) })
      : request.continue();
  page.on("request", answer);
  await page.reload();
  await desk.shows("#empty", /This account has no customers yet\./);
  await screenshot(page, "list-empty");
  await desk.press("Create the first customer");
  await desk.dialog("#customer-dialog", true);
  await page.keyboard.press("Escape");
  await desk.dialog("#customer-dialog", false);
  page.off("request", answer);
  await page.setRequestInterception(false);
  await page.reload();
  await desk.status("38 customers");
  trouble.expectOnly();
});

test("a long wait in the list says why, and can be cancelled", async () => {
  await injectFault(url, { status: 429, retry_after: "20" });
  await desk.press("Next");
  await desk.shows("#list-wait", /slow down.*Trying again in \d+ seconds/s);
  await page.click("#list-wait button");
  await desk.status("Cancelled.");
  await desk.shows("#position", /^Page 1 of 4/);
  await desk.rows(10);
  trouble.expectOnly(answered(429));
});

test("coming back online loads what could not be loaded", async () => {
  await page.setOfflineMode(true);
  await desk.press("Next");
  await desk.shows("#alert", /offline/);
  await page.setOfflineMode(false);
  await desk.status("Page 2 of 4: 38 customers");
  assert.equal(await page.$eval("#alert", (alert) => alert.hidden), true);
  await desk.press("Previous");
  await desk.status("38 customers");
  trouble.expectOnly(/failed: GET/, /console error: Failed to load/);
});

test("Next shows the new page from its beginning, and keeps the focus", async () => {
  await page.select("#page-size", "25");
  await desk.rows(25);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.focus("#next");
  await page.keyboard.press("Enter");
  await desk.rows(13);
  await desk.eventually("the list's beginning is in sight", async () => {
    const top = await page.$eval("#list", (list) => list.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 400, `${top}`);
  });
  await desk.focused("#next");
  await page.select("#page-size", "10");
  await desk.status("38 customers");
  trouble.expectOnly();
});

test("in forced colours the busy bar is there", async () => {
  const session = await page.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", {
    features: [{ name: "forced-colors", value: "active" }],
  });
  await injectFault(url, { delay_ms: 4000 });
  await desk.press("Next");
  const bar = await page.evaluate(() => {
    const { backgroundImage, forcedColorAdjust } = getComputedStyle(
      document.querySelector("#list[aria-busy]"),
      "::before",
    );
    return { backgroundImage, forcedColorAdjust };
  });
  assert.match(bar.backgroundImage, /gradient/);
  assert.equal(bar.forcedColorAdjust, "none");
  await screenshot(page, "list-forced-colours");
  await desk.status("Page 2 of 4: 38 customers");
  await session.send("Emulation.setEmulatedMedia", { features: [] });
  await session.detach();
  trouble.expectOnly();
});
