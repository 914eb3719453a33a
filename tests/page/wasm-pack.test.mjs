// The crate by itself: whoever has wasm-pack needs nothing else of this repository to have a
// module that works in a page.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { launch } from "../engines/launch.mjs";
import { buildClone, serveClone } from "./clone.mjs";
import { DEMO_KEY, startSandbox } from "./sandbox.mjs";
import { watchTrouble } from "./trouble.mjs";

const opened = [];
after(async () => {
  for (const end of opened.reverse()) await end();
});

const pageFor = (options) => `<!doctype html>
<link rel="icon" href="data:," />
<output></output>
<script type="module">
  import init, { CustomersClient } from "./pkg/customers_client.js";
  await init();
  const client = new CustomersClient(${JSON.stringify(options)});
  const { count, results } = await client.list({ page_size: 5 });
  const error = await client.create({ email: "ana@" }).catch((error) => error);
  document.querySelector("output").textContent = JSON.stringify({ count, results, error });
</script>`;

test("wasm-pack alone makes a module that lists customers and refuses a bad email", async () => {
  const sandbox = await startSandbox();
  opened.push(() => sandbox.stop());
  const site = await serveClone(buildClone(), pageFor({ apiKey: DEMO_KEY, baseUrl: sandbox.url }));
  opened.push(() => site.stop());
  const browser = await launch();
  opened.push(() => browser.close());
  const page = await browser.newPage();
  const trouble = watchTrouble(page);
  await page.goto(site.url);
  await page.waitForFunction(() => document.querySelector("output").textContent !== "");
  const text = await page.$eval("output", (output) => output.textContent);
  const { count, results, error } = JSON.parse(text);
  assert.deepEqual([count, results.length], [38, 5]);
  assert.deepEqual(
    [error.name, error.code, error.attempts],
    ["CustomersError", "invalid_input", 0],
  );
  assert.deepEqual(error.fields.email, ["Enter a valid email address."]);
  trouble.expectOnly();
});
