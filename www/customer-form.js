// Create and edit in one dialog. An edit sends only what changed.

import { checkCustomerPatch, checkNewCustomer } from "./customers-client/index.js";
import { openDialog, prepareDialog } from "./dialog.js";
import { byId } from "./dom.js";
import { watchForm } from "./form-errors.js";
import { customerName } from "./format.js";
import { createMetadataField } from "./metadata-field.js";
import { showError, showStatus } from "./notice.js";
import { createPhotoField } from "./photo-field.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */
/** @typedef {import("./service.js").Service} Service */

const MANDATORY = /** @type {const} */ (["first_name", "last_name", "email"]);
const OPTIONAL = /** @type {const} */ (["phone", "country"]);

/**
 * @param {object} options
 * @param {() => Service | null} options.getService
 * @param {(customer: Customer, what: "created" | "changed") => void} options.onSaved
 */
export function createCustomerForm({ getService, onSaved }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("customer-dialog"));
  const form = /** @type {HTMLFormElement} */ (byId("customer-form"));
  const submit = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));
  const metadata = createMetadataField();
  const photo = createPhotoField({ onChange: () => errors.draw() });
  /** @type {Customer | null} The customer being edited; null while creating. */
  let before = null;
  /** Which opening of the dialog this is: an answer that comes late belongs to an earlier one. */
  let opening = 0;
  const errors = watchForm(form, check);

  prepareDialog(dialog);

  /** @param {string} name */
  function control(name) {
    return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  }

  function draft() {
    const values = before ? changes(before) : newCustomer();
    const picture = photo.read();
    if (picture !== undefined) values.photo = picture;
    const json = metadata.read();
    if (before ? json.changed : json.value !== null) values.metadata = json.value;
    return { values, fault: json.fault };
  }

  function newCustomer() {
    /** @type {Record<string, any>} */
    const values = {};
    for (const name of MANDATORY) values[name] = control(name).value;
    for (const name of OPTIONAL) {
      if (control(name).value.trim()) values[name] = control(name).value;
    }
    return values;
  }

  /** @param {Customer} customer */
  function changes(customer) {
    /** @type {Record<string, any>} */
    const values = {};
    for (const name of MANDATORY) {
      if (control(name).value !== customer[name]) values[name] = control(name).value;
    }
    for (const name of OPTIONAL) {
      const now = control(name).value.trim() ? control(name).value : null;
      if (now !== (customer[name] || null)) values[name] = now;
    }
    return values;
  }

  /** @returns {import("./customers-client/index.js").FieldErrors} */
  function check() {
    const { values, fault } = draft();
    const faults = before ? checkCustomerPatch(values) : checkNewCustomer(values);
    return fault ? { ...faults, metadata: [fault] } : faults;
  }

  /** @param {Record<string, any>} values */
  async function save(values) {
    const service = /** @type {Service} */ (getService());
    return before
      ? service.call("update", [before.id, values])
      : service.call("create", [/** @type {any} */ (values)]);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true" || !errors.passes()) return;
    const { values } = draft();
    const what = before ? "changed" : "created";
    if (before && Object.keys(values).length === 0) {
      dialog.close();
      showStatus("Nothing was changed, so nothing was sent.");
      return;
    }
    const mine = opening;
    form.setAttribute("aria-busy", "true");
    try {
      const customer = await save(values);
      if (mine === opening) dialog.close();
      onSaved(customer, what);
    } catch (error) {
      const options = { check: howToFindOut(what, values.email) };
      if (mine === opening && dialog.open) errors.showAnswer(error, options);
      else showError(byId("alert"), error, { lead: "Saving a customer failed.", ...options });
    } finally {
      if (mine === opening) form.removeAttribute("aria-busy");
    }
  });

  return {
    /**
     * @param {Customer | null} customer null: a new one
     * @param {() => HTMLElement | null} [findOpener]
     */
    open(customer, findOpener) {
      before = customer;
      opening += 1;
      form.removeAttribute("aria-busy");
      byId("customer-title").textContent = customer
        ? `Edit ${customerName(customer)}`
        : "New customer";
      submit.textContent = customer ? "Save changes" : "Create customer";
      for (const name of [...MANDATORY, ...OPTIONAL]) control(name).value = customer?.[name] ?? "";
      metadata.fill(customer?.metadata);
      photo.fill(customer?.photo);
      errors.reset();
      openDialog(dialog, findOpener);
    },
  };
}

/**
 * @param {"created" | "changed"} what
 * @param {string | undefined} email
 */
function howToFindOut(what, email) {
  return what === "created"
    ? `search the list for “${email}”; if it is there, the customer was created.`
    : "close this form and the customer, and open the customer again.";
}
