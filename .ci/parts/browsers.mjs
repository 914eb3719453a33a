// The steps of `npm test` that run in every engine there is: tests/browser and tests/page.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { sandboxProgram, withSandbox } from "../commands/sandbox.mjs";
import { inEachEngine } from "./engines.mjs";
import { attempt, ended, print, root, Stop, say, start } from "./process.mjs";

// What holds in every engine. The other tests of the page are about the page, not about engines,
// and use what only Chromium has.
const END_TO_END = ["desk.test.mjs", "keyboard.test.mjs"];
const PACKAGE = ["package.test.mjs"];

/** tests/browser*. Each engine has a fresh sandbox: the tests expect to be its first. */
export function browserTests() {
  return inEachEngine("browser tests", (id) =>
    withSandbox(`browser-${id}`, async (url) => {
      const suite = await buildSuite(url);
      const server = await serveSuite(suite);
      try {
        const passed = /^test result: \w+\. (\d+) passed/;
        return await runNode(["tests/browser/run.mjs", server.url], passed, { ENGINE: id });
      } finally {
        await server.stop();
      }
    }),
  );
}

/** Compiles the suite for a sandbox's URL, and answers the file. */
async function buildSuite(url) {
  const what = "--package customers-client --test browser --target wasm32-unknown-unknown";
  const how = "--no-run --message-format=json-render-diagnostics";
  let file;
  const code = await attempt("cargo", ["test", ...what.split(" "), ...how.split(" ")], {
    env: { CUSTOMERS_SANDBOX: url },
    onLine(line) {
      file = JSON.parse(line).executable ?? file;
    },
  });
  if (code !== 0) throw new Stop("the browser tests could not be compiled, see above", code);
  return file;
}

/** wasm-bindgen's test runner as a server: whoever opens its page runs the tests. */
async function serveSuite(file) {
  const runner = start("wasm-bindgen-test-runner", [file], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0" },
  });
  const over = ended(runner);
  const url = await new Promise((done, fail) => {
    createInterface(runner.stdout).on("line", (line) => {
      const at = line.match(/available at (http:\/\/\S+)/)?.[1];
      if (at) done(at);
    });
    over.then((code) => fail(new Stop(`wasm-bindgen-test-runner ended with exit code ${code}`)));
  });
  return {
    url,
    async stop() {
      runner.kill();
      await over;
    },
  };
}

/** tests/page: all of it in Chromium, and what is about engines in each of them. */
export async function pageTests() {
  const all = readdirSync(join(root, "tests/page")).filter((name) => name.endsWith(".test.mjs"));
  const everywhere = [...END_TO_END, ...PACKAGE];
  const missing = everywhere.find((name) => !all.includes(name));
  if (missing) throw new Stop(`there is no tests/page/${missing}`);
  const codes = [
    await inEachEngine("page end-to-end", (id) => pageRun(END_TO_END, id)),
    await inEachEngine("package", (id) => pageRun(PACKAGE, id)),
  ];
  say("the rest of tests/page, in Chromium; the oldest versions");
  const rest = all.filter((name) => !everywhere.includes(name));
  codes.push((await pageRun([...rest, "../engines/oldest.test.mjs"], "chromium")).code);
  return codes.find((code) => code !== 0) ?? 0;
}

/** Each file starts a sandbox, so that what one of them leaves behind harms no other. */
function pageRun(names, id) {
  const files = names.map((name) => join("tests/page", name));
  return runNode(nodeTest(files), /^(?:#|ℹ) pass (\d+)/, {
    SANDBOX_URL: "",
    SANDBOX_BIN: sandboxProgram,
    ENGINE: id,
  });
}

/** One file at a time: a browser each is a lot for a small machine. */
export function nodeTest(files) {
  return ["--test", "--test-reporter=spec", "--test-concurrency=1", ...files];
}

/**
 * Runs Node, and passes on what it prints. Of that, `passed` finds the number of tests; which
 * browser ran them is what tests/engines/launch.mjs has said.
 */
async function runNode(args, passed, env) {
  const outcome = {};
  const onLine = (line) => {
    print(line);
    outcome.passed = line.match(passed)?.[1] ?? outcome.passed;
    outcome.version = line.match(/^running in (\S+)$/)?.[1] ?? outcome.version;
  };
  const code = await attempt(process.execPath, args, { env, onLine });
  return { code, ...outcome };
}
