// A marker in the place of a key or token: it may reach the service, and nothing else.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { Session } from "node:inspector/promises";
import { before, test } from "node:test";
import { inspect, promisify } from "node:util";
import init, { CustomersClient } from "customers-client";

const baseUrl = process.env.SANDBOX_URL ?? "http://127.0.0.1:8000";
const marker = "sk_test_new_package_kept_secret";
const ana = { first_name: "Ana", last_name: "Mora", email: "ana@example.com" };
const written = [];

before(async () => {
  await init();
  for (const level of ["debug", "error", "info", "log", "trace", "warn"]) {
    console[level] = (...args) => written.push(args);
  }
});

/** Everything that a caller, or a log, can get out of a value. */
function texts(value) {
  const shown = [inspect(value, { depth: 12, showHidden: true, getters: true }), String(value)];
  for (let at = value; at; at = Object.getPrototypeOf(at)) {
    for (const key of Reflect.ownKeys(at)) shown.push(String(key));
  }
  shown.push(JSON.stringify(value) ?? "", String(value?.stack), JSON.stringify({ ...value }));
  return shown;
}

function keepsSecret(value) {
  const encoded = btoa(`${marker}:`);
  for (const text of texts(value)) {
    assert.ok(!text.includes("kept_secret") && !text.includes(encoded.slice(4, 20)), text);
  }
}

const quoting = (status) => async (request) => {
  const sent = request.headers.get("Authorization");
  const body = {
    title: `T ${sent}`,
    content: `C ${marker}`,
    email: [`E ${marker} ${sent}`],
    [marker]: ["F"],
  };
  if (status === 422) delete body.content;
  const headers = { "X-Request-Id": `R ${sent}`, "Retry-After": "100" };
  return new Response(JSON.stringify(body), { status, headers });
};

const failures = {
  "refused input": (client) => client.create({}),
  "not found": (client) => client.get("none"),
  "a time-out": (_, open) =>
    open({ fetch: () => new Promise(() => {}) }).list({}, { timeoutMs: 5, maxRetries: 0 }),
  "a walk's refused input": (client) => client.listAll({ page_size: 0 }).next(),
  "a flat error that quotes": (_, open) => open({ fetch: quoting(400) }).list(),
  "field errors that quote": (_, open) => open({ fetch: quoting(422) }).create(ana),
  "a server error that quotes": (_, open) => open({ fetch: quoting(503) }).list(),
  "an unexpected success": (_, open) =>
    open({ fetch: async () => Response.json({ id: marker }) }).get("x"),
  "text instead of JSON": (_, open) => open({ fetch: async () => new Response(marker) }).get("x"),
  "no connection": (_, open) => open({ baseUrl: "http://127.0.0.1:9" }).list({}, { maxRetries: 0 }),
  "a fetch that gives nonsense": (_, open) => open({ fetch: () => 5 }).list(),
  "a redirect": (_, open) =>
    open({ fetch: async () => Response.redirect("http://127.0.0.1/") }).list(),
  "a freed client": (client) => {
    client.free();
    return client.list();
  },
};

const credentials = {
  "an API key": { apiKey: marker },
  "a token": { accessToken: marker },
  "a token function": { accessToken: async () => marker },
};

for (const [who, credential] of Object.entries(credentials)) {
  const open = (more) => new CustomersClient({ baseUrl, ...credential, ...more });
  for (const [what, fail] of Object.entries(failures)) {
    test(`${who} does not show in ${what}`, async () => {
      const client = open();
      const error = await fail(client, open).then(
        () => assert.fail("should have failed"),
        (thrown) => thrown,
      );
      assert.equal(error.name, "CustomersError", String(error));
      keepsSecret(error);
      keepsSecret(client);
    });
  }
}

test("what is refused about a key does not quote it", () => {
  for (const apiKey of [`${marker} `, `${marker}:`, `${marker}\u{2028}`, `sk_live_${marker}\n`]) {
    for (const name of ["apiKey", "accessToken"]) {
      const options = { [name]: apiKey, baseUrl: "http://x", timeoutMs: 0 };
      let error;
      try {
        new CustomersClient(options);
      } catch (thrown) {
        error = thrown;
      }
      assert.equal(error.code, "invalid_input");
      keepsSecret(error);
    }
  }
  assert.throws(
    () => new CustomersClient({ baseUrl: `https://${marker}@x` }),
    (error) => {
      keepsSecret(error);
      return true;
    },
  );
});

test("a console that shows whatever an object has does not show a credential", async () => {
  for (const credential of Object.values(credentials)) {
    globalThis.logged = new CustomersClient({ baseUrl, ...credential });
    const session = new Session();
    session.connect();
    const shown = [];
    const look = async ({ objectId, type }) => {
      if (!objectId || type === "function") return;
      const told = await session.post("Runtime.getProperties", { objectId, ownProperties: true });
      shown.push(JSON.stringify(told));
      const { result, privateProperties = [], internalProperties = [] } = told;
      for (const { value = {} } of [...result, ...privateProperties, ...internalProperties]) {
        await look(value);
      }
    };
    const told = await session.post("Runtime.evaluate", {
      expression: "logged",
      generatePreview: true,
    });
    await look(told.result);
    session.disconnect();
    assert.ok(shown.length >= 3, "the client, its prototype and that one's are looked at");
    assert.deepEqual(Object.keys(logged), ["__wbg_ptr"]);
    assert.ok(JSON.stringify(told).includes('"name":"__wbg_ptr"'), "it shows what there is");
    assert.ok(!shown.join().includes('"name":"#'), "there are no private fields");
    for (const text of [JSON.stringify(told), ...shown]) {
      assert.ok(!text.includes("kept_secret") && !text.includes(btoa(marker).slice(4, 20)), text);
    }
  }
});

test("JavaScript's heap holds no credential: only the module's memory does", async () => {
  // In a process of its own, where nothing else holds it either.
  const program = `import { getHeapSnapshot } from "node:v8";
    import { createClient } from ${JSON.stringify(import.meta.resolve("customers-client"))};
    const key = () => ["sk_test_new_package", "kept", "secret"].join("_");
    const strings = async () => {
      const chunks = [];
      for await (const chunk of getHeapSnapshot()) chunks.push(chunk);
      return JSON.parse(Buffer.concat(chunks)).strings;
    };
    const options = { baseUrl: "http://127.0.0.1:8000", fetch: async () => new Response("[]") };
    const clients = [
      await createClient({ ...options, apiKey: key() }),
      await createClient({ ...options, accessToken: key() }),
    ];
    for (const client of clients) await client.list();
    for (let round = 0; round < 5; round += 1) {
      globalThis.gc();
      await new Promise((done) => setTimeout(done, 10));
    }
    const without = await strings();
    globalThis.held = [key(), btoa(key() + ":")];
    const control = await strings();
    const found = (all) => globalThis.held.filter((secret) => all.some((text) => text.includes(secret)));
    process.stdout.write(JSON.stringify([found(without).length, found(control).length, clients.length]));`;
  const args = ["--expose-gc", "--input-type=module", "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  assert.deepEqual(JSON.parse(stdout), [0, 2, 2]);
});

test("nothing was written to the console", () => {
  assert.deepEqual(written, []);
});
