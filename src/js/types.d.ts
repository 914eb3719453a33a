/// <reference lib="esnext.disposable" />
// The package's public surface. Data keeps the service's own snake_case names; methods and
// configuration are camelCase.
//
// "Service" names the section of the service's public documentation that something comes from, and
// says "inferred" of what no section spells out.
//
// AbortSignal, Blob, Request, Response, URL and `fetch` are the platform's: TypeScript's DOM library
// declares them, and so do @types/node, @cloudflare/workers-types and their like. They stand here by
// name, because a class that is declared globally is no property of `typeof globalThis`.

/** `WebAssembly.Module` where the program's libraries declare it (@types/node does not), else `never`. */
export type WasmModule = typeof globalThis extends {
  WebAssembly: { Module: { prototype: infer M } };
}
  ? M
  : never;

/**
 * What {@link init} can load the module from: its URL, the answer to a request for it, its bytes, or
 * the module itself. Default: the .wasm file beside the package's script in browsers; elsewhere, and
 * in `customers-client/inline`, the package brings it along. In Node a `file:` URL is read from disk.
 */
export type ModuleSource =
  | string
  | URL
  | Request
  | Response
  | ArrayBuffer
  | ArrayBufferView
  | WasmModule
  | Promise<Response | ArrayBuffer | ArrayBufferView | WasmModule>;

/**
 * Loads the WebAssembly module. Concurrent and later calls share one load; after a failed load
 * (`load_failed`) the next call tries again. Importing the package does no work by itself.
 * @example
 * import init, { CustomersClient } from "customers-client";
 * await init();
 * const client = new CustomersClient({ baseUrl: "/api" });
 */
export default function init(source?: ModuleSource): Promise<void>;

/**
 * `await init()` and `new CustomersClient(options)` in one step: rejects with `load_failed` or
 * `invalid_input`.
 * @example
 * import { createClient } from "customers-client";
 * const client = await createClient({ apiKey: "sk_test_51O62xYzAbcDef123", baseUrl: "http://127.0.0.1:8000" });
 * const page = await client.list({ page: 1 });
 * console.log(page.count, page.results[0]?.email);
 */
export function createClient(options: ClientOptions): Promise<CustomersClient>;

/**
 * The options of a client. All faults are reported together, by option name (`invalid_input`). A name
 * that is not listed here is a fault: `Unknown option "baseURL": did you mean "baseUrl"?`
 */
