// The site that serves a consumer's build: files with their right types, and a gateway to the sandbox.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

/**
 * Serves a directory; `/api/` is the sandbox, with the demo key added.
 * @param {string} directory
 * @param {{ sandbox: string, key: string, csp?: string, types?: Record<string, string> }} options
 */
export async function serve(directory, { sandbox, key, csp, types = {} }) {
  const headers = csp ? { "Content-Security-Policy": csp } : {};
  const gateway = { Authorization: `Basic ${btoa(`${key}:`)}` };
  const server = createServer(async ({ url }, response) => {
    const { pathname, search } = new URL(url, "http://localhost");
    try {
      if (pathname.startsWith("/api/")) {
        const answer = await fetch(sandbox + pathname.slice(4) + search, { headers: gateway });
        const type = answer.headers.get("Content-Type");
        return response.writeHead(answer.status, { "Content-Type": type }).end(await answer.text());
      }
      const file = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
      const body = await readFile(join(directory, normalize(decodeURIComponent(file))));
      const type = { ...TYPES, ...types }[extname(file)] ?? "text/plain";
      response.writeHead(200, { ...headers, "Content-Type": type });
      response.end(body);
    } catch (error) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end(String(error));
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
