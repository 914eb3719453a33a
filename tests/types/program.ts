// A caller's program, compiled strictly against the package's own declarations.

import init, {
  type Address,
  type Customer,
  type CustomerPage,
  type CustomersClient,
  CustomersError,
  checkCustomerPatch,
  checkNewAddress,
  checkNewCustomer,
  createClient,
  type ErrorCode,
  type FieldErrors,
  isCustomersError,
  MAX_ADDRESSES,
  MAX_METADATA_BYTES,
  MAX_PHOTO_BYTES,
  metadataSize,
} from "customers-client";
import source from "customers-client/customers-client.wasm";

export async function desk(form: HTMLFormElement): Promise<string> {
  await init(source);
  const controller = new AbortController();
  const client: CustomersClient = await createClient({
    accessToken: async () => "token",
    baseUrl: "/api",
    timeoutMs: 5_000,
    maxRetries: 1,
    credentials: "same-origin",
    fetch: (input, options) => fetch(input, options),
  });
  const page: CustomerPage = await client.list({ page: 1, page_size: 50 });
  const next: number | null = page.next_page;
  await client.search("ana", { page: next ?? 1 }, { signal: controller.signal });
  const made: Customer = await client.create({
    first_name: "Ana",
    last_name: "Mora",
    email: "ana@example.com",
    metadata: { plan: "gold", tags: ["a", null, 1] },
    photo: new Blob([]),
  });
  const later: unknown = made.loyalty;
  await client.update(made.id, { ...made, phone: null, photo: null });
  const address: Address = await client.createAddress(made.id, {
    line1: "Calle 5",
    city: "San José",
    postal_code: "10101",
    country: "CR",
  });
  await client.updateAddress(made.id, address.id, { state: null, is_default: true });
  const all: Address[] = await client.listAddresses(made.id);
  await client.deleteAddress(made.id, address.id);
  for await (const customer of client.listAll({ limit: 5, onProgress: ({ loaded }) => loaded })) {
    await client.delete(customer.id);
  }
  const mode: "test" | "live" | "unknown" = client.mode;
  client.free();
  client[Symbol.dispose]();
  const faults: FieldErrors = checkNewCustomer({ email: new FormData(form).get("email") });
  const bytes: number = metadataSize({ a: 1 }) + MAX_METADATA_BYTES + MAX_PHOTO_BYTES;
  return JSON.stringify([later, all, mode, faults, bytes, MAX_ADDRESSES]);
}

export function explain(error: unknown): string {
  if (!isCustomersError(error)) return "unknown";
  switch (error.code) {
    case "invalid_input":
      return Object.entries(error.fields)
        .map(([path, messages]) => `${path}: ${messages.join(" ")}`)
        .join("\n");
    case "rate_limited":
      return `again in ${error.retryAfterMs ?? 1_000} ms`;
    default:
      return `${error.status ?? 0} ${error.title ?? error.message} ${error.requestId ?? ""}`;
  }
}

/** Codes are literals: the guard narrows to the error, and a comparison to one of its codes. */
export function narrows(error: unknown): "not_found" | "another" | undefined {
  // @ts-expect-error: it may be anything until the guard has looked
  error.code;
  if (!isCustomersError(error)) return undefined;
  const name: "CustomersError" = error.name;
  if (error.code === "not_found") return error.code;
  // @ts-expect-error: that one has been dealt with
  return error.code === "not_found" ? name : "another";
}

/** Every code has its line: one too few, and what is left is not `never`. */
export function again(code: ErrorCode): boolean {
  switch (code) {
    case "invalid_input":
    case "bad_request":
    case "unauthorized":
    case "forbidden":
    case "not_found":
    case "not_acceptable":
    case "payload_too_large":
    case "unsupported_media_type":
    case "client_error":
    case "unexpected_response":
    case "load_failed":
      return false;
    case "rate_limited":
    case "server_error":
    case "network":
    case "timeout":
      return true;
    default: {
      const none: never = code;
      return none;
    }
  }
}

export const misuse = (client: CustomersClient) => {
  // @ts-expect-error: an id is a string
  client.get(5);
  // @ts-expect-error: the email is missing
  client.create({ first_name: "Ana", last_name: "Mora" });
  // @ts-expect-error: metadata is JSON
  client.update("x", { metadata: { when: new Date() } });
  // @ts-expect-error: a search has its own argument
  client.search("ana", { search: "b" });
  // @ts-expect-error: credentials are literals
  createClient({ baseUrl: "/api", credentials: "same_origin" });
  // @ts-expect-error: so are modes
  if (client.mode === "sandbox") return false;
  // @ts-expect-error: an error stays as it was made
  new CustomersError("x").code = "network";
  // @ts-expect-error: and codes
  return new CustomersError("x").code === "no_such_code";
};

export const checks = [checkCustomerPatch({}), checkNewAddress({})];
