// node tests/browser/run.mjs <url>: opens the page of wasm-bindgen's test runner in the engine
// that ENGINE names, prints what the tests print, and fails as they fail.
//
// One way for all engines, with no driver program but WebKit's own. The runner could drive some of
// them by itself, each by its own driver, but not WebKitGTK.

import { launch } from "../engines/launch.mjs";

const LOOK_AGAIN_MS = 200;
/** A test that says nothing for so long hangs, or the page could not even be loaded. */
const SILENCE_MS = 60_000;

const browser = await launch(undefined, { quiet: true });
try {
  const page = await browser.newPage();
  await page.goto(process.argv[2]);
  const output = await finalOutput(page);
  console.log(output);
  const [, passed] = output.match(/^test result: ok\. (\d+) passed; 0 failed/m) ?? [];
  process.exitCode = Number(passed) > 0 ? 0 : 1;
} finally {
  await browser.close();
}

/** The page's text, once the tests have come to a result or to nothing. */
async function finalOutput(page) {
  let output = "";
  let since = Date.now();
  while (Date.now() - since < SILENCE_MS) {
    const now = await page.$eval("#output", (element) => element.textContent);
    if (now !== output) since = Date.now();
    output = now;
    if (/^test result: .*$/m.test(output)) return output;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return `${output}\nno result, and nothing new for ${SILENCE_MS} ms`;
}
