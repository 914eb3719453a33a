// Answers that the sandbox never gives: photos from other hosts, and fields of the future.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, openDesk } from "./browser.mjs";

const customer = {
  id: "a/b?c",
  developer: 1,
  first_name: "Stranger",
  last_name: "",
  email: "stranger@example.com",
  phone: null,
  photo: "https://photos.example/stranger.png",
  country: null,
  metadata: null,
  test: true,
  pay_providers: [{ id: "cus_1", name: "stripe" }],
  loyalty: { level: "<b>gold</b>" },
};

let page, desk, trouble, close;
let photo = customer.photo;

/** Answers in place of the service and of everyone else. */
function answer(request) {
  const { pathname, hostname } = new URL(request.url());
  const json = (body) =>
    request.respond({ contentType: "application/json", body: JSON.stringify(body) });
  if (hostname === "photos.example") return request.respond({ status: 404, body: "gone" });
  if (pathname === "/v1/customers/") {
    return json({ count: 1, next: null, previous: null, results: [{ ...customer, photo }] });
  }
  if (pathname === "/v1/customers/a%2Fb%3Fc/") return json({ ...customer, photo });
  if (pathname === "/v1/customers/a%2Fb%3Fc/addresses/") return json([]);
  return request.continue();
}

before(async () => {
  ({ page, desk, trouble, close } = await openDesk());
  await desk.status("38 customers");
  await page.setRequestInterception(true);
  page.on("request", answer);
  await page.reload();
  await desk.status("1 customer");
});
after(() => close?.());

test("a field that nobody knows yet is shown, as text", async () => {
  await page.click("#rows a");
  await desk.shows("#detail-facts", /loyalty\s+{"level":"<b>gold<\/b>"}/);
  await desk.shows("#detail-facts", /Pay providers\s+stripe \(cus_1\)/);
  await desk.shows("#addresses-title", "Addresses (0 of 3)");
  trouble.expectOnly();
});

test("a photo from another host is loaded only when asked for, and may be missing", async () => {
  const asked = trouble.takeRequests().filter((request) => request.includes("photos.example"));
  assert.deepEqual(asked, []);
  await desk.press("Show photo");
  await desk.shows("#detail-portrait", /^S\s+The photo could not be loaded\.$/);
  trouble.expectOnly(answered(404));
  await page.keyboard.press("Escape");
  await desk.eventually("the address is the list's again", async () => {
    assert.equal(new URL(page.url()).hash, "");
  });
});

test("a photo that is no web address is not shown at all", async () => {
  photo = "javascript:alert(1)";
  await page.reload();
  await desk.status("1 customer");
  await page.click("#rows a");
  await desk.shows("#addresses-title", "Addresses (0 of 3)");
  await desk.shows("#detail-portrait", "S");
  trouble.expectOnly();
});
