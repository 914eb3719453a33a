// The browser engines that the tests run in: which of them are here, and what came of it.
//
// Chromium has to be here: much is tested only there. Firefox and WebKit are used where they are
// found; where nobody watches (CI) Firefox is required too, and WebKit wherever Debian offers it.

import { existsSync } from "node:fs";
import { miniBrowser } from "../../tests/engines/webkit.mjs";
import { ask, attempt, say } from "./process.mjs";
import { isDebianRoot, needBrowser, needFromDebian, which } from "./tools.mjs";

const MAC_FIREFOX = "/Applications/Firefox.app/Contents/MacOS/firefox";
const WEBKIT_PACKAGES = ["webkit2gtk-driver", "xvfb"];

const engines = [
  { id: "chromium", name: "Chromium", product: "Chrome", need: needBrowser, find: () => true },
  {
    id: "firefox",
    name: "Firefox",
    product: "firefox",
    find() {
      process.env.FIREFOX ||=
        which("firefox-esr") ?? which("firefox") ?? (existsSync(MAC_FIREFOX) ? MAC_FIREFOX : "");
      return process.env.FIREFOX;
    },
    need() {
      return needFromDebian(
        this.find,
        ["firefox-esr"],
        "The tests have to run in Firefox too.",
        "install it, and set FIREFOX to its path",
      );
    },
    advice: "on Debian: apt-get install firefox-esr, or set FIREFOX to its path",
  },
  {
    id: "webkit",
    name: "WebKitGTK",
    product: "WebKitGTK",
    find() {
      process.env.WEBKIT_DRIVER ||= which("WebKitWebDriver") ?? "";
      return process.env.WEBKIT_DRIVER && which("Xvfb") && miniBrowser();
    },
    async need() {
      if (this.find()) return;
      if (isDebianRoot()) await attempt("apt-get", ["update", "-qq"]);
      if (!ask("apt-cache", "show", WEBKIT_PACKAGES[0])) return;
      await needFromDebian(
        this.find,
        WEBKIT_PACKAGES,
        "The tests have to run in WebKit too, where it is offered.",
        "there is no way yet",
      );
    },
    advice: `on Debian: apt-get install ${WEBKIT_PACKAGES.join(" ")}`,
  },
];

/** Finds the engines; installs those that must not be missing. */
export async function needEngines() {
  for (const engine of engines) {
    if (engine.id === "chromium" || process.env.CI) await engine.need();
    engine.isHere = Boolean(engine.find());
    if (!engine.isHere) say(`${engine.name} was not found, and is left out: ${engine.advice}`);
  }
}

const COLUMNS = ["browser tests", "page end-to-end", "package"];

/**
 * Runs one column's tests in each engine that is here, and answers an exit code.
 * @param {string} column
 * @param {(id: string) => Promise<{ code: number, passed: string, version: string }>} run
 */
export async function inEachEngine(column, run) {
  let worst = 0;
  for (const engine of engines.filter(({ isHere }) => isHere)) {
    say(`${column} in ${engine.name}`);
    engine[column] = "FAILED"; // what it stays if the run does not even end
    const { code, passed, version } = await run(engine.id);
    const [, product, number] = version?.match(/^(\w+)\/(\S+)$/) ?? [];
    // Whatever goes wrong on the way, no row may tell of another engine's tests.
    const isRight = product === engine.product;
    if (!isRight) say(`✗ that was not ${engine.name}, but ${version ?? "nothing"}`);
    if (isRight) engine.version = number;
    if (code === 0 && isRight) engine[column] = `ok (${passed})`;
    worst ||= code || Number(!isRight);
  }
  return worst;
}

/** Rows: engines; columns: what ran there. Undefined where nothing of it was to run. */
export function engineMatrix() {
  const columns = COLUMNS.filter((column) => engines.some((engine) => column in engine));
  if (columns.length === 0) return undefined;
  const rows = engines.map(({ name, version, isHere, advice, ...ran }) => [
    version ? `${name} ${version}` : name,
    ...(isHere ? columns.map((column) => ran[column] ?? "not run") : [`not found: ${advice}`]),
  ]);
  return [["engine", ...columns], ...rows]
    .map(([row, ...cells]) => row.padEnd(26) + cells.map((cell) => cell.padEnd(17)).join(""))
    .map((line) => line.trimEnd())
    .join("\n");
}
