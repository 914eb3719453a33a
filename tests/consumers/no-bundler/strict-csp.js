// An import map is an inline script, which the policy forbids.
import { createClient } from "./node_modules/customers-client/pkg/index.js";

async function show(list) {
  const client = await createClient({ baseUrl: "/api" });
  for await (const { email } of client.listAll()) {
    list.append(Object.assign(document.createElement("li"), { textContent: email }));
  }
}

show(document.querySelector("#customers"));
