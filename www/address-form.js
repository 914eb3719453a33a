// One address: create, or edit with only what changed.

import { checkNewAddress } from "./customers-client/index.js";
import { byId } from "./dom.js";
import { watchForm } from "./form-errors.js";
import { guardForm } from "./form-guard.js";
import { forms as words } from "./texts.js";

/** @typedef {import("./customers-client/index.js").Address} Address */
/** @typedef {import("./customers-client/index.js").AddressPatch} AddressPatch */
/** @typedef {import("./customers-client/index.js").NewAddress} NewAddress */
/** @typedef {(call: import("./service.js").Call) => void} OnCall */

const NAMES = /** @type {const} */ (["line1", "line2", "city", "state", "postal_code", "country"]);

/**
 * @param {object} options
 * @param {(values: NewAddress, onCall: OnCall) => Promise<void>} options.create
 * @param {(address: Address, patch: AddressPatch, onCall: OnCall) => Promise<void>} options.update
 * @param {(what: "added" | "changed" | "unchanged") => void} options.onSaved
 */
export function createAddressForm({ create, update, onSaved }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("address-dialog"));
  const form = /** @type {HTMLFormElement} */ (byId("address-form"));
  /** @type {Address | null} */
  let before = null;
  const guard = guardForm(dialog, form);
  // The whole form is a whole address, also when only a part of it is sent.
  const errors = watchForm(form, () => checkNewAddress(whole()));

  /** @param {(typeof NAMES)[number]} name */
  function control(name) {
    return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  }

  /** @returns {NewAddress} */
  function whole() {
    return {
      line1: control("line1").value,
      line2: control("line2").value.trim() || null,
      city: control("city").value,
      state: control("state").value.trim() || null,
      postal_code: control("postal_code").value,
      country: control("country").value,
    };
  }

  /** @param {Address} address @returns {AddressPatch} */
  function changes(address) {
    const now = whole();
    const changed = NAMES.filter((name) => now[name] !== (address[name] || null));
    return Object.fromEntries(changed.map((name) => [name, now[name]]));
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (guard.isBusy() || !errors.passes()) return;
    const address = before;
    const patch = address ? changes(address) : {};
    if (address && Object.keys(patch).length === 0) {
      guard.close();
      onSaved("unchanged");
      return;
    }
    await guard.save(async (onCall) => {
      try {
        await (address ? update(address, patch, onCall) : create(whole(), onCall));
        guard.close();
        onSaved(address ? "changed" : "added");
      } catch (error) {
        errors.showAnswer(error, { check: words.findAddress });
      }
    });
  });

  return {
    /**
     * @param {Address | null} address null: a new one
     * @param {string} draft What the form's draft is kept under.
     * @param {() => HTMLElement | null} findOpener
     */
    open(address, draft, findOpener) {
      before = address;
      byId("address-title").textContent = address ? words.editAddress : words.newAddress;
      for (const name of NAMES) control(name).value = address?.[name] ?? "";
      errors.reset();
      guard.open(draft, findOpener);
    },
  };
}