export interface ClientOptions {
  /**
   * Secret key (`sk_test_…`, `sk_live_…`), sent as HTTP Basic user name. Not with `accessToken`.
   * Without either, `baseUrl` is a gateway that adds one. (Service: "Test vs Production".)
   */
  apiKey?: string | undefined;
  /**
   * Bearer token, or a function that is asked for one before every attempt, and once more after a
   * 401. Not with `apiKey`. Without either, `baseUrl` is a gateway that adds one. (Service: the
   * request examples of the documentation's first edition.)
   */
  accessToken?: string | (() => string | Promise<string>) | undefined;
  /**
   * Default `https://api.4geeks.io`. https only; http for loopback hosts, and for the page's own
   * origin where no credential is given. No user name, query or fragment in it. A path such as `/api`
   * means this page's origin: a gateway there adds the key.
   */
  baseUrl?: string | undefined;
  /**
   * Limit for one attempt whole, token, headers and body included, in milliseconds, 1 to
   * 2,147,483,647; default 30,000. Beyond it the attempt ends in `timeout`.
   */
  timeoutMs?: number | undefined;
  /**
   * Retries after the first attempt, 0 to 1,000; default 2. Reads are repeated after `network`,
   * `timeout`, 408, 429, 500, 502, 503 and 504, writes only after 429, and 503 with `Retry-After`.
   */
  maxRetries?: number | undefined;
  /** Cookies to a gateway; default `"omit"`, the others for a gateway that needs its session. */
  credentials?: "omit" | "same-origin" | "include" | undefined;
  /**
   * Headers of your own for every request, or a function that is asked for them before every attempt:
   * a CSRF token for the gateway, a trace id, `Accept-Language`. A plain object; not `Accept`,
   * `Authorization` or `Content-Type`, which are the client's. Default none. Another origin's CORS
   * rules have to allow them.
   */
  headers?:
    | Record<string, string>
    | (() => Record<string, string> | Promise<Record<string, string>>)
    | undefined;
  /** A live key in a page or worker can be read by every visitor: by default it is refused there. */
  dangerouslyAllowLiveKey?: boolean | undefined;
  /**
   * Takes the place of `fetch` (tests, frameworks, service bindings), and is called with one
   * `Request`; default the global one, looked up at each call.
   */
  fetch?: typeof fetch | undefined;
  /**
   * Called once for each request that was sent, when that has ended: before the wait for a repeat, and
   * before the call's promise settles. It is for logs, metrics and "trying again in 5 s". What it
   * throws goes to `reportError` and changes nothing. By default nothing is called.
   */
  onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** The options of a single call; other names are refused, as in {@link ClientOptions}. */
export interface CallOptions {
  /** Aborting rejects with `signal.reason`, as the platform's own APIs do; default no signal. */
  signal?: AbortSignal | undefined;
  /** Limit for one attempt whole, in milliseconds; default the client's. */
  timeoutMs?: number | undefined;
  /** Retries after the first attempt, where a repeat is safe; default the client's. */
  maxRetries?: number | undefined;
}

/** The service's operations, named as the methods that stand for them: `search` and `listAll` are `"list"`. */
export type Operation =
  | "list"
  | "get"
  | "create"
  | "update"
  | "delete"
  | "listAddresses"
  | "createAddress"
  | "updateAddress"
  | "deleteAddress";

/** One request and how it ended. It never holds a credential, a header or a body. */
export interface Attempt {
  /** What was asked for; `search` and `listAll` are `"list"`. */
  readonly operation: Operation;
  /** The request's method. */
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path and query as sent, below the base URL; what was searched for stands in it. */
  readonly path: string;
  /** Which of the call's requests this was, from 1. */
  readonly attempt: number;
  /** From asking for the token to the end of the body, in milliseconds. */
  readonly durationMs: number;
  /** HTTP status; missing where there was no response. A search without a match has 404, and no `code`. */
  readonly status?: number;
  /** The service's name for this request (`X-Request-Id`); missing where it gave none that CORS shows. */
  readonly requestId?: string;
  /** How it failed, `"aborted"` where the caller's signal ended it; missing where it succeeded. */
  readonly code?: ErrorCode | "aborted";
  /** The call is attempted again after this many milliseconds; missing where this was its last attempt. */
  readonly retryInMs?: number;
}

/**
 * A customer as the service answers it. Fields that the service adds later arrive untouched, but
 * undeclared, so that a misspelt name does not compile. (Service: "Get a specific customer".)
 */
export interface Customer {
  /** Opaque; not always a UUID. Read-only. */
  id: string;
  /** The account's number; `developer_id` in some of the service's answers. Read-only. */
  developer: number;
  /** Free text, not blank. */
  first_name: string;
  /** Free text, not blank. */
  last_name: string;
  /** Unique within the account. (Service: "Customer Information".) */
  email: string;
  /** Free text; null where there is none. */
  phone: string | null;
  /** The photo's URL; null where there is none. */
  photo: string | null;
  /** Free text, a name or a code; null where there is none. */
  country: string | null;
  /** Your own JSON object; null where there is none. */
  metadata: Metadata | null;
  /** True for what was made with a test key. Read-only. (Service: "Test vs Production".) */
  test: boolean;
  /** When it was made: RFC 3339, UTC; not in every answer. Read-only. */
  created_on?: string;
  /** Where the customer is known to payment providers; not in every answer. Read-only. */
  pay_providers?: PayProvider[];
}

/** A payment provider that knows the customer. (Service: "Search for customers".) */
export interface PayProvider {
  /** The customer's id there. */
  id: string;
  /** The provider's name. */
  name: string;
}

/**
 * A JSON object of your own; at most {@link MAX_METADATA_BYTES} bytes of compact UTF-8 JSON are
 * accepted, see {@link metadataSize}. (Service: "Metadata".)
 */
export type Metadata = { [key: string]: Json };
/** What JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * What is sent for a new customer. Properties that are `undefined` are left out, and so are the
 * read-only fields of a {@link Customer}. (Service: "400 Bad Request", which names the mandatory
 * fields.)
 */
export interface NewCustomer {
  /** Required; not blank. */
  first_name: string;
  /** Required; not blank. */
  last_name: string;
  /** Required; unique within the account, at most 320 characters. */
  email: string;
  /** Free text; default null, none. */
  phone?: string | null | undefined;
  /** Free text; default null, none. */
  country?: string | null | undefined;
  /**
   * Your own JSON object, at most {@link MAX_METADATA_BYTES} bytes; default null, none. What JSON
   * would change or lose is refused.
   */
  metadata?: Metadata | null | undefined;
  /**
   * JPEG or PNG, at most {@link MAX_PHOTO_BYTES} bytes; default null, none. What an empty file input
   * gives counts as none. (Service: "Photo Upload".)
   */
  photo?: Blob | null | undefined;
}

/**
 * What is to change: only the keys that are there are sent, `null` included. A {@link Customer} can be
 * handed back as it was read, changed: its read-only fields are left out. (Service: inferred from
 * "Update information whenever it changes" in its FAQ.)
 */
export interface CustomerPatch {
  /** Not blank; without it unchanged. */
  first_name?: string | undefined;
  /** Not blank; without it unchanged. */
  last_name?: string | undefined;
  /** Unique within the account, at most 320 characters; without it unchanged. */
  email?: string | undefined;
  /** Free text, null removes it; without it unchanged. */
  phone?: string | null | undefined;
  /** Free text, null removes it; without it unchanged. */
  country?: string | null | undefined;
  /** Takes the old object's place whole, null removes it; without it unchanged. */
  metadata?: Metadata | null | undefined;
  /**
   * A file (JPEG or PNG, at most {@link MAX_PHOTO_BYTES} bytes) replaces the photo, null removes it;
   * a URL, as it was read, is left out. Beside a file no other field can be null, which multipart
   * cannot say (`null_beside_file`). Without it unchanged. (Service: "Photo Upload".)
   */
  photo?: Blob | string | null | undefined;
}

/** An address as the service answers it. (Service: "Address Management"; the fields are inferred.) */
export interface Address {
  /** Opaque. Read-only. */
  id: string;
  /** Street and number. */
  line1: string;
  /** Floor, flat and the like; null where there is none. */
  line2: string | null;
  /** Town or city. */
  city: string;
  /** State, province or region; null where there is none. */
  state: string | null;
  /** Text: a leading zero counts. */
  postal_code: string;
  /** Free text, a name or a code. */
  country: string;
  /** Exactly one of a customer's addresses is the default. */
  is_default: boolean;
}

/** What is sent for a new address. (Service: "Address Management"; the fields are inferred.) */
export interface NewAddress {
  /** Required; not blank. Street and number. */
  line1: string;
  /** Floor, flat and the like; default null, none. */
  line2?: string | null | undefined;
  /** Required; not blank. Town or city. */
  city: string;
  /** State, province or region; default null, none. */
  state?: string | null | undefined;
  /** Required; not blank. Text: a leading zero counts. */
  postal_code: string;
  /** Required; not blank. */
  country: string;
  /**
   * True makes this address the default in place of another one. A customer's first address becomes the
   * default in any case. Default false. (Service: "Use default addresses" in its best practices.)
   */
  is_default?: boolean | undefined;
}

/**
 * What is to change: only the keys that are there are sent, `null` included. An {@link Address} can be
 * handed back as it was read, changed. (Service: inferred from "Keep addresses updated".)
 */
export type AddressPatch = { [field in keyof NewAddress]?: NewAddress[field] | undefined };

/**
 * Which page; other names are refused, as in {@link ClientOptions}. (Service: "Get a list of all
 * customers".)
 */
export interface ListParams {
  /** Which page, from 1; default 1. */
  page?: number | undefined;
  /** Customers in a page, 1 to 100; default 10. */
  page_size?: number | undefined;
  /** Matches first names and email addresses; not blank. Default all customers. */
  search?: string | undefined;
}

/** One page of customers. (Service: "Get a list of all customers".) */
export interface CustomerPage {
  /** Customers in all pages together. */
  count: number;
  /** This page's number, from 1. */
  page: number;
  /** Customers that a full page has. */
  page_size: number;
  /** The next page's number; null after the last. */
  next_page: number | null;
  /** The previous page's number; null before the first. */
  previous_page: number | null;
  /** The page's customers, in the service's order. */
  results: Customer[];
}

/**
 * Which customers a walk is to find, and how; other names are refused, as in {@link ClientOptions}.
 * (Service: "Handle pagination" in its best practices.)
 */
export interface ListAllParams {
  /** Matches first names and email addresses; not blank. Default all customers. */
  search?: string | undefined;
  /** Customers in a page, 1 to 100; default 100. */
  page_size?: number | undefined;
  /** Pages in flight or in memory at once, 1 to 16; default 6, as many connections as browsers open to one host. */
  concurrency?: number | undefined;
  /** The most customers to find, an integer from 0; with 0 nothing is sent. Default no limit. */
  limit?: number | undefined;
  /** Called after each page that has arrived; by default nothing is called. */
  onProgress?:
    | ((progress: {
        /** Customers so far. */
        loaded: number;
        /** Customers in all pages together, as the last page counts them. */
        total: number;
      }) => void)
    | undefined;
}

/**
 * A client of the Customers API. Every method rejects with a {@link CustomersError}, or with
 * `signal.reason` when it is aborted. Besides the codes that a method names there are, for each,
 * `invalid_input` for options it cannot honour, the service's `unauthorized`, `forbidden`,
 * `rate_limited`, `client_error` and `server_error`, and `unexpected_response`, `network` and `timeout`.
 * @example
 * import init, { CustomersClient, isCustomersError } from "customers-client";
 * await init();
 * const client = new CustomersClient({ apiKey: "sk_test_51O62xYzAbcDef123", baseUrl: "http://127.0.0.1:8000" });
 * try {
 *   await client.create({ first_name: "Ana", last_name: "Mora", email: "ana@" });
 * } catch (error) {
 *   if (!isCustomersError(error)) throw error;
 *   console.log(error.code, error.fields.email); // invalid_input, ["Enter a valid email address."]
 * }
 */
export class CustomersClient {
  /**
   * Throws `invalid_input` on options that it cannot honour, and `load_failed` before {@link init}.
   * @example
   * import init, { CustomersClient } from "customers-client";
   * await init();
   * const client = new CustomersClient({
   *   baseUrl: "/api",
   *   onAttempt: ({ operation, durationMs }) => console.log(`${operation}: ${durationMs} ms`),
   * });
   */
  constructor(options: ClientOptions);
  /** From the key's prefix; `"unknown"` for tokens and gateways. (Service: "Test vs Production".) */
  readonly mode: "test" | "live" | "unknown";

