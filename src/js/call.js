// A call from its first attempt to its result or error. Every decision is the Rust side's
// (src/call.rs); here is what only JavaScript has: `fetch`, timers, signals, promises, JSON.parse.

import { free, use } from "./module.js";

let decoder;

/**
 * @param {object} call the Rust side's, which is freed in the end
 * @param {{ fetch?: typeof fetch, token?: () => unknown, photo?: Blob, signal?: AbortSignal }} means
 */
export async function settle(call, means) {
  try {
    const plan = JSON.parse(use(() => call.plan()));
    for (;;) {
      const { aborted, cause, loss, status, answer } = await attempt(call, plan, means);
      if (aborted) {
        throw means.signal.reason;
      }
      const random = Math.random();
      const told = loss
        ? use(() => call.lost(loss, status ?? 0, random), cause)
        : use(() => call.answered(...answer, random));
      const next = JSON.parse(told);
      if (next.wait === undefined) {
        return next.nothing ? undefined : finish(call, next, answer);
      }
      await pause(next.wait, means.signal);
    }
  } finally {
    free(call);
  }
}

/** The result: the checked bytes, as the engine's own JSON.parse reads them. */
function finish(call, { list, page, empty, renamed }, answer) {
  let body;
  try {
    body = empty ? [] : parse(answer.at(-1));
  } catch (error) {
    use(() => call.lost("not JSON", 0, 0), error);
  }
  if (!list) {
    return renamed ? rename(body) : body;
  }
  const items = Array.isArray(body) ? body : body.results;
  if (!page) {
    return items;
  }
  const { page: number, page_size, next_page = null, previous_page = null } = page;
  const count = body.count ?? items.length;
  const results = renamed ? items.map(rename) : items;
  return { count, page: number, page_size, next_page, previous_page, results };
}

/** Throws where the bytes are not UTF-8 or not JSON. */
function parse(bytes) {
  decoder ??= new TextDecoder("utf-8", { fatal: true });
  return JSON.parse(decoder.decode(bytes));
}

/** A customer whose `developer` some answers call `developer_id`. */
function rename(customer) {
  if ("developer" in customer) {
    return customer;
  }
  const { developer_id, ...rest } = customer;
  return { ...rest, developer: developer_id };
}

/**
 * One attempt whole: asking for the token, sending, the body's arrival. The limits hold even
 * where a `fetch` that the caller gave ignores its signal.
 */
async function attempt(call, plan, means) {
  const { signal } = means;
  if (signal?.aborted) {
    return { aborted: true };
  }
  if (globalThis.navigator?.onLine === false) {
    return { loss: "offline" };
  }
  const controller = new AbortController();
  let timer;
  let abort;
  const stopped = new Promise((done) => {
    const stop = (why) => {
      done(why);
      controller.abort();
    };
    abort = () => stop({ aborted: true });
    timer = setTimeout(stop, plan.timeoutMs, { loss: "timeout" });
  });
  try {
    signal?.addEventListener("abort", abort);
    return await Promise.race([stopped, send(call, plan, means, controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

async function send(call, plan, { fetch = globalThis.fetch, token, photo }, signal) {
  let given = "";
  if (plan.asks) {
    try {
      given = await token();
    } catch (cause) {
      return { loss: "token rejected", cause };
    }
    if (typeof given !== "string") {
      return { loss: "token not a string" };
    }
  }
  if (signal.aborted) {
    return {}; // It has been raced already: nothing is sent.
  }
  const authorization = use(() => call.authorize(given));
  let response;
  try {
    response = await fetch(request(plan, authorization, photo, signal));
  } catch (cause) {
    return { loss: "network", cause };
  }
  const status = response?.status;
  if (!(typeof status === "number" && status >= 0 && status < 1000)) {
    return { loss: "not a response" };
  }
  let body;
  try {
    body = await response.arrayBuffer();
  } catch (cause) {
    if (status < 400) {
      return { loss: "network", status, cause };
    }
    body = new ArrayBuffer(0); // An error's status says enough without it.
  }
  if (!(body instanceof ArrayBuffer)) {
    return { loss: "not a response" };
  }
  return { answer: [...headOf(response), readable(status, new Uint8Array(body))] };
}

function request(
  { url, method, credentials, body, parts, fileName },
  authorization,
  photo,
  signal,
) {
  const headers = { Accept: "application/json" };
  if (authorization) {
    headers.Authorization = authorization;
  }
  let form;
  if (parts) {
    form = new FormData();
    for (const [name, value] of Object.entries(parts)) {
      form.append(name, value);
    }
    form.append("photo", photo, fileName);
  } else if (body) {
    headers["Content-Type"] = "application/json";
  }
  return new Request(url, {
    method,
    headers,
    body: form ?? body,
    credentials,
    signal,
    cache: "no-store",
    redirect: "manual",
    referrerPolicy: "no-referrer",
  });
}

/** What the Rust side wants to know of an answer besides its body, in its order. */
function headOf({ status, redirected, headers }) {
  const header = (name) => {
    try {
      return headers.get(name) ?? undefined;
    } catch {} // what a given `fetch` gave may have none
  };
  // Seldom there, and then what it means depends on the service's clock.
  const retryAfter = header("Retry-After");
  const now = retryAfter ? dateOf(header("Date")) : 0;
  return [
    status,
    Boolean(redirected),
    retryAfter,
    dateOf(retryAfter),
    header("X-Request-Id"),
    Number.isNaN(now) ? Date.now() : now,
  ];
}

/** One of HTTP's three kinds of date. The engines read much more as dates, some of it as local. */
function dateOf(text) {
  return /^[A-Z][a-z]+,? .*:/.test(text)
    ? Date.parse(text.endsWith("GMT") ? text : `${text} GMT`)
    : Number.NaN;
}

/** The Rust side reads an error's body only where it is JSON. */
function readable(status, bytes) {
  if (status < 400) {
    return bytes;
  }
  try {
    return new TextEncoder().encode(JSON.stringify(parse(bytes)));
  } catch {
    return new Uint8Array();
  }
}

/** Waits, unless the caller's signal ends the call. */
function pause(ms, signal) {
  return new Promise((done, fail) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      signal?.aborted ? fail(signal.reason) : done();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
    if (signal?.aborted) {
      end();
    }
  });
}
