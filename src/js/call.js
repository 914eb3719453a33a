// A call from its first attempt to its result or error. What an answer means, and what may follow
// it, is the Rust side's to say (src/call.rs); here is what only JavaScript has: `fetch`, timers,
// signals, promises, JSON.parse.

import { errorOf, refusal } from "./error.js";
import { invoke, parse } from "./module.js";
import { resultOf } from "./result.js";

/**
 * @param {string} name the operation's
 * @param {object} request what the Rust side made of its arguments
 * @param {object} means the client's and the call's: `baseUrl`, `authorization`, `token`,
 *   `secrets`, `fetch`, `credentials`, `timeoutMs`, `maxRetries`, `signal`, `params`, `photo`
 */
export async function settle(name, request, means) {
  const { maxRetries, params, signal } = means;
  const call = { attempts: 0, isSent: false, secrets: [...means.secrets] };
  let failures = 0;
  let isRenewed = false;
  for (;;) {
    call.isSent = false;
    const end = await attempt(request, means, call);
    if (end.isAborted) {
      throw signal.reason;
    }
    const { facts, said = null, bytes, cause } = end;
    const isSearch = params?.search !== undefined;
    const about = { ...facts, isSearch, failures, maxRetries };
    const next = end.final ? {} : invoke(["answered", name, about, said], bytes);
    const error = next.error ?? end.final ?? end.lost;
    const { requestId, retryAfterMs } = facts ?? {};
    const fail = (details, cause, outcomeUnknown) => {
      const status = details.status ?? (facts?.status || undefined);
      const { attempts, secrets } = call;
      const told = { requestId, retryAfterMs, attempts, outcomeUnknown, ...details, status };
      return errorOf(told, secrets, cause);
    };
    if (!error) {
      try {
        return resultOf(name, next, params, bytes);
      } catch (cause) {
        throw fail(NOT_JSON, cause, request.method !== "GET");
      }
    }
    if (error.code === "unauthorized" && means.token && !isRenewed) {
      isRenewed = true; // The token may have run out just now: its function is asked once more.
    } else if (next.wait === undefined) {
      throw fail(error, cause, call.isSent && Boolean(next.outcomeUnknown));
    } else {
      failures += 1;
      await pause(retryAfterMs ?? next.wait * Math.random(), signal);
    }
  }
}

const NOT_JSON = {
  code: "unexpected_response",
  message: "The service answered a success whose body is not JSON.",
};

const NOT_A_RESPONSE = {
  final: {
    code: "unexpected_response",
    message: "The fetch function gave something that is not a response.",
  },
};

const OFFLINE = { final: { code: "network", message: "This browser is offline." } };

/**
 * One attempt whole: asking for the token, sending, the body's arrival. The limits hold even
 * where a `fetch` that the caller gave ignores its signal.
 * @returns {Promise<object>} `isAborted` by the caller; `final`, an error that would only come
 *   again; `lost`, one without a complete answer; or the answer: `facts` of its head, and of its
 *   body `bytes` or what an error `said`
 */
async function attempt(request, means, call) {
  const { signal, timeoutMs } = means;
  if (signal?.aborted) {
    return { isAborted: true };
  }
  if (globalThis.navigator?.onLine === false) {
    return OFFLINE;
  }
  const controller = new AbortController();
  let timer;
  let abort;
  const stopped = new Promise((done) => {
    const stop = (why) => {
      done(why);
      controller.abort();
    };
    const message = `No complete answer within ${timeoutMs} ms.`;
    abort = () => stop({ isAborted: true });
    timer = setTimeout(stop, timeoutMs, { lost: { code: "timeout", message } });
  });
  try {
    signal?.addEventListener("abort", abort);
    return await Promise.race([stopped, send(request, means, call, controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

async function send(request, means, call, signal) {
  const { fetch = globalThis.fetch, token } = means;
  let { authorization } = means;
  if (token) {
    let given;
    try {
      given = await token();
    } catch (cause) {
      return { ...unfit("The function failed; its error is the cause of this one."), cause };
    }
    if (typeof given !== "string") {
      return unfit("The function gave no string to use as a token.");
    }
    const { faults } = invoke(["token", given]);
    if (faults) {
      return { final: refusal(faults) };
    }
    call.secrets.push(given);
    authorization = `Bearer ${given}`;
  }
  if (signal.aborted) {
    return {}; // It has been raced already: nothing is sent.
  }
  call.attempts += 1;
  call.isSent = true;
  let response;
  try {
    response = await fetch(requestOf(request, means, authorization, signal));
  } catch (cause) {
    return { lost: NETWORK, cause };
  }
  const status = response?.status;
  if (!(Number.isInteger(status) && status >= 0 && status < 1000)) {
    return NOT_A_RESPONSE;
  }
  let body;
  try {
    body = await response.arrayBuffer();
  } catch (cause) {
    if (status < 400) {
      return { lost: { ...NETWORK, status }, cause };
    }
    body = new ArrayBuffer(); // An error's status says enough without it.
  }
  if (!(body instanceof ArrayBuffer)) {
    return NOT_A_RESPONSE;
  }
  const facts = factsOf(response);
  const bytes = new Uint8Array(body);
  if (status < 400) {
    return { facts, bytes };
  }
  try {
    const said = parse(bytes);
    JSON.stringify([[[[said]]]]); // which can fail: it may nest too deep to be handed over
    return { facts, said };
  } catch {
    return { facts }; // it says nothing
  }
}

const NETWORK = {
  code: "network",
  message:
    "No answer from the service: offline, the base URL is wrong, or its CORS rules do " +
    "not allow this page.",
};

/** What is wrong with a token function. */
const unfit = (message) => ({ final: refusal(["accessToken", message]) });

function requestOf({ method, path, body, fileName }, means, authorization, signal) {
  const headers = { Accept: "application/json" };
  if (authorization) {
    headers.Authorization = authorization;
  }
  let form;
  if (fileName) {
    form = new FormData();
    for (const [name, value] of Object.entries(body)) {
      // `metadata` is one part holding JSON.
      form.append(name, typeof value === "string" ? value : JSON.stringify(value));
    }
    form.append("photo", means.photo, fileName);
  } else if (body) {
    headers["Content-Type"] = "application/json";
  }
  return new Request(means.baseUrl + path, {
    method,
    headers,
    body: form ?? JSON.stringify(body),
    credentials: means.credentials,
    signal,
    cache: "no-store",
    redirect: "manual",
    referrerPolicy: "no-referrer",
  });
}

/** What is to be known of an answer besides its body. */
function factsOf({ status, redirected, headers }) {
  const header = (name) => {
    try {
      const text = headers.get(name);
      return typeof text === "string" ? text : undefined;
    } catch {} // what a given `fetch` gave may have none
  };
  const retryAfterMs = waitOf(header("Retry-After"), header("Date"));
  return {
    status,
    redirected: Boolean(redirected),
    retryAfterMs,
    requestId: header("X-Request-Id"),
  };
}

/** What `Retry-After` asks for, in milliseconds: seconds, or a date by the service's clock. */
function waitOf(text, now) {
  // A number too large to hold is a long time all the same.
  const ms = /^\d+$/.test(text) ? text * 1000 : dateOf(text) - (dateOf(now) || Date.now());
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), Number.MAX_SAFE_INTEGER);
}

/** One of HTTP's three kinds of date. The engines read much more as dates, some of it as local. */
function dateOf(text) {
  return /^[A-Z][a-z]+,? .*:/.test(text)
    ? Date.parse(text.endsWith("GMT") ? text : `${text} GMT`)
    : Number.NaN;
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
