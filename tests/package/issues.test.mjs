// Issues: the faults of an input one by one, each with a code, ours and the service's; and the
// error that an application can make of its own.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import init, {
  CustomersClient,
  CustomersError,
  checkAddressPatch,
  checkCustomerPatch,
  checkNewAddress,
  checkNewCustomer,
  isCustomersError,
} from "customers-client";
import { ana, answered, baseUrl, failure, fixture, lost, scripted } from "./scripted.mjs";

const seen = new Set();

before(() => init());

/** Path and code of each issue, after a look at whether issues and fields say the same. */
function told(error) {
  const fields = {};
  for (const { path, code, message, ...more } of error.issues) {
    assert.deepEqual(more, {});
    if (!fields[path]) fields[path] = [];
    fields[path].push(message);
    seen.add(code);
  }
  assert.deepEqual(error.fields, fields);
  assert.deepEqual(Object.keys(error.fields), Object.keys(fields), "in the same order");
  return error.issues.map(({ path, code }) => `${path} ${code}`);
}

/** The issues of a call that is refused before anything is sent. */
async function refused(use) {
  const { client, requests } = scripted([answered(500)]);
  const error = await failure(use(client));
  assert.deepEqual([error.code, requests.length], ["invalid_input", 0]);
  return told(error);
}

/** The issues of an answer that says this. */
async function said(body) {
  const error = await failure(scripted([answered(400, body)]).client.get("c"));
  assert.equal(error.code, "bad_request");
  return told(error);
}

test("a customer's faults have codes, mandatory fields first and then as they were given", async () => {
  const png = new Blob([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])]);
  const given = { email: "x", phone: 5, photo: new Blob([]), metadata: [], country: null };
  const expected = [
    "first_name required",
    "last_name required",
    "email invalid_email",
    "phone not_a_string",
    "metadata not_an_object",
    "photo empty_file",
  ];
  assert.deepEqual(await refused((client) => client.create(given)), expected);
  for (const [patch, issues] of [
    [{ first_name: null, last_name: " " }, ["first_name null", "last_name blank"]],
    [{ photo: {} }, ["photo not_a_file"]],
    [{ photo: new Blob(["GIF89a.."]) }, ["photo file_type"]],
    [{ photo: new Blob([new Uint8Array(5_242_881)]) }, ["photo too_large", "photo file_type"]],
    [{ photo: png, phone: null }, ["phone null_beside_file"]],
    [{ metadata: { a: "x".repeat(10_240) } }, ["metadata too_large"]],
    [{ metadata: { a: [1, Number.NaN] }, x: 5n }, ["metadata.a.1 unsendable", "x unsendable"]],
    [{ email: "a\ud800" }, ["email unsendable"]],
    [{ phone: "\ud800" }, ["phone unsendable"]],
    [5, ["non_field_errors not_an_object"]],
    [null, ["non_field_errors not_an_object"]],
  ]) {
    const found = await refused((client) => client.update("c", patch));
    assert.deepEqual(found, issues, JSON.stringify(issues));
  }
});

test("an address's faults have codes", async () => {
  const given = { line1: "", line2: 5, is_default: "yes", city: "x", country: null };
  assert.deepEqual(await refused((client) => client.createAddress("c", given)), [
    "postal_code required",
    "line1 blank",
    "line2 not_a_string",
    "is_default not_a_boolean",
    "country null",
  ]);
  const patch = { is_default: null, line1: new Date(0) };
  assert.deepEqual(await refused((client) => client.updateAddress("c", "a", patch)), [
    "is_default null",
    "line1 not_a_string",
  ]);
});

test("text fields take strings only, whatever toJSON says", () => {
  const texts = [new Date(0), { toJSON: () => "text" }, new String("text"), 5, true, ["x"], {}];
  const says = ["Not a valid string."];
  for (const value of texts) {
    for (const name of ["first_name", "last_name", "phone", "country"]) {
      assert.deepEqual(checkCustomerPatch({ [name]: value }), { [name]: says });
    }
    const email = typeof value === "number" ? ["Enter a valid email address."] : says;
    assert.deepEqual(checkCustomerPatch({ email: value }), { email });
    for (const name of ["line1", "line2", "city", "state", "postal_code", "country"]) {
      assert.deepEqual(checkAddressPatch({ [name]: value }), { [name]: says });
    }
  }
});

