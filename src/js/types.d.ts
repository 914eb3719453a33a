/// <reference lib="esnext.disposable" />
// The package's public surface. Data keeps the service's own snake_case names; methods and
// configuration are camelCase.

/**
 * What {@link init} can load the module from. Default: the .wasm file beside the package's script.
 * In Node a `file:` URL is read from disk.
 */
export type ModuleSource =
  | string
  | URL
  | Request
  | Response
  | BufferSource
  | WebAssembly.Module
  | Promise<Response | BufferSource | WebAssembly.Module>;

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
 * `await init()` and `new CustomersClient(options)` in one step.
 * @example
 * import { createClient } from "customers-client";
 * const client = await createClient({ apiKey: "sk_test_51O62xYzAbcDef123", baseUrl: "http://127.0.0.1:8000" });
 * const page = await client.list({ page: 1 });
 * console.log(page.count, page.results[0]?.email);
 */
export function createClient(options: ClientOptions): Promise<CustomersClient>;

/** What a client is told once. All faults are reported together, by option name. */
export interface ClientOptions {
  /** Secret key (`sk_test_…`, `sk_live_…`), sent as HTTP Basic user name. Not with `accessToken`. */
  apiKey?: string;
  /** Bearer token, or a function that is asked for one before every attempt. Not with `apiKey`. */
  accessToken?: string | (() => string | Promise<string>);
  /**
   * Default `https://api.4geeks.io`. https only, loopback hosts excepted; no credentials, query or
   * fragment in it. A path such as `/api` means this page's origin: a gateway there adds the key.
   */
  baseUrl?: string;
  /** Limit for one attempt in milliseconds, token and body included; default 30,000. */
  timeoutMs?: number;
  /** Retries after the first attempt, where a repeat is safe; default 2. */
  maxRetries?: number;
  /** Cookies to a gateway; default `"omit"`. */
  credentials?: RequestCredentials;
  /** A live key in a page or worker can be read by every visitor: it is refused unless this is true. */
  dangerouslyAllowLiveKey?: boolean;
  /** Instead of the global `fetch`, which is otherwise looked up at each call. */
  fetch?: typeof fetch;
}

/** What a single call is told. */
export interface CallOptions {
  /** Aborting rejects with `signal.reason`. */
  signal?: AbortSignal;
  /** Instead of the client's, in milliseconds. */
  timeoutMs?: number;
  /** Instead of the client's. */
  maxRetries?: number;
}

/** A customer as the service answers it. */
export interface Customer {
  /** Opaque; not always a UUID. */
  id: string;
  /** The account's number; `developer_id` in some of the service's answers. */
  developer: number;
  first_name: string;
  last_name: string;
  /** Unique within the account. */
  email: string;
  /** Free text. */
  phone: string | null;
  /** Where the photo is. */
  photo: string | null;
  /** Free text. */
  country: string | null;
  metadata: Metadata | null;
  /** True for what was made with a test key. */
  test: boolean;
  /** RFC 3339, UTC. */
  created_on?: string;
  pay_providers?: PayProvider[];
  /** Fields that the service adds later arrive untouched. */
  [field: string]: unknown;
}

export interface PayProvider {
  id: string;
  name: string;
}

/** A JSON object of at most {@link MAX_METADATA_BYTES}. */
export type Metadata = { [key: string]: Json };
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * What is sent for a new customer. Properties that are `undefined` are left out, and so are the
 * read-only fields of a {@link Customer}.
 */
export interface NewCustomer {
  first_name: string;
  last_name: string;
  email: string;
  phone?: string | null;
  country?: string | null;
  metadata?: Metadata | null;
  /** JPEG or PNG, at most {@link MAX_PHOTO_BYTES}. In a patch, null removes the photo. */
  photo?: Blob | null;
}

/** Only the keys that are there are sent, `null` included. */
export type CustomerPatch = Partial<NewCustomer>;

/** An address as the service answers it. */
export interface Address {
  id: string;
  line1: string;
  line2: string | null;
  city: string;
  state: string | null;
  postal_code: string;
  country: string;
  /** Exactly one of a customer's addresses is the default. */
  is_default: boolean;
}

/** What is sent for a new address. */
export interface NewAddress {
  line1: string;
  line2?: string | null;
  city: string;
  state?: string | null;
  postal_code: string;
  country: string;
  is_default?: boolean;
}

/** Only the keys that are there are sent, `null` included. */
export type AddressPatch = Partial<NewAddress>;

/** Which page. */
export interface ListParams {
  /** From 1; default 1. */
  page?: number;
  /** 1 to 100; default 10. */
  page_size?: number;
  /** Matches first names and email addresses; not blank. */
  search?: string;
}

/** Which customers a walk is to find, and how. */
export interface ListAllParams {
  /** Matches first names and email addresses; not blank. */
  search?: string;
  /** 1 to 100; default 100. */
  page_size?: number;
  /** Pages in flight or in memory at once, 1 to 16; default 6, what a browser opens to one host. */
  concurrency?: number;
  /** Stop after this many customers; an integer from 0. */
  limit?: number;
  /** Told after each page: customers so far, and in all pages together. */
  onProgress?: (progress: { loaded: number; total: number }) => void;
}

/** One page of customers. */
export interface CustomerPage {
  /** Customers in all pages together. */
  count: number;
  page: number;
  page_size: number;
  next_page: number | null;
  previous_page: number | null;
  results: Customer[];
}

