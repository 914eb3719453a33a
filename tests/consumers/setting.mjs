// What the tests of the consumers share: a tarball, a browser, a sandbox.

import { DEMO_KEY, startSandbox } from "../page/sandbox.mjs";
import { launch } from "./browser.mjs";
import { workshop } from "./project.mjs";
import { serve } from "./server.mjs";

/** For the matrix: what the browser of this test has seen. */
export function saw(t, what) {
  t.diagnostic(`${t.name} saw: ${what}`);
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
    /** The service itself, from another origin than the page's. */
    const direct = `?${new URLSearchParams({ baseUrl: sandbox.url, apiKey: DEMO_KEY })}`;
    return { ...shop, sandbox: sandbox.url, key: DEMO_KEY, browser, site, direct, close };
  } catch (error) {
    await close();
    throw error;
  }
}
