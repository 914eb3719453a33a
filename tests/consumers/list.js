// Counts every customer, for programs that run without a page.

import { createClient } from "customers-client";

/** @param {Record<string, string>} options baseUrl, apiKey */
export async function list(options) {
  const client = await createClient(options);
  const emails = new Set();
  for await (const { email } of client.listAll()) emails.add(email);
  return `listed ${emails.size}`;
}

/** The same as an answer to "?baseUrl=…&apiKey=…". */
export async function answer({ url }) {
  return new Response(await list(Object.fromEntries(new URL(url).searchParams)));
}
