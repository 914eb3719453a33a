// The account behind the desk, as another of its users sees it.

import { DEMO_KEY } from "./sandbox.mjs";

const AUTHORIZATION = `Basic ${Buffer.from(`${DEMO_KEY}:`).toString("base64")}`;

/** @param {string} url The sandbox's. */
export function accountAt(url) {
  /**
   * @param {string} method
   * @param {string} path Below the customers.
   * @param {unknown} [body] A string is JSON already.
   */
  async function send(method, path, body) {
    const response = await fetch(`${url}/v1/customers/${path}`, {
      method,
      headers: { Authorization: AUTHORIZATION, "Content-Type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  }

  let made = 0;
  return {
    send,
    /** A customer of its own. @param {Record<string, unknown>} [fields] */
    create(fields) {
      made += 1;
      const email = `someone.${made}.${Date.now()}@example.com`;
      return send("POST", "", { first_name: "Some", last_name: `One ${made}`, email, ...fields });
    },
    /** @param {string} id */
    addAddress: (id, line1 = "First Street 1") =>
      send("POST", `${id}/addresses/`, {
        line1,
        city: "San José",
        postal_code: "10101",
        country: "Costa Rica",
      }),
    /** @param {string} id */
    remove: (id) => send("DELETE", `${id}/`),
  };
}
