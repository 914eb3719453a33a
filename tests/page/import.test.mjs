// Customers created from a CSV file.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import Papa from "papaparse";
import { accountAt } from "./account.mjs";
import { answered, openDesk, screenshot } from "./browser.mjs";
import { injectFault } from "./sandbox.mjs";
import { chooseFile, keepDownloads, takeDownload } from "./transfers.mjs";

const DIALOG = "#import-dialog";
const SAID = `${DIALOG} .status`;
const RESULTS = `${DIALOG} .results`;

let url, page, desk, trouble, close;
/** How many customers there are. */
let there = 38;

before(async () => {
  ({ url, page, desk, trouble, close } = await openDesk());
  await desk.status("38 customers");
  await keepDownloads(page);
  await page.click("#import");
  await desk.dialog(DIALOG, true);
});
after(async () => {
  // Others share the sandbox.
  for (const { id } of (await created()).results) await accountAt(url).remove(id);
  await close?.();
});

const start = () => page.click(`${DIALOG} [type=submit]`);
const created = () => accountAt(url).send("GET", "?page_size=100&search=@import.example");
const posts = () => trouble.takeRequests().filter((request) => request.startsWith("POST"));

/** @param {string[][]} rows */
const csv = (...rows) => Papa.unparse([["first_name", "last_name", "email"], ...rows]);

test("columns are found by their names, and every row is checked before anything is sent", async () => {
  trouble.takeRequests();
  await chooseFile(
    page,
    [
      "Correo electrónico;Nombre;Apellidos;Teléfono;País;Metadata;Other",
      'ana@import.example;Ana;Mora;+506 1;Costa Rica;{"plan": "pro"};x',
      "not an address;Bea;;;;;",
      ";;;;;;",
      "ANA@import.example;Ana;Again;;;;",
      "carl@import.example;Carl;Cruz;;;{plan};",
      'dora@import.example;Dora;Diaz;;;{"n": 12345678901234567890};',
      "emil@import.example;Emil;Essex;;;;;;too;many",
    ].join("\r\n"),
  );
  await desk.shows(SAID, "1 row can be created. 5 rows have faults and will be left out.");
  await desk.shows(RESULTS, /Row 3\s+Left out\s+not an address\s+/);
  await desk.shows(RESULTS, /E-mail: Enter a valid email address\./);
  await desk.shows(RESULTS, /Last name: This field may not be blank\./);
  await desk.shows(RESULTS, /Row 5\s+Left out\s+ANA@import.example\s+E-mail: .*row 2\./);
  await desk.shows(RESULTS, /Row 6\s+Left out\s+carl@import.example\s+Metadata: .*not JSON/);
  await desk.shows(RESULTS, /Row 7\s+Left out\s+dora@import.example\s+Metadata: .*lost at n\./);
  await desk.shows(RESULTS, /Row 8\s+Left out\s+emil@import.example\s+10 cells for 7 columns/);
  assert.deepEqual(posts(), []);
  await screenshot(page, "import-checked");
  trouble.expectOnly();
});

test("another choice of columns is checked anew, and a missing one is named", async () => {
  await page.select("#import-last_name", "-1");
  await desk.shows(SAID, "Please choose the column for: Last name.");
  await desk.shows(RESULTS, "");
  await page.select("#import-last_name", "2");
  await desk.shows(SAID, /^1 row can be created/);
  await page.select("#import-email", "1");
  await desk.shows(SAID, "0 rows can be created. 6 rows have faults and will be left out.");
  await desk.shows("#import-email-hint", "Such as Ana");
  await page.select("#import-email", "0");
  await desk.shows(SAID, /^1 row can be created/);
  assert.deepEqual(posts(), []);
});