  /**
   * One page of customers; a page beyond the last rejects with `not_found`.
   * (Service: "Get a list of all customers".)
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * const page = await client.list({ page: 1, page_size: 50 });
   * console.log(`${page.results.length} of ${page.count}, next: ${page.next_page}`);
   */
  list(params?: ListParams, options?: CallOptions): Promise<CustomerPage>;
  /**
   * One page of matches; no match is an empty page. A blank query rejects with `invalid_input`.
   * (Service: "Search for customers".)
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * const controller = new AbortController(); // for the next key stroke
   * const { results } = await client.search("ana", { page_size: 5 }, { signal: controller.signal });
   * console.log(results.map(({ first_name }) => first_name));
   */
  search(
    query: string,
    params?: Omit<ListParams, "search">,
    options?: CallOptions,
  ): Promise<CustomerPage>;
  /**
   * Every customer, each at most once, in the service's order; pages are fetched as they are
   * consumed, so that memory holds at most `concurrency` of them. Where rows move meanwhile and leave
   * a sign of it, the walk goes round again, at most twice; rows that move without any sign cannot be
   * noticed. Nothing is sent before the first `next`; leaving the loop aborts what is in flight. A
   * page that fails ends the walk with its {@link CustomersError}.
   * (Service: "Handle pagination" in its best practices.)
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * for await (const customer of client.listAll({ search: "ana" })) console.log(customer.email);
   */
  listAll(params?: ListAllParams, options?: CallOptions): AsyncIterableIterator<Customer>;
  /**
   * One customer; rejects with `not_found` where this account has no customer with this id, and with
   * `invalid_input` for what cannot be an id. (Service: "Get a specific customer".)
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * for (const { id } of (await client.list({ page_size: 1 })).results) {
   *   console.log((await client.get(id)).email);
   * }
   */
  get(id: string, options?: CallOptions): Promise<Customer>;
  /**
   * The new customer, with its id. Rejects with `invalid_input` before anything is sent, with
   * `bad_request` (a known email address, say: `not_unique`), `payload_too_large` or
   * `unsupported_media_type`; `fields` and `issues` have the faults. Where `outcomeUnknown` is true,
   * look before repeating. (Service: inferred from "400 Bad Request" and "Photo Upload".)
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * const ana = { first_name: "Ana", last_name: "Mora", email: "ana@example.com" };
   * const { id } = await client.create({ ...ana, metadata: { plan: "gold" } });
   * console.log(id);
   */
  create(customer: NewCustomer, options?: CallOptions): Promise<Customer>;
  /**
   * The customer after the change. A customer can be handed back as it was read, changed. Rejects
   * as `create` does, and with `not_found`. (Service: inferred from "Update information whenever it
   * changes" in its FAQ.)
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * const eva = await client.create({ first_name: "Eva", last_name: "Rojas", email: "eva@example.com" });
   * const changed = await client.update(eva.id, { ...eva, phone: "+506 8323 6988" });
   * console.log(changed.phone);
   */
  update(id: string, patch: CustomerPatch, options?: CallOptions): Promise<Customer>;
  /**
   * Deletes a customer, which cannot be undone; rejects with `not_found` where there is none.
   * (Service: "Customer Information"; the request is inferred.)
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * const { id } = await client.create({ first_name: "Leo", last_name: "Vega", email: "leo@example.com" });
   * await client.delete(id);
   */
  delete(id: string, options?: CallOptions): Promise<void>;

