// The package by itself in an engine: what its JavaScript side needs of the engine, of which some
// is missing in some.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { launch } from "../engines/launch.mjs";
import { serveBlank } from "./blank.mjs";
import { DEMO_KEY, startSandbox } from "./sandbox.mjs";
import { watchTrouble } from "./trouble.mjs";

const opened = [];
let page, trouble, site, options;

before(async () => {
  const sandbox = await startSandbox();
  opened.push(() => sandbox.stop());
  options = { apiKey: DEMO_KEY, baseUrl: sandbox.url };
  site = await serveBlank();
  opened.push(() => site.stop());
  const browser = await launch();
  opened.push(() => browser.close());
  page = await browser.newPage();
  trouble = watchTrouble(page);
});
after(async () => {
  for (const end of opened.reverse()) await end();
});
// An import lasts as long as its document.
beforeEach(() => page.goto(site.url));

test("it loads, lists, and frees its client", async () => {
  const seen = await page.evaluate(async (options) => {
    const { createClient } = await import("/index.js");
    const client = await createClient(options);
    const { count } = await client.list();
    const hasDispose = typeof Symbol.dispose === "symbol";
    const disposes = hasDispose && typeof client[Symbol.dispose] === "function";
    client.free();
    const freed = await client.list().catch(({ code, message }) => `${code}: ${message}`);
    return { count, hasDispose, disposes, freed };
  }, options);
  assert.equal(seen.count, 38);
  assert.equal(seen.disposes, seen.hasDispose);
  assert.match(seen.freed, /^invalid_input: This client has been freed/);
  trouble.expectOnly();
});

test("it loads where there is no Symbol.dispose", async () => {
  const seen = await page.evaluate(async (options) => {
    // The real one cannot be deleted: this has all of it but that.
    const all = Symbol;
    globalThis.Symbol = new Proxy(() => {}, {
      get: (_, key) => (key === "dispose" || key === "asyncDispose" ? undefined : all[key]),
      apply: (_target, _this, args) => all(...args),
    });
    const { createClient } = await import("/index.js");
    const client = await createClient(options);
    const { count } = await client.list();
    client.free();
    // Used without asking, the missing symbol would be this key.
    return { count, dispose: typeof Symbol.dispose, stray: "undefined" in client };
  }, options);
  assert.deepEqual(seen, { count: 38, dispose: "undefined", stray: false });
  trouble.expectOnly();
});

test("listAll is an async iterator that can be left early", async () => {
  const seen = await page.evaluate(async (options) => {
    const { createClient } = await import("/index.js");
    const client = await createClient(options);
    const ids = new Set();
    for await (const { id } of client.listAll({ page_size: 10 })) ids.add(id);
    let first;
    for await (const { id } of client.listAll({ page_size: 5, concurrency: 1 })) {
      first = id;
      break;
    }
    return { all: ids.size, hasFirst: ids.has(first) };
  }, options);
  assert.deepEqual(seen, { all: 38, hasFirst: true });
  trouble.expectOnly();
});

test("an abort rejects with the signal's reason, whatever it is", async () => {
  const seen = await page.evaluate(async (options) => {
    const { createClient } = await import("/index.js");
    const client = await createClient(options);
    const outcomes = [];
    for (const reason of ["why", null, { own: true }]) {
      const controller = new AbortController();
      const answer = client.list({}, { signal: controller.signal });
      controller.abort(reason);
      outcomes.push(await answer.catch((thrown) => thrown === reason));
    }
    const controller = new AbortController();
    const walk = client.listAll({}, { signal: controller.signal });
    await walk.next();
    controller.abort("enough");
    outcomes.push(await walk.next().catch((thrown) => thrown));
    return outcomes;
  }, options);
  assert.deepEqual(seen, [true, true, true, "enough"]);
});

test("an error is an Error with name, code, fields and cause", async () => {
  const seen = await page.evaluate(async (options) => {
    const { createClient, CustomersError, isCustomersError } = await import("/index.js");
    const refused = new Error("refused");
    const fetch = async () => {
      throw refused;
    };
    const client = await createClient({ ...options, fetch, maxRetries: 0 });
    const network = await client.list().catch((error) => error);
    const invalid = await client.create({ email: "ada@" }).catch((error) => error);
    return {
      is:
        network instanceof Error && network instanceof CustomersError && isCustomersError(invalid),
      network: [network.name, network.code, network.cause === refused],
      invalid: [invalid.code, invalid.fields.email, Object.keys(invalid.fields).length],
    };
  }, options);
  assert.deepEqual(seen, {
    is: true,
    network: ["CustomersError", "network", true],
    invalid: ["invalid_input", ["Enter a valid email address."], 3],
  });
});

test("a metadata value that JSON would change is refused, a lone surrogate too", async () => {
  const seen = await page.evaluate(async () => {
    const { checkNewCustomer, default: init } = await import("/index.js");
    await init();
    const faults = (metadata) =>
      checkNewCustomer({ first_name: "A", last_name: "B", email: "a@b.co", metadata });
    return JSON.stringify([faults({ a: Number.NaN }), faults({ b: "\ud800" }), faults({ c: 1n })]);
  });
  for (const word of ["NaN", "lone surrogate", "BigInt"]) assert.ok(seen.includes(word), seen);
});