test("what can be created is, what cannot is a file to mend", async () => {
  await start();
  await desk.shows(SAID, "1 customer created. 5 rows left out.");
  there += 1;
  await desk.shows(RESULTS, /Row 2\s+Created\s+ana@import.example/);
  const { results } = await created();
  assert.equal(results.length, 1);
  assert.equal(results[0].phone, "+506 1");
  assert.deepEqual(results[0].metadata, { plan: "pro" });
  await desk.press("Save 5 failed rows");
  const { name, text } = await takeDownload(page);
  assert.equal(name, "customers-to-mend.csv");
  assert.ok(text.startsWith("\ufeffimport_result,Correo electrónico,Nombre,"), text.slice(0, 90));
  assert.match(text, /^Left out: Last name: This field may not be blank\. E-mail: Enter a valid/m);

  // Mended and dropped again.
  const mended = text
    .replace("not an address,Bea,", "bea@import.example,Bea,Mended")
    .replace("{plan}", "")
    .replace("ANA@", "anabel@");
  await chooseFile(page, mended);
  await desk.shows(SAID, /^3 rows can be created\. 2 rows have faults/);
  const options = await page.$$eval("#import-email option", (all) => all.map((one) => one.text));
  assert.ok(!options.includes("import_result"), options.join());
  await start();
  await desk.shows(SAID, "3 customers created. 2 rows left out.");
  there += 3;
  await desk.status(`${there} customers`);
  trouble.expectOnly();
});

test("what was exported can be imported again", async () => {
  const formula = "=1+1\nsecond line";
  const cells = ["'=1+1\nsecond line", "'-", "formula@import.example"];
  await chooseFile(page, `\ufeff${csv(cells)}`);
  await desk.shows(SAID, "1 row can be created.");
  await start();
  await desk.shows(SAID, "1 customer created.");
  there += 1;
  const { results } = await created();
  const one = results.find(({ email }) => email === "formula@import.example");
  assert.equal(one.first_name, formula);
  assert.equal(one.last_name, "-");
});

test("a file that is not UTF-8 is read all the same, and that is said", async () => {
  const bytes = [...Buffer.from(csv(["José", "Núñez", "jose@import.example"]), "latin1")];
  await chooseFile(page, bytes);
  await desk.shows(SAID, /^1 row can be created\. The file is not in UTF-8/);
  await desk.shows("#import-first_name-hint", "Such as José");
});

test("a file without rows, and a stray quotation mark, are told", async () => {
  await chooseFile(page, "first_name,last_name,email\r\n");
  await desk.shows(`${DIALOG} [role=alert]`, /no rows below the first/);
  await chooseFile(
    page,
    `${csv(["Ana", "Mora", "a@import.example"])}\r\n"Bea,Mora,b@import.example`,
  );
  await desk.shows(RESULTS, /Row 3[\s\S]*quotation mark/);
});

test("a refusal of the service stands beside its row, in words", async () => {
  await chooseFile(
    page,
    csv(["Ana", "Twice", "ANA@IMPORT.example"], ["Zoe", "New", "zoe@import.example"]),
  );
  await desk.shows(SAID, "2 rows can be created.");
  await injectFault(url, { status: 400, body: '{"email":["This field must be unique."]}' });
  await start();
  await desk.shows(SAID, /^1 customer created\. 1 row refused\.$/);
  there += 1;
  await desk.shows(RESULTS, /Refused[\s\S]*E-mail: Another customer of this account already has/);
  trouble.expectOnly(answered(400));
});

test("an unknown outcome is said, and can be looked up", async () => {
  for (const [fault, outcome] of [
    [{ drop: "after" }, "1 customer created."],
    [{ drop: "before" }, "0 customers created. 1 row not sent."],
  ]) {
    const email = `unknown.${outcome.length}@import.example`;
    await chooseFile(page, csv(["Ugo", "Unknown", email]));
    await desk.shows(SAID, "1 row can be created.");
    await injectFault(url, fault);
    await start();
    await desk.shows(SAID, "0 customers created. 1 row of unknown outcome.");
    await desk.shows(RESULTS, /Outcome unknown[\s\S]*may have been created all the same/);
    await screenshot(page, "import-unknown");
    await desk.press(`Look now: ${email}`);
    await desk.shows(SAID, outcome);
    await desk.focused(`${DIALOG} [type=submit]`);
    trouble.expectOnly(
      /^failed: POST/,
      /ERR_EMPTY_RESPONSE/,
      ...(fault.drop === "before" ? [answered(404)] : []),
    );
  }
  await start();
  await desk.shows(SAID, "1 customer created.");
  there += 2;
  trouble.expectOnly();
});

