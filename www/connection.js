// Which service the desk talks to, and with which key. No document here.
//
// A key lives in memory only; a test key also in this tab's sessionStorage, so that a
// reload keeps it. No other credential is ever stored.

import { BASE_URL, DEMO_KEY } from "./deployment.js";
import { createService } from "./service.js";

/** @typedef {{ baseUrl: string, apiKey: string }} Settings Empty strings mean "not given". */

const STORED = "customer-desk.connection";

/** @returns {Settings | null} The demo, where this page comes from a sandbox on this machine. */
export function demoSettings() {
  if (!DEMO_KEY) return null;
  const host = location.hostname;
  const loopback = host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
  return loopback ? { baseUrl: location.origin, apiKey: DEMO_KEY } : null;
}

/** @returns {Settings | null} What this tab used last, else the gateway, else the demo. */
export function initialSettings() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(STORED) ?? "null");
    if (typeof stored?.baseUrl === "string" && typeof stored.apiKey === "string") return stored;
  } catch {
    // Storage may be blocked or hold something else; the usual start is as good.
  }
  return BASE_URL ? { baseUrl: BASE_URL, apiKey: "" } : demoSettings();
}

/** @param {Settings} settings */
export function rememberSettings({ baseUrl, apiKey }) {
  try {
    if (apiKey === "" || apiKey.startsWith("sk_test_")) {
      sessionStorage.setItem(STORED, JSON.stringify({ baseUrl, apiKey }));
    } else {
      sessionStorage.removeItem(STORED);
    }
  } catch {
    // Blocked storage costs a reload its settings, nothing more.
  }
}

/**
 * @param {Settings} settings
 * @returns {import("./service.js").Service}
 */
export function connect({ baseUrl, apiKey }) {
  return createService({
    ...(baseUrl && { baseUrl }),
    // Without a key there is a gateway, which may know its user by a cookie of this origin.
    ...(apiKey ? { apiKey } : { credentials: "same-origin" }),
  });
}

/**
 * Where requests go, to tell the service's own photos from strangers'.
 * @param {Settings} settings
 */
export function serviceOrigin({ baseUrl }) {
  return new URL(baseUrl || "https://api.4geeks.io", location.href).origin;
}
