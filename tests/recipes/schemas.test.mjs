// The schemas with the form libraries that read them: the real resolver, the real form, a real router.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { load, prepare, recipe, resolve } from "./project.mjs";

const ana = { first_name: "Ana", last_name: "Mora", email: "ana@example.com" };
const home = { line1: "Calle 5", city: "San José", postal_code: "10101", country: "CR" };

/** By schema: what is fine, and what is not; read-only fields are left out of what comes back. */
const cases = {
  newCustomerSchema: [
    { ...ana, id: "c1", phone: undefined },
    ana,
    { ...ana, email: "ana@" },
    "email",
  ],
  customerPatchSchema: [{ id: "c1", phone: null }, { phone: null }, { email: null }, "email"],
  newAddressSchema: [{ ...home, id: "a1" }, home, { ...home, city: " " }, "city"],
  addressPatchSchema: [{ city: "Heredia" }, { city: "Heredia" }, { city: null }, "city"],
};
const messages = {
  newCustomerSchema: "Enter a valid email address.",
  customerPatchSchema: "This field may not be null.",
  newAddressSchema: "This field may not be blank.",
  addressPatchSchema: "This field may not be null.",
};

let customers, standardSchemaResolver;

before(async () => {
  process.env.RECIPES_KEY = `sk_test_new_schemas_${process.pid}`;
  await prepare();
  customers = await load("customers-client");
  ({ standardSchemaResolver } = await load("@hookform/resolvers/standard-schema"));
});

async function resolves(name) {
  const [given, value, wrong, field] = cases[name];
  const options = { fields: {}, shouldUseNativeValidation: false };
  const resolver = standardSchemaResolver(customers[name]);
  assert.deepEqual(await resolver(given, undefined, options), { values: value, errors: {} });
  const { values, errors } = await resolver(wrong, undefined, options);
  assert.deepEqual(values, {});
  assert.deepEqual(Object.keys(errors), [field]);
  assert.equal(errors[field].message, messages[name]);
}

test("before init, validate answers with a promise, and the resolver waits for it", async () => {
  for (const [name, [given, value]] of Object.entries(cases)) {
    // A copy of its own for each: the first one loads the module.
    const fresh = await import(`${packageUrl()}?${name}`);
    const answer = fresh[name]["~standard"].validate(given);
    assert.ok(answer instanceof Promise, name);
    assert.deepEqual(await answer, { value });
    assert.ok(!(fresh[name]["~standard"].validate(given) instanceof Promise), name);
  }
  await resolves("newCustomerSchema");
});

test("after init, validate answers at once, and the resolver gives values or errors", async () => {
  await customers.default();
  for (const [name, [given, value, wrong, field]] of Object.entries(cases)) {
    const { validate } = customers[name]["~standard"];
    assert.deepEqual(validate(given), { value }, name);
    assert.deepEqual(
      validate(wrong).issues.map(({ path, message }) => [path, message]),
      [[[field], messages[name]]],
    );
    await resolves(name);
  }
});

test("TanStack Form shows the issues at their fields, with their codes", async () => {
  await customers.default();
  const { FormApi, FieldApi } = await load("@tanstack/react-form");
  const form = new FormApi({
    defaultValues: { ...ana, email: "ana@" },
    validators: { onSubmit: customers.newCustomerSchema },
  });
  form.mount();
  const field = new FieldApi({ form, name: "email" });
  field.mount();
  await form.handleSubmit();
  const [issue] = field.state.meta.errors;
  assert.deepEqual([issue.code, issue.message], ["invalid_email", messages.newCustomerSchema]);
  field.setValue("ana@example.com");
  await form.handleSubmit();
  assert.deepEqual([field.state.meta.errors, form.state.isSubmitted], [[], true]);
});

test("TanStack Form takes a schema before init where it may be asynchronous", async () => {
  const { newCustomerSchema } = await import(`${packageUrl()}?asynchronous`);
  const { FormApi } = await load("@tanstack/react-form");
  const form = new FormApi({
    defaultValues: ana,
    validators: { onSubmitAsync: newCustomerSchema },
  });
  form.mount();
  await form.handleSubmit();
  assert.equal(form.state.isSubmitted, true);
});

test("tRPC takes the schemas, and refuses what they refuse and what the service refuses", async () => {
  const { router } = await recipe("router.ts");
  const caller = router.createCaller({});
  const ana = { first_name: "Ana", last_name: "Mora", email: "trpc@example.com" };
  assert.equal((await caller.create(ana)).email, ana.email);
  await assert.rejects(caller.create({ ...ana, email: "ana@" }), ({ code, cause }) => {
    assert.equal(code, "BAD_REQUEST");
    assert.equal(cause.issues[0].code, "invalid_email");
    return true;
  });
  await assert.rejects(caller.create(ana), ({ code, cause }) => {
    assert.equal(code, "BAD_REQUEST");
    assert.equal(cause.issues[0].code, "not_unique");
    return true;
  });
});

/** The package's file, so that a query makes it a module of its own, which has loaded nothing. */
function packageUrl() {
  const manifest = pathToFileURL(resolve("customers-client/package.json"));
  return new URL("pkg/inline.js", manifest).href;
}
