// What the tests of the consumers share: a tarball, a browser, a sandbox.

import assert from "node:assert/strict";
import { DEMO_KEY, startSandbox } from "../page/sandbox.mjs";
import { assertLists, launch } from "./browser.mjs";
import { environment, run, startServer, workshop } from "./project.mjs";
import { serve } from "./server.mjs";

/** Notes what the browser of this test has seen, for the table of matrix.mjs. */
export function saw(t, what) {
  t.diagnostic(`${t.name} saw: ${what}`);
}

/** Notes how many customers a program without a page has listed, by what it printed. */
export function sawListed(t, who, text) {
  const [, listed] = text.match(/\blisted (\d+)$/m) ?? [];
  assert.ok(listed, `nothing listed:\n${text}`);
  saw(t, `${who} ${listed}`);
}

/** The strictest policy under which WebAssembly runs at all. */
export const CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

export async function setUp() {
  const opened = [];
  const close = async () => {
    for (const end of opened.reverse()) await end();
  };
  try {
    const sandbox = await startSandbox();
    opened.push(() => sandbox.stop());
    Object.assign(environment, { CUSTOMERS_URL: sandbox.url, CUSTOMERS_KEY: DEMO_KEY });
    const shop = await workshop();
    opened.push(() => shop.remove());
    const browser = await launch();
    opened.push(() => browser.close());

    /** A directory as a site under the policy, or with other options. */
    const site = async (directory, options = { csp: CSP }) => {
      const { url, stop } = await serve(directory, {
        sandbox: sandbox.url,
        key: DEMO_KEY,
        ...options,
      });
      opened.push(stop);
      return url;
    };
    /** Installs, builds, and opens what was built as a site under the strict policy. */
    const assertBuilds = async (t, fixture, folder = ".", options = undefined) => {
      const project = await shop.project(fixture);
      await run(project, "npm", "run", "build");
      const url = await site(`${project}/${folder}`, options);
      saw(t, await assertLists(browser, `${url}?baseUrl=/api`));
      return project;
    };
    /** Starts the project's own server, and opens the page at `path`. */
    const assertServes = async (t, project, path, script, ...args) => {
      const server = await startServer(project, script, args);
      try {
        saw(t, await assertLists(browser, server.url + path + direct));
      } finally {
        await server.stop();
      }
    };
    /** The project's own server lists customers by itself: at `path`, as text. */
    const assertAnswers = async (t, project, path, script, ...args) => {
      const server = await startServer(project, script, args);
      try {
        const answer = await fetch(server.url + path + direct);
        sawListed(t, "server", await answer.text());
      } finally {
        await server.stop();
      }
    };

    /** The service itself, from another origin than the page's. */
    const direct = `?${new URLSearchParams({ baseUrl: sandbox.url, apiKey: DEMO_KEY })}`;
    const asserts = { assertBuilds, assertServes, assertAnswers };
    return {
      ...shop,
      ...asserts,
      sandbox: sandbox.url,
      key: DEMO_KEY,
      browser,
      site,
      direct,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
