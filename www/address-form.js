// One address: create, or edit with only what changed.

import { checkNewAddress } from "./customers-client/index.js";
import { openDialog, prepareDialog } from "./dialog.js";
import { byId } from "./dom.js";
import { watchForm } from "./form-errors.js";

/** @typedef {import("./customers-client/index.js").Address} Address */

const MANDATORY = /** @type {const} */ (["line1", "city", "postal_code", "country"]);
const OPTIONAL = /** @type {const} */ (["line2", "state"]);

/** @param {{ save: (address: Address | null, values: any) => Promise<void> }} options */
export function createAddressForm({ save }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("address-dialog"));
  const form = /** @type {HTMLFormElement} */ (byId("address-form"));
  /** @type {Address | null} */
  let before = null;
  let opening = 0;
  // The whole form is a whole address, also when only a part of it is sent.
  const errors = watchForm(form, () => checkNewAddress(whole()));

  prepareDialog(dialog);

  /** @param {string} name */
  function control(name) {
    return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  }

  function whole() {
    /** @type {Record<string, string | null>} */
    const values = {};
    for (const name of MANDATORY) values[name] = control(name).value;
    for (const name of OPTIONAL) values[name] = control(name).value.trim() || null;
    return values;
  }

  /** @param {Address} address */
  function changes(address) {
    const entries = Object.entries(whole());
    return Object.fromEntries(entries.filter(([name, value]) => value !== (address[name] || null)));
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true" || !errors.passes()) return;
    const values = before ? changes(before) : whole();
    const mine = opening;
    form.setAttribute("aria-busy", "true");
    try {
      if (Object.keys(values).length > 0) await save(before, values);
      if (mine === opening) dialog.close();
    } catch (error) {
      const check = "close this form: the list of addresses has just been loaded again.";
      if (mine === opening) errors.showAnswer(error, { check });
    } finally {
      if (mine === opening) form.removeAttribute("aria-busy");
    }
  });

  return {
    /**
     * @param {Address | null} address null: a new one
     * @param {() => HTMLElement | null} findOpener
     */
    open(address, findOpener) {
      before = address;
      opening += 1;
      form.removeAttribute("aria-busy");
      byId("address-title").textContent = address ? "Edit address" : "New address";
      for (const name of [...MANDATORY, ...OPTIONAL]) control(name).value = address?.[name] ?? "";
      errors.reset();
      openDialog(dialog, findOpener);
    },
  };
}
