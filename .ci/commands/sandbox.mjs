// npm run sandbox: the API alone. `npm start` and the tests start it from here too.

import { createWriteStream } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ended, isProgram, main, run, Stop, start, step, target } from "../parts/process.mjs";
import { needNode, needRust } from "../parts/tools.mjs";

export const sandboxProgram = join(
  target,
  "debug",
  process.platform === "win32" ? "sandbox.exe" : "sandbox",
);

export async function buildSandbox() {
  await step("sandbox", () => run("cargo", ["build", "--package", "sandbox"]));
}

/** Serves until it is stopped, and resolves to its exit code. */
export function serve(args) {
  return ended(start(sandboxProgram, args));
}

const TEST_PORT = 8038;

/** Runs `body` with the URL of a fresh sandbox in memory, and stops the sandbox after it. */
export async function withSandbox(name, body) {
  // The browser tests have the URL compiled in: as long as it is the same one, they need not
  // be compiled again.
  const port = (await isFree(TEST_PORT)) ? TEST_PORT : 0;
  const child = start(
    sandboxProgram,
    ["--memory", "--seed", "38", "--faults", "--port", `${port}`],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const log = createWriteStream(join(target, `sandbox-${name}.log`));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const over = ended(child);
  try {
    const failed = over.then((code) => {
      throw new Stop(`the sandbox ended with exit code ${code}; it wrote ${log.path}`);
    });
    failed.catch(() => {}); // It also ends in the usual way, when nobody listens any more.
    return await Promise.race([listening(child).then(body), failed]);
  } finally {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 5000);
    await over;
    clearTimeout(late);
    log.end();
  }
}

/** The address in the sandbox's line "listening on http://127.0.0.1:8038". */
function listening(child) {
  return new Promise((done, fail) => {
    const late = setTimeout(
      () => fail(new Stop("the sandbox did not say within 20 s that it listens")),
      20_000,
    );
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on("line", (line) => {
        const url = line.match(/listening on (http:\/\/[^\s/]+)/)?.[1];
        if (!url) return;
        clearTimeout(late);
        done(url);
      });
    }
  });
}

function isFree(port) {
  return new Promise((done) => {
    const server = createServer()
      .on("error", () => done(false))
      .listen(port, "127.0.0.1", () => server.close(() => done(true)));
  });
}

if (isProgram(import.meta.url)) {
  main(async (args) => {
    needNode();
    await needRust();
    await buildSandbox();
    return serve(args);
  });
}
