// A page's own origin: http is accepted for it where no credential is given.

import assert from "node:assert/strict";
import { afterEach, before, test } from "node:test";
import init from "customers-client";
import { answered, failure, scripted } from "./scripted.mjs";

const HTTP =
  "The base URL must be https: over http the key and the customers could be read on the way. Only " +
  "loopback hosts may use http, and this page's own origin where no credential is given.";
const NO_ORIGIN =
  "Not a usable base URL: a path means the page's own origin, and there is none here.";

before(() => init());
afterEach(() => {
  delete globalThis.location;
});

/** Where a request of a page of this origin goes; or the messages at `baseUrl`. */
async function asked(origin, baseUrl, more) {
  globalThis.location = { origin };
  try {
    const { client, requests } = scripted([answered(418)], { baseUrl, ...more });
    await failure(client.get("c"));
    return requests[0].url;
  } catch (error) {
    assert.deepEqual([error.code, Object.keys(error.fields)], ["invalid_input", ["baseUrl"]]);
    assert.deepEqual(
      error.issues.map(({ code }) => code),
      ["invalid_option"],
    );
    return error.fields.baseUrl;
  }
}

test("a path is the page's own origin, over http and https", async () => {
  for (const origin of ["http://shop.example", "https://shop.example", "http://10.0.0.7:8080"]) {
    assert.equal(await asked(origin, "/api"), `${origin}/api/v1/customers/c/`);
    assert.equal(await asked(origin, `${origin}/api/`), `${origin}/api/v1/customers/c/`);
    assert.equal(await asked(origin, "/"), `${origin}/v1/customers/c/`);
  }
});

test("over http it is refused where a credential is given", async () => {
  const origin = "http://shop.example";
  for (const credential of [
    { apiKey: "sk_test_x" },
    { accessToken: "t" },
    { accessToken: () => "t" },
  ]) {
    for (const baseUrl of ["/api", `${origin}/api`]) {
      assert.deepEqual(await asked(origin, baseUrl, credential), [HTTP]);
    }
    assert.equal(
      await asked("https://shop.example", "/api", credential),
      "https://shop.example/api/v1/customers/c/",
    );
  }
});

test("another origin than the page's own is refused over http", async () => {
  for (const baseUrl of [
    "http://other.example/api",
    "http://shop.example:8080/api",
    "http://shop.example.evil/api",
  ]) {
    assert.deepEqual(await asked("http://shop.example", baseUrl), [HTTP], baseUrl);
  }
});

test("a page without an origin has no paths", async () => {
  for (const origin of ["null", undefined, 5]) {
    assert.deepEqual(await asked(origin, "/api"), [NO_ORIGIN]);
  }
  delete globalThis.location;
  const { fields } = await (async () => scripted([], { baseUrl: "/api" }))().catch((e) => e);
  assert.deepEqual(fields, { baseUrl: [NO_ORIGIN] });
});
