import { createClient } from "customers-client/inline";

export async function show(list) {
  const options = Object.fromEntries(new URLSearchParams(location.search)); // baseUrl, apiKey
  const client = await createClient(options);
  for await (const { email } of client.listAll()) {
    list.append(Object.assign(document.createElement("li"), { textContent: email }));
  }
}
