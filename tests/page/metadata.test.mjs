// Metadata in the form and in the detail view: nothing of it is lost without a word.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accountAt } from "./account.mjs";
import { openDesk } from "./browser.mjs";

let url, page, desk, trouble, close, account;

before(async () => {
  ({ url, page, desk, trouble, close } = await openDesk());
  account = accountAt(url);
  await desk.status("38 customers");
});
after(() => close?.());

test("while it is typed, a number that would change is refused, and its place is named", async () => {
  await desk.press("New customer");
  await desk.type("#metadata", '{"plan": {\n  "id": 12345678901234567890}}');
  // The field still has the focus: nobody had to leave it.
  await desk.fieldError("#metadata", /Line 2, plan\.id: 12345678901234567890 would be saved as/);
  await desk.type("#metadata", '{"plan": 1, "plan": 2}');
  await desk.fieldError("#metadata", /Line 1, plan: this key stands here twice/);
  trouble.takeRequests();
  await page.type("#first_name", "Grace");
  await page.type("#last_name", "Hopper");
  await page.type("#email", `grace.${Date.now()}@example.com`);
  await desk.press("Create customer");
  await desk.focused("#metadata");
  assert.deepEqual(trouble.takeRequests(), []);
  await desk.type("#metadata", '{"plan": "12345678901234567890"}');
  await desk.eventually("the fault is gone", async () => {
    assert.equal(await page.$eval("#metadata", (area) => area.ariaInvalid), null);
  });
  trouble.expectOnly();
});

test("the size is said in words that fit it, and the tree grows beside the editor", async () => {
  await desk.type("#metadata", '{"plan": "pro"}');
  await desk.shows("#metadata-size", "14 bytes of 10 KB");
  await desk.shows("#metadata-tree", /^plan\s+pro$/);
  await desk.type("#metadata", JSON.stringify({ note: "x".repeat(2037) }));
  await desk.shows("#metadata-size", "2 KB of 10 KB");
  await page.keyboard.press("Escape");
  await desk.press("Discard");
  await desk.dialog("#customer-dialog", false);
  trouble.expectOnly();
});

test("metadata with a stored number that is not safe is sent only when its user agrees", async () => {
  const { email } = await account.send(
    "POST",
    "",
    `{"first_name": "Big", "last_name": "Number", "email": "big.${Date.now()}@example.com",
      "metadata": {"id": 12345678901234567890, "plan": "pro"}}`,
  );
  await desk.type("#search", email);
  await desk.status(`1 customer matches “${email}”`);
  await page.click("#rows a");
  await desk.shows("#detail-metadata", /12345678901234567000 may not be exact/);

  assert.deepEqual(await patchOf({ "#phone": "1" }), { phone: "1" });
  await desk.press("Edit");
  await desk.shows("#metadata-unsafe", /other last digits than 12345678901234567000/);
  await desk.type("#metadata", '{"id": 12345678901234567000, "plan": "basic"}');
  await desk.press("Save changes");
  await desk.fieldError("#metadata", /Tick the box below/);
  await page.click("#metadata-agreed");
  const agreed = await patchOf({}, { opened: true });
  assert.deepEqual(agreed, { metadata: { id: 12345678901234567000, plan: "basic" } });

  // Where the number itself is replaced, there is nothing to agree to.
  const replaced = { "#metadata": '{"id": "12345678901234567890"}' };
  assert.deepEqual(await patchOf(replaced), { metadata: { id: "12345678901234567890" } });
  await desk.closeDetail();
  trouble.expectOnly();
});

/** The JSON body of the PATCH that these entries lead to. */
async function patchOf(entries, { opened = false } = {}) {
  if (!opened) await desk.press("Edit");
  for (const [selector, text] of Object.entries(entries)) await desk.type(selector, text);
  const sent = page.waitForRequest((request) => request.method() === "PATCH");
  await desk.press("Save changes");
  await desk.dialog("#customer-dialog", false);
  return JSON.parse(await (await sent).fetchPostData());
}

test("the tree can be folded, and shows text as text and what is deep as JSON", async () => {
  let deep = 1;
  for (let level = 0; level < 100; level += 1) deep = [deep];
  const { email } = await account.create({
    metadata: { "<b>": "<i>x</i>", list: [1, { a: null }], deep },
  });
  await desk.type("#search", email);
  await desk.status(`1 customer matches “${email}”`);
  await page.click("#rows a");
  await desk.shows("#detail-metadata", /<b>\s+<i>x<\/i>\s+list\s+2 entries/);
  const shape = await page.$eval("#detail-metadata", (tree) => ({
    markup: tree.querySelectorAll("b, i").length,
    levels: Math.max(
      ...[...tree.querySelectorAll("*")].map((one) => one.querySelectorAll("dl").length),
    ),
    isOpen: tree.querySelector("details").open,
  }));
  assert.equal(shape.markup, 0);
  assert.ok(shape.levels < 10, `${shape.levels} levels`);
  assert.ok(shape.isOpen);
  await page.click("#detail-metadata summary");
  assert.equal(await page.$eval("#detail-metadata details", (details) => details.open), false);
  await page.keyboard.press("Escape");
  trouble.expectOnly();
});
