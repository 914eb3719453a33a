// Forms: what was entered is not lost by a mistake, and the user learns what became of a save.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accountAt } from "./account.mjs";
import { answered, openDesk, screenshot } from "./browser.mjs";
import { makePng } from "./png.mjs";
import { injectFault } from "./sandbox.mjs";

let url, page, desk, trouble, close, account;
/** What the browser asked before it left the page. */
let asked = [];

before(async () => {
  ({ url, page, desk, trouble, close } = await openDesk());
  account = accountAt(url);
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    dialog.accept();
  });
  await desk.status("38 customers");
});
after(() => close?.());

/** @param {string} selector */
const entered = (selector) => page.$eval(selector, (control) => control.value);

/** Opens a customer of its own in the detail view. */
async function openCustomer(fields) {
  const customer = await account.create(fields);
  await desk.search(customer);
  await page.click("#rows a");
  await desk.isRead();
  return customer;
}

/** What a closed dialog tells comes a moment after. */
const settled = () => page.evaluate(() => new Promise((done) => setTimeout(done, 50)));

test("a created customer is opened, and that is said where its user is", async () => {
  await desk.press("New customer");
  await page.type("#first_name", "Ada");
  await page.type("#last_name", "Lovelace");
  await page.type("#email", `ada.${Date.now()}@example.com`);
  await injectFault(url, { delay_ms: 2500 });
  await desk.press("Create customer");
  await desk.shows("#customer-form [role=status]", "Saving…");
  await desk.dialog("#customer-dialog", false);
  await desk.dialog("#detail", true);
  await desk.shows("#detail-name", "Ada Lovelace");
  await desk.shows("#detail-status", "Customer created: Ada Lovelace.");
  await desk.closeDetail();
  await desk.focused("#new-customer");
  trouble.expectOnly();
});

test("that nothing was changed is said in the view that is left", async () => {
  const { id } = await openCustomer();
  trouble.takeRequests();
  await desk.press("Edit");
  await desk.press("Save changes");
  await desk.dialog("#customer-dialog", false);
  await desk.shows("#detail-status", "Nothing was changed, so nothing was sent.");
  await account.addAddress(id);
  assert.deepEqual(trouble.takeRequests(), []);
  await desk.closeDetail();
  await page.click("#rows a");
  await desk.press("Edit: First Street 1");
  await desk.press("Save address");
  await desk.shows("#detail-status", "Nothing was changed, so nothing was sent.");
  await desk.closeDetail();
  trouble.expectOnly();
});

test("Escape, Cancel and Back ask before they discard what was entered", async () => {
  await desk.press("New customer");
  await page.keyboard.press("Escape");
  await desk.dialog("#customer-dialog", false);

  await desk.press("New customer");
  await page.type("#first_name", "Half");
  const leave = [
    () => page.keyboard.press("Escape"),
    () => page.keyboard.press("Escape"), // A browser lets a page refuse the first one only.
    () => page.$eval("#customer-form [data-close]", (button) => button.click()),
    () => page.evaluate(() => dispatchEvent(new PopStateEvent("popstate"))),
  ];
  for (const go of leave) {
    await go();
    await desk.shows("#confirm-title", "Discard changes?");
    await desk.focused("#confirm-no");
    await page.keyboard.press("Escape");
    await desk.dialog("#confirm", false);
    await settled();
    await desk.dialog("#customer-dialog", true);
    assert.equal(await entered("#first_name"), "Half");
  }
  await page.keyboard.press("Escape");
  await screenshot(page, "discard");
  await desk.press("Discard");
  await desk.dialog("#customer-dialog", false);
  await desk.press("New customer");
  assert.equal(await entered("#first_name"), "");
  await page.keyboard.press("Escape");
  trouble.expectOnly();
});

test("a reload asks first and keeps a draft, but no photo", async () => {
  asked = [];
  await desk.press("New customer");
  await page.type("#last_name", "Draft");
  await desk.type("#metadata", '{"a": 1}');
  await page.evaluate(choosePhoto, "photo.png", PNG);
  await page.waitForSelector("#photo-preview:not([hidden])");
  await page.reload();
  assert.deepEqual(asked, ["beforeunload"]);
  await desk.dialog("#customer-dialog", true);
  await desk.shows("#customer-form [role=status]", /is back\. The photo has to be chosen again\.$/);
  assert.equal(await entered("#last_name"), "Draft");
  assert.equal(await entered("#metadata"), '{"a": 1}');
  const kept = await page.evaluate(() => sessionStorage.getItem("customer-desk.draft.customer"));
  assert.ok(!kept.includes("sk_test"), kept);
  await page.keyboard.press("Escape");
  await desk.press("Discard");
  await desk.dialog("#customer-dialog", false);
  asked = [];
  await page.reload();
  await desk.status(/customer/);
  assert.deepEqual(asked, []);
  await desk.dialog("#customer-dialog", false);
  trouble.expectOnly();
});

test("a draft of an edit is back with its customer, and only what was changed is in it", async () => {
  const { id } = await openCustomer({ phone: "1" });
  await desk.press("Edit");
  await desk.type("#country", "Peru");
  await account.send("PATCH", `${id}/`, { phone: "2" });
  await page.reload();
  await desk.dialog("#customer-dialog", true);
  assert.equal(await entered("#country"), "Peru");
  assert.equal(await entered("#phone"), "2");
  await desk.press("Save changes");
  await desk.shows("#detail-status", /^Customer changed: /);
  await desk.closeDetail();
  trouble.expectOnly();
});

