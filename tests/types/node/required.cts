// A CommonJS program: `require` finds index.d.cts.

import type { Customer } from "customers-client";

import customers = require("customers-client");
import inline = require("customers-client/inline");

async function first(): Promise<Customer | undefined> {
  await customers.default();
  const client = new customers.CustomersClient({ baseUrl: "https://gateway.example" });
  const { results } = await client.list({ page_size: 1 });
  client[Symbol.dispose]();
  return results[0];
}

async function again(): Promise<customers.CustomerPage> {
  const client: inline.CustomersClient = await inline.createClient({ apiKey: "sk_test_a" });
  return client.search("ana").catch((error: unknown) => {
    throw customers.isCustomersError(error) ? error.code : error;
  });
}

export = { first, again };
