import { createClient } from "customers-client";

export default { title: "Customers" };

async function show(list) {
  const { baseUrl, apiKey } = Object.fromEntries(new URLSearchParams(location.search));
  const client = await createClient({ baseUrl, apiKey });
  for await (const { email } of client.listAll()) {
    list.append(Object.assign(document.createElement("li"), { textContent: email }));
  }
}

export const List = {
  render() {
    const list = Object.assign(document.createElement("ol"), { id: "customers" });
    show(list);
    return list;
  },
};
