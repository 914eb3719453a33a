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
 * `await init()` and `new CustomersClient(options)` in one step: rejects with `load_failed` or
 * `invalid_input`.
 * @example
 * import { createClient } from "customers-client";
 * const client = await createClient({ apiKey: "sk_test_51O62xYzAbcDef123", baseUrl: "http://127.0.0.1:8000" });
 * const page = await client.list({ page: 1 });
 * console.log(page.count, page.results[0]?.email);
 */
export function createClient(options: ClientOptions): Promise<CustomersClient>;

/** What a client is told once. All faults are reported together, by option name. */
export interface ClientOptions {
  /**
   * Secret key (`sk_test_…`, `sk_live_…`), sent as HTTP Basic user name. Not with `accessToken`.
   * Without either, `baseUrl` is a gateway that adds one.
   */
  apiKey?: string;
  /**
   * Bearer token, or a function that is asked for one before every attempt, and once more after a
   * 401. Not with `apiKey`. Without either, `baseUrl` is a gateway that adds one.
   */
  accessToken?: string | (() => string | Promise<string>);
  /**
   * Default `https://api.4geeks.io`. https only, loopback hosts excepted; no credentials, query or
   * fragment in it. A path such as `/api` means this page's origin: a gateway there adds the key.
   */
  baseUrl?: string;
  /** Limit for one attempt whole, token and body included, in milliseconds; default 30,000. */
  timeoutMs?: number;
  /** Retries after the first attempt, where a repeat is safe; default 2. */
  maxRetries?: number;
  /** Cookies to a gateway; default `"omit"`, the others are `"same-origin"` and `"include"`. */
  credentials?: RequestCredentials;
  /** A live key in a page or worker can be read by every visitor: it is refused by default. */
  dangerouslyAllowLiveKey?: boolean;
  /** Takes the place of `fetch`; default the global one, looked up at each call. */
  fetch?: typeof fetch;
}

/** What a single call is told. */
export interface CallOptions {
  /** Aborting rejects with `signal.reason`; default no signal. */
  signal?: AbortSignal;
  /** Limit for one attempt whole, in milliseconds; default the client's. */
  timeoutMs?: number;
  /** Retries after the first attempt, where a repeat is safe; default the client's. */
  maxRetries?: number;
}

/** A customer as the service answers it. */
export interface Customer {
  /** Opaque; not always a UUID. */
  id: string;
  /** The account's number; `developer_id` in some of the service's answers. */
  developer: number;
  /** Free text, not blank. */
  first_name: string;
  /** Free text, not blank. */
  last_name: string;
  /** Unique within the account. */
  email: string;
  /** Free text. */
  phone: string | null;
  /** The photo's URL; null where there is none. */
  photo: string | null;
  /** Free text. */
  country: string | null;
  /** Your own JSON object. */
  metadata: Metadata | null;
  /** True for what was made with a test key. */
  test: boolean;
  /** When it was made: RFC 3339, UTC; not in every answer. */
  created_on?: string;
  /** Where the customer is known to payment providers; not in every answer. */
  pay_providers?: PayProvider[];
  /** Fields that the service adds later arrive untouched. */
  [field: string]: unknown;
}

/** A payment provider that knows the customer. */
export interface PayProvider {
  /** The customer's id there. */
  id: string;
  /** The provider's name. */
  name: string;
}

/** A JSON object; at most {@link MAX_METADATA_BYTES} bytes of compact UTF-8 JSON are accepted. */
export type Metadata = { [key: string]: Json };
/** What JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * What is sent for a new customer. Properties that are `undefined` are left out, and so are the
 * read-only fields of a {@link Customer}.
 */
export interface NewCustomer {
  /** Required; not blank. */
  first_name: string;
  /** Required; not blank. */
  last_name: string;
  /** Required; unique within the account, at most 320 characters. */
  email: string;
  /** Free text; null or nothing where there is none. */
  phone?: string | null;
  /** Free text; null or nothing where there is none. */
  country?: string | null;
  /** Your own JSON object, at most {@link MAX_METADATA_BYTES} bytes; what JSON would change or lose is refused. */
  metadata?: Metadata | null;
  /**
   * JPEG or PNG, at most {@link MAX_PHOTO_BYTES} bytes. In a patch, null removes the photo. Beside
   * a photo no other field of a patch can be null.
   */
  photo?: Blob | null;
}

/** Only the keys that are there are sent, `null` included. */
export type CustomerPatch = Partial<NewCustomer>;

/** An address as the service answers it. */
export interface Address {
  /** Opaque. */
  id: string;
  /** Street and number. */
  line1: string;
  /** Floor, flat and the like. */
  line2: string | null;
  /** Town or city. */
  city: string;
  /** State, province or region. */
  state: string | null;
  /** Text: a leading zero counts. */
  postal_code: string;
  /** Free text. */
  country: string;
  /** Exactly one of a customer's addresses is the default. */
  is_default: boolean;
}

/** What is sent for a new address. */
export interface NewAddress {
  /** Required; not blank. Street and number. */
  line1: string;
  /** Floor, flat and the like; null or nothing where there is none. */
  line2?: string | null;
  /** Required; not blank. Town or city. */
  city: string;
  /** State, province or region; null or nothing where there is none. */
  state?: string | null;
  /** Required; not blank. Text: a leading zero counts. */
  postal_code: string;
  /** Required; not blank. */
  country: string;
  /** True takes the default from the other addresses; a customer's first address is it anyway. */
  is_default?: boolean;
}

