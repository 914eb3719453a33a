// Where the desk is connected to: this sandbox, a gateway here, or an account of one's own. What is
// chosen is tried in here, with one small call, before it replaces what works.

import { connect, demoSettings } from "./connection.js";
import { CustomersError, isCustomersError } from "./customers-client/index.js";
import { BASE_URL } from "./deployment.js";
import { openDialog, prepareDialog } from "./dialog.js";
import { byId } from "./dom.js";
import { watchForm } from "./form-errors.js";
import { showStatus } from "./notice.js";
import { connecting as words } from "./texts.js";
import { waitsIn } from "./wait.js";

/** @typedef {import("./connection.js").Settings} Settings */
/** @typedef {import("./service.js").Service} Service */
/** @typedef {"sandbox" | "gateway" | "own"} Choice */

/** What cannot be mended by another key, and may be by another URL. */
const WRONG_PLACE = new Set(["network", "timeout", "not_found", "unexpected_response"]);

/**
 * @param {object} options
 * @param {() => Settings | null} options.getSettings
 * @param {(settings: Settings, service: Service) => void} options.onConnected
 */
export function createConnectionDialog({ getSettings, onConnected }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("connection-dialog"));
  const form = /** @type {HTMLFormElement} */ (byId("connection-form"));
  const baseUrl = /** @type {HTMLInputElement} */ (byId("base-url"));
  const apiKey = /** @type {HTMLInputElement} */ (byId("api-key"));
  const status = byId("connection-status");
  const onCall = waitsIn(byId("connection-wait"));
  const errors = watchForm(form, () => ({}));
  const demo = demoSettings();
  /** @type {Choice} */
  let choice = "own";
  /** The base URL as it stands under each choice. */
  let urls = { sandbox: "", gateway: "", own: "" };
  /** @type {AbortController | null} */
  let trying = null;

  prepareDialog(dialog);
  byId("choice-sandbox").hidden = demo === null;
  // The policy of a gateway's page lets it call that gateway alone.
  byId("choice-own").hidden = BASE_URL !== "";

  /** @param {Choice} next */
  function choose(next) {
    choice = next;
    radio(next).checked = true;
    baseUrl.value = urls[next];
    byId("base-url-field").hidden = next === "sandbox";
    byId("api-key-field").hidden = next !== "own";
    byId("base-url-hint").textContent = words.urlHints[next];
    errors.reset();
  }

  /** @param {Choice} value @returns {HTMLInputElement} */
  function radio(value) {
    return /** @type {HTMLInputElement} */ (form.querySelector(`[value="${value}"]`));
  }

  /** @returns {Settings} */
  function read() {
    if (choice === "sandbox" && demo) return demo;
    const key = choice === "own" ? apiKey.value.trim() : "";
    return { baseUrl: baseUrl.value.trim(), apiKey: key };
  }

  form.addEventListener("change", ({ target }) => {
    const { name, value } = /** @type {HTMLInputElement} */ (target);
    if (name !== "where") return;
    urls[choice] = baseUrl.value;
    choose(/** @type {Choice} */ (value));
  });
  dialog.addEventListener("close", () => {
    trying?.abort();
    apiKey.value = "";
    showStatus("", status);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (trying) return;
    trying = new AbortController();
    const { signal } = trying;
    const settings = read();
    errors.reset();
    form.setAttribute("aria-busy", "true");
    showStatus(words.trying, status);
    try {
      const service = connect(settings);
      await service.call("list", [{ page_size: 1 }], { signal, onCall });
      onConnected(settings, service);
      dialog.close();
    } catch (error) {
      showStatus("", status);
      if (isCustomersError(error)) errors.showAnswer(besideItsField(error, settings));
      else if (!isAbort(error)) errors.showAnswer(error);
    } finally {
      form.removeAttribute("aria-busy");
      trying = null;
    }
  });

  /**
   * A refused key is a fault of the key's field, and what cannot be reached one of the URL's.
   * @param {CustomersError} error
   * @param {Settings} settings
   */
  function besideItsField(error, settings) {
    const { code, issues, message } = error;
    if (issues.length > 0) return error;
    /** @param {string} path @param {string} text */
    const at = (path, text) =>
      new CustomersError(message, { ...error, issues: [{ path, code: "invalid", message: text }] });
    if (choice === "own" && (code === "unauthorized" || code === "forbidden")) {
      return at("apiKey", settings.apiKey ? words.keyRefused : words.keyNeeded);
    }
    if (choice !== "sandbox" && WRONG_PLACE.has(code)) return at("baseUrl", words.notThere);
    return error;
  }

  /** @param {{ forKey?: boolean }} [options] */
  function open({ forKey = false } = {}) {
    const settings = getSettings();
    const here = BASE_URL || "/api";
    urls = { sandbox: "", gateway: here, own: "" };
    const now = choiceOf(settings);
    if (settings) urls[now] = settings.baseUrl;
    if (settings && forKey && now === "sandbox") urls.own = settings.baseUrl;
    choose(forKey && now === "sandbox" ? "own" : now);
    if (now === "own" && settings) apiKey.value = settings.apiKey;
    openDialog(dialog);
    (forKey && choice === "own" ? apiKey : radio(choice)).focus();
  }

  /** @param {Settings | null} settings @returns {Choice} */
  function choiceOf(settings) {
    if (!settings) return BASE_URL ? "gateway" : "own";
    const isDemo = settings.baseUrl === demo?.baseUrl && settings.apiKey === demo.apiKey;
    if (isDemo) return "sandbox";
    if (BASE_URL) return "gateway";
    return settings.apiKey === "" && settings.baseUrl.startsWith("/") ? "gateway" : "own";
  }

  document.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest("[data-change-key]")) open({ forKey: true });
  });

  return { open };
}

/** @param {unknown} error */
function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}