test("the checks for forms find what the calls find", async () => {
  const home = { line1: " ", is_default: 1 };
  for (const [check, use, form] of [
    [checkNewCustomer, (client) => client.create({ email: "" }), { email: "" }],
    [checkCustomerPatch, (client) => client.update("c", { email: 5 }), { email: 5 }],
    [checkNewAddress, (client) => client.createAddress("c", home), home],
    [checkAddressPatch, (client) => client.updateAddress("c", "a", home), home],
  ]) {
    const { fields } = await failure(use(scripted([answered(500)]).client));
    assert.deepEqual(check(form), fields);
    assert.deepEqual(Object.keys(check(form)), Object.keys(fields));
  }
});

test("what an empty file input gives counts as absent", async () => {
  const nothing = new File([], "", { type: "application/octet-stream" });
  assert.deepEqual(checkNewCustomer({ ...ana, photo: nothing }), {});
  const { client, requests } = scripted([answered(418)]);
  await failure(client.update("c", { phone: null, photo: nothing }));
  assert.equal(await requests[0].text(), '{"phone":null}');
  for (const photo of [new File([], "a.png"), new Blob([])]) {
    assert.deepEqual(checkNewCustomer({ ...ana, photo }), {
      photo: ["The submitted file is empty."],
    });
  }
});

test("arguments and options have codes", async () => {
  for (const [use, issues] of [
    [
      (client) => client.list({ page: 0, page_size: 101 }),
      ["page out_of_range", "page_size out_of_range"],
    ],
    [
      (client) => client.list({ page: 1.5 }, { maxRetries: -1 }),
      ["page out_of_range", "maxRetries out_of_range"],
    ],
    [(client) => client.listAll({ limit: -1 }).next(), ["limit out_of_range"]],
    [(client) => client.listAll({ onProgress: 5 }).next(), ["onProgress not_a_function"]],
    [(client) => client.search(" "), ["search empty_search"]],
    [(client) => client.search(), ["search not_a_string"]],
    [(client) => client.search(5), ["search not_a_string"]],
    [(client) => client.get(""), ["id invalid_id"]],
    [
      (client) => client.deleteAddress("..", 5),
      ["customerId invalid_id", "addressId not_a_string"],
    ],
    [(client) => client.get("c", { timeoutMs: "5" }), ["timeoutMs out_of_range"]],
    [(client) => client.get("c", { signal: {} }), ["signal invalid_option"]],
    [(client) => client.get("c", { timeOut: 1 }), ["timeOut unknown_option"]],
    [(client) => client.get("c", 5), ["options not_an_object"]],
  ]) {
    assert.deepEqual(await refused(use), issues);
  }
});

test("a client's options have codes", () => {
  for (const [options, issues] of [
    [{}, ["apiKey required"]],
    [{ apiKey: "", baseUrl: 5 }, ["apiKey invalid_option", "baseUrl not_a_string"]],
    [{ apiKey: "a", accessToken: "b" }, ["accessToken invalid_option"]],
    [{ baseUrl: "http://x" }, ["baseUrl invalid_option"]],
    [
      { baseUrl, timeoutMs: 0, maxRetries: 1_001 },
      ["timeoutMs out_of_range", "maxRetries out_of_range"],
    ],
    [{ baseUrl, credentials: "yes" }, ["credentials invalid_option"]],
    [{ baseUrl, headers: { Accept: "x" } }, ["headers invalid_option"]],
    [{ baseUrl, dangerouslyAllowLiveKey: 1 }, ["dangerouslyAllowLiveKey not_a_boolean"]],
    [{ baseUrl, fetch: {} }, ["fetch not_a_function"]],
    [{ baseUrl, onAttempt: "x" }, ["onAttempt not_a_function"]],
  ]) {
    let error;
    try {
      new CustomersClient(options);
    } catch (thrown) {
      error = thrown;
    }
    assert.deepEqual(told(error), issues);
  }
});