test("what is looked up too late belongs to no other file", async () => {
  await chooseFile(page, csv(["Ugo", "Late", "late@import.example"]));
  await desk.shows(SAID, "1 row can be created.");
  await injectFault(url, { drop: "before" });
  await start();
  await desk.shows(SAID, /1 row of unknown outcome/);
  await injectFault(url, { delay_ms: 3000 });
  const answer = page.waitForResponse((response) => response.url().includes("search=late"));
  await desk.press("Look now: late@import.example");
  await chooseFile(page, csv(["Uma", "", "uma@import.example"]));
  await desk.shows(RESULTS, /Row 2\s+Left out/);
  await answer;
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  assert.doesNotMatch(await desk.text(RESULTS), /late@/);
  assert.match(await desk.text(SAID), /^0 rows can be created/);
  trouble.expectOnly(/^failed: POST/, /ERR_EMPTY_RESPONSE/, answered(404));
});

test("the focus is not lost with the rows that an import shows while it runs", async () => {
  const people = ["one", "two"].map((name) => ["F", name, `focus.${name}@import.example`]);
  await chooseFile(page, csv(...people));
  await desk.shows(SAID, "2 rows can be created.");
  await injectFault(url, { drop: "before" });
  await injectFault(url, { status: 429, retry_after: "5" });
  await start();
  await desk.shows(RESULTS, /Outcome unknown/);
  await page.focus(`${RESULTS} button`);
  await desk.shows(SAID, /^1 customer created\. 1 row of unknown outcome/);
  there += 1;
  await desk.focused(`${DIALOG} [type=submit]`);
  trouble.expectOnly(/^failed: POST/, /ERR_EMPTY_RESPONSE/, answered(429));
});

test("a key that is refused pauses the import, and no row is lost", async () => {
  const people = Array.from({ length: 8 }, (_, i) => ["P", `${i}`, `pause.${i}@import.example`]);
  await chooseFile(page, csv(...people));
  await desk.shows(SAID, "8 rows can be created.");
  await injectFault(url, { status: 401, times: 4, body: '{"detail":"No."}' });
  await start();
  await desk.shows(`${DIALOG} [role=alert]`, /has paused\. The service does not accept this key/);
  await desk.press("Go on");
  await desk.shows(SAID, "8 customers created.");
  there += 8;
  trouble.expectOnly(answered(401));
});

test("it pauses and goes on, a wait says why, and closing asks first", async () => {
  const people = Array.from({ length: 40 }, (_, i) => ["Q", `${i}`, `quiet.${i}@import.example`]);
  await chooseFile(page, csv(...people));
  await desk.shows(SAID, "40 rows can be created.");
  await injectFault(url, { delay_ms: 4000, times: 4 });
  await start();
  await desk.press("Pause");
  await desk.shows(SAID, "Paused.");
  await desk.eventually("what was on its way has arrived", async () => {
    assert.equal((await created()).count, there - 38 + 4);
  });
  await new Promise((done) => setTimeout(done, 300));
  assert.equal((await created()).count, there - 38 + 4);
  await injectFault(url, { status: 429, times: 4, headers: { "Retry-After": "40" } });
  await desk.press("Go on");
  await desk.shows(`${DIALOG} .wait`, /slow down\.\s+Trying again in \d+ seconds\./);
  await page.keyboard.press("Escape");
  await desk.dialog("#confirm", true);
  await desk.shows("#confirm", /What has been created stays/);
  await screenshot(page, "import-stop");
  await page.keyboard.press("Escape");
  await desk.dialog("#confirm", false);
  await desk.dialog(DIALOG, true);
  await desk.shows(`${DIALOG} .wait`, /Trying again/);
  await page.click(`${DIALOG} [data-close]`);
  await page.click("#confirm-yes");
  await desk.shows(SAID, /^\d+ customers created\. \d+ rows not sent\.$/);
  const [made, open] = (await desk.text(SAID)).match(/\d+/g).map(Number);
  assert.equal(made + open, 40);
  const { count } = await created();
  assert.equal(count, there - 38 + made);
  trouble.expectOnly(answered(429));

  await desk.press(`Create ${open} customers`);
  await desk.shows(SAID, "40 customers created.");
  there += 40;
  await page.keyboard.press("Escape");
  await desk.dialog(DIALOG, false);
  await desk.focused("#import");
  await desk.status(`${there} customers`);
  trouble.expectOnly();
});
