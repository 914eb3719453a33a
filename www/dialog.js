// Dialogs: Escape and [data-close] close them, and focus goes back to where it came from.

import { byId } from "./dom.js";

/** @param {HTMLDialogElement} dialog */
export function prepareDialog(dialog) {
  for (const button of dialog.querySelectorAll("[data-close]")) {
    button.addEventListener("click", () => dialog.close());
  }
}

/**
 * The browser returns focus to the opener itself. Where the opener was drawn anew
 * meanwhile, `findOpener` names its successor.
 * @param {HTMLDialogElement} dialog
 * @param {() => HTMLElement | null} [findOpener]
 */
export function openDialog(dialog, findOpener) {
  const opener = document.activeElement;
  dialog.addEventListener(
    "close",
    () => {
      if (!opener?.isConnected) findOpener?.()?.focus();
    },
    { once: true },
  );
  dialog.showModal();
}

/**
 * Asks before something that cannot be undone. Escape means no.
 * @param {{ title: string, text: string, yes: string }} question
 * @returns {Promise<boolean>}
 */
export function confirmFirst({ title, text, yes }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("confirm"));
  const button = byId("confirm-yes");
  byId("confirm-title").textContent = title;
  byId("confirm-text").textContent = text;
  button.textContent = yes;
  return new Promise((resolve) => {
    let agreed = false;
    const agree = () => {
      agreed = true;
      dialog.close();
    };
    button.addEventListener("click", agree, { once: true });
    dialog.addEventListener(
      "close",
      () => {
        button.removeEventListener("click", agree);
        resolve(agreed);
      },
      { once: true },
    );
    openDialog(dialog);
  });
}
