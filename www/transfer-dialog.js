// What export and import have in common: a dialog that is made when it is first used.

import { openDialog, prepareDialog } from "./dialog.js";
import { el } from "./dom.js";
import { transfers as words } from "./texts-transfer.js";

/**
 * @param {object} parts
 * @param {string} parts.id
 * @param {string} parts.title
 * @param {(Node | null)[]} parts.body Shown above progress and waits.
 * @param {Node[]} [parts.below]
 * @param {HTMLElement[]} parts.buttons Beside the one that closes.
 * @param {() => Promise<boolean>} parts.mayClose
 */
export async function makeTransfer({ id, title, body, below = [], buttons, mayClose }) {
  const alert = el("div", { class: "notice", role: "alert", hidden: true });
  const said = el("p", { class: "status", role: "status" });
  const bar = /** @type {HTMLProgressElement} */ (
    el("progress", { "aria-label": title, hidden: true })
  );
  const count = el("p", { class: "hint" });
  const wait = el("div", { class: "wait", hidden: true });
  const closer = el("button", { type: "button", "data-close": true }, words.close);
  const form = /** @type {HTMLFormElement} */ (
    el(
      "form",
      { method: "dialog", novalidate: true },
      el("h2", { id: `${id}-title`, tabindex: -1 }, title),
      el("div", { class: "form-body" }, alert, ...body, said, bar, count, wait, ...below),
      el("div", { class: "actions" }, closer, ...buttons),
    )
  );
  const dialog = /** @type {HTMLDialogElement} */ (
    el("dialog", { id, class: "transfer", "aria-labelledby": `${id}-title` }, form)
  );
  await styles();
  document.body.append(dialog);
  const leave = prepareDialog(dialog, mayClose);
  addEventListener("popstate", () => dialog.open && leave());
  return {
    alert,
    bar,
    form,
    said,
    wait,
    // Pressed twice while it was fetched, it is open already.
    open: () => dialog.open || openDialog(dialog),
    /** @param {boolean} busy @param {string} label What its button to close is called. */
    setBusy(busy, label = words.close) {
      form.toggleAttribute("aria-busy", busy);
      if (busy) form.setAttribute("aria-busy", "true");
      closer.textContent = label;
      bar.hidden = !busy;
      if (!busy) count.textContent = "";
    },
    /** @param {number} done @param {number} of @param {string} text */
    progress(done, of, text) {
      bar.max = Math.max(of, 1);
      bar.value = done;
      count.textContent = text;
    },
  };
}

function styles() {
  const sheet = document.querySelector("link[href='transfer.css']");
  if (sheet) return;
  const link = el("link", { rel: "stylesheet", href: "transfer.css" });
  return new Promise((loaded) => {
    // Without its style the dialog is plain, and works.
    link.onload = link.onerror = loaded;
    document.head.append(link);
  });
}

/**
 * Lets the browser draw and answer its user where 16 ms have passed since it last could.
 * @returns {() => Promise<void> | undefined}
 */
export function breather() {
  let since = performance.now();
  /** @type {{ scheduler?: { yield?: () => Promise<void> } }} */
  const { scheduler } = globalThis;
  return () => {
    if (performance.now() - since < 16) return;
    const pause = scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));
    return pause.then(() => {
      since = performance.now();
    });
  };
}
