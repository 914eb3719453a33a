// Each message in docs/troubleshooting.md is provoked here, and has to be what the guide says.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import init, { CustomersClient, CustomersError, createClient } from "customers-client";
import { launch } from "../consumers/browser.mjs";
import { complaints } from "../types/compile.mjs";
import { pages } from "./blocks.mjs";
import { bundled, startSite } from "./site.mjs";

const guide = pages.get("docs/troubleshooting.md");
const headings = [...guide.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
const baseUrl = "https://customers.example";

const failure = async (body) => {
  try {
    await body();
  } catch (error) {
    return error;
  }
  throw new Error("should have failed");
};
const answering = (status, body, headers) => async () =>
  new Response(body && JSON.stringify(body), { status, headers });
/** The error of a client of such a service. */
const listed = (fetch, options, call) => () =>
  failure(async () =>
    (await createClient({ baseUrl, fetch, maxRetries: 0, ...options })).list({}, call),
  );
const made = (options) => () => failure(() => createClient(options));

let before_;
before(async () => {
  before_ = await failure(() => new CustomersClient({ baseUrl }));
  await init();
});

const customer = { developer: 1, first_name: "Ana", last_name: "Mora", email: "ana@example.com" };

/** How each message comes about in Node. */
const provoked = {
  "The module is not loaded yet: await init() first.": () => before_,
  "This client has been freed: make a new one.": () =>
    failure(() => {
      const client = new CustomersClient({ baseUrl });
      client.free();
      return client.list();
    }),
  'Unknown option "baseURL": did you mean "baseUrl"?': made({ baseURL: baseUrl }),
  "The base URL must be https": made({ baseUrl: "http://customers.example" }),
  "a path means the page's own origin, and there is none here": made({ baseUrl: "/api" }),
  "Give an apiKey or an accessToken, or the baseUrl of a gateway that adds one.": made({}),
  "Contains a colon.": made({ apiKey: "sk_test_x:" }),
  "Nothing was sent.": made({}),
  "No answer from the service": listed(() => Promise.reject(new TypeError("Failed to fetch"))),
  "No complete answer within": listed(() => new Promise(() => {}), { timeoutMs: 5 }),
  "The service answered with a redirect, which is not followed": listed(
    answering(301, undefined, { Location: "/elsewhere" }),
  ),
  "The service's answer does not match the contract": listed(
    answering(200, { count: 1, next: null, previous: null, results: [customer] }),
  ),
  "The service answered a success whose body is": listed(
    async () => new Response("<!doctype html>"),
  ),
  "The service answered 401": listed(answering(401)),
  "The service answered 404: there is nothing here. Check the base URL.": listed(answering(404)),
  "Invalid page.": listed(answering(404, { detail: "Invalid page." })),
  "email: This field must be unique.": listed(
    answering(400, { email: ["This field must be unique."] }),
  ),
};

/** Those of a page, by what it runs. */
const inPage = {
  "A live secret key in a web page can be read by every visitor.":
    'await createClient({ apiKey: "sk_live_not_a_real_one" });',
  "this browser is offline": `Object.defineProperty(navigator, "onLine", { value: false });
    await (await createClient({ baseUrl: "http://127.0.0.1:9" })).list();`,
  "The WebAssembly module could not be loaded from": 'await init("/no-such-module.txt");',
};

const compiled = {
  "Index signature for type 'string' is missing in type": `
    import type { NewCustomer } from "customers-client";
    interface Plan { plan: string }
    const metadata: Plan = { plan: "gold" };
    export const ana: NewCustomer = { first_name: "", last_name: "", email: "", metadata };`,
  "'error' is of type 'unknown'.": "try {} catch (error) { error.code; }\nexport {};",
};

/**
 * tests/package/crash.test.mjs provokes the first. The other one was seen by hand: the compiler takes
 * minutes before it says so.
 */
const elsewhere = [
  "The WebAssembly module has crashed and cannot be used any more",
  "Type instantiation is excessively deep and possibly infinite",
];

for (const [heading, provoke] of Object.entries(provoked)) {
  test(heading, async () => {
    const error = await provoke();
    assert.ok(error instanceof CustomersError);
    assert.ok(error.message.includes(heading), error.message);
  });
}

describe("in a page", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  /** The message of what a program throws in a page with these headers. */
  async function thrown(code, headers = {}, entry = "customers-client") {
    const program = `import init, { createClient } from "${entry}";
      export async function go() { ${code} }`;
    const files = { "/program.js": await bundled(program), "/page.txt": "<!doctype html>" };
    const site = await startSite({ sandbox: "http://127.0.0.1:9", files, headers });
    const page = await browser.newPage();
    try {
      await page.goto(site.url);
      return await page.evaluate(() =>
        import("/program.js")
          .then(({ go }) => go())
          .then(
            () => "nothing",
            (error) => `${error.message}`,
          ),
      );
    } finally {
      await page.close();
      site.stop();
    }
  }

  for (const [heading, code] of Object.entries(inPage)) {
    test(heading, async () => {
      const message = await thrown(code);
      assert.ok(message.includes(heading), message);
    });
  }

  for (const entry of ["customers-client", "customers-client/inline"]) {
    test(`${entry} runs under the strictest policy that the guides name`, async () => {
      const [, policy] = pages
        .get("docs/content-security-policy.md")
        .match(/^```\n(default-src .*)\n```$/m);
      const headers = { "Content-Security-Policy": policy };
      assert.equal(await thrown("await init();", headers, entry), "nothing");
    });
  }

  const POLICY = { "Content-Security-Policy": "default-src 'self'" };
  for (const [text, code, headers] of [
    ["the server answered 404", 'await init("/no-such-module.txt");'],
    ["expected magic word 00 61 73 6d, found 3c 21 64 6f", 'await init("/page.txt");'],
    ["violates the following Content Security policy directive", "await init();", POLICY],
    ["Failed to fetch", 'await init("http://127.0.0.1:9/module.wasm");'],
  ]) {
    test(`the module, and "${text}"`, async () => {
      assert.ok(guide.includes(`\`${text}\``));
      const message = await thrown(code, headers);
      assert.ok(message.includes(text), message);
    });
  }
});

for (const [heading, program] of Object.entries(compiled)) {
  test(heading, () => {
    const [found] = complaints([program]);
    assert.ok(JSON.stringify(found).includes(heading), JSON.stringify(found));
  });
}

test("every heading of the guide is provoked, and no other", () => {
  const all = [provoked, inPage, compiled].flatMap((table) => Object.keys(table));
  assert.deepEqual([...all, ...elsewhere].sort(), headings.sort());
});
