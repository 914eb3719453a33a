// A sandbox to run against: the one at SANDBOX_URL, or one of our own.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The sandbox's public demo key. */
export const DEMO_KEY = "sk_test_51O62xYzAbcDef123";

const root = fileURLToPath(new URL("../..", import.meta.url));
const ARGS = "--port 0 --memory --seed 38 --faults --www www --package pkg".split(" ");

/** @returns {Promise<{ url: string, stop: () => void }>} */
export async function startSandbox() {
  const { SANDBOX_URL, SANDBOX_BIN = "target/debug/sandbox" } = process.env;
  if (SANDBOX_URL) return { url: SANDBOX_URL.replace(/\/$/, ""), stop() {} };

  const child = spawn(SANDBOX_BIN, ARGS, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  process.once("exit", () => child.kill());
  const failed = new Promise((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the sandbox ended with code ${code}`)));
  });
  failed.catch(() => {}); // Stopping it at the end is no failure.
  const listening = (async () => {
    for await (const line of createInterface(child.stdout)) {
      const [, url] = line.match(/listening on (http:\S+)/) ?? [];
      if (url) return url;
    }
    throw new Error("the sandbox never said where it listens");
  })();
  const url = await Promise.race([listening, failed]);
  child.stdout.resume(); // Keep reading, or a chatty sandbox would block.
  return { url, stop: () => child.kill() };
}

/**
 * Makes the sandbox answer the next API request differently.
 * @param {string} url
 * @param {Record<string, unknown>} fault
 */
export async function injectFault(url, fault) {
  const response = await fetch(`${url}/_faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ key: DEMO_KEY, times: 1, ...fault }),
  });
  if (!response.ok) throw new Error(`/_faults: ${response.status} ${await response.text()}`);
}
