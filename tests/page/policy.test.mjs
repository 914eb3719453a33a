// The policy that the page is served with: nothing turns text into script or markup.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openDesk } from "./browser.mjs";

let url, page, desk, trouble, close;

before(async () => {
  ({ url, page, desk, trouble, close } = await openDesk());
  await desk.status("38 customers");
});
after(() => close?.());

/** What an attacker's script may try; each is run in the page itself. */
const tries = {
  innerHTML: () => {
    document.createElement("p").innerHTML = "<b>x</b>";
  },
  srcdoc: () => {
    document.createElement("iframe").srcdoc = "<b>x</b>";
  },
  "a script's text": () => {
    document.createElement("script").text = "alert(1)";
  },
  "a policy of its own": () => {
    trustedTypes.createPolicy("mine", { createHTML: (text) => text });
  },
};

for (const [what, attempt] of Object.entries(tries)) {
  test(`${what} is refused`, async () => {
    const outcome = await page.evaluate(`(() => {
      try {
        (${attempt})();
        return "done";
      } catch (error) {
        return error.name;
      }
    })()`);
    assert.match(outcome, /^TypeError$/);
    trouble.expectOnly(/Content Security Policy|requires 'Trusted|trusted-types/);
  });
}

test("the sandbox serves the page's policy as a header, and what only a header can say", async () => {
  const response = await fetch(url);
  const header = response.headers.get("content-security-policy");
  const meta = await page.$eval("meta[http-equiv]", (element) => element.content);
  const parts = (policy) => policy.split(/;\s*/).sort();
  assert.deepEqual(parts(header), parts(`${meta}; frame-ancestors 'none'`));
  assert.match(header, /require-trusted-types-for 'script'; trusted-types 'none'$/);
});

test("no style or handler stands in the markup", async () => {
  const markup = await (await fetch(url)).text();
  assert.doesNotMatch(markup, /<style|\sstyle=|\son\w+=|javascript:/i);
});
