// docs/gateway where it is meant to run: Express, Next and workerd, each as a process of its own or a
// server here, with the gateway at "/api".

import { spawn } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { run } from "../consumers/project.mjs";
import { named } from "../docs/blocks.mjs";
import { load, project, resolve } from "./project.mjs";

const gatewayFiles = join(project, "src/gateway");
const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** @returns {Promise<{ url: string, stop: () => unknown }>} */
export async function startExpress({ service, key }) {
  const { default: express } = await load("express");
  const { expressGateway } = await import(join(gatewayFiles, "express.mjs"));
  const app = express();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  // The guide's line, for this service and this page.
  const line = named("app.js")
    .code.replace("process.env.CUSTOMERS_KEY", JSON.stringify(key))
    .replace(
      '"https://desk.example"',
      `${JSON.stringify(url)}, service: ${JSON.stringify(service)}`,
    );
  new Function("app", "expressGateway", line)(app, expressGateway);
  const server = app.listen(port, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url, stop };
}

/** A program of the project's that serves at this address. */
async function served(url, program, args, env = {}) {
  const child = spawn(program, args, {
    cwd: project,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      said += data;
    });
  }
  const ended = new Promise((done) => child.once("close", done));
  const stop = () => {
    child.kill();
    return ended;
  };
  for (const late = Date.now() + 30_000; ; await new Promise((next) => setTimeout(next, 50))) {
    if (await fetch(url).catch(() => undefined)) return { url, stop };
    if (child.exitCode === null && Date.now() < late) continue;
    await stop();
    throw new Error(`${program} does not answer:\n${said}`);
  }
}

/** The route in an application that has little else. */
async function buildNext() {
  const app = join(project, "next");
  const route = join(app, "app/api/[...path]");
  await mkdir(route, { recursive: true });
  const shown = (body) => `export default ({ children }) => ${body};\n`;
  const layout = shown('<html lang="en"><body>{children}</body></html>');
  await writeFile(join(app, "app/layout.js"), layout);
  await writeFile(join(app, "app/page.js"), shown("<p>{children}</p>"));
  await writeFile(join(app, "next.config.mjs"), named("next.config.js").code);
  await cp(join(gatewayFiles, "gateway.mjs"), join(route, "gateway.mjs"));
  await cp(join(gatewayFiles, "next-route.mjs"), join(route, "route.js"));
  await run(app, process.execPath, resolve("next/dist/bin/next"), "build");
  return app;
}
let nextApp;

export async function startNext({ service, key }) {
  nextApp ??= buildNext();
  const app = await nextApp;
  const port = `${await freePort()}`;
  const url = `http://127.0.0.1:${port}`;
  const env = { CUSTOMERS_SERVICE: service, CUSTOMERS_KEY: key, PAGE_ORIGIN: url };
  const args = ["start", app, "--hostname", "127.0.0.1", "--port", port];
  return served(url, process.execPath, [resolve("next/dist/bin/next"), ...args], env);
}

export async function startWorkerd({ service, key }) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const text = (name, value) => `(name = "${name}", text = ${JSON.stringify(value)})`;
  const esModule = (name) => `(name = "${name}", esModule = embed "src/gateway/${name}")`;
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [${esModule("worker.mjs")}, ${esModule("gateway.mjs")}],
  compatibilityDate = "2026-06-01",
  bindings = [
    ${text("CUSTOMERS_KEY", key)}, ${text("CUSTOMERS_SERVICE", service)}, ${text("PAGE_ORIGIN", url)},
  ],
);
`;
  const file = join(project, "worker.capnp");
  await writeFile(file, config);
  return served(url, join(project, "node_modules/.bin/workerd"), ["serve", file]);
}
