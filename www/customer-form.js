// Create and edit in one dialog. An edit sends only what changed.

import {
  checkCustomerPatch,
  checkNewCustomer,
  isCustomersError,
} from "./customers-client/index.js";
import { byId } from "./dom.js";
import { draftOf } from "./draft.js";
import { watchForm } from "./form-errors.js";
import { guardForm } from "./form-guard.js";
import { customerName } from "./format.js";
import { createMetadataField } from "./metadata-field.js";
import { showError } from "./notice.js";
import { createPhotoField } from "./photo-field.js";
import { forms as words } from "./texts.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */
/** @typedef {import("./customers-client/index.js").CustomerPatch} CustomerPatch */
/** @typedef {import("./customers-client/index.js").NewCustomer} NewCustomer */
/** @typedef {import("./service.js").Service} Service */

const MANDATORY = /** @type {const} */ (["first_name", "last_name", "email"]);
const OPTIONAL = /** @type {const} */ (["phone", "country"]);

/**
 * @param {object} options
 * @param {() => Service | null} options.getService
 * @param {(customer: Customer, what: "created" | "changed" | "unchanged") => void} options.onSaved
 *   The form is closed by then.
 * @param {(id: string) => void} options.onGone The service has no such customer any more.
 */
export function createCustomerForm({ getService, onSaved, onGone }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("customer-dialog"));
  const form = /** @type {HTMLFormElement} */ (byId("customer-form"));
  const submit = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));
  const metadata = createMetadataField({ onLoss: () => errors.tell("metadata") });
  const photo = createPhotoField({
    onChange() {
      errors.tell("photo");
      guard.keep();
    },
  });
  /** @type {Customer | null} The customer being edited; null while creating. */
  let before = null;
  const guard = guardForm(dialog, form, () => photo.read().value !== undefined);
  const errors = watchForm(form, check);

  /** @param {string} name */
  function control(name) {
    return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  }

  /** What differs from the customer being edited; of a new one, all that is filled in. */
  function read() {
    /** @type {CustomerPatch} */
    const values = {};
    for (const name of MANDATORY) {
      if (control(name).value !== before?.[name]) values[name] = control(name).value;
    }
    for (const name of OPTIONAL) {
      const now = control(name).value.trim() ? control(name).value : null;
      if (now !== (before?.[name] || null)) values[name] = now;
    }
    const picture = photo.read();
    if (picture.value !== undefined) values.photo = picture.value;
    const json = metadata.read();
    if (before ? json.changed : json.value !== null) values.metadata = json.value;
    return { values, faults: { photo: picture.fault, metadata: json.fault } };
  }

  /** @returns {import("./customers-client/index.js").FieldErrors} */
  function check() {
    const { values, faults } = read();
    const found = before ? checkCustomerPatch(values) : checkNewCustomer(values);
    for (const [name, fault] of Object.entries(faults)) if (fault) found[name] = [fault];
    return found;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const service = getService();
    if (!service || guard.isBusy() || !errors.passes()) return;
    const { values } = read();
    const customer = before;
    if (customer && Object.keys(values).length === 0) {
      guard.close();
      onSaved(customer, "unchanged");
      return;
    }
    await guard.save(async (onCall) => {
      try {
        // A write is not the view's to abort: it is cancelled by its user alone.
        const saved = customer
          ? await service.call("update", [customer.id, values], { onCall })
          : await service.call("create", [/** @type {NewCustomer} */ (values)], { onCall });
        guard.close();
        onSaved(saved, customer ? "changed" : "created");
      } catch (error) {
        const check = customer ? words.findChanged : words.findCreated(values.email ?? "");
        if (dialog.open) errors.showAnswer(error, { check });
        else showError(byId("alert"), error, { lead: words.failed, check });
        const isGone = isCustomersError(error) && error.code === "not_found";
        if (customer && isGone) onGone(customer.id);
      }
    });
  });

  /**
   * With what was entered and not saved before a reload, if there is something.
   * @param {Customer | null} customer null: a new one
   * @param {() => HTMLElement | null} [findOpener]
   */
  function open(customer, findOpener) {
    before = customer;
    byId("customer-title-text").textContent = customer ? words.edit : words.create;
    byId("customer-title-name").textContent = customer ? customerName(customer) : "";
    submit.textContent = customer ? words.saveChanges : words.createCustomer;
    for (const name of [...MANDATORY, ...OPTIONAL]) control(name).value = customer?.[name] ?? "";
    metadata.fill(customer?.metadata);
    photo.fill(customer?.photo);
    errors.reset();
    guard.open(draftName(customer), findOpener);
  }

  return {
    open,
    /** Opens the form where a reload has left a draft of it. @param {Customer | null} customer */
    restore(customer) {
      if (!dialog.open && draftOf(draftName(customer))) open(customer);
    },
  };
}

/** @param {Customer | null} customer */
function draftName(customer) {
  return customer ? `customer ${customer.id}` : "customer";
}
