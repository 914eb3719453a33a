// The pages that the guides show, opened and used in Chromium as a person would.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { launch } from "../consumers/browser.mjs";
import { injectFault, startSandbox } from "../page/sandbox.mjs";
import { blocks, isPart, named } from "./blocks.mjs";
import { bundled, startSite } from "./site.mjs";

const IMPORT_MAP =
  '<script type="importmap">{"imports":{"customers-client":"/customers-client/index.js"}}</script>';
const used = new Set();

let browser;
let opened = [];
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
afterEach(async () => {
  for (const end of opened.reverse()) await end();
  opened = [];
});

/** Opens the page of a guide, with the script that the guide shows for it. */
async function open(html, script) {
  used.add(html);
  const files = { "/": named(html).code };
  if (script) {
    used.add(script);
    files[`/${script}`] = await bundled(named(script).code);
  } else files["/"] = files["/"].replace("<!doctype html>", `<!doctype html>${IMPORT_MAP}`);
  const sandbox = await startSandbox();
  opened.push(() => sandbox.stop());
  const site = await startSite({ sandbox: sandbox.url, files });
  opened.push(() => site.stop());
  const page = await browser.newPage();
  opened.push(() => page.close());
  const trouble = [];
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("console", (message) => {
    const isExpected = /favicon|status of 40[04]/.test(message.text() + message.location().url);
    if (["error", "warn"].includes(message.type()) && !isExpected) trouble.push(message.text());
  });
  await page.goto(site.url, { waitUntil: "networkidle0" });
  return { page, site, sandbox: sandbox.url, trouble };
}

const textOf = (page, selector) => page.$eval(selector, (element) => element.textContent.trim());
const becomes = (page, selector, text) =>
  page.waitForFunction(
    (...args) => document.querySelector(args[0]).textContent.trim() === args[1],
    { timeout: 10_000 },
    selector,
    text,
  );
/** Puts a text in the place of what an input holds. */
async function fill(page, name, text) {
  await page.$eval(`[name=${name}]`, (input) => input.select());
  await page.keyboard.press("Backspace");
  await page.type(`[name=${name}]`, text);
}

test("the search box lists everybody, then what was searched for, and tells a failure", async () => {
  const { page, sandbox, trouble } = await open("search.html", "search-page.js");
  await becomes(page, "#status", "38 customers");
  assert.equal(await page.$$eval("#found li", (items) => items.length), 20);
  await page.type("#query", "zoe.m");
  await becomes(page, "#found", "Zoë, zoe.mueller@example.de");
  await becomes(page, "#status", "1 customers");
  await injectFault(sandbox, { status: 403, body: '{"detail": "Not yours."}' });
  await page.$eval("#query", (input) => {
    input.value = "zo";
    input.dispatchEvent(new Event("input"));
  });
  await becomes(page, "#status", "Not yours.");
  assert.deepEqual(
    trouble.filter((text) => !/403/.test(text)),
    [],
  );
});

test("an answer that has been overtaken does not show", async () => {
  const { page, sandbox, trouble } = await open("search.html", "search-page.js");
  await becomes(page, "#status", "38 customers");
  await injectFault(sandbox, { delay_ms: 800 });
  const type = (text) =>
    page.$eval(
      "#query",
      (input, value) => {
        input.value = value;
        input.dispatchEvent(new Event("input"));
      },
      text,
    );
  const sent = page.waitForRequest((request) => request.url().includes("search=first"));
  await type("first");
  await sent;
  await new Promise((later) => setTimeout(later, 200)); // so that the delay is its own
  await type("johnny");
  await becomes(page, "#found", "Johnny, johnny@example.com");
  await new Promise((later) => setTimeout(later, 900));
  assert.equal(await textOf(page, "#status"), "1 customers");
  assert.deepEqual(trouble, []);
});

test("the form shows our faults and the service's at their fields, and saves", async () => {
  const { page, trouble } = await open("new-customer.html", "new-customer-page.js");
  const messages = () => page.$$eval("output", (all) => all.map((one) => one.textContent.trim()));
  await fill(page, "first_name", "Ana");
  await fill(page, "email", "ana@");
  await page.click("button");
  assert.deepEqual(await messages(), [
    "",
    "This field may not be blank.",
    "Enter a valid email address.",
    "",
  ]);
  assert.equal(await page.evaluate(() => document.activeElement.name), "last_name");

  await fill(page, "last_name", "Mora");
  await fill(page, "email", "johnny@example.com");
  await page.click("button");
  await page.waitForFunction(() => /unique/.test(document.querySelector("#result").textContent));
  const [, , email] = await messages();
  assert.match(email, /unique/);
  assert.equal(await page.evaluate(() => document.activeElement.name), "email");

  await fill(page, "email", "ana@example.com");
  await page.click("button");
  await becomes(page, "#result", "Saved ana@example.com.");
  assert.deepEqual(await messages(), ["", "", "", ""]);
  assert.equal(await page.$eval("[name=email]", (input) => input.value), "");
  assert.deepEqual(trouble, []);
});

const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

test("the photo form refuses what is no picture, and saves with a photo and without", async () => {
  const { page, trouble } = await open("photo.html", "photo-page.js");
  const file = (name, bytes) => {
    const path = `${process.env.TMPDIR ?? "/tmp"}/${process.pid}-${name}`;
    writeFileSync(path, bytes);
    return path;
  };
  const input = await page.$("[name=photo]");
  await input.uploadFile(file("a.png", "GIF89a, and no PNG"));
  await page.click("button");
  await page.waitForFunction(() =>
    /JPEG or PNG/.test(document.querySelector("#result").textContent),
  );
  await input.uploadFile(file("b.png", Buffer.from(PNG, "base64")));
  await page.click("button");
  await becomes(page, "#result", "Saved with a photo.");
  await page.$eval("form", (form) => form.reset());
  await fill(page, "email", "second@example.com");
  await page.click("button");
  await becomes(page, "#result", "Saved without a photo.");
  assert.deepEqual(trouble, []);
});

for (const html of ["preload.html", "fetch-first.html"]) {
  test(`${html} asks for the module once, and uses it`, async () => {
    const { page, site, trouble } = await open(html);
    await page.waitForFunction(() => document.title === "15 bytes");
    // Long enough for the browser to complain of a hint that nobody has used.
    if (html === "preload.html") await new Promise((later) => setTimeout(later, 4000));
    assert.deepEqual(
      site.asked.filter((path) => path.endsWith(".wasm")),
      ["/assets/customers_client_bg.wasm"],
    );
    assert.deepEqual(trouble, []);
  });
}

test("every page of the guides is used here", () => {
  const there = blocks.filter((block) => isPart(block) && block.file !== "import-map.html");
  assert.deepEqual(there.map(({ file }) => file).sort(), [...used].sort());
});
