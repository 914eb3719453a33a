// node tests/browser/run.mjs <url>: opens the page of wasm-bindgen's test runner in the engine
// that ENGINE names, prints what the tests print, and fails as they fail.
//
// One way for all engines, with no driver program but WebKit's own. The runner could drive some of
// them by itself, each by its own driver, but not WebKitGTK.
//
// The page loads the crate's JavaScript by several connections at the same moment, and of such the
// runner's server (tiny_http 0.12) may leave one waiting for good: it counts a thread as free that
// has just been given another. So a page on which the tests do not even begin is loaded again, by
// another browser with other connections. Nothing of a test has happened by then, and one that
// fails or hangs is not run again.

import { launch } from "../engines/launch.mjs";

const LOOK_AGAIN_MS = 200;
/** How long the tests may take to begin, and how often they may fail to. */
const BEGIN_MS = 30_000;
const LOADS = 3;
/** A test that says nothing for so long hangs. */
const SILENCE_MS = 60_000;
const CLOSE_MS = 5_000;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const hasBegun = (output) => /^running \d+ tests?$/m.test(output);
const isOver = (output) => /^test result: .*$/m.test(output);

let output = "";
for (let loads = 1; !hasBegun(output) && loads <= LOADS; loads++) {
  if (loads > 1) console.log(`the tests did not begin within ${BEGIN_MS} ms: loading them again`);
  output = await finalOutput(process.argv[2]);
}
const [, passed] = output.match(/^test result: ok\. (\d+) passed; 0 failed/m) ?? [];
// Connections of an engine that hangs would keep this process alive: it ends itself after its output.
process.stdout.write(`${output}\n`, () => process.exit(Number(passed) > 0 ? 0 : 1));

/** The page's text, once the tests have come to a result or to nothing. */
async function finalOutput(url) {
  const browser = await launch(undefined, { quiet: true });
  const seen = { text: "", since: Date.now() };
  const watched = watch(browser, url, seen);
  watched.catch(() => {}); // Where it has been given up, nobody listens.
  try {
    while (!isOver(seen.text)) {
      const patience = hasBegun(seen.text) ? SILENCE_MS : BEGIN_MS;
      if (Date.now() - seen.since > patience)
        return `${seen.text}\nno result, and nothing new for ${patience} ms`;
      await Promise.race([watched, pause(LOOK_AGAIN_MS)]);
    }
    return seen.text;
  } finally {
    await Promise.race([browser.close(), pause(CLOSE_MS)]);
  }
}

/** Keeps what the page shows, and when that last changed. Each step may wait as long as the page. */
async function watch(browser, url, seen) {
  const page = await browser.newPage();
  await page.goto(url, { timeout: 0 });
  while (!isOver(seen.text)) {
    const now = await page.$eval("#output", (element) => element.textContent);
    if (now !== seen.text) Object.assign(seen, { text: now, since: Date.now() });
    await pause(LOOK_AGAIN_MS);
  }
}
