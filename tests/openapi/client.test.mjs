// The description and the client: the same operations, the same shapes, and the same verdict on
// what is sent and what is answered.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { CustomersClient } from "customers-client";
import {
  answerSchema,
  bodySchema,
  faults,
  operation,
  operations,
  propertiesOf,
  read,
  resolve,
  schemas,
  typeFaults,
} from "./description.mjs";

const fixture = (name) => JSON.parse(read(`tests/fixtures/${name}.json`));
const BASE = "http://127.0.0.1:8000";
const WIDE = 999_999_999_999_999;

/** One of each kind of value. */
const VALUES = [undefined, null, "text", 5, 1.5, -1, true, {}, { a: [1] }, [], ["text"], [{}]];

before(() => init());

/** The rows of a table in the source: `pub const NAME: &Type = &[("field", …), …];`. */
function table(file, name, type) {
  const [, rows] = read(file).match(new RegExp(`pub const ${name}: &${type} = &\\[([^;]*)\\];`));
  return [...rows.matchAll(/\(([^()]*(?:\([^()]*\))?[^()]*)\)/g)].map(([, row]) =>
    row.split(",").map((cell) => cell.trim().replaceAll('"', "")),
  );
}

const SHAPE_OF = { CUSTOMER: "Customer", ADDRESS: "Address", CUSTOMER_PAGE: "CustomerPage" };
const TYPES = {
  Text: { type: "string" },
  TextOrNull: { type: ["string", "null"] },
  Integer: { type: "integer", minimum: -WIDE, maximum: WIDE },
  Count: { type: "integer", minimum: 0, maximum: WIDE },
  Boolean: { type: "boolean" },
  ObjectOrNull: { type: ["object", "null"] },
};

for (const [name, schemaName] of Object.entries(SHAPE_OF)) {
  test(`${schemaName} has the fields of the client's table, with their types`, () => {
    const schema = schemas[schemaName];
    const rows = table("src/shape.rs", name, "Shape");
    assert.deepEqual(Object.keys(schema.properties).sort(), rows.map(([field]) => field).sort());
    const always = rows.filter(([field, , presence], index) => {
      const other = rows[index + 1];
      const isEither = other?.[2] === "InPlaceOfTheOneBefore";
      if (isEither)
        assert.deepEqual(schema.anyOf, [{ required: [field] }, { required: [other[0]] }]);
      return presence === "Always" && !isEither;
    });
    assert.deepEqual([...schema.required].sort(), always.map(([field]) => field).sort());
    for (const [field, type] of rows) checkType(schema.properties[field], type, field);
  });
}

function checkType(property, type, field) {
  const [, item] = type.match(/^List\((\w+)\)$/) ?? [];
  const { type: is, minimum, maximum, items } = resolve(property);
  if (!item) {
    const expected = { minimum: undefined, maximum: undefined, ...TYPES[type] };
    return assert.deepEqual({ type: is, minimum, maximum }, expected, field);
  }
  assert.equal(is, "array", field);
  if (SHAPE_OF[item]) return assert.equal(resolve(items), schemas[SHAPE_OF[item]]);
  const rows = table("src/shape.rs", item, "Shape");
  assert.deepEqual(
    Object.keys(items.properties),
    rows.map(([name]) => name),
  );
  assert.deepEqual(
    items.required,
    rows.map(([name]) => name),
  );
  for (const [name, inner] of rows) checkType(items.properties[name], inner, `${field}.${name}`);
}

