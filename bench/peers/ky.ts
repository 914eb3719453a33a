// ky with its defaults: time-out, retries and typed errors are its own. Nothing is checked, neither
// what is sent nor what comes back.

import ky from "ky";
import { type Client, type Customer, type Envelope, type Options, pageOf } from "./api.ts";

export function createClient({ baseUrl, fetch }: Options): Client {
  const api = ky.create({
    prefix: `${baseUrl}/v1/customers`,
    timeout: 30_000,
    cache: "no-store",
    ...(fetch && { fetch }),
  });
  return {
    async list(params, { signal } = {}) {
      const { page = 1, page_size = 10 } = params;
      const options = { searchParams: { ...params }, ...(signal && { signal }) };
      return pageOf(await api.get<Envelope>("", options).json(), page, page_size);
    },
    get: (id, { signal } = {}) =>
      api.get<Customer>(`${encodeURIComponent(id)}/`, signal ? { signal } : {}).json(),
    create: (customer, { signal } = {}) =>
      api.post<Customer>("", { json: customer, ...(signal && { signal }) }).json(),
  };
}
