const { createClient } = require("customers-client");

async function list() {
  const { CUSTOMERS_URL: baseUrl, CUSTOMERS_KEY: apiKey } = process.env;
  const client = await createClient({ baseUrl, apiKey });
  const emails = new Set();
  for await (const { email } of client.listAll()) emails.add(email);
  console.log(`listed ${emails.size}`);
}

list();
