// What the bundlers build: every customer, a line each.

import { createClient } from "customers-client";

const options = Object.fromEntries(new URLSearchParams(location.search)); // baseUrl, apiKey

async function show(list) {
  const client = await createClient(options);
  for await (const { email } of client.listAll()) {
    list.append(Object.assign(document.createElement("li"), { textContent: email }));
  }
}

show(document.querySelector("#customers"));
