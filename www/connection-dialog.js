// The form for base URL and key.

import { demoSettings, isDemoKey } from "./connection.js";
import { openDialog, prepareDialog } from "./dialog.js";
import { byId } from "./dom.js";
import { watchForm } from "./form-errors.js";

/** @typedef {import("./connection.js").Settings} Settings */

/** @param {{ connect: (settings: Settings) => Promise<void> }} options Rejects when it cannot. */
export function createConnectionDialog({ connect }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("connection-dialog"));
  const form = /** @type {HTMLFormElement} */ (byId("connection-form"));
  const baseUrl = /** @type {HTMLInputElement} */ (byId("base-url"));
  const apiKey = /** @type {HTMLInputElement} */ (byId("api-key"));
  const useDemo = byId("use-demo");
  const errors = watchForm(form, () => ({}));
  const demo = demoSettings();

  prepareDialog(dialog);
  useDemo.hidden = demo === null;

  /** @param {Settings} settings */
  function fill(settings) {
    baseUrl.value = settings.baseUrl;
    apiKey.value = settings.apiKey;
    errors.reset();
  }

  /** @returns {Settings} */
  function read() {
    return { baseUrl: baseUrl.value.trim(), apiKey: apiKey.value.trim() };
  }

  useDemo.addEventListener("click", () => {
    if (demo) fill(demo);
    apiKey.focus();
  });
  baseUrl.addEventListener("input", () => {
    // The demo key is for this page's own sandbox and goes nowhere else.
    const settings = read();
    if (isDemoKey(settings) && settings.baseUrl !== demo?.baseUrl) apiKey.value = "";
  });
  dialog.addEventListener("close", () => {
    apiKey.value = "";
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    form.setAttribute("aria-busy", "true");
    try {
      await connect(read());
      dialog.close();
    } catch (error) {
      errors.showAnswer(error);
    } finally {
      form.removeAttribute("aria-busy");
    }
  });

  return {
    /** @param {Settings | null} settings */
    open(settings) {
      fill(settings ?? { baseUrl: location.origin, apiKey: "" });
      openDialog(dialog);
    },
  };
}