for (const [form, patch, create, answer] of [
  ["CUSTOMER", "CustomerPatch", "NewCustomer", "Customer"],
  ["ADDRESS", "AddressPatch", "NewAddress", "Address"],
]) {
  test(`${create} and ${patch} have the fields of the client's form`, () => {
    const rows = table("src/form.rs", form, "Form").map(([name, holds]) => [
      name,
      holds.replace("Holds::", ""),
    ]);
    const writable = rows.filter(([, holds]) => holds !== "ReadOnly");
    const names = writable.map(([name]) => name).sort();
    assert.deepEqual(Object.keys(propertiesOf(schemas[patch])).sort(), names);
    assert.deepEqual(Object.keys(propertiesOf(schemas[create])).sort(), names);
    const mandatory = writable.filter(([, holds]) => ["Text", "Email"].includes(holds));
    assert.deepEqual([...schemas[create].required].sort(), mandatory.map(([name]) => name).sort());
    assert.equal(schemas[patch].required, undefined);
    const readable = rows.map(([name]) => name).filter((name) => !names.includes(name));
    for (const name of readable) assert.ok(schemas[answer].properties[name], name);
  });
}

test("the forms with a photo have the fields of those without", () => {
  const names = Object.keys(schemas.CustomerPatch.properties);
  assert.deepEqual(Object.keys(schemas.CustomerForm.properties), names);
  assert.deepEqual(schemas.NewCustomerForm.properties, schemas.CustomerForm.properties);
  assert.deepEqual(schemas.NewCustomerForm.required, schemas.NewCustomer.required);
});

test("the operations are those of the client's table", () => {
  const rows = read("src/operation.rs").matchAll(
    /^ {4}[A-Z_]+: "(\w+)" (\w+) \[([^\]]*)\] (\w+) (None|Some\((\w+)\));$/gm,
  );
  const answers = { Customers: "CustomerList", Addresses: "AddressList" };
  const bodies = {
    Customer: ["NewCustomer", "CustomerPatch"],
    Address: ["NewAddress", "AddressPatch"],
  };
  const found = [...rows].map(([, name, method, idList, takes, , answer]) => {
    const ids = [...idList.matchAll(/"(\w+)"/g)].map(([, id]) => id);
    const described = operation(name);
    assert.ok(described, `${name} is not described`);
    assert.equal(described.method, method.toUpperCase(), name);
    const path = ids.map((id) => `{${id}}/${id === "customerId" ? "addresses/" : ""}`).join("");
    assert.equal(described.path, `/v1/customers/${path}`);
    const inPlace = (where) =>
      described.parameters.filter((one) => one.in === where).map((one) => one.name);
    assert.deepEqual(inPlace("path"), ids, name);
    assert.deepEqual(inPlace("query"), takes === "Params" ? ["page", "page_size", "search"] : []);
    const body = bodies[takes]?.[method === "Post" ? 0 : 1];
    assert.equal(resolve(bodySchema(described)), body && schemas[body], name);
    const statuses = Object.keys(described.responses).filter((status) => status < 400);
    assert.deepEqual(statuses, [answer ? (method === "Post" ? "201" : "200") : "204"], name);
    const schema = answer ? schemas[answers[answer] ?? answer] : {};
    assert.deepEqual(resolve(answerSchema(described, statuses[0])), schema, name);
    return name;
  });
  assert.deepEqual(found.sort(), operations.map(({ operationId }) => operationId).sort());
});

test("only listing and getting customers are not inferred", () => {
  const known = operations.filter((one) => !one["x-inferred"]).map((one) => one.operationId);
  assert.deepEqual(known.sort(), ["get", "list"]);
});

/** A client whose every request gets this answer, and a list of what the client sends. */
function clientOf(status, body) {
  const sent = [];
  const fetch = async (request) => {
    sent.push(request);
    return new Response(status === 204 ? null : JSON.stringify(body), { status });
  };
  return { client: new CustomersClient({ baseUrl: BASE, fetch, maxRetries: 0 }), sent };
}

/** A body, and copies of it in each of which one value, at any depth, is replaced or removed. */
function* variants(body, values = VALUES) {
  yield body;
  for (const value of values) if (value !== undefined) yield value;
  if (body === null || typeof body !== "object") return;
  for (const key of Object.keys(body)) {
    if (Array.isArray(body) && key !== "0") continue;
    for (const value of [undefined, ...variants(body[key], values)]) {
      const copy = structuredClone(body);
      if (value !== undefined) copy[key] = value;
      else if (Array.isArray(body)) copy.shift();
      else delete copy[key];
      yield copy;
    }
  }
}