/**
 * A client of the Customers API. Every method rejects with a {@link CustomersError}, or with
 * `signal.reason` when it is aborted.
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
  /** Throws `invalid_input` on options that it cannot honour; needs {@link init} first. */
  constructor(options: ClientOptions);
  /** From the key's prefix; `"unknown"` for tokens and gateways. */
  readonly mode: "test" | "live" | "unknown";

  /**
   * One page of customers.
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * const page = await client.list({ page: 1, page_size: 50 });
   * console.log(`${page.results.length} of ${page.count}, next: ${page.next_page}`);
   */
  list(params?: ListParams, options?: CallOptions): Promise<CustomerPage>;
  /**
   * One page of matches; no match is an empty page.
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
   * consumed. Where rows move meanwhile and leave a sign of it, the walk goes round again, at most
   * twice; rows that move without any sign cannot be noticed. Nothing is sent before the first
   * `next`; leaving the loop aborts what is in flight.
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * for await (const customer of client.listAll({ search: "ana" })) console.log(customer.email);
   */
  listAll(params?: ListAllParams, options?: CallOptions): AsyncIterableIterator<Customer>;
  /** One customer; `not_found` where there is none in this account. */
  get(id: string, options?: CallOptions): Promise<Customer>;
  /**
   * The new customer, with its id.
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * const { id } = await client.create({ first_name: "Ana", last_name: "Mora", email: "ana@example.com" });
   * await client.update(id, { phone: "+506 8323 6988", metadata: { plan: "gold" } });
   * const home = { line1: "Calle 5", city: "San José", postal_code: "10101", country: "Costa Rica" };
   * const address = await client.createAddress(id, home);
   * await client.updateAddress(id, address.id, { line2: "Piso 2" });
   * console.log((await client.get(id)).phone, (await client.listAddresses(id)).length);
   * await client.deleteAddress(id, address.id);
   * await client.delete(id);
   */
  create(customer: NewCustomer, options?: CallOptions): Promise<Customer>;
  /** The customer after the change. A customer can be handed back as it was read, changed. */
  update(id: string, patch: CustomerPatch, options?: CallOptions): Promise<Customer>;
  /** Cannot be undone. */
  delete(id: string, options?: CallOptions): Promise<void>;

  /** At most {@link MAX_ADDRESSES}. */
  listAddresses(customerId: string, options?: CallOptions): Promise<Address[]>;
  /** `not_acceptable` where the customer has {@link MAX_ADDRESSES} already. */
  createAddress(customerId: string, address: NewAddress, options?: CallOptions): Promise<Address>;
  /** The address after the change. */
  updateAddress(
    customerId: string,
    addressId: string,
    patch: AddressPatch,
    options?: CallOptions,
  ): Promise<Address>;
  /** Deleting the default hands it to the oldest left. */
  deleteAddress(customerId: string, addressId: string, options?: CallOptions): Promise<void>;

  /** Releases now what garbage collection would release later; calls in flight still finish. */
  free(): void;
  [Symbol.dispose](): void;
}

/**
 * The check that `create` runs before it sends, for forms: field path → messages, empty when all
 * is well. Of a photo it looks at the size only; `create` looks at its content too.
 * @example
 * import init, { checkNewCustomer } from "customers-client";
 * await init();
 * checkNewCustomer({ first_name: "Ana" }).last_name; // ["This field is required."]
 */
export function checkNewCustomer(customer: unknown): FieldErrors;
/**
 * The check that `update` runs before it sends.
 * @example
 * import init, { checkCustomerPatch } from "customers-client";
 * await init();
 * checkCustomerPatch({ email: null }).email; // ["This field may not be null."]
 */
export function checkCustomerPatch(patch: unknown): FieldErrors;
/**
 * The check that `createAddress` runs before it sends.
 * @example
 * import init, { checkNewAddress } from "customers-client";
 * await init();
 * checkNewAddress({ line1: " " }).line1; // ["This field may not be blank."]
 */
export function checkNewAddress(address: unknown): FieldErrors;
/**
 * Bytes of the metadata's compact UTF-8 JSON. Throws `invalid_input` on what is no metadata.
 * @example
 * import init, { metadataSize } from "customers-client";
 * await init();
 * metadataSize({ plan: "gold" }); // 15
 */
export function metadataSize(metadata: unknown): number;

/** 10 KB of metadata. */
export const MAX_METADATA_BYTES: 10240;
/** 5 MB of photo. */
export const MAX_PHOTO_BYTES: 5242880;
/** Addresses of one customer. */
export const MAX_ADDRESSES: 3;

/** Dotted path (`"email"`, `"metadata.tags.1"`, `"non_field_errors"`) → messages. */
export type FieldErrors = Record<string, string[]>;

/** What kind of failure a {@link CustomersError} is. */
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
  /** The module could not be loaded. */
  | "load_failed";

/** The one error type, there before and after {@link init}. */
export class CustomersError extends Error {
  readonly name: "CustomersError";
  readonly code: ErrorCode;
  /** HTTP status, where there was a response. */
  readonly status?: number;
  /** The service's own title, e.g. "Address registration failure". */
  readonly title?: string;
  /** Messages per field, in one shape for our checks and the service's. */
  readonly fields: FieldErrors;
  /** From `Retry-After`, in milliseconds. */
  readonly retryAfterMs?: number;
  /** From `X-Request-Id`. */
  readonly requestId?: string;
  /** Requests sent: 0 when refused here. */
  readonly attempts: number;
  /** True when a write may have been carried out although no answer came. Look before repeating. */
  readonly outcomeUnknown: boolean;
  readonly cause?: unknown;
  /** Everything but the cause and the stack. */
  toJSON(): Record<string, unknown>;
}

/**
 * By `name`, so that it holds across realms and duplicate copies of the package.
 * @example
 * import { createClient, isCustomersError } from "customers-client";
 * const client = await createClient({ baseUrl: "/api" });
 * await client.get("no such id").catch((error) => {
 *   if (isCustomersError(error) && error.code === "not_found") return undefined;
 *   throw error;
 * });
 */
export function isCustomersError(error: unknown): error is CustomersError;
