// Finding a customer by what the service itself does not search.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accountAt } from "./account.mjs";
import { answered, openDesk, screenshot } from "./browser.mjs";
import { injectFault } from "./sandbox.mjs";

let url, page, desk, trouble, close;

before(async () => {
  ({ url, page, desk, trouble, close } = await openDesk());
  await desk.status("38 customers");
});
after(() => close?.());

async function findAnywhere(query) {
  await desk.type("#search", query);
  await desk.status(new RegExp(`match.* “${query.replace(/\W/g, "\\$&")}”$`));
  await desk.press("Search all fields");
}

test("a name that stands on the screen is not found by the service: that is said, and helped", async () => {
  await desk.type("#search", "Alejandro Madrigal");
  await desk.status("No customers match “Alejandro Madrigal”");
  await desk.shows("#further", /searches first names and e-mail addresses only\./);
  await desk.shows("#further", /reads all customers/);
  await screenshot(page, "find-nothing");
  await desk.press("Search all fields");
  await desk.status("1 customer has “Alejandro Madrigal” somewhere. 38 customers read.");
  assert.deepEqual(await desk.names(), ["Alejandro Madrigal"]);
  await desk.focused("#search");
  assert.match(page.url(), /#search=Alejandro\+Madrigal&in=all$/);
  trouble.expectOnly(answered(404));
});

test("the address of such a search finds the same again, and Back is the service's search", async () => {
  await page.reload();
  await desk.status(/^1 customer has “Alejandro Madrigal” somewhere/);
  await page.click("#rows a");
  await desk.isRead();
  await desk.closeDetail();
  await page.goBack();
  await desk.status("No customers match “Alejandro Madrigal”");
  trouble.expectOnly(answered(404));
});

test("phone, country, metadata and last name are found, in any case, spacing or accent", async () => {
  const account = accountAt(url);
  const { id } = await account.create({
    last_name: "Ibáñez Peña",
    phone: "+506 8323-6901",
    country: "Åland",
    metadata: { plan: { tier: "Platinum" }, seats: 40371 },
  });
  try {
    for (const query of ["pena IBANEZ", "83236901", "aland", "platinum tier", "40371"]) {
      await findAnywhere(query);
      await desk.status(/^1 customer has/);
      assert.deepEqual(await desk.names(), ["Some Ibáñez Peña"], query);
    }
  } finally {
    await account.remove(id);
    await desk.type("#search", "");
    await desk.status("38 customers");
  }
  trouble.expectOnly(answered(404));
});

test("what the service's fields are called, and where photos lie, is not what customers have", async () => {
  await findAnywhere("pay_providers");
  await desk.status(/^0 customers have/);
  await findAnywhere("media");
  await desk.status(/^0 customers have/);
  trouble.expectOnly(answered(404));
});

test("a read that fails leaves what was found, and can be tried again", async () => {
  await desk.type("#search", "nobody-like-that");
  await desk.status(/^No customers match/);
  await injectFault(url, { status: 400 });
  await desk.press("Search all fields");
  await desk.status("That did not work. The list shows what was found before.");
  await desk.press("Try again");
  await desk.status(/^0 customers have/);
  trouble.expectOnly(answered(404), answered(400));
  await desk.type("#search", "");
  await desk.status("38 customers");
});

/** Answers in place of the service: many customers, each page when it is let go. */
function manyCustomers(total) {
  let letGo = () => {};
  let held = Promise.resolve();
  const pages = [];
  const answer = async (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname !== "/v1/customers/") return request.continue();
    const number = Number(searchParams.get("page") ?? 1);
    const size = Number(searchParams.get("page_size"));
    pages.push(number);
    if (number > 2) await held;
    const results = Array.from({ length: size }, (_, index) => ({
      id: `c${number}-${index}`,
      developer: 1,
      first_name: "Many",
      last_name: index === 7 ? `Seventh ${number}` : "Others",
      email: `c${number}.${index}@example.com`,
      phone: null,
      photo: null,
      country: null,
      metadata: null,
      test: true,
    }));
    const next = number * size < total ? `${url}/v1/customers/?page=${number + 1}` : null;
    const body = JSON.stringify({ count: total, next, previous: null, results });
    await request.respond({ contentType: "application/json", body }).catch(() => {});
  };
  return {
    pages,
    hold() {
      held = new Promise((done) => {
        letGo = done;
      });
    },
    letGo: () => letGo(),
    async during(act) {
      await page.setRequestInterception(true);
      page.on("request", answer);
      try {
        await act();
      } finally {
        page.off("request", answer);
        await page.setRequestInterception(false);
      }
    },
  };
}

/** @param {string} text */
async function searchEverywhere(text) {
  await desk.type("#search", text);
  await desk.status(/match/);
  await desk.press("Search all fields");
}

test("results come while it reads, and cancelling keeps them", async () => {
  const service = manyCustomers(5000);
  service.hold();
  await service.during(async () => {
    await searchEverywhere("Seventh");
    await desk.rows(2);
    await desk.shows("#finding", /^Read 200 of 5,000 customers\. \d found\.\s+Cancel$/);
    await screenshot(page, "find-all");
    await page.click("#finding-cancel");
    await desk.status("Cancelled after 200 customers. 2 found.");
    await desk.rows(2);
    await desk.focused("#customers");
    assert.equal(await page.$eval("#finding", (place) => place.hidden), true);
    assert.equal(await page.$eval("#list", (list) => list.hasAttribute("aria-busy")), false);
    service.letGo();
    assert.ok(service.pages.length < 20, "it has stopped reading");
  });
  await trouble.arrived(/aborted$/);
  trouble.expectOnly(/aborted$/);
});

test("no more than 200 are kept, and that is said", async () => {
  const service = manyCustomers(5000);
  service.hold();
  await service.during(async () => {
    await searchEverywhere("Many");
    await desk.status(/^The first 200 customers that have “Many” somewhere\./);
    await desk.rows(200);
    assert.ok(service.pages.length < 20, "it has stopped reading");
    service.letGo();
  });
  await trouble.arrived(/aborted$/);
  trouble.expectOnly(/aborted$/);
});

test("another search ends the reading", async () => {
  const service = manyCustomers(5000);
  service.hold();
  await service.during(async () => {
    await searchEverywhere("Seventh");
    await desk.rows(2);
    await desk.type("#search", "Many");
    await desk.status(/match “Many”$/);
    assert.equal(await page.$eval("#finding", (place) => place.hidden), true);
    service.letGo();
  });
  await trouble.arrived(/aborted$/);
  trouble.expectOnly(/aborted$/);
});
