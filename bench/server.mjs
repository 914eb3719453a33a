// A server on loopback that costs as little as it can: every file is in memory and compressed
// beforehand, as a CDN has it; pages of customers are made once and kept.
//
// The API is at /api, and at /api/wait-40/of-5000 with 40 ms before every answer and 5,000
// customers in all. Its answers are not compressed: the service's are not known to be.

import { createServer } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { customer, pageBody } from "./bodies.mjs";

const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  wasm: "application/wasm",
};
const ISOLATED = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};
const CUSTOMERS = 5_000;
const KEPT_PAGES = 200;

export function brotli(body) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return brotliCompressSync(body, { params });
}

/** Serves `files` (path → body) and the API; answers the origin and a function that stops it. */
export async function serve(files) {
  const stored = new Map([...files].map(([path, body]) => [path, compressed(path, body)]));
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://bench");
    const file = stored.get(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    if (file) return sendFile(file, request, response);
    const api = pathname.match(
      /^\/api(?:\/wait-(\d+))?(?:\/of-(\d+))?\/v1\/customers\/(?:([^/]+)\/)?$/,
    );
    if (!api) return response.writeHead(404).end();
    const [, wait = 0, total = CUSTOMERS, id] = api;
    const answer = () => sendJson(request, response, Number(total), id, searchParams);
    // The body has to be read, or the connection cannot be used again.
    request.resume().on("end", () => (wait > 0 ? setTimeout(answer, Number(wait)) : answer()));
  });
  // Node's 5 s would close connections just when a slow measurement uses them again.
  server.keepAliveTimeout = 120_000;
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function compressed(path, body) {
  const type = TYPES[path.split(".").at(-1)];
  const headers = {
    "Content-Type": type,
    "Cache-Control": type === TYPES.html ? "no-cache" : "public, max-age=31536000, immutable",
    // An isolated page loads only files with this header; other pages ignore it.
    "Cross-Origin-Resource-Policy": "same-origin",
  };
  // Isolates the page that times calls: it gets a finer timer. It also gets a process of its own,
  // which costs time, so that the pages of cold starts are not isolated.
  if (path === "/index.html") Object.assign(headers, ISOLATED);
  return { headers, body, br: brotli(body), gzip: gzipSync(body, { level: 9 }) };
}

function sendFile({ headers, body, br, gzip }, request, response) {
  const accepted = request.headers["accept-encoding"] ?? "";
  const [encoding, bytes] = /\bbr\b/.test(accepted)
    ? ["br", br]
    : /\bgzip\b/.test(accepted)
      ? ["gzip", gzip]
      : ["identity", body];
  response.writeHead(200, {
    ...headers,
    "Content-Encoding": encoding,
    "Content-Length": bytes.length,
  });
  response.end(bytes);
}

function sendJson(request, response, total, id, searchParams) {
  const create = request.method === "POST";
  const one = create || id !== undefined;
  const body = one ? ONE : page(total, searchParams);
  const headers = { "Content-Type": "application/json", "Cache-Control": "no-store" };
  if (!body) return response.writeHead(404, headers).end('{"detail":"Invalid page."}');
  headers["Content-Length"] = body.length;
  response.writeHead(create ? 201 : 200, headers).end(body);
}

const ONE = Buffer.from(JSON.stringify(customer(1)));
const kept = new Map();

function page(total, searchParams) {
  const at = Number(searchParams.get("page") ?? 1);
  const size = Number(searchParams.get("page_size") ?? 10);
  const key = `${total} ${at} ${size}`;
  const body = kept.get(key) ?? pageBody(total, at, size);
  if (kept.size < KEPT_PAGES) kept.set(key, body);
  return body;
}
