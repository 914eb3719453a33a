// A clone of this repository in which `wasm-pack build --target web` has run, and nothing else: no
// script of ours, and no network.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { delimiter, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const target = resolve(root, process.env.CARGO_TARGET_DIR || "target");

/** The files and folders of a clone that cargo reads. */
const PARTS = [
  "Cargo.toml",
  "Cargo.lock",
  "package.json",
  "README.md",
  "LICENSE",
  "src",
  "sandbox",
];
const TYPES = { "": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
/** A proxy that is not there, so that any download fails at once. */
const NOWHERE = "http://127.0.0.1:9";

/**
 * Copies the sources and builds them. Crates from elsewhere are compiled the first time only; the
 * clone's own crate each time, since its files are new.
 *
 * It has a target directory of its own. Cargo takes the clone's crate for this project's: in one
 * directory either could get what was compiled of the other. The flags differ too, so that all would
 * be compiled again each time.
 * @returns {string} the clone's directory
 */
export function buildClone() {
  const clone = join(target, "clone");
  rmSync(clone, { recursive: true, force: true });
  mkdirSync(clone, { recursive: true });
  for (const part of PARTS) cpSync(join(root, part), join(clone, part), { recursive: true });
  const path = process.env.PATH.split(delimiter).filter((dir) => !dir.includes("node_modules"));
  const env = {
    ...process.env,
    PATH: path.join(delimiter),
    CARGO_TARGET_DIR: join(target, "of-the-clone"),
    CARGO_NET_OFFLINE: "true",
    CARGO_TERM_COLOR: "never", // its output is searched for texts
  };
  for (const name of ["http_proxy", "https_proxy", "all_proxy"]) {
    env[name] = NOWHERE;
    env[name.toUpperCase()] = NOWHERE;
  }
  for (const name of ["no_proxy", "NO_PROXY", "RUSTFLAGS"]) delete env[name];
  const args = ["build", "--target", "web"];
  const { error, status, stderr } = spawnSync("wasm-pack", args, {
    cwd: clone,
    env,
    encoding: "utf8",
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`wasm-pack ${args.join(" ")} failed:\n${stderr}`);
  if (!stderr.includes("Compiling customers-client")) throw new Error(`nothing new:\n${stderr}`);
  return clone;
}

/**
 * Serves a page, and the clone's pkg/ below it.
 * @param {string} clone
 * @param {string} page
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function serveClone(clone, page) {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const file = () => readFile(join(clone, pathname)).catch(() => undefined);
    const body = pathname === "/" ? page : await file();
    if (body === undefined) return response.writeHead(404).end();
    response.setHeader("Content-Type", TYPES[extname(pathname)] ?? "text/plain").end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}
