// A caller's program, compiled strictly against the package's own declarations.

import init, {
  type Address,
  type AddressPatch,
  type Attempt,
  addressPatchSchema,
  type Customer,
  type CustomerPage,
  type CustomerPatch,
  type CustomersClient,
  CustomersError,
  checkAddressPatch,
  checkCustomerPatch,
  checkNewAddress,
  checkNewCustomer,
  createClient,
  customerPatchSchema,
  type ErrorCode,
  type FieldErrors,
  type InputSchema,
  type IssueCode,
  isCustomersError,
  MAX_ADDRESSES,
  MAX_METADATA_BYTES,
  MAX_PHOTO_BYTES,
  metadataSize,
  type NewAddress,
  type NewCustomer,
  newAddressSchema,
  newCustomerSchema,
  type WasmModule,
} from "customers-client";
import source from "customers-client/customers-client.wasm";

const told: Attempt[] = [];

export async function desk(form: HTMLFormElement): Promise<string> {
  await init(source);
  const module: WasmModule = await WebAssembly.compileStreaming(fetch("/customers.wasm"));
  await init(module);
  const controller = new AbortController();
  const client: CustomersClient = await createClient({
    accessToken: async () => "token",
    baseUrl: "/api",
    timeoutMs: 5_000,
    maxRetries: 1,
    credentials: "same-origin",
    headers: () => ({ "X-CSRF-Token": form.dataset.token ?? "" }),
    fetch: (input, options) => fetch(input, options),
    onAttempt: (attempt) => told.push(attempt),
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
  await client.update(made.id, made);
  await client.update(made.id, { ...made, phone: null, photo: null });
  const address: Address = await client.createAddress(made.id, {
    line1: "Calle 5",
    city: "San José",
    postal_code: "10101",
    country: "CR",
  });
  await client.updateAddress(made.id, address.id, { state: null, is_default: true });
  await client.updateAddress(made.id, address.id, address);
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
  return JSON.stringify([all, mode, faults, bytes, MAX_ADDRESSES]);
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
  // @ts-expect-error: a misspelt option would send the key elsewhere
  createClient({ apiKey: "sk_test_a", baseURL: "/api" });
  // @ts-expect-error: headers are a plain object
  createClient({ baseUrl: "/api", headers: new Headers() });
  // @ts-expect-error: an error has a code
  new CustomersError("x");
  // @ts-expect-error: and stays as it was made
  new CustomersError("x", { code: "timeout" }).code = "network";
  // @ts-expect-error: codes are literals too
  return new CustomersError("x", { code: "timeout" }).code === "no_such_code";
};

/** A customer's fields are those that it has: a misspelt one is no field of any type. */
export const misspelt = (client: CustomersClient, customer: Customer) => {
  // @ts-expect-error: first_name
  customer.frist_name;
  // @ts-expect-error: email
  client.create({ first_name: "Ana", last_name: "Mora", emial: "ana@example.com" });
  // @ts-expect-error: country
  client.update(customer.id, { contry: "CR" });
  // @ts-expect-error: postal_code
  client.updateAddress(customer.id, "x", { postalcode: "10101" });
};

/** What is optional takes undefined, also with exactOptionalPropertyTypes. */
export const blank: CustomerPatch & AddressPatch = {
  first_name: undefined,
  photo: undefined,
  line1: undefined,
  is_default: undefined,
};

export const checks = [checkCustomerPatch({}), checkNewAddress({}), checkAddressPatch({})];

/** What form libraries ask for: the interface of standardschema.dev, as it is there. */
interface StandardSchema<Input, Output> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}
type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: ReadonlyArray<StandardIssue> };
interface StandardIssue {
  readonly message: string;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
}

export const schemas: [
  StandardSchema<NewCustomer, NewCustomer>,
  StandardSchema<CustomerPatch, CustomerPatch>,
  StandardSchema<NewAddress, NewAddress>,
  StandardSchema<AddressPatch, AddressPatch>,
] = [newCustomerSchema, customerPatchSchema, newAddressSchema, addressPatchSchema];

export async function parsed<T>(schema: InputSchema<T>, value: unknown): Promise<T | IssueCode[]> {
  const result = await schema["~standard"].validate(value);
  return result.issues ? result.issues.map(({ code }) => code) : result.value;
}
