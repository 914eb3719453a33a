// The checks as Standard Schema: what validators and form libraries read.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import init, {
  addressPatchSchema,
  checkAddressPatch,
  checkCustomerPatch,
  checkNewAddress,
  checkNewCustomer,
  customerPatchSchema,
  newAddressSchema,
  newCustomerSchema,
} from "customers-client";
import { ana, answered, failure, scripted } from "./scripted.mjs";

const home = { line1: "Calle 5", city: "San José", postal_code: "1", country: "CR" };
const validate = (schema, value) => schema["~standard"].validate(value);
const schemas = { newCustomerSchema, customerPatchSchema, newAddressSchema, addressPatchSchema };
const bytes = readFileSync(new URL(import.meta.resolve("customers-client/customers-client.wasm")));
/** The browsers' entry, in a copy that nothing is loaded in. */
const fresh = (name) =>
  import(new URL(`index.js?${name}`, import.meta.resolve("customers-client")));

describe("before the module is loaded", () => {
  test("validate loads it and answers with a promise, then at once", async () => {
    const copy = await fresh("later");
    const schema = copy.newCustomerSchema;
    const first = validate(schema, ana);
    assert.ok(first instanceof Promise);
    const all = await Promise.all([first, validate(schema, {})]);
    assert.deepEqual(all[0], { value: ana });
    assert.equal(all[1].issues.length, 3);
    assert.deepEqual(validate(schema, ana), { value: ana });
    assert.deepEqual(copy.checkNewCustomer(ana), {});
  });

  test("where it cannot be loaded the promise rejects, and the next one tries again", async () => {
    const copy = await fresh("broken");
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = () => Promise.reject(new Error("no memory left"));
    const { compile } = WebAssembly;
    WebAssembly.compile = WebAssembly.instantiate;
    const error = await failure(validate(copy.newAddressSchema, home));
    Object.assign(WebAssembly, { instantiate, compile });
    assert.deepEqual(
      [error.name, error.code, error.attempts],
      ["CustomersError", "load_failed", 0],
    );
    assert.match(error.message, /: no memory left\. See that /);
    assert.deepEqual(await validate(copy.newAddressSchema, home), { value: home });
  });

  test("a load that is under way is shared", async () => {
    const copy = await fresh("shared");
    const loading = copy.default(bytes);
    assert.deepEqual(await validate(copy.addressPatchSchema, {}), { value: {} });
    await loading;
  });
});

