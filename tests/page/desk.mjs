// The page as its user sees it: by roles, names and labels, not by its markup.

import assert from "node:assert/strict";

/** @typedef {import("puppeteer-core").Page} Page */

/** What a busy machine may need. What is right is seen at once. */
const PATIENCE_MS = 20_000;

/** @param {Page} page */
export function deskOn(page) {
  page.setDefaultTimeout(PATIENCE_MS);

  /**
   * @param {string} role
   * @param {string} name
   */
  const find = (role, name) => page.locator(`::-p-aria([name="${name}"][role="${role}"])`);

  /**
   * The text of what matches, as rendered; without the marks that isolate a name's direction.
   * @param {string} selector
   */
  const text = (selector) =>
    page.$eval(selector, (element) => element.innerText.replace(/[\u2068\u2069]/g, "").trim());

  /**
   * @param {string} what
   * @param {() => Promise<unknown>} check
   */
  async function eventually(what, check) {
    const deadline = Date.now() + PATIENCE_MS;
    let last;
    for (;;) {
      try {
        await check();
        return;
      } catch (error) {
        last = error;
      }
      if (Date.now() > deadline) throw new Error(`${what}: ${last?.message}`, { cause: last });
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /**
   * Waits until the element's text is, or matches, what is expected.
   * @param {string} selector
   * @param {string | RegExp} expected
   */
  const shows = (selector, expected) =>
    eventually(`${selector} shows ${expected}`, async () => {
      const now = await text(selector);
      if (typeof expected === "string") assert.equal(now, expected);
      else assert.match(now, expected);
    });

  /**
   * @param {string} selector
   * @param {boolean} open
   */
  const dialog = (selector, open) =>
    eventually(`${selector} is ${open ? "open" : "closed"}`, async () => {
      assert.equal(await page.$eval(selector, (element) => element.open), open);
    });

  /**
   * Replaces a control's text as a user does, and in one go: however slow the machine, a
   * search sees one change.
   * @param {string} selector
   * @param {string} value
   */
  const type = (selector, value) =>
    page.$eval(
      selector,
      (control, text) => {
        control.focus();
        control.select();
        // What a paste does to a control, with the events that it causes.
        document.execCommand(text ? "insertText" : "delete", false, text);
      },
      value,
    );

  return {
    find,
    dialog,
    type,
    /** Looks for one customer, who is then the only one in the list. @param {{ email: string }} customer */
    async search({ email }) {
      await type("#search", email);
      await shows("#status", `1 customer matches “${email}”`);
    },
    async closeDetail() {
      await page.keyboard.press("Escape");
      await dialog("#detail", false);
    },
    text,
    eventually,
    shows,
    /** @param {string} name */
    press: (name) => find("button", name).click(),
    /**
     * Waits until the details of an alert, open or not, match what is expected.
     * @param {string} selector
     * @param {RegExp} expected
     */
    facts: (selector, expected) =>
      eventually(`the details in ${selector} say ${expected}`, async () => {
        assert.match(await page.$eval(`${selector} details`, (one) => one.textContent), expected);
      }),
    /** @param {string | RegExp} expected */
    status: (expected) => shows("#status", expected),
    /** @param {number} count */
    rows: (count) =>
      eventually(`${count} rows`, async () => {
        assert.equal(await page.$$eval("#rows > tr", (rows) => rows.length), count);
      }),
    names: () => page.$$eval("#rows th a", (all) => all.map((one) => one.textContent)),

    /**
     * The message beside a field, found as assistive technology finds it.
     * @param {string} selector
     * @param {string | RegExp} expected
     */
    fieldError: (selector, expected) =>
      eventually(`${selector} is faulty`, async () => {
        const found = await page.$eval(selector, (control) => {
          const ids = (control.getAttribute("aria-describedby") ?? "").split(" ");
          const lines = ids.map((id) => document.getElementById(id)?.textContent ?? "");
          return { invalid: control.getAttribute("aria-invalid"), lines: lines.join("\n") };
        });
        assert.equal(found.invalid, "true");
        assert.ok(
          typeof expected === "string"
            ? found.lines.includes(expected)
            : expected.test(found.lines),
          `“${found.lines}” does not say ${expected}`,
        );
      }),
    /** Waits until this selector's element has the focus. @param {string} selector */
    focused: (selector) =>
      eventually(`${selector} has the focus`, async () => {
        const here = await page.evaluate((s) => document.activeElement?.matches(s), selector);
        const what = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80));
        assert.ok(here, `it is on ${what}`);
      }),
    /** The open customer and the addresses have been read: closing the view aborts nothing. */
    isRead: async () => {
      await shows("#addresses-title", /of 3/);
      await eventually("all is read", async () =>
        assert.equal(await page.$("#detail[aria-busy], #addresses[aria-busy]"), null),
      );
    },
    /** @param {number} width */
    fits: async (width) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `the page is ${wide} px wide in a window of ${width} px`);
    },
  };
}
