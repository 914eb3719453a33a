// Each program that README and the guides show runs as it stands there, in a page of its own in
// Chromium or, named *.mjs, in Node; against a fresh sandbox, by the gateway of the guides. What it
// prints has to be what the comment at the end of the line says.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "../consumers/browser.mjs";
import { run } from "../consumers/project.mjs";
import { DEMO_KEY, injectFault, startSandbox } from "../page/sandbox.mjs";
import { blocks, isNodeProgram, isProgram } from "./blocks.mjs";
import { assertPrinted, asText, bundled, runProgram, startSite, watched } from "./site.mjs";

/** By heading: how the service behaves towards the program that stands there. */
const FAULTS = {
  "When the outcome is unknown": [{ drop: "after" }],
  "A line for each request": [{ status: 503, retry_after: "0", body: "{}" }],
  "Time-outs": [{ delay_ms: 1000, times: 3 }],
  Repeats: [{ status: 503, body: "{}" }],
};

process.setMaxListeners(0); // Each sandbox waits for the end.

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Replaces the address of the sandbox, which is another one here. */
const placed = (code, sandbox) => code.replaceAll("http://127.0.0.1:8000", sandbox);

// A program waits more than it works.
describe("in a page", { concurrency: 4 }, () => {
  for (const { title, language, code, heading } of blocks.filter(isProgram)) {
    test(title, async () => {
      const sandbox = await startSandbox();
      const { text, expected } = watched(placed(code, sandbox.url));
      const files = { "/program.js": await bundled(text, { language }) };
      const site = await startSite({ sandbox: sandbox.url, files });
      const page = await browser.newPage();
      try {
        for (const fault of FAULTS[heading] ?? []) await injectFault(sandbox.url, fault);
        await runProgram(page, site.url, expected);
      } finally {
        await page.close();
        site.stop();
        sandbox.stop();
      }
    });
  }
});

// Below the package, so that they find it by its name.
const directory = new URL("../../target/docs/", import.meta.url);

describe("in Node", () => {
  for (const { title, file, code } of blocks.filter(isNodeProgram)) {
    test(title, async () => {
      const sandbox = await startSandbox();
      try {
        const { text, expected } = watched(placed(code, sandbox.url));
        mkdirSync(directory, { recursive: true });
        const program = new URL(file, directory);
        const start = new URL(`start-${file}`, directory);
        writeFileSync(program, text);
        writeFileSync(
          start,
          `const printed = [];
const asText = ${asText};
globalThis.printed = (at, values) => printed.push([at, asText(values)]);
process.env.CUSTOMERS_KEY = ${JSON.stringify(DEMO_KEY)};
process.env.CUSTOMERS_URL = ${JSON.stringify(sandbox.url)};
console.log = () => {};
await import(${JSON.stringify(pathToFileURL(program.pathname).href)});
process.stdout.write(JSON.stringify(printed));`,
        );
        const said = await run(directory, process.execPath, start.pathname);
        assertPrinted(expected, JSON.parse(said));
      } finally {
        sandbox.stop();
      }
    });
  }
});

test("a heading that the tests name is in the guides", () => {
  const headings = blocks.filter(isProgram).map(({ heading }) => heading);
  for (const heading of Object.keys(FAULTS)) assert.ok(headings.includes(heading), heading);
});

test("a program that prints something else is noticed", () => {
  const { text, expected } = watched('console.log(1 + 1); // 3\nif (true) console.log("a"); // b');
  assert.deepEqual(expected, ["3", "b"]);
  assert.match(text, /printed\(0, \[1 \+ 1\]\)/);
  assert.throws(() => assertPrinted(["3"], [[0, "2"]]));
  assert.throws(() => assertPrinted(["3"], []), /never printed/);
});
