// The programs of docs/forms.md, as they stand there; and the program that tests with msw.

import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import { run } from "../consumers/project.mjs";
import { load, prepare, project, recipe, useDom } from "./project.mjs";

let client, react;

before(async () => {
  process.env.RECIPES_KEY = `sk_test_new_forms_${process.pid}`;
  await prepare();
  await useDom();
  ({ client } = await recipe("client.ts"));
  await client.create({ first_name: "Ana", last_name: "Mora", email: "taken@example.com" });
  react = { ...(await load("@testing-library/react")), ...(await load("react")) };
});

/** Fills in the form's fields and sends it. */
async function submit(container, values) {
  const { act, fireEvent } = react;
  const inputs = [...container.querySelectorAll("input")];
  for (const [index, value] of values.entries()) {
    fireEvent.change(inputs[index], { target: { value } });
    fireEvent.blur(inputs[index]);
  }
  await act(async () => {
    fireEvent.click(container.querySelector("button"));
    await new Promise((next) => setTimeout(next, 200));
  });
  return [...container.querySelectorAll("span")].map((span) => span.textContent);
}

test("react-hook-form shows our faults and the service's at their fields, in Spanish", async () => {
  const { NewCustomerForm } = await recipe("new-customer-form.tsx");
  const { container, unmount } = react.render(react.createElement(NewCustomerForm));
  assert.deepEqual(await submit(container, [" ", "Mora", "ana@"]), [
    "Este campo no puede estar vacío.",
    "",
    "Introduzca una dirección de correo válida.",
  ]);
  assert.deepEqual(await submit(container, ["Ana", "Mora", "taken@example.com"]), [
    "",
    "",
    "Ya existe un cliente con este correo.",
  ]);
  assert.deepEqual(await submit(container, ["Ana", "Mora", "hook@example.com"]), ["", "", ""]);
  assert.equal(container.querySelector("[role=status]").textContent, "Guardado");
  assert.equal((await client.search("hook@example.com")).count, 1);
  unmount();
});

test("TanStack Form shows our faults and the service's at their fields", async () => {
  const { TanStackForm } = await recipe("tanstack-form.tsx");
  const { container, unmount } = react.render(react.createElement(TanStackForm));
  assert.deepEqual(await submit(container, ["Ana", "Mora", "ana@"]), [
    "",
    "",
    "Enter a valid email address.",
  ]);
  assert.match((await submit(container, ["Ana", "Mora", "taken@example.com"]))[2], /unique/);
  assert.deepEqual(await submit(container, ["Ana", "Mora", "tanstack@example.com"]), ["", "", ""]);
  assert.equal((await client.search("tanstack@example.com")).count, 1);
  unmount();
});

test("a translated schema is a schema: at once after init, in Spanish where there is a text", async () => {
  const { spanish } = await recipe("spanish.ts");
  const { newCustomerSchema } = await load("customers-client");
  const { validate } = spanish(newCustomerSchema)["~standard"];
  const wrong = { first_name: "Ana", last_name: 5, email: "ana@" };
  assert.deepEqual(
    validate(wrong).issues.map(({ code, message }) => [code, message]),
    [
      ["not_a_string", "Not a valid string."],
      ["invalid_email", "Introduzca una dirección de correo válida."],
    ],
  );
  const ana = { first_name: "Ana", last_name: "Mora", email: "ana@example.com" };
  assert.deepEqual(validate(ana), { value: ana });
});

test("the tests with msw pass", async () => {
  const said = await run(
    project,
    process.execPath,
    "--test",
    join(project, "built/customers.test.mjs"),
  );
  assert.match(said, /pass 2\n/);
});
