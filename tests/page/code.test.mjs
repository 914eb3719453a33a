// The code that the panel of calls shows: run, it makes the very call.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clientCode, codeOf } from "../../www/code.js";

const file = new File(["bytes"], "ada.png");

/** Runs the code, and answers what it called. */
async function run(code) {
  const called = [];
  const client = new Proxy(
    {},
    {
      get: (_, method) =>
        Object.assign((...args) => {
          called.push([method, ...args]);
          return method === "listAll" ? [] : undefined;
        }),
    },
  );
  const body = `return (async () => { ${code}\n })();`;
  await new Function("client", "file", body)(client, file);
  return called;
}

const sent = [
  ["list", []],
  ["list", [{ page: 2, page_size: 10 }]],
  ["search", ['"; alert(1); //', { page: 1 }]],
  ["get", ["a/b?c"]],
  ["create", [{ first_name: "Ada", last_name: "Lovelace", email: "ada@example.com", photo: file }]],
  ["update", ["cus_1", { phone: null, metadata: { "a b": [1, -0, true, [], {}], class: "x" } }]],
  [
    "update",
    ["cus_1", { metadata: JSON.parse('{"__proto__": {"a": 1}, "💥": "\\u2028\\ud83d"}') }],
  ],
  ["updateAddress", ["cus_1", "adr_1", { is_default: true, line1: "x".repeat(200) }]],
  ["listAll", [{ page_size: 100 }]],
];

for (const [method, args] of sent) {
  const code = codeOf(method, args);
  test(`${code.split("\n")[0].slice(0, 60)} is what it says`, async () => {
    assert.deepEqual(await run(code), [[method, ...args]]);
  });
}

test("it reads as a person would write it", () => {
  assert.equal(codeOf("list", sent[1][1]), "await client.list({ page: 2, page_size: 10 });");
  assert.match(codeOf("create", sent[4][1]), /^ {2}photo: file,$/m);
  assert.equal(
    codeOf("listAll", [{ page_size: 100, search: undefined }]),
    "for await (const customer of client.listAll({ page_size: 100 })) {\n  // …\n}",
  );
});

test("signs that turn the text around them are escaped", () => {
  assert.equal(
    codeOf("search", ["a\u202eb\u{e0001}"]),
    'await client.search("a\\u202eb\\udb40\\udc01");',
  );
});

test("the client's own line has its key as a variable", () => {
  const key = "sk_test_51O62xYzAbcDef123";
  const begins =
    'import { createClient } from "customers-client";\nconst client = await createClient({\n';
  const own = clientCode({ baseUrl: "http://127.0.0.1:8000", apiKey: key });
  assert.equal(own, `${begins}  baseUrl: "http://127.0.0.1:8000",\n  apiKey,\n});`);
  assert.equal(clientCode({ baseUrl: "", apiKey: key }), `${begins}  apiKey,\n});`);
  const gateway = `${begins}  baseUrl: "/api",\n  credentials: "same-origin",\n});`;
  assert.equal(clientCode({ baseUrl: "/api", apiKey: "" }), gateway);
});