for (const [name, call, id, status] of [
  ["edition1_get", (client) => client.get("c"), "get", 200],
  ["edition1_list", (client) => client.list(), "list", 200],
  ["edition2_search", (client) => client.search("x"), "list", 200],
  ["address", (client) => client.createAddress("c", NEW.createAddress), "createAddress", 201],
]) {
  test(`the client takes an answer like ${name} where the description allows it, and else refuses it`, async () => {
    const schema = answerSchema(operation(id), status);
    const verdicts = { taken: 0, refused: 0 };
    for (const body of variants(fixture(name))) {
      const isAllowed = typeFaults(schema, body).length === 0;
      const { client } = clientOf(status, body);
      const code = await call(client).then(
        () => undefined,
        (error) => error.code,
      );
      assert.equal(code, isAllowed ? undefined : "unexpected_response", JSON.stringify(body));
      verdicts[isAllowed ? "taken" : "refused"] += 1;
    }
    assert.ok(verdicts.taken > 5 && verdicts.refused > 50, JSON.stringify(verdicts));
  });
}

const NEW = {
  create: {
    first_name: "Ana",
    last_name: "Mora",
    email: "ana@example.com",
    phone: null,
    country: "CR",
    metadata: { plan: "gold" },
    photo: null,
  },
  createAddress: {
    line1: "Calle 5",
    line2: null,
    city: "San José",
    state: null,
    postal_code: "1",
    country: "CR",
    is_default: true,
  },
};

for (const [id, ids, input] of [
  ["create", [], NEW.create],
  ["update", ["c"], NEW.create],
  ["createAddress", ["c"], NEW.createAddress],
  ["updateAddress", ["c", "a"], NEW.createAddress],
]) {
  test(`what ${id} sends the description allows, and what it refuses it does not`, async () => {
    const schema = bodySchema(operation(id));
    const verdicts = { sent: 0, refused: 0 };
    for (const given of variants(input, [...VALUES, "", " \u001c\u0085", "ana@"])) {
      const { client, sent } = clientOf(418, {});
      const { code } = await client[id](...ids, given).catch((error) => error);
      if (code === "invalid_input") {
        assert.notDeepEqual(faults(schema, given), [], JSON.stringify(given));
        verdicts.refused += 1;
      } else {
        const body = await sent[0].json();
        assert.deepEqual(faults(schema, body), [], JSON.stringify(body));
        verdicts.sent += 1;
      }
    }
    assert.ok(verdicts.sent > 5 && verdicts.refused > 50, JSON.stringify(verdicts));
  });
}

for (const { call, method, path, body, parts } of fixture("requests").cases) {
  test(`${call} is described as it is sent: ${method} ${path}`, () => {
    const described = operation(call);
    assert.equal(described.method, method);
    const { pathname, searchParams } = new URL(path, BASE);
    const pattern = described.path.replaceAll(/\{\w+\}/g, "[^/]+");
    assert.match(pathname, new RegExp(`^${pattern}$`));
    for (const [name, value] of searchParams) {
      const { schema } = described.parameters.find((one) => one.name === name);
      const isNumber = resolve(schema).type === "integer";
      assert.deepEqual(typeFaults(schema, isNumber ? Number(value) : value), [], name);
    }
    if (parts) {
      const values = Object.fromEntries(parts);
      if (values.metadata) values.metadata = JSON.parse(values.metadata);
      const form = bodySchema(described, "multipart/form-data");
      assert.deepEqual(typeFaults(form, { ...values, photo: "" }), []);
    } else if (body) {
      assert.deepEqual(typeFaults(bodySchema(described), JSON.parse(body)), []);
    }
  });
}
