// A worker that lists every customer, for pages that use one.

import { createClient } from "customers-client";

async function tell(options) {
  const client = await createClient(options);
  for await (const { email } of client.listAll()) postMessage(email);
}

addEventListener("message", ({ data }) => tell(data));
