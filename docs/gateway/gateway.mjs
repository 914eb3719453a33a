// A gateway as one function: it adds the service's key to the calls that the client makes, and
// passes on nothing else. What it refuses is what www/gateway/nginx.conf refuses, and tests/recipes
// asks both the same. It needs no package, and runs wherever there is `fetch`.
//
// What it does NOT do is ask who is there: whoever can reach it has the key's whole power over the
// customers. Your own login belongs in front: see the line LOGIN in each adapter.

const MAX_BODY_BYTES = 6 * 1024 * 1024; // A photo of 5 MB, and the form around it.
const TIMEOUT_MS = 25_000; // Below the client's own 30 s, so that it hears 504.

const METHODS = ["GET", "POST", "PATCH", "DELETE"];

// A step "." or "..", however it is written: something behind may decode it and leave the API.
const STEP =
  /^[^?]*(?:\/|%(?:25)*(?:2f|5c))(?:\.|%(?:25)*2e){1,2}(?:[/;?]|%(?:25)*(?:2f|5c|3b)|$)/i;
// The client's four paths, as they came in: the %2F of an id has to arrive as %2F.
const ID = "(?:[\\w.~!$&'()*+,;=:@-]|%(?!00)[0-9A-Fa-f]{2})+";
const PATH = new RegExp(
  `^/api(/v1/customers/(?:${ID}/(?:addresses/(?:${ID}/)?)?)?(?:\\?[!"$-~]*)?)$`,
);

// Of the answers, what the client reads, and nothing for other origins or the browser's login window.
const ANSWER_HEADERS = ["content-type", "location", "retry-after", "x-request-id"];
// An answer that somebody opens as a page can do nothing there.
const OWN_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/**
 * @typedef {object} Settings
 * @property {string | undefined} key The service's secret key.
 * @property {string | undefined} origin The page's own origin, such as "https://desk.example".
 * @property {string | undefined} [service] Default "https://api.4geeks.io".
 *
 * @typedef {object} Incoming
 * @property {string} method
 * @property {string} target Path and query, as little decoded as they can be had.
 * @property {Record<string, string | string[] | undefined>} headers By names in lower case.
 * @property {AsyncIterable<Uint8Array<ArrayBuffer>> | null} body
 * @property {AbortSignal} [signal] Aborted when the browser has gone.
 */

/**
 * @param {Incoming} incoming
 * @param {Settings} settings
 * @returns {Promise<Response>}
 */
export async function gateway(incoming, { key, origin, service = "https://api.4geeks.io" }) {
  if (!key || !origin) throw new Error("The gateway needs its key and the page's origin.");
  const { method, target, headers, signal } = incoming;
  if (!METHODS.includes(method)) return refusal(405, { allow: METHODS.join(", ") });
  if (isForeign(headers, origin)) return refusal(403);
  const path = STEP.test(target) ? undefined : PATH.exec(target)?.[1];
  if (!path) return refusal(404);

  let late;
  try {
    const body = await bytesOf(incoming);
    if (!body) return refusal(413);
    late = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(new URL(service).origin + path, {
      method,
      // Nothing of the browser's request goes on by itself, least of all its cookies and its login.
      headers: {
        ...picked(headers, ["accept", "content-type"]),
        "accept-encoding": "identity",
        authorization: `Basic ${btoa(`${key}:`)}`,
        "user-agent": "customer-desk-gateway",
      },
      body: body.size > 0 && method !== "GET" ? body : null,
      redirect: "manual", // A redirect is passed on as it is, never followed.
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    const passed = picked(Object.fromEntries(answer.headers), ANSWER_HEADERS);
    const init = { status: answer.status, headers: { ...passed, ...OWN_HEADERS } };
    return new Response([204, 205, 304].includes(answer.status) ? null : answer.body, init);
  } catch {
    return refusal(late?.aborted ? 504 : 502); // What went wrong may name the service: nobody's here.
  }
}

/**
 * What came in, for platforms that speak of it as a `Request`. Its URL has been put in order: a step
 * "/x/../" has been taken before anybody could refuse it, and what is passed on is the order.
 * @param {Request} request
 * @returns {Incoming}
 */
export function incomingOf(request) {
  const { method, url, headers, body, signal } = request;
  const { host, origin } = new URL(url);
  const target = url.slice(origin.length);
  return { method, target, headers: { host, ...Object.fromEntries(headers) }, body, signal };
}

/**
 * Another site's page can make its visitor's browser call here, or give this machine a name of its
 * own. So the Host has to be the page's, and the Origin, where there is one, the page's too.
 * @param {Incoming["headers"]} headers
 * @param {string} own
 */
function isForeign(headers, own) {
  const isOther = headers.origin !== undefined && headers.origin !== own;
  return isOther || headers.host !== new URL(own).host;
}

/**
 * The whole body, so that it is sent with its length; nothing where it is too large.
 * @param {Incoming} incoming
 * @returns {Promise<Blob | undefined>}
 */
async function bytesOf({ headers, body }) {
  if (Number(headers["content-length"] ?? 0) > MAX_BODY_BYTES) return undefined;
  const chunks = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new Blob(chunks);
}

/** @param {Incoming["headers"]} headers @param {string[]} names */
function picked(headers, names) {
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])),
  );
}

/** @param {number} status @param {Record<string, string>} [more] */
function refusal(status, more) {
  return new Response(null, { status, headers: { ...OWN_HEADERS, ...more } });
}
