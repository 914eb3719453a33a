// The examples of the declarations compile, as strictly as the program here does. That they run is
// tests/package/examples.test.mjs; the programs of README and the guides are in tests/docs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints } from "./compile.mjs";
import { declared } from "./examples.mjs";

test("an example that is wrong is noticed", () => {
  const [one, other] = complaints([
    'import { createClient } from "customers-client";\nawait createClient({ baseUrl: 5 });',
    'import { noSuchName } from "customers-client";',
  ]);
  assert.match(JSON.stringify(one), /'number' is not assignable/);
  assert.match(JSON.stringify(other), /noSuchName/);
});

test("every example compiles", () => {
  assert.ok(declared.length >= 29);
  for (const [index, found] of complaints(declared).entries()) {
    assert.deepEqual(
      found.map(({ text }) => text),
      [],
      declared[index],
    );
  }
});
