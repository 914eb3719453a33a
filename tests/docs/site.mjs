// A site of one's own, as the guides describe it: a page, a script, the package, and at /api the
// gateway of docs/gateway, which adds the key. What a program prints is compared with the comment
// that stands behind it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { build } from "esbuild";
import { gateway } from "../../docs/gateway/gateway.mjs";
import { DEMO_KEY } from "../page/sandbox.mjs";

const root = new URL("../../", import.meta.url);
const BLANK = "<!doctype html><html lang=en><title>Guide</title><body></body></html>";
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

/**
 * @param {{ sandbox: string, files?: Record<string, string>, headers?: Record<string, string> }} what
 *   files by path, "/" among them
 * @returns {Promise<{ url: string, asked: string[], stop: () => void }>}
 */
export async function startSite({ sandbox, files = {}, headers = {} }) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    asked.push(pathname);
    try {
      if (pathname.startsWith("/api/")) return await passOn(request, response);
      const type = TYPES[/\.\w+$/.exec(pathname)?.[0] ?? ".html"] ?? "text/plain";
      const body = files[pathname] ?? (await packaged(pathname));
      response.writeHead(200, { ...headers, "Content-Type": type }).end(body);
    } catch (error) {
      if (!response.headersSent) response.writeHead(404);
      response.end(String(error));
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;

  async function passOn(request, response) {
    const { method, url: target, headers } = request;
    const incoming = { method, target, headers, body: request };
    const answer = await gateway(incoming, { key: DEMO_KEY, origin, service: sandbox });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    await pipeline(Readable.from(answer.body ?? []), response).catch(() => {});
  }

  return {
    url: `${origin}/`,
    asked,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The package's own files, wherever a page puts them; a page without anything at "/". */
async function packaged(pathname) {
  if (pathname === "/") return BLANK;
  const [, name] = /\/([\w-]+\.(?:js|wasm))$/.exec(pathname) ?? [];
  return readFile(new URL(`pkg/${name}`, root));
}

/**
 * A program as a browser runs it, the package beside it.
 * @param {string} code
 * @param {{ language?: string, modules?: Record<string, string> }} [options] what "./name" is
 */
export async function bundled(code, { language = "js", modules = {} } = {}) {
  const beside = {
    name: "beside",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^customers-client/ }, ({ path }) => {
        const entry = path.split("/")[1] ?? "index";
        return { path: `/customers-client/${entry}.js`, external: true };
      });
      onResolve({ filter: /^\.\// }, ({ path }) => ({ path, namespace: "beside" }));
      onLoad({ filter: /.*/, namespace: "beside" }, ({ path }) => ({ contents: modules[path] }));
    },
  };
  const { outputFiles } = await build({
    stdin: { contents: code, loader: language },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "error",
    plugins: [beside],
  });
  return outputFiles[0].text;
}

const PRINTED = /^(\s*(?:.*\) )?)console\.log\((.*)\); \/\/ (.+)$/gm;

/** The program with a note of what it prints, wherever a comment says what that is. */
export function watched(code) {
  const expected = [];
  const text = code.replaceAll(PRINTED, (_, before, args, comment) => {
    expected.push(comment);
    return `${before}globalThis.printed(${expected.length - 1}, [${args}]);`;
  });
  return { text, expected };
}

/** How the comments write values. */
export const asText = (values) =>
  values
    .map((value) => (typeof value === "string" ? value : (JSON.stringify(value) ?? `${value}`)))
    .join(" ");

/** Fails where something else was printed, or nothing; "e.g. …" stands for what differs each time. */
export function assertPrinted(expected, printed) {
  for (const [index, comment] of expected.entries()) {
    const seen = printed.filter(([at]) => at === index).map(([, text]) => text);
    assert.notEqual(seen.length, 0, `never printed: ${comment}`);
    if (comment.startsWith("e.g. ")) continue;
    for (const text of seen) assert.equal(text, comment);
  }
}

/**
 * Runs a program in a page, to its end.
 * @param {import("puppeteer-core").Page} page
 * @param {string} url of a site that has the program as /program.js
 * @param {string[]} expected
 */
export async function runProgram(page, url, expected) {
  const printed = [];
  const unhandled = [];
  page.on("pageerror", (error) => unhandled.push(error.stack ?? String(error)));
  await page.exposeFunction("told", (at, text) => void printed.push([at, text]));
  await page.evaluateOnNewDocument(`
    const asText = ${asText};
    globalThis.printed = (at, values) => told(at, asText(values));
    console.log = () => {};
  `);
  await page.goto(url);
  const failure = await page.evaluate(() =>
    import("/program.js").then(
      () => undefined,
      (error) => `${error.stack ?? error}`,
    ),
  );
  assert.equal(failure, undefined);
  assertPrinted(expected, printed);
  assert.deepEqual(unhandled, []);
}
