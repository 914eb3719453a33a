import { createClient } from "customers-client";

const [baseUrl, apiKey] = process.argv.slice(2);
const client = await createClient({ baseUrl, apiKey });
for await (const { email } of client.listAll()) console.log(email);