  /**
   * All addresses, at most {@link MAX_ADDRESSES}; rejects with `not_found` where there is no such customer.
   * (Service: "Address Management"; the request is inferred.)
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * const { id } = await client.create({ first_name: "Ada", last_name: "Soto", email: "ada@example.com" });
   * const home = (await client.listAddresses(id)).find((address) => address.is_default);
   * console.log(home?.city); // undefined: there is none yet
   */
  listAddresses(customerId: string, options?: CallOptions): Promise<Address[]>;
  /**
   * The new address, with its id. Rejects with `invalid_input` or `bad_request` as `create` does,
   * with `not_found` where there is no such customer, and with `not_acceptable` where it has
   * {@link MAX_ADDRESSES} already. (Service: "406 Not Acceptable"; the request is inferred.)
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * const { id } = await client.create({ first_name: "Ian", last_name: "Mata", email: "ian@example.com" });
   * const home = { line1: "Calle 5", city: "San José", postal_code: "10101", country: "Costa Rica" };
   * console.log((await client.createAddress(id, home)).is_default); // true: it is the first one
   */
  createAddress(customerId: string, address: NewAddress, options?: CallOptions): Promise<Address>;
  /**
   * The address after the change. Rejects with `invalid_input` or `bad_request` as `create` does, and
   * with `not_found`. (Service: inferred from "Keep addresses updated".)
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * const { id } = await client.create({ first_name: "Luz", last_name: "Mora", email: "luz@example.com" });
   * const home = { line1: "Calle 5", city: "San José", postal_code: "10101", country: "Costa Rica" };
   * const address = await client.createAddress(id, home);
   * await client.updateAddress(id, address.id, { line2: "Piso 2" });
   */
  updateAddress(
    customerId: string,
    addressId: string,
    patch: AddressPatch,
    options?: CallOptions,
  ): Promise<Address>;
  /**
   * Deletes an address; the default goes to the oldest left. Rejects with `not_found`.
   * (Service: "406 Not Acceptable"; the path is inferred.)
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * const { id } = await client.create({ first_name: "Sol", last_name: "Mora", email: "sol@example.com" });
   * const home = { line1: "Calle 5", city: "San José", postal_code: "10101", country: "Costa Rica" };
   * const address = await client.createAddress(id, home);
   * await client.deleteAddress(id, address.id);
   */
  deleteAddress(customerId: string, addressId: string, options?: CallOptions): Promise<void>;

