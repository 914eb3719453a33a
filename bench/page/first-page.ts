// The smallest program with a client in it: the first page of customers, put on the screen.

import type { Client } from "../peers/api.ts";

export async function show(client: Client | Promise<Client>): Promise<void> {
  const { results } = await (await client).list({});
  const rows = results.map(({ first_name, last_name, email }) => {
    const row = document.createElement("li");
    row.textContent = `${first_name} ${last_name}, ${email}`;
    return row;
  });
  document.getElementById("customers")?.replaceChildren(...rows);
  // Milliseconds since the navigation began.
  const ms = performance.now();
  (globalThis as unknown as { isShown(ms: number): void }).isShown(ms);
}