test("the service's texts have the codes of ours where they are the same", async () => {
  for (const [text, code] of [
    ["This field is required.", "required"],
    ["This field may not be null.", "null"],
    ["This field may not be blank.", "blank"],
    ["Not a valid string.", "not_a_string"],
    ["Must be a valid boolean.", "not_a_boolean"],
    ["Enter a valid email address.", "invalid_email"],
    ["The submitted data was not a file. Check the encoding type on the form.", "not_a_file"],
    ["The submitted file is empty.", "empty_file"],
    ["This field must be unique.", "not_unique"],
    ["The fields developer, phone must make a unique set.", "not_unique"],
    ["Invalid data. Expected a dictionary, but got list.", "not_an_object"],
    ["Value must be valid JSON.", "invalid"],
    ['Unknown option "x".', "invalid"],
  ]) {
    assert.deepEqual(await said({ a: [text], b: "other" }), [`a ${code}`, "b invalid"], text);
  }
  const taken = { non_field_errors: ["The fields developer, email must make a unique set."] };
  assert.deepEqual(await said(taken), ["email not_unique"]);
});

test("an answer's issues are in the order found, nested ones by their path", async () => {
  const body = { b: ["1", { c: "2" }], a: { d: [["3"]] }, non_field_errors: ["4"], 0: "first" };
  assert.deepEqual(await said(body), [
    "0 invalid",
    "b invalid",
    "b.1.c invalid",
    "a.d.0 invalid",
    "non_field_errors invalid",
  ]);
  assert.deepEqual(await said(["1", "2"]), [
    "non_field_errors invalid",
    "non_field_errors invalid",
  ]);
});

test("errors without fields have no issues", async () => {
  for (const end of [lost, answered(404, fixture("edition2_not_found")), answered(200, "x")]) {
    const error = await failure(scripted([end], { maxRetries: 0 }).client.get("c"));
    assert.deepEqual([error.issues, error.fields], [[], {}]);
  }
});

test("every code that is declared has been met", () => {
  const declared = readFileSync(new URL("../../pkg/index.d.ts", import.meta.url), "utf8");
  const [union] = declared.match(/export type IssueCode =[^;]*;/);
  const codes = union
    .replace(/\/\*\*.*?\*\//gs, "")
    .match(/"\w+"/g)
    .map((text) => JSON.parse(text));
  assert.ok(codes.length > 15);
  assert.deepEqual([...seen].sort(), codes.sort());
});

test("an application makes an error of issues, and its fields are those", () => {
  const issues = [
    { path: "email", code: "not_unique", message: "Taken." },
    { path: "__proto__", code: "invalid", message: "1" },
    { path: "email", code: "invalid", message: "2" },
  ];
  const cause = new Error("why");
  const details = { code: "bad_request", status: 400, title: "T", issues, retryAfterMs: 0, cause };
  const more = { requestId: "r", attempts: 2, outcomeUnknown: true };
  const error = new CustomersError("Told.", { ...details, ...more });
  assert.ok(error instanceof Error && error instanceof CustomersError && isCustomersError(error));
  assert.deepEqual(Object.entries(error.fields), [
    ["email", ["Taken.", "2"]],
    ["__proto__", ["1"]],
  ]);
  assert.equal(error.cause, cause);
  assert.match(error.stack, /^CustomersError: Told\.|^Error: Told\./);
  const { cause: _, ...shown } = { name: "CustomersError", message: "Told.", ...details, ...more };
  assert.deepEqual(error.toJSON(), { ...shown, fields: error.fields });
  assert.deepEqual(JSON.parse(JSON.stringify(error)).issues, issues);
});

test("an error of a code alone has the defaults, and nothing that is absent", () => {
  const nothing = { issues: undefined, status: undefined, attempts: undefined, cause: undefined };
  for (const details of [{ code: "network" }, { code: "network", ...nothing }]) {
    const error = new CustomersError("x", details);
    assert.deepEqual(error.toJSON(), {
      name: "CustomersError",
      message: "x",
      code: "network",
      fields: {},
      issues: [],
      attempts: 0,
      outcomeUnknown: false,
    });
    for (const name of ["status", "title", "retryAfterMs", "requestId", "cause"]) {
      assert.ok(!(name in error), name);
    }
  }
});

test("the JSON of an error has neither its cause nor its stack", async () => {
  const thrown = new Error("secret cause", { cause: "deeper" });
  const { client } = scripted([() => Promise.reject(thrown)], { maxRetries: 0 });
  const error = await failure(client.get("c"));
  assert.equal(error.cause, thrown);
  const names = Object.keys(JSON.parse(JSON.stringify(error))).sort();
  const expected = "attempts code fields issues message name outcomeUnknown";
  assert.deepEqual(names, expected.split(" "));
});
