// Page events (requests, console, errors) for an engine whose driver has none: a proxy in front of
// the browser sees every request, and puts a script into each page, before the page's own ones, that
// reports the console and errors.

import { createServer, request as send } from "node:http";

const LISTENER = "/.listener.js";
const REPORT = "/.report";

/** Runs in the page. */
function listen(report) {
  const tell = (kind, text, where = "") =>
    navigator.sendBeacon(report, JSON.stringify({ kind, text: String(text), where }));
  for (const level of ["error", "warn"]) {
    const original = console[level];
    console[level] = (...args) => {
      original.apply(console, args);
      tell(level, args.join(" "));
    };
  }
  // Captured, because the errors of elements that load something do not rise.
  const failed = ({ message, filename, target }) => {
    if (message) tell("pageerror", message, filename);
    else tell("error", "Failed to load an element's resource", target.src || target.href);
  };
  addEventListener("error", failed, true);
  addEventListener("unhandledrejection", ({ reason }) => tell("pageerror", reason));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    tell("error", `the policy's ${violatedDirective} blocks ${blockedURI}`),
  );
}

/**
 * @param {(event: string, what: object) => void} emit is called with puppeteer's events:
 *   request, response, requestfailed, console, pageerror
 * @returns {Promise<{ host: string, stop: () => Promise<void> }>}
 */
export async function startRecorder(emit) {
  const server = createServer(async (incoming, outgoing) => {
    // As every client of a proxy, the browser sends whole URLs.
    const url = new URL(incoming.url);
    const body = await bytesOf(incoming).catch(() => undefined);
    if (!body) return; // It was aborted while it was being sent.
    if (url.pathname === LISTENER) {
      outgoing.setHeader("Content-Type", "text/javascript");
      return outgoing.end(`(${listen})(${JSON.stringify(REPORT)});`);
    }
    if (url.pathname === REPORT) {
      report(JSON.parse(String(body)));
      return outgoing.end();
    }
    forward(incoming, url, body, outgoing);
  });

  function report({ kind, text, where }) {
    if (kind === "pageerror")
      return emit("pageerror", new Error(where ? `${text} (${where})` : text));
    emit("console", { type: () => kind, text: () => text, location: () => ({ url: where }) });
  }

  function forward(incoming, url, body, outgoing) {
    let failure = null;
    let answer = null;
    const request = {
      url: () => String(url),
      method: () => incoming.method,
      fetchPostData: async () => (body.length > 0 ? String(body) : undefined),
      response: () => answer,
      failure: () => failure,
    };
    const failed = (errorText) => {
      if (failure) return;
      failure = { errorText };
      emit("requestfailed", request);
    };
    emit("request", request);
    const { method, headers } = incoming;
    const onward = send(url, { method, headers: { ...headers, "accept-encoding": "identity" } });
    onward.on("error", (error) => {
      failed(error.message);
      incoming.socket.destroy();
    });
    onward.on("response", async (response) => {
      answer = { status: () => response.statusCode, request: () => request, url: request.url };
      emit("response", answer);
      const sent = { ...response.headers };
      const isDocument = sent["content-type"]?.startsWith("text/html");
      const bytes = await bytesOf(response).catch(() => undefined);
      if (!bytes) return outgoing.destroy(); // The answer broke off: the browser finds out.
      const whole = isDocument
        ? String(bytes).replace("<head>", `<head><script src="${LISTENER}"></script>`)
        : bytes;
      if (bytes.length > 0) sent["content-length"] = Buffer.byteLength(whole);
      delete sent["transfer-encoding"];
      outgoing.writeHead(response.statusCode, sent).end(whole);
    });
    outgoing.on("close", () => {
      if (outgoing.writableFinished) return;
      failed("aborted");
      onward.destroy();
    });
    onward.end(body);
  }

  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    host: `127.0.0.1:${server.address().port}`,
    stop: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

async function bytesOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
