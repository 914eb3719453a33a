// The interface that every client here has: the same calls, the same plain objects.

export interface Customer {
  id: string;
  developer: number;
  first_name: string;
  last_name: string;
  email: string;
  phone: string | null;
  photo: string | null;
  country: string | null;
  metadata: Record<string, unknown> | null;
  test: boolean;
  created_on?: string | undefined;
  pay_providers?: { id: string; name: string }[] | undefined;
  [field: string]: unknown;
}

export interface NewCustomer {
  first_name: string;
  last_name: string;
  email: string;
  phone?: string | null | undefined;
  country?: string | null | undefined;
  metadata?: Record<string, unknown> | null | undefined;
}

export interface Page {
  count: number;
  page: number;
  page_size: number;
  next_page: number | null;
  previous_page: number | null;
  results: Customer[];
}

/** What the service sends for a page. */
export interface Envelope {
  count: number;
  next: string | null;
  previous: string | null;
  results: Customer[];
}

export interface Options {
  baseUrl: string;
  fetch?: typeof fetch | undefined;
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
}

export interface ListParams {
  page?: number | undefined;
  page_size?: number | undefined;
  search?: string | undefined;
}

/** Field → messages; empty when all is well. */
export type FieldErrors = Record<string, string[]>;

export interface Client {
  list(params: ListParams, options?: CallOptions): Promise<Page>;
  get(id: string, options?: CallOptions): Promise<Customer>;
  create(customer: NewCustomer, options?: CallOptions): Promise<Customer>;
}

/** What a peer's module exports. */
export interface Peer {
  createClient(options: Options): Client | Promise<Client>;
  /** The check of a form, where the client has one. */
  check?: (form: unknown) => FieldErrors;
  /** What has to be done once before `check`. */
  load?: () => Promise<void>;
}

export function pageOf(envelope: Envelope, page: number, page_size: number): Page {
  return {
    count: envelope.count,
    page,
    page_size,
    next_page: envelope.next === null ? null : page + 1,
    previous_page: envelope.previous === null ? null : page - 1,
    results: envelope.results,
  };
}

export function queryOf(params: ListParams): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

export const MAX_METADATA_BYTES = 10_240;
const encoder = new TextEncoder();

export function metadataFits(metadata: Record<string, unknown>): boolean {
  const text = JSON.stringify(metadata);
  // A text of n UTF-16 units has at most 3 n bytes in UTF-8: most texts need not be encoded.
  if (text.length * 3 <= MAX_METADATA_BYTES) return true;
  return encoder.encode(text).length <= MAX_METADATA_BYTES;
}
