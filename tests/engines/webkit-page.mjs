// The part of puppeteer's Page that the tests use, over classic WebDriver. That tells nothing of
// what happens in a page: the events (request, response, requestfailed, console, pageerror) come
// from a recorder.

import { EventEmitter } from "node:events";
import { writeFile } from "node:fs/promises";
import { DriverError } from "./webdriver.mjs";

const KEYS = {
  Backspace: "\ue003",
  Tab: "\ue004",
  Enter: "\ue007",
  Shift: "\ue008",
  Escape: "\ue00c",
  ArrowDown: "\ue015",
  End: "\uE010",
  Home: "\uE011",
  ArrowUp: "\uE013",
};
const LOOK_AGAIN_MS = 25;
// Errors that a click gets for a moment, while a dialog opens or a row is drawn anew.
const PASSING = [
  "element click intercepted",
  "element not interactable",
  "stale element reference",
  "no such element",
];

export class WebKitPage extends EventEmitter {
  #session;
  #patienceMs = 30_000;

  constructor(session) {
    super();
    this.#session = session;
  }

  setDefaultTimeout(ms) {
    this.#patienceMs = ms;
  }

  /** The size of the page itself, whatever the window has around it. */
  async setViewport({ width, height }) {
    const resize = (wide, high) => this.#session.post("window/rect", { width: wide, height: high });
    await resize(width, height);
    const [inWidth, inHeight] = await this.evaluate(() => [innerWidth, innerHeight]);
    await resize(2 * width - inWidth, 2 * height - inHeight);
  }

  async goto(url) {
    await this.#session.post("url", { url });
  }

  async reload() {
    await this.#session.post("refresh");
  }

  async goBack() {
    await this.#session.post("back");
  }

  url() {
    return this.#session.get("url");
  }

  evaluate(fn, ...args) {
    return this.#session.run(fn, ...args);
  }

  async $eval(selector, fn, ...args) {
    return this.#session.run(on(selector, fn, "querySelector"), ...args);
  }

  async $$eval(selector, fn, ...args) {
    return this.#session.run(on(selector, fn, "querySelectorAll"), ...args);
  }

  focus(selector) {
    return this.$eval(selector, (element) => element.focus());
  }

  async click(selector) {
    await this.#session.post(`${await this.#session.find(selector)}/click`);
  }

  async type(selector, text) {
    await this.#session.post(`${await this.#session.find(selector)}/value`, { text });
  }

  async select(selector, value) {
    await this.$eval(
      selector,
      (element, chosen) => {
        element.value = chosen;
        for (const name of ["input", "change"]) {
          element.dispatchEvent(new Event(name, { bubbles: true }));
        }
      },
      value,
    );
  }

  /** A button by its name, as assistive technology has both. */
  locator(selector) {
    const [, name, role] = selector.match(/^::-p-aria\(\[name="(.+)"\]\[role="(.+)"\]\)$/);
    return {
      click: () =>
        this.#eventually(`${role} “${name}”`, async () => {
          const found = await this.#named(role, name);
          await this.#session.post(`${found}/click`);
        }),
    };
  }

  async #named(role, name) {
    const candidates = await this.evaluate(
      (role, name) =>
        [...document.querySelectorAll(`${role}, [role=${role}]`)].filter(
          (element) =>
            element.checkVisibility() &&
            `${element.getAttribute("aria-label")} ${element.textContent}`.includes(name),
        ),
      role,
      name,
    );
    for (const element of candidates) {
      const [itsRole, itsName] = await Promise.all([
        this.#session.get(`${element}/computedrole`),
        this.#session.get(`${element}/computedlabel`),
      ]);
      if (itsRole === role && itsName === name) return element;
    }
    throw new DriverError({ error: "no such element" });
  }

  async waitForSelector(selector) {
    await this.#eventually(selector, () => this.#session.find(selector));
  }

  waitForRequest(matches) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.off("request", check);
        reject(new Error(`no such request in ${this.#patienceMs} ms: ${matches}`));
      }, this.#patienceMs);
      const check = (request) => {
        if (!matches(request)) return;
        clearTimeout(late);
        this.off("request", check);
        resolve(request);
      };
      this.on("request", check);
    });
  }

  /** @returns {Promise<null | { uploadFile: (path: string) => Promise<void> }>} */
  async $(selector) {
    try {
      const element = await this.#session.find(selector);
      return { uploadFile: (path) => this.#session.post(`${element}/value`, { text: path }) };
    } catch (error) {
      if (error.code === "no such element") return null;
      throw error;
    }
  }

  keyboard = {
    press: (key) => this.#keys(["keyDown", KEYS[key] ?? key], ["keyUp", KEYS[key] ?? key]),
    down: (key) => this.#keys(["keyDown", KEYS[key]]),
    up: (key) => this.#keys(["keyUp", KEYS[key]]),
    type: (text) =>
      this.#keys(
        ...[...text].flatMap((one) => [
          ["keyDown", one],
          ["keyUp", one],
        ]),
      ),
  };

  #keys(...strokes) {
    const actions = strokes.map(([type, value]) => ({ type, value }));
    return this.#session.post("actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  async screenshot({ path }) {
    await writeFile(path, Buffer.from(await this.#session.get("screenshot"), "base64"));
  }

  async #eventually(what, act) {
    const deadline = Date.now() + this.#patienceMs;
    for (;;) {
      try {
        return await act();
      } catch (error) {
        if (!PASSING.includes(error.code)) throw error;
        if (Date.now() > deadline) throw new Error(`${what}: ${error.message}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }
}

/** The source of a function that calls `fn` with what the selector finds. */
function on(selector, fn, query) {
  const found = query === "querySelector" ? "found" : "[...found]";
  return `(...args) => {
    const found = document.${query}(${JSON.stringify(selector)});
    if (!found) throw new Error(${JSON.stringify(`nothing is ${selector}`)});
    return (${fn})(${found}, ...args);
  }`;
}
