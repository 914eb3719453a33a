// Raw fetch: the floor. No check of what is sent or of what comes back, no time-out, no typed error.
//
// As all clients here do, it asks past the browser's cache, in which customers should not be kept.
// That is 5 to 10 % faster too, so fetch-default.ts shows `fetch` with its default.

import { type Client, type Customer, type Envelope, type Options, pageOf, queryOf } from "./api.ts";

export const clientWith = (cache: RequestCache) =>
  function createClient({ baseUrl, fetch = globalThis.fetch }: Options): Client {
    const url = `${baseUrl}/v1/customers/`;
    const json = async <T>(response: Response): Promise<T> => {
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return response.json();
    };
    return {
      async list(params, { signal } = {}) {
        const response = await fetch(url + queryOf(params), { cache, signal: signal ?? null });
        const { page = 1, page_size = 10 } = params;
        return pageOf(await json<Envelope>(response), page, page_size);
      },
      async get(id, { signal } = {}) {
        const response = await fetch(`${url}${encodeURIComponent(id)}/`, {
          cache,
          signal: signal ?? null,
        });
        return json<Customer>(response);
      },
      async create(customer, { signal } = {}) {
        const response = await fetch(url, {
          method: "POST",
          cache,
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(customer),
          signal: signal ?? null,
        });
        return json<Customer>(response);
      },
    };
  };

export const createClient = clientWith("no-store");
