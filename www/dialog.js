// Dialogs: Escape and [data-close] close them, and focus goes back to where it came from.

import { byId } from "./dom.js";
import { confirming as words } from "./texts.js";

/**
 * @param {HTMLDialogElement} dialog
 * @param {() => Promise<boolean>} [mayClose] Asked before its user closes it.
 * @returns {() => Promise<void>} Closes it as its user does.
 */
export function prepareDialog(dialog, mayClose) {
  let asking = false;
  async function leave() {
    if (asking || !dialog.open) return;
    asking = true;
    try {
      if (!mayClose || (await mayClose())) dialog.close();
    } finally {
      asking = false;
    }
  }
  for (const button of dialog.querySelectorAll("[data-close]")) {
    button.addEventListener("click", leave);
  }
  if (mayClose) {
    // Browsers let a page refuse "cancel" only now and then, so Escape is taken before it is one.
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      leave();
    });
    dialog.addEventListener("cancel", (event) => {
      if (event.target !== dialog) return; // A file input's.
      event.preventDefault();
      leave();
    });
  }
  return leave;
}

/**
 * The browser returns focus to the opener itself. Where the opener was drawn anew
 * meanwhile, `findOpener` names its successor; where its view has gone, it is what lies below.
 * @param {HTMLDialogElement} dialog
 * @param {() => HTMLElement | null} [findOpener]
 */
export function openDialog(dialog, findOpener) {
  const opener = document.activeElement;
  dialog.addEventListener(
    "close",
    () => {
      if (opener?.checkVisibility()) return;
      /** @type {(HTMLElement | null | undefined)[]} */
      const next = [findOpener?.(), document.querySelector("dialog[open] h2[tabindex]")];
      (next.find((one) => one?.checkVisibility()) ?? byId("customers")).focus();
    },
    { once: true },
  );
  dialog.showModal();
}

/**
 * Asks before something that cannot be undone. Escape means no.
 * @param {object} question
 * @param {string} question.title
 * @param {string} question.text
 * @param {string} question.yes
 * @param {string} [question.no]
 * @param {string} [question.typed] What has to be typed before yes means yes.
 * @returns {Promise<boolean>}
 */
export function confirmFirst({ title, text, yes, no = words.no, typed = "" }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("confirm"));
  const form = byId("confirm-form");
  const input = /** @type {HTMLInputElement} */ (byId("confirm-typed"));
  const fault = byId("confirm-fault");
  if (dialog.open) return Promise.resolve(false);
  byId("confirm-title").textContent = title;
  byId("confirm-text").textContent = text;
  byId("confirm-yes").textContent = yes;
  byId("confirm-no").textContent = no;
  byId("confirm-field").hidden = !typed;
  byId("confirm-wanted").textContent = typed;
  input.value = "";
  return new Promise((resolve) => {
    let agreed = false;
    const done = new AbortController();
    /** @param {string} say */
    const complain = (say) => {
      fault.textContent = say;
      input.setAttribute("aria-invalid", String(say !== ""));
    };
    /** @param {Event} event */
    const agree = (event) => {
      event.preventDefault();
      agreed = fold(input.value) === fold(typed);
      if (agreed) {
        dialog.close();
        return;
      }
      complain(words.notTyped);
      input.focus();
    };
    complain("");
    form.addEventListener("submit", agree, { signal: done.signal });
    byId("confirm-no").addEventListener("click", () => dialog.close(), { signal: done.signal });
    input.addEventListener("input", () => complain(""), { signal: done.signal });
    dialog.addEventListener(
      "close",
      () => {
        done.abort();
        resolve(agreed);
      },
      { once: true },
    );
    openDialog(dialog);
    byId(typed ? "confirm-typed" : "confirm-no").focus();
  });
}

/** @param {string} text */
function fold(text) {
  return text.trim().toLowerCase();
}