/** Only the keys that are there are sent, `null` included. */
export type AddressPatch = Partial<NewAddress>;

/** Which page. */
export interface ListParams {
  /** Which page, from 1; default 1. */
  page?: number;
  /** Customers in a page, 1 to 100; default 10. */
  page_size?: number;
  /** Matches first names and email addresses; not blank. Default all customers. */
  search?: string;
}

/** Which customers a walk is to find, and how. */
export interface ListAllParams {
  /** Matches first names and email addresses; not blank. Default all customers. */
  search?: string;
  /** Customers in a page, 1 to 100; default 100. */
  page_size?: number;
  /** Pages in flight or in memory at once, 1 to 16; default 6, what a browser opens to one host. */
  concurrency?: number;
  /** Stop after this many customers; an integer from 0. Default none. */
  limit?: number;
  /** Told after each page; default nobody. */
  onProgress?: (progress: {
    /** Customers so far. */
    loaded: number;
    /** Customers in all pages together, as the last page counts them. */
    total: number;
  }) => void;
}

/** One page of customers. */
export interface CustomerPage {
  /** Customers in all pages together. */
  count: number;
  /** This page's number, from 1. */
  page: number;
  /** Customers that a full page has. */
  page_size: number;
  /** The next page's number; null after the last. */
  next_page: number | null;
  /** The page's number before this one; null before the first. */
  previous_page: number | null;
  /** The page's customers, in the service's order. */
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
   * One page of customers; a page beyond the last rejects with `not_found`.
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * const page = await client.list({ page: 1, page_size: 50 });
   * console.log(`${page.results.length} of ${page.count}, next: ${page.next_page}`);
   */
  list(params?: ListParams, options?: CallOptions): Promise<CustomerPage>;
  /**
   * One page of matches; no match is an empty page. A blank query rejects with `invalid_input`.
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
   * `next`; leaving the loop aborts what is in flight. A page that fails ends the walk with its
   * {@link CustomersError}.
   * @example
   * import { createClient } from "customers-client";
   * const client = await createClient({ baseUrl: "/api" });
   * for await (const customer of client.listAll({ search: "ana" })) console.log(customer.email);
   */
  listAll(params?: ListAllParams, options?: CallOptions): AsyncIterableIterator<Customer>;
  /** One customer; rejects with `not_found` where this account has none of this id. */
  get(id: string, options?: CallOptions): Promise<Customer>;
  /**
   * The new customer, with its id. Rejects with `invalid_input` before anything is sent, or with
   * `bad_request` (a known email address, say); `fields` has the messages of both.
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
  /**
   * The customer after the change. A customer can be handed back as it was read, changed. Rejects
   * as `create` does, and with `not_found`.
   */
  update(id: string, patch: CustomerPatch, options?: CallOptions): Promise<Customer>;
  /** Deletes a customer, which cannot be undone; rejects with `not_found` where there is none. */
  delete(id: string, options?: CallOptions): Promise<void>;

  /** All addresses, at most {@link MAX_ADDRESSES}; rejects with `not_found` where the customer is not. */
  listAddresses(customerId: string, options?: CallOptions): Promise<Address[]>;
  /**
   * The new address, with its id. Rejects with `invalid_input` or `bad_request` as `create` does, and
   * with `not_acceptable` where the customer has {@link MAX_ADDRESSES} already.
   */
  createAddress(customerId: string, address: NewAddress, options?: CallOptions): Promise<Address>;
  /** The address after the change. Rejects as `createAddress` does, and with `not_found`. */
  updateAddress(
    customerId: string,
    addressId: string,
    patch: AddressPatch,
    options?: CallOptions,
  ): Promise<Address>;
  /** Deletes an address; the default goes to the oldest left. Rejects with `not_found`. */
  deleteAddress(customerId: string, addressId: string, options?: CallOptions): Promise<void>;

  /** Lets go of the credential: calls in flight still finish, later ones fail. */
  free(): void;
  /** The same, for `using`, where the platform has it. */
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

/** The most bytes of compact UTF-8 JSON that metadata may have: 10 KB. */
export const MAX_METADATA_BYTES: 10240;
/** The most bytes that a photo may have: 5 MB. */
export const MAX_PHOTO_BYTES: 5242880;
/** The most addresses that a customer may have. */
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
  /** Always this: {@link isCustomersError} goes by it. */
  readonly name: "CustomersError";
  /** What kind of failure this is. */
  readonly code: ErrorCode;
  /** HTTP status, where there was a response. */
  readonly status?: number;
  /** The service's own title, e.g. "Address registration failure". */
  readonly title?: string;
  /** Messages by the field's dotted path, in one shape for our checks and the service's. */
  readonly fields: FieldErrors;
  /** How long the service asks to wait (`Retry-After`), in milliseconds. */
  readonly retryAfterMs?: number;
  /** The service's name for this request (`X-Request-Id`). */
  readonly requestId?: string;
  /** Requests sent: 0 when refused here. */
  readonly attempts: number;
  /** True when a write may have been carried out although no answer came. Look before repeating. */
  readonly outcomeUnknown: boolean;
  /** What another party threw: the platform's `fetch`, your token function, the loader. */
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
