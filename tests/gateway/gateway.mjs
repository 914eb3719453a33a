// Debian's nginx on loopback with the configuration that the project ships.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const shipped = join(root, "www/gateway/nginx.conf");
const PATIENCE_MS = 10_000;

/**
 * @param {string} key
 * @returns {string} What the key file and the header `Authorization: Basic` hold.
 */
export function encodeKey(key) {
  return Buffer.from(`${key}:`).toString("base64");
}

/**
 * Starts nginx in front of a service.
 * @param {{ service: string, key?: string, ca?: string, upstream?: string,
 *   users?: string }} options `ca` is whom to trust in place of the public authorities;
 *   `upstream` a block that gives a name to addresses, as DNS would; `users` the password file
 *   of a login in front.
 */
export async function startGateway({ service, key = "sk_test_gateway", ca, upstream = "", users }) {
  const home = mkdtempSync(join(tmpdir(), "gateway-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const at = (name) => join(home, name);
  let site = adapt(readFileSync(shipped, "utf8"), {
    "listen ": `127.0.0.1:${port}`,
    "set $desk ": url,
    "set $service ": service,
    "resolver ": "127.0.0.1",
    "include ": at("customers-key.conf"),
    "proxy_ssl_trusted_certificate ": at("ca.pem"),
    "root ": join(root, "www"),
    "alias ": join(root, "pkg/"),
    "access_log ": at("access.log"),
    "error_log ": at("error.log"),
  });
  if (users) {
    writeFileSync(at("users"), users);
    const login = `auth_basic "Customer desk"; auth_basic_user_file ${at("users")};`;
    site = site.replace("# LOGIN goes here", (comment) => `${login} ${comment}`);
  }
  writeFileSync(at("site.conf"), site);
  writeFileSync(at("customers-key.conf"), `set $customers_key "${encodeKey(key)}";\n`);
  writeFileSync(at("ca.pem"), ca ?? rootCertificates[0]);
  writeFileSync(at("nginx.conf"), surroundings(upstream));

  const args = ["-p", home, "-c", at("nginx.conf")];
  const nginx = spawn(process.env.NGINX || "/usr/sbin/nginx", args, {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  nginx.stderr.on("data", (text) => {
    said += text;
  });
  const over = new Promise((done) => {
    nginx.once("error", (error) => done(error.message));
    nginx.once("close", (code) => done(`it ended with code ${code}: ${said}`));
  });
  const kill = () => nginx.kill();
  process.once("exit", kill);
  const stop = async () => {
    kill();
    await over;
    process.off("exit", kill);
    rmSync(home, { recursive: true });
  };
  const failure = await Promise.race([over, answers(url)]);
  if (failure) {
    await stop();
    throw new Error(`nginx does not serve the gateway: ${failure}`);
  }
  const log = () =>
    ["access.log", "error.log"].map((name) => readFileSync(at(name), "utf8")).join("");
  return { url, stop, log };
}

/**
 * The shipped file with this machine's values in the lines that are a user's to change, in each
 * of them and in no other. What follows the value stays.
 * @param {string} text
 * @param {Record<string, string>} values By what the line begins with.
 */
function adapt(text, values) {
  const left = new Set(Object.keys(values));
  const lines = text.split("\n").map((line) => {
    if (!/; +# ADAPT/.test(line)) return line;
    const setting = line.trimStart();
    const start = [...left].find((one) => setting.startsWith(one));
    if (!start) throw new Error(`no test value for the line: ${line}`);
    left.delete(start);
    return start + values[start] + setting.slice(start.length).replace(/^[^ ;]+/, "");
  });
  if (left.size > 0) throw new Error(`nginx.conf has no ADAPT line for: ${[...left].join(", ")}`);
  return lines.join("\n");
}

/**
 * What Debian's own nginx.conf is to the shipped file. One process, so that none is left behind.
 * @param {string} upstream
 */
function surroundings(upstream) {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `
daemon off;
master_process off;
pid nginx.pid;
error_log stderr warn;
events {}
http {
  ${temporary.map((name) => `${name}_temp_path temporary-${name};`).join("\n  ")}
  access_log off;
  ${upstream}
  include site.conf;
}
`;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** @param {string} url @returns {Promise<string>} Empty as soon as there is an answer. */
async function answers(url) {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    try {
      await (await fetch(url)).arrayBuffer();
      return "";
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return `no answer at ${url}`;
}
