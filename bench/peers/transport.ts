// What the clients with a schema library stand on: fetch, with a time-out that covers the body,
// abort, and one typed error. A careful program writes this by hand; it is 1 KB.

import type { CallOptions, FieldErrors } from "./api.ts";

export type Code = "invalid_input" | "http" | "network" | "timeout" | "unexpected_response";

export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: Code;
  readonly status: number | undefined;
  readonly body: unknown;
  readonly fields: FieldErrors;

  constructor(
    code: Code,
    message: string,
    details: { status?: number; body?: unknown; fields?: FieldErrors; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.code = code;
    this.status = details.status;
    this.body = details.body;
    this.fields = details.fields ?? {};
  }
}

/** Sends, and reads the answer's JSON. Aborting rejects with the signal's reason. */
export async function send(
  fetch: typeof globalThis.fetch,
  url: string,
  { method = "GET", json }: { method?: string; json?: unknown } = {},
  { signal, timeoutMs = 30_000 }: CallOptions = {},
): Promise<unknown> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), timeoutMs);
  const headers: Record<string, string> = { Accept: "application/json" };
  const init: RequestInit = { method, headers, cache: "no-store", redirect: "error" };
  init.signal = signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal;
  if (json !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(json);
  }
  try {
    const response = await fetch(url, init);
    if (!response.ok) throw await refusal(response);
    return await response.json();
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    if (signal?.aborted) throw signal.reason;
    if (timeout.signal.aborted) {
      throw new ApiError("timeout", `No answer within ${timeoutMs} ms.`, { cause });
    }
    if (cause instanceof SyntaxError) {
      throw new ApiError("unexpected_response", "The answer is not JSON.", { cause });
    }
    throw new ApiError("network", "The service could not be reached.", { cause });
  } finally {
    clearTimeout(timer);
  }
}

async function refusal(response: Response): Promise<ApiError> {
  const { status } = response;
  const text = await response.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Not JSON: the text itself is all there is to tell.
  }
  return new ApiError("http", `The service answered ${status}.`, { status, body });
}
