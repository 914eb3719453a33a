// Starts one of the three browser engines, headless, as an object with puppeteer's interface.

import puppeteer from "puppeteer-core";
import { CHROMIUM_ARGS } from "../../.ci/parts/chromium.mjs";
import { launchWebKit } from "./webkit.mjs";

/** A name for this machine that is no loopback name; of the engines only Chromium knows it. */
export const ELSEWHERE = "desk.test";

const FIREFOX_PREFS = {
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

const launchers = {
  chromium: ({ quiet }) =>
    puppeteer.launch({
      networkEnabled: !quiet,
      executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
      args: [`--host-resolver-rules=MAP ${ELSEWHERE} 127.0.0.1`, ...CHROMIUM_ARGS],
      headless: true,
    }),
  firefox: ({ quiet }) =>
    puppeteer.launch({
      networkEnabled: !quiet,
      browser: "firefox",
      executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
      extraPrefsFirefox: FIREFOX_PREFS,
      headless: true,
    }),
  webkit: launchWebKit,
};

/** The engine that a test file runs in, unless it says otherwise. */
export const ENGINE = process.env.ENGINE || "chromium";

/**
 * Starts an engine, and prints which browser that is, by its own word.
 * @param {string} [engine] `chromium`, `firefox` or `webkit`
 * @param {{ quiet?: boolean }} [options] `quiet`: its pages report no events
 * @returns {Promise<import("puppeteer-core").Browser>} In WebKit the part of it that is in
 *   webkit.mjs.
 */
export async function launch(engine = ENGINE, { quiet = false } = {}) {
  if (!(engine in launchers)) throw new Error(`no such engine: ${engine}`);
  const browser = await launchers[engine]({ quiet });
  console.log(`running in ${await browser.version()}`);
  return browser;
}