test("a draft of an address is back with its customer", async () => {
  await openCustomer();
  await desk.press("Add address");
  await page.type("#line1", "Half a Street");
  await page.reload();
  await desk.dialog("#address-dialog", true);
  assert.equal(await entered("#line1"), "Half a Street");
  await page.keyboard.press("Escape");
  await desk.press("Discard");
  await desk.dialog("#address-dialog", false);
  await desk.closeDetail();
  trouble.expectOnly();
});

test("Escape during a save does not hide it, and its wait can be cancelled", async () => {
  await openCustomer();
  await desk.press("Edit");
  await desk.type("#phone", "3");
  await injectFault(url, { delay_ms: 3000 });
  await desk.press("Save changes");
  await page.keyboard.press("Escape");
  await desk.shows("#customer-form [role=status]", /^Still saving\./);
  await desk.dialog("#customer-dialog", true);
  await desk.shows("#detail-status", /^Customer changed: /);

  await desk.press("Edit");
  await desk.type("#phone", "4");
  await injectFault(url, { status: 429, retry_after: "30" });
  await desk.press("Save changes");
  await desk.shows("#customer-form .wait", /slow down\.\s+Trying again in \d+ seconds\./);
  await page.click("#customer-form .wait button");
  // It had been answered, and nothing had been done.
  await desk.shows("#customer-form [role=alert]", "Cancelled.\n\nNothing was changed.");
  assert.equal(await entered("#phone"), "4");
  await injectFault(url, { delay_ms: 12_000 });
  await desk.press("Save changes");
  await desk.shows("#customer-form .wait", /takes its time/);
  await page.click("#customer-form .wait button");
  await desk.shows("#customer-form [role=alert]", /^Cancelled\.\s+It may have been carried out/);
  await page.keyboard.press("Escape");
  await desk.press("Discard");
  await desk.dialog("#customer-dialog", false);
  await desk.closeDetail();
  await trouble.arrived(/failed: PATCH .* aborted$/);
  trouble.expectOnly(answered(429), /failed: PATCH .* aborted$/);
});

const PNG = [...makePng(8)];
const GIF = [0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0];

/** In the page: what its user does to choose, drop or paste a file. */
function choosePhoto(name, bytes, way = "choose") {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
  const input = document.querySelector("#photo");
  const options = { bubbles: true, cancelable: true };
  if (way === "choose") {
    input.files = data.files;
    for (const type of ["input", "change"]) input.dispatchEvent(new Event(type, options));
    return false;
  }
  const event =
    way === "drop"
      ? new DragEvent("drop", { ...options, dataTransfer: data })
      : new ClipboardEvent("paste", { ...options, clipboardData: data });
  return !document.querySelector(way === "drop" ? "#email" : "#first_name").dispatchEvent(event);
}

test("a file that is no photo is refused when it is chosen, whatever its name says", async () => {
  await desk.press("New customer");
  await page.evaluate(choosePhoto, "photo.png", GIF);
  await desk.fieldError("#photo", /neither a JPEG nor a PNG/);
  assert.equal(await page.$("#photo-preview:not([hidden])"), null);
  await page.evaluate(choosePhoto, "photo.png", PNG);
  await desk.eventually("the fault is gone", async () => {
    assert.equal(await page.$("#photo[aria-invalid]"), null);
  });
  await desk.press("Remove photo");
  trouble.expectOnly();
});

for (const way of ["drop", "paste"]) {
  test(`a photo can come by ${way}`, async () => {
    assert.ok(await page.evaluate(choosePhoto, `${way}.png`, PNG, way), "the page is not replaced");
    await desk.shows("#photo-note", new RegExp(`^${way}\\.png, ${PNG.length} bytes$`));
    await desk.press("Remove photo");
    await desk.shows("#photo-note", "");
    trouble.expectOnly();
  });
}

test("what was chosen and removed again is nothing to discard", async () => {
  await page.keyboard.press("Escape");
  await desk.dialog("#customer-dialog", false);
  trouble.expectOnly();
});

for (const [width, height] of [
  [320, 256],
  [640, 360],
]) {
  test(`at ${width} × ${height} a form scrolls as one, and its end can be reached`, async () => {
    await page.setViewport({ width, height });
    await desk.press("New customer");
    const room = await page.evaluate(() => {
      const dialog = document.querySelector("#customer-dialog");
      const body = dialog.querySelector(".form-body");
      return { shown: dialog.clientHeight, clipped: body.scrollHeight - body.clientHeight };
    });
    assert.ok(room.shown >= height - 40, `${room.shown} px of the form are shown`);
    assert.equal(room.clipped, 0);
    await page.focus("#customer-form [type=submit]");
    const end = await page.$eval("#customer-form [type=submit]", (button) => {
      const { top, bottom } = button.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    assert.ok(end, "the button is in sight");
    await desk.fits(width);
    await screenshot(page, `form-${width}x${height}`);
    await page.keyboard.press("Escape");
    await desk.dialog("#customer-dialog", false);
    await page.setViewport({ width: 1200, height: 860 });
    trouble.expectOnly();
  });
}