describe("after init", () => {
  test("each schema is what the standard asks for", async () => {
    await init();
    for (const schema of Object.values(schemas)) {
      assert.deepEqual(Object.keys(schema), ["~standard"]);
      const { version, vendor, validate, ...more } = schema["~standard"];
      assert.deepEqual([version, vendor, typeof validate], [1, "customers-client", "function"]);
      assert.deepEqual(more, {});
      const result = validate(undefined);
      assert.ok(!(result instanceof Promise));
    }
  });

  test("a value is a copy as it would be sent: read-only fields and undefined are left out", async () => {
    const given = {
      id: "c",
      developer: 1,
      developer_id: 1,
      test: true,
      created_on: "x",
      pay_providers: [],
      photo: "https://example.com/a.png",
      ...ana,
      phone: undefined,
      metadata: { since: new Date(0), tags: ["a", { b: undefined }] },
      loyalty: { any: [1] },
    };
    const metadata = { since: "1970-01-01T00:00:00.000Z", tags: ["a", {}] };
    const expected = { ...ana, metadata, loyalty: { any: [1] } };
    const result = validate(newCustomerSchema, given);
    assert.deepEqual(result, { value: expected });
    assert.deepEqual(Object.keys(result), ["value"]);
    assert.notEqual(result.value, given);
    assert.notEqual(result.value.loyalty, given.loyalty);
    const { client, requests } = scripted([answered(418)]);
    await failure(client.create(given));
    assert.deepEqual(await requests[0].json(), result.value);

    const address = { ...home, id: "a", line2: null, is_default: true };
    const { id: _, ...withoutId } = address;
    assert.deepEqual(validate(newAddressSchema, address), { value: withoutId });
    assert.deepEqual(validate(addressPatchSchema, { id: "a", state: "x" }), {
      value: { state: "x" },
    });
    assert.deepEqual(validate(customerPatchSchema, { id: "c", photo: null }), {
      value: { photo: null },
    });
  });

  test("a photo's Blob is in the value itself, and an empty input's is not", () => {
    const photo = new Blob([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])]);
    const { value } = validate(newCustomerSchema, { ...ana, photo });
    assert.equal(value.photo, photo);
    assert.deepEqual(validate(customerPatchSchema, { photo }).value, { photo });
    const nothing = new File([], "");
    assert.deepEqual(validate(newCustomerSchema, { ...ana, photo: nothing }), { value: ana });
    // Beside a file there is no null: a new customer's is left out, as it is in what is sent.
    const { value: sent } = validate(newCustomerSchema, { ...ana, phone: null, photo });
    assert.deepEqual(Object.keys(sent), ["first_name", "last_name", "email", "photo"]);
  });

  test("own keys of any name are kept", () => {
    const given = JSON.parse('{"__proto__": {"a": 1}, "constructor": 1, "": 2}');
    const { value } = validate(addressPatchSchema, given);
    assert.deepEqual(Object.entries(value), Object.entries(given));
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
  });

  test("paths are lists of keys, indexes as numbers", () => {
    const metadata = { "a.b": [1, { c: Number.NaN }], list: [[undefined]] };
    const { issues } = validate(customerPatchSchema, { email: "x", metadata });
    assert.deepEqual(
      issues.map(({ path, code }) => [path, code]),
      [
        [["email"], "invalid_email"],
        [["metadata", "a.b", 1, "c"], "unsendable"],
        [["metadata", "list", 0, 0], "unsendable"],
      ],
    );
    assert.deepEqual(Object.keys(issues[0]).sort(), ["code", "message", "path"]);
  });

  test("what belongs to no field has the empty path", () => {
    for (const [given, message] of [
      [undefined, "No data provided"],
      [null, "No data provided"],
      [[], "Invalid data. Expected a dictionary, but got list."],
      ["x", "Invalid data. Expected a dictionary, but got str."],
      [5, "Invalid data. Expected a dictionary, but got number."],
      [new Map(), "Invalid data. Expected a dictionary, but got a Map."],
      [() => {}, "Invalid data. Expected a dictionary, but got a function."],
    ]) {
      for (const schema of Object.values(schemas)) {
        assert.deepEqual(validate(schema, given), {
          issues: [{ message, path: [], code: "not_an_object" }],
        });
      }
    }
  });

  test("validate finds what the check of the same name finds", () => {
    for (const [schema, check] of [
      [newCustomerSchema, checkNewCustomer],
      [customerPatchSchema, checkCustomerPatch],
      [newAddressSchema, checkNewAddress],
      [addressPatchSchema, checkAddressPatch],
    ]) {
      for (const given of [
        {},
        { email: null, line1: null, country: 5, is_default: "yes", photo: 5 },
        { ...ana, ...home, metadata: new Map() },
        { metadata: { deep: [{ a: 5n }] }, email: "a@", first_name: " ", city: "\ud800" },
        { photo: {}, phone: new Date(0) },
      ]) {
        const fields = {};
        for (const { path, message } of validate(schema, given).issues ?? []) {
          const at = path.join(".");
          fields[at] = [...(fields[at] ?? []), message];
        }
        assert.deepEqual(fields, check(given));
      }
    }
  });

  test("a value that is hostile to read is refused and breaks nothing", () => {
    const hostile = {
      get email() {
        throw new Error("no");
      },
    };
    assert.deepEqual(checkCustomerPatch(hostile), { email: ["Not a valid string."] });
    assert.equal(validate(customerPatchSchema, hostile).issues[0].code, "not_a_string");
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    assert.deepEqual(validate(newAddressSchema, proxy).issues[0].path, []);
    const cycle = {};
    cycle.metadata = { cycle };
    const [{ path, code }] = validate(customerPatchSchema, cycle).issues;
    assert.deepEqual([path, code], [["metadata", "cycle"], "unsendable"]);
  });

  test("what was given is not changed by the check", () => {
    const freeze = (value) => {
      for (const item of Object.values(value)) if (typeof item === "object") freeze(item);
      return Object.freeze(value);
    };
    const given = freeze({ ...ana, id: "c", metadata: { a: { b: [1] } } });
    assert.deepEqual(validate(newCustomerSchema, given).value.metadata, { a: { b: [1] } });
  });
});
