// Nothing that was entered into a form is lost by a slip: closing asks first, a reload keeps a
// draft, and while the form is being saved it stays where its answer will be read.

import { confirmFirst, openDialog, prepareDialog } from "./dialog.js";
import { draftOf, keepDraft } from "./draft.js";
import { showStatus } from "./notice.js";
import { forms as words } from "./texts.js";
import { waitsIn } from "./wait.js";

/**
 * @param {HTMLDialogElement} dialog
 * @param {HTMLFormElement} form With a line for its status and a place for its waits.
 * @param {() => boolean} [more] Whether there is a change that no text control shows.
 */
export function guardForm(dialog, form, more = () => false) {
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const wait = /** @type {HTMLElement} */ (form.querySelector(".wait"));
  let about = "";
  /** @type {Map<string, string>} */
  let before = new Map();

  function now() {
    const controls = /** @type {HTMLInputElement[]} */ ([...form.elements]);
    const texts = controls.filter(
      ({ name, type }) => name && type !== "file" && type !== "checkbox",
    );
    return new Map(texts.map(({ name, value }) => [name, value]));
  }

  function changes() {
    return [...now()].filter(([name, value]) => value !== before.get(name));
  }

  const isDirty = () => changes().length > 0 || more();
  const isBusy = () => form.getAttribute("aria-busy") === "true";

  /** @param {Event} event */
  const warn = (event) => dialog.open && event.preventDefault();

  function keep() {
    const dirty = isDirty();
    keepDraft(about, dirty ? { values: Object.fromEntries(changes()), more: more() } : null);
    // Registered for good, it would keep the page out of the browser's cache for Back.
    if (dirty) addEventListener("beforeunload", warn);
    else removeEventListener("beforeunload", warn);
  }

  function forget() {
    keepDraft(about, null);
    removeEventListener("beforeunload", warn);
  }

  const leave = prepareDialog(dialog, async () => {
    if (isBusy()) showStatus(words.stillSaving, status);
    if (isBusy() || (isDirty() && !(await confirmFirst(words.discard)))) return false;
    forget();
    return true;
  });
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  // A form as it was opened is left alone: a step back may have been under way at that time.
  addEventListener("popstate", () => isDirty() && leave());

  return {
    isBusy,
    /** Look again after a change that was not typed. */
    keep,
    /**
     * Opens the form as it is filled in now, with what was left of it before a reload.
     * @param {string} what Which form, and of what.
     * @param {() => HTMLElement | null} [findOpener]
     */
    open(what, findOpener) {
      about = what;
      before = now();
      showStatus("", status);
      const draft = draftOf(about);
      for (const [name, value] of Object.entries(draft?.values ?? {})) {
        const control = form.elements.namedItem(name);
        if (!(control instanceof HTMLElement) || !before.has(name)) continue;
        /** @type {HTMLInputElement} */ (control).value = value;
        control.dispatchEvent(new Event("input", { bubbles: true }));
      }
      openDialog(dialog, findOpener);
      // A live region is heard when it changes while it is there.
      if (draft) setTimeout(() => showStatus(words.restored(draft.more), status), 100);
    },
    /**
     * Runs what saves the form; it is said aloud, and the form stays open until it has ended.
     * @param {(onCall: (call: import("./service.js").Call) => void) => Promise<void>} save
     */
    async save(save) {
      form.setAttribute("aria-busy", "true");
      showStatus(words.saving, status);
      try {
        await save(waitsIn(wait));
      } finally {
        form.removeAttribute("aria-busy");
        showStatus("", status);
      }
    },
    /** Closes the form without a question: it has been saved. */
    close() {
      forget();
      dialog.close();
    },
  };
}
