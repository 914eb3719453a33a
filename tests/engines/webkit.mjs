// WebKitGTK as the part of puppeteer's Browser that the tests use. Its driver speaks classic
// WebDriver, which puppeteer does not.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { startRecorder } from "./recorder.mjs";
import { openSession, startDriver, startScreen } from "./webdriver.mjs";
import { WebKitPage } from "./webkit-page.mjs";

/** @param {{ quiet?: boolean }} [options] see launch.mjs */
export async function launchWebKit({ quiet = false } = {}) {
  const opened = [];
  const close = async () => {
    // In reverse order: what does not end by itself ends with the driver or the screen it runs in.
    const ends = opened.splice(0).reverse();
    for (const end of ends) await end().catch((error) => console.error(error));
  };
  try {
    let page;
    const recorder = quiet ? undefined : await startRecorder((...event) => page?.emit(...event));
    if (recorder) opened.push(recorder.stop);
    const screen = await startScreen();
    opened.push(screen.stop);
    const driver = await startDriver(
      process.env.WEBKIT_DRIVER || "WebKitWebDriver",
      screen.display,
    );
    opened.push(driver.stop);
    const session = await openSession(driver.url, {
      ...(recorder && { proxy: { proxyType: "manual", httpProxy: recorder.host } }),
      "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] },
    });
    opened.push(session.end);
    return {
      close,
      version: async () => `WebKitGTK/${session.capabilities.browserVersion}`,
      // There is one window, and it is open already.
      newPage: async () => {
        page = new WebKitPage(session);
        return page;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The library's own small browser, which Debian keeps beside it and off the PATH. */
export function miniBrowser() {
  if (process.env.MINIBROWSER) return process.env.MINIBROWSER;
  const roots = ["/usr/lib", "/usr/libexec", ...within("/usr/lib", /-linux-gnu/)];
  return roots
    .flatMap((root) => within(root, /^webkit(2)?gtk-/))
    .map((library) => join(library, "MiniBrowser"))
    .findLast((path) => existsSync(path));
}

function within(directory, pattern) {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  return names.filter((name) => pattern.test(name)).map((name) => join(directory, name));
}
