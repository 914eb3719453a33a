// A client whose inputs and answers go through a schema library: all that differs between zod,
// zod mini and valibot is the four functions given to it.

import {
  type CallOptions,
  type Client,
  type Customer,
  type Envelope,
  type FieldErrors,
  type ListParams,
  type NewCustomer,
  type Options,
  pageOf,
  queryOf,
} from "./api.ts";
import { ApiError, send } from "./transport.ts";

export type Parsed<T> = { value: T } | { faults: FieldErrors };

export interface Schemas {
  listParams(value: unknown): Parsed<ListParams>;
  newCustomer(value: unknown): Parsed<NewCustomer>;
  customer(value: unknown): Parsed<Customer>;
  envelope(value: unknown): Parsed<Envelope>;
}

export const clientWith = (schemas: Schemas) =>
  function createClient({ baseUrl, fetch = globalThis.fetch }: Options): Client {
    const url = `${baseUrl}/v1/customers/`;
    return {
      async list(params: ListParams, options?: CallOptions) {
        const query = input(schemas.listParams(params));
        const body = await send(fetch, url + queryOf(query), {}, options);
        return pageOf(answer(schemas.envelope(body)), query.page ?? 1, query.page_size ?? 10);
      },
      async get(id: string, options?: CallOptions) {
        if (!id) throw new ApiError("invalid_input", "The id is empty.");
        const body = await send(fetch, `${url}${encodeURIComponent(id)}/`, {}, options);
        return answer(schemas.customer(body));
      },
      async create(customer: NewCustomer, options?: CallOptions) {
        const json = input(schemas.newCustomer(customer));
        return answer(schemas.customer(await send(fetch, url, { method: "POST", json }, options)));
      },
    };
  };

export const checkWith =
  (schemas: Schemas) =>
  (form: unknown): FieldErrors => {
    const parsed = schemas.newCustomer(form);
    return "faults" in parsed ? parsed.faults : {};
  };

function input<T>(parsed: Parsed<T>): T {
  if (!("faults" in parsed)) return parsed.value;
  const fields = parsed.faults;
  throw new ApiError("invalid_input", `Not valid: ${Object.keys(fields).join(", ")}.`, { fields });
}

function answer<T>(parsed: Parsed<T>): T {
  if (!("faults" in parsed)) return parsed.value;
  const fields = parsed.faults;
  throw new ApiError("unexpected_response", "The answer is not what was expected.", { fields });
}
