// The package beside an empty page, on an origin of its own.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, extname } from "node:path";

// With an icon, so that no browser asks for one.
const PAGE = '<!doctype html><html><head><link rel="icon" href="data:,"></head></html>';
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };
const pkg = new URL("../../pkg/", import.meta.url);

/** @returns {Promise<{ url: string, stop: () => Promise<void> }>} */
export async function serveBlank() {
  const server = createServer(async ({ url }, response) => {
    if (url === "/") return response.setHeader("Content-Type", "text/html").end(PAGE);
    const name = basename(url);
    const bytes = await readFile(new URL(name, pkg)).catch(() => undefined);
    if (!bytes) return response.writeHead(404).end();
    response.setHeader("Content-Type", TYPES[extname(name)] ?? "text/plain").end(bytes);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}
