// Import maps do not hold in workers.
import { createClient } from "./node_modules/customers-client/pkg/index.js";

async function tell(options) {
  const client = await createClient(options);
  for await (const { email } of client.listAll()) postMessage(email);
}

addEventListener("message", ({ data }) => tell(data));
