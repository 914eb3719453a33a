import { type Customer, createClient } from "customers-client";

test("lists", async () => {
  const { CUSTOMERS_URL: baseUrl, CUSTOMERS_KEY: apiKey } = process.env;
  const client = await createClient({ baseUrl, apiKey });
  const emails = new Set<string>();
  const add = ({ email }: Customer) => emails.add(email);
  for await (const customer of client.listAll()) add(customer);
  console.log(`listed ${emails.size}`);
  expect(emails.size).toBe(38);
});
