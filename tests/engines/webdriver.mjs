// W3C WebDriver over fetch, as far as WebKit's driver is needed here, and the driver itself.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** The key under which the protocol hands over an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const START_MS = 20_000;
/** A driver whose browser has crashed may never answer. */
const LONGEST_COMMAND_MS = 60_000;

/** A command that the driver refused: `code` is the protocol's word for it. */
export class DriverError extends Error {
  constructor({ error, message }) {
    super(message ? `${error}: ${message}` : error);
    this.code = error;
  }
}

async function command(url, method, body) {
  const response = await fetch(url, {
    method,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(LONGEST_COMMAND_MS),
  });
  const { value } = await response.json();
  if (!response.ok) throw new DriverError(value);
  return value;
}

/**
 * A session of a driver. Elements are passed on as the protocol has them.
 * @param {string} driver its URL
 * @param {Record<string, unknown>} capabilities
 */
export async function openSession(driver, capabilities) {
  const opened = await command(`${driver}/session`, "POST", {
    capabilities: { alwaysMatch: capabilities },
  });
  const at = `${driver}/session/${opened.sessionId}`;
  return {
    capabilities: opened.capabilities,
    get: (path) => command(`${at}/${path}`, "GET"),
    post: (path, body = {}) => command(`${at}/${path}`, "POST", body),
    end: () => command(at, "DELETE"),

    /** @returns {Promise<string>} the path of the selector's first element */
    async find(selector) {
      const found = await this.post("element", { using: "css selector", value: selector });
      return `element/${found[ELEMENT]}`;
    },
    /** A function's value in the page, or its promise's; elements come back as paths. */
    async run(fn, ...args) {
      const script = `const args = [...arguments], done = args.pop();
        (async () => (${fn})(...args))().then(
          (value) => done({ value }), (error) => done({ error: String(error?.stack || error) }));`;
      const { value, error } = await this.post("execute/async", { script, args });
      if (error) throw new Error(`in the page: ${error}`);
      return asPaths(value);
    },
  };
}

/** Elements in a list, as paths; everything else as it is. */
function asPaths(value) {
  if (!Array.isArray(value)) return value;
  return value.map((item) => (item?.[ELEMENT] ? `element/${item[ELEMENT]}` : item));
}

const running = new Set();

/** Ends the programs that this process has started, also when the process itself is ended. */
function stopAllAtTheEnd() {
  process.once("exit", () => {
    for (const child of running) child.kill();
  });
  // A signal ends a process without an "exit", unless somebody makes one of it.
  for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }))
    process.once(signal, () => process.exit(128 + number));
}

/** Runs a program until `stop`, and no longer than this process. */
function startProgram(program, args, options) {
  if (running.size === 0) stopAllAtTheEnd();
  const child = spawn(program, args, options);
  running.add(child);
  const over = new Promise((done) => {
    child.once("error", done);
    child.once("exit", (code, signal) => done(new Error(`${program} ended: ${code ?? signal}`)));
  });
  over.then(() => running.delete(child));
  return {
    child,
    over,
    async stop() {
      child.kill();
      await over;
    },
  };
}

/** Waits until the program has started; fails when it ends or the time is up before that. */
async function started(what, program, outcome) {
  let late;
  const patience = new Promise((_, reject) => {
    late = setTimeout(() => reject(new Error(`${what} did not start in ${START_MS} ms`)), START_MS);
  });
  const ended = program.over.then((reason) => {
    throw reason;
  });
  ended.catch(() => {}); // Later it ends in the usual way.
  try {
    return await Promise.race([outcome, patience, ended]);
  } catch (error) {
    await program.stop();
    throw error;
  } finally {
    clearTimeout(late);
  }
}

/** A screen that nobody sees. @returns {Promise<{ display: string, stop: () => Promise<void> }>} */
export async function startScreen() {
  const args = ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"];
  const screen = startProgram("Xvfb", args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = new Promise((done) => {
    createInterface(screen.child.stdio[3]).once("line", done);
  });
  return { display: `:${await started("Xvfb", screen, number)}`, stop: screen.stop };
}

/** WebKit's driver. @returns {Promise<{ url: string, stop: () => Promise<void> }>} */
export async function startDriver(program, display) {
  const port = await freePort();
  const driver = startProgram(program, [`--port=${port}`], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DISPLAY: display },
  });
  const url = `http://127.0.0.1:${port}`;
  const ready = (async () => {
    while (running.has(driver.child)) {
      const status = await command(`${url}/status`, "GET").catch(() => undefined);
      if (status?.ready) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw await driver.over;
  })();
  await started(program, driver, ready);
  return { url, stop: driver.stop };
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().on("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