  /**
   * Releases now what garbage collection would release later, the credential among it: calls in
   * flight still finish, later ones fail with `invalid_input`. A second time it does nothing.
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * client.free();
   */
  free(): void;
  /**
   * The same as `free`, for `using client = await createClient(…)`, where the platform has it.
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * client[Symbol.dispose]();
   */
  [Symbol.dispose](): void;
}

/**
 * The check that `create` runs before it sends, for forms: field path → messages, empty when all
 * is well. Of a photo it looks at the size only; `create` looks at its content too. Like all checks
 * it answers at once, and throws `load_failed` before {@link init}.
 * @example
 * import init, { checkNewCustomer } from "customers-client";
 * await init();
 * checkNewCustomer({ first_name: "Ana" }).last_name; // ["This field is required."]
 */
export function checkNewCustomer(customer: unknown): FieldErrors;
/**
 * The check that `update` runs before it sends; `load_failed` before {@link init}.
 * @example
 * import init, { checkCustomerPatch } from "customers-client";
 * await init();
 * checkCustomerPatch({ email: null }).email; // ["This field may not be null."]
 */
export function checkCustomerPatch(patch: unknown): FieldErrors;
/**
 * The check that `createAddress` runs before it sends; `load_failed` before {@link init}.
 * @example
 * import init, { checkNewAddress } from "customers-client";
 * await init();
 * checkNewAddress({ line1: " " }).line1; // ["This field may not be blank."]
 */
export function checkNewAddress(address: unknown): FieldErrors;
/**
 * The check that `updateAddress` runs before it sends; `load_failed` before {@link init}.
 * @example
 * import init, { checkAddressPatch } from "customers-client";
 * await init();
 * checkAddressPatch({ is_default: "yes" }).is_default; // ["Must be a valid boolean."]
 */
export function checkAddressPatch(patch: unknown): FieldErrors;
/**
 * Bytes of the metadata's compact UTF-8 JSON, for a "3.1 of 10 KB" line in a form. Throws
 * `invalid_input` on what is no metadata, and `load_failed` before {@link init}.
 * @example
 * import init, { metadataSize } from "customers-client";
 * await init();
 * metadataSize({ plan: "gold" }); // 15
 */
export function metadataSize(metadata: unknown): number;

/** The most bytes of compact UTF-8 JSON that metadata may have: 10 KB. (Service: "Metadata".) */
export const MAX_METADATA_BYTES: 10240;
/** The most bytes that a photo may have: 5 MB. (Service: "Photo Upload".) */
export const MAX_PHOTO_BYTES: 5242880;
/** The most addresses that a customer may have. (Service: "Address Management".) */
export const MAX_ADDRESSES: 3;

/**
 * {@link checkNewCustomer} as Standard Schema. The result's value is what `create` would send.
 * @example
 * import { newCustomerSchema } from "customers-client";
 * const ana = { first_name: "Ana", last_name: "Mora", email: "ana@" };
 * const { issues } = await newCustomerSchema["~standard"].validate(ana);
 * console.log(issues?.map(({ path, code }) => [path, code])); // [[["email"], "invalid_email"]]
 */
export const newCustomerSchema: InputSchema<NewCustomer>;
/**
 * {@link checkCustomerPatch} as Standard Schema. The result's value is what `update` would send.
 * @example
 * import { customerPatchSchema } from "customers-client";
 * const result = await customerPatchSchema["~standard"].validate({ id: "c1", phone: null });
 * if (!result.issues) console.log(result.value); // { phone: null }: an id is read-only
 */
export const customerPatchSchema: InputSchema<CustomerPatch>;
/**
 * {@link checkNewAddress} as Standard Schema. The result's value is what `createAddress` would send.
 * @example
 * import { newAddressSchema } from "customers-client";
 * const result = await newAddressSchema["~standard"].validate({ line1: "Calle 5" });
 * console.log(result.issues?.length); // 3: city, postal_code and country are missing
 */
export const newAddressSchema: InputSchema<NewAddress>;
/**
 * {@link checkAddressPatch} as Standard Schema. The result's value is what `updateAddress` would send.
 * @example
 * import { addressPatchSchema } from "customers-client";
 * const result = await addressPatchSchema["~standard"].validate({ city: null });
 * console.log(result.issues?.[0]?.code); // null
 */
export const addressPatchSchema: InputSchema<AddressPatch>;

/**
 * A check as Standard Schema (standardschema.dev), which form libraries and validators read:
 * react-hook-form, TanStack Form, Conform, tRPC and others.
 */
export interface InputSchema<T> {
  /** What the standard asks for. */
  readonly "~standard": {
    /** The version of the standard. */
    readonly version: 1;
    /** Whose schema it is. */
    readonly vendor: "customers-client";
    /**
     * Answers at once after {@link init}, else with a promise that loads the module first, and
     * rejects with `load_failed` where it cannot.
     */
    readonly validate: (value: unknown) => SchemaResult<T> | Promise<SchemaResult<T>>;
    /** For the compiler only; there is nothing at run time. */
    readonly types?:
      | {
          /** What is given. */
          readonly input: T;
          /** What comes out. */
          readonly output: T;
        }
      | undefined;
  };
}

/** What a schema answers: a value, or what is wrong. */
export type SchemaResult<T> =
  | {
      /** A copy as it would be sent: without read-only fields and what is undefined; a photo itself. */
      readonly value: T;
      /** Missing: nothing is wrong. */
      readonly issues?: undefined;
    }
  | {
      /** What is wrong, in the order found. */
      readonly issues: readonly {
        /** In English, as in {@link FieldErrors}. */
        readonly message: string;
        /** Keys, and indexes as numbers; empty for what belongs to no field. */
        readonly path: readonly PropertyKey[];
        /** For programs and translations. */
        readonly code: IssueCode;
      }[];
    };

/** One fault of an input, found here or by the service. */
export interface Issue {
  /** Dotted, as in {@link FieldErrors}. */
  readonly path: string;
  /** For programs and translations. */
  readonly code: IssueCode;
  /** In English; the service's own words where it has some. */
  readonly message: string;
}

/**
 * What is wrong with an input. The service's messages have the codes of ours where they say the
 * same. (Service: "400 Bad Request", and what could be inferred of it.)
 */
export type IssueCode =
  /** A mandatory field, or a credential, is missing. */
  | "required"
  /** Null where there has to be something. */
  | "null"
  /** Nothing but white space. */
  | "blank"
  /** Text is asked for. */
  | "not_a_string"
  /** True or false is asked for. */
  | "not_a_boolean"
  /** A plain object is asked for. */
  | "not_an_object"
  /** A `Blob` or `File` is asked for. */
  | "not_a_file"
  /** A function is asked for. */
  | "not_a_function"
  /** No email address that the service accepts. */
  | "invalid_email"
  /** Another customer has this email address. */
  | "not_unique"
  /** JSON would change or lose it: `NaN`, a `BigInt`, a `Map`, a lone surrogate, … */
  | "unsendable"
  /** Metadata beyond {@link MAX_METADATA_BYTES}, or a photo beyond {@link MAX_PHOTO_BYTES}. */
  | "too_large"
  /** A file of 0 bytes. */
  | "empty_file"
  /** A photo that is neither JPEG nor PNG. */
  | "file_type"
  /** Null beside a photo's file, in a patch. */
  | "null_beside_file"
  /** A search for nothing but white space. */
  | "empty_search"
  /** No integer of the range that the message names. */
  | "out_of_range"
  /** No id: empty, `.` or `..` */
  | "invalid_id"
  /** A name that options or parameters do not have. */
  | "unknown_option"
  /** An option that cannot be honoured. */
  | "invalid_option"
  /** Anything else that the service says. */
  | "invalid";

/**
 * Dotted path (`"email"`, `"metadata.tags.1"`, `"non_field_errors"`) → messages. For what belongs to
 * no field the path is `"non_field_errors"`, as the service has it.
 */
export type FieldErrors = Record<string, string[]>;

/** What kind of failure a {@link CustomersError} is. (Service: "Error Handling"; the rest is inferred.) */
export type ErrorCode =
  /** Refused before anything was sent; see `fields`. */
  | "invalid_input"
  /** 400 */
  | "bad_request"
  /** 401 */
  | "unauthorized"
  /** 403 */
  | "forbidden"
  /** 404 */
  | "not_found"
  /** 406 */
  | "not_acceptable"
  /** 413 */
  | "payload_too_large"
  /** 415 */
  | "unsupported_media_type"
  /** 429; see `retryAfterMs`. */
  | "rate_limited"
  /** Any other 4xx. */
  | "client_error"
  /** 5xx */
  | "server_error"
  /** A success that is not what the contract says, or any redirect. */
  | "unexpected_response"
  /** No response: DNS, connection, CORS, offline. */
  | "network"
  /** `timeoutMs` ran out. */
  | "timeout"
  /** The module could not be loaded, is not loaded yet, or has crashed. */
  | "load_failed";

/** The one error type, there before and after {@link init}. The credential is in none of its texts. */
export class CustomersError extends Error {
  /**
   * For the tests of an application: the client makes its own.
   * @example
   * import { CustomersError } from "customers-client";
   * const error = new CustomersError("That email is taken.", {
   *   code: "bad_request",
   *   issues: [{ path: "email", code: "not_unique", message: "This field must be unique." }],
   * });
   * console.log(error.fields.email); // ["This field must be unique."]
   */
  constructor(message: string, details: CustomersErrorDetails);
  /** Always this: {@link isCustomersError} goes by it. */
  readonly name: "CustomersError";
  /** What kind of failure this is. */
  readonly code: ErrorCode;
  /** HTTP status; missing where there was no response. */
  readonly status?: number;
  /** The service's own title, e.g. "Address registration failure"; missing where it gave none. */
  readonly title?: string;
  /** Messages by the field's dotted path, in one shape for our checks and the service's. */
  readonly fields: FieldErrors;
  /** The faults of `fields` one by one, each with its code; empty where there are none. */
  readonly issues: readonly Issue[];
  /** How long the service asks to wait (`Retry-After`), in milliseconds; missing where CORS hides it. */
  readonly retryAfterMs?: number;
  /** The service's name for this request (`X-Request-Id`); missing where CORS hides it. */
  readonly requestId?: string;
  /** Requests sent: 0 when refused here. */
  readonly attempts: number;
  /** True when a write may have been carried out although no answer came. Look before repeating. */
  readonly outcomeUnknown: boolean;
  /** What another party threw: the platform's `fetch`, your token function, the loader. */
  readonly cause?: unknown;
  /**
   * Everything but the cause and the stack, for a log or another window.
   * @example
   * import { CustomersError } from "customers-client";
   * const error = new CustomersError("Slow down.", { code: "rate_limited", retryAfterMs: 5_000 });
   * console.log(JSON.stringify(error));
   */
  toJSON(): Record<string, unknown>;
}

/** What a {@link CustomersError} is made of besides its message. */
export interface CustomersErrorDetails {
  /** What kind of failure it is. */
  code: ErrorCode;
  /** HTTP status; default none. */
  status?: number | undefined;
  /** The service's own title; default none. */
  title?: string | undefined;
  /** What is wrong, one by one: `fields` is made of them. Default none. */
  issues?: readonly Issue[] | undefined;
  /** How long to wait, in milliseconds; default none. */
  retryAfterMs?: number | undefined;
  /** The service's name for the request; default none. */
  requestId?: string | undefined;
  /** Requests sent; default 0. */
  attempts?: number | undefined;
  /** A write may have been carried out; default false. */
  outcomeUnknown?: boolean | undefined;
  /** What another party threw; default nothing. */
  cause?: unknown;
}

/**
 * True for a {@link CustomersError}. It goes by `name`, so that it holds for errors of other realms and
 * of other copies of the package.
 * @example
 * import { createClient, isCustomersError } from "customers-client";
 * const client = await createClient({ baseUrl: "/api" });
 * await client.get("no such id").catch((error) => {
 *   if (isCustomersError(error) && error.code === "not_found") return undefined;
 *   throw error;
 * });
 */
export function isCustomersError(error: unknown): error is CustomersError;
