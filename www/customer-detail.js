// One customer with everything the service says about them.

import { createAddressList } from "./address-list.js";
import { modeBadge } from "./customer-table.js";
import { confirmFirst, openDialog, prepareDialog } from "./dialog.js";
import { byId, el } from "./dom.js";
import { customerName, readableDate } from "./format.js";
import { clearError, showError, showStatus } from "./notice.js";
import { drawPortrait } from "./portrait.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */
/** @typedef {import("./service.js").Service} Service */

/** Shown in places of their own. */
const ELSEWHERE = new Set(["first_name", "last_name", "photo", "metadata", "test"]);
const LABELS = new Map([
  ["email", "E-mail"],
  ["phone", "Phone"],
  ["country", "Country"],
  ["created_on", "Created"],
  ["pay_providers", "Pay providers"],
  ["developer", "Developer"],
  ["id", "Id"],
]);

/**
 * @param {object} options
 * @param {() => Service | null} options.getService
 * @param {() => string} options.getOrigin The service's origin.
 * @param {(customer: Customer) => void} options.onEdit
 * @param {(customer: Customer) => void} options.onDeleted
 */
export function createCustomerDetail({ getService, getOrigin, onEdit, onDeleted }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("detail"));
  const alert = byId("detail-alert");
  const status = byId("detail-status");
  const addresses = createAddressList({ getService });
  /** @type {Customer | null} */
  let shown = null;
  /** What was read before a save must not be drawn after it. */
  let turn = 0;

  prepareDialog(dialog);

  /** @param {Customer} customer */
  function draw(customer) {
    const samePhoto = shown?.id === customer.id && shown.photo === customer.photo;
    shown = customer;
    byId("detail-name").textContent = customerName(customer);
    byId("detail-facts").replaceChildren(...facts(customer));
    byId("detail-metadata").textContent = customer.metadata
      ? JSON.stringify(customer.metadata, null, 2)
      : "None";
    // A photo that is on the screen already stays: it would be fetched again.
    if (!samePhoto) drawPortrait(byId("detail-portrait"), customer, getOrigin());
  }

  /** @param {Customer} customer The row's: what is known is shown while the rest is on its way. */
  async function refresh(customer) {
    turn += 1;
    const mine = turn;
    dialog.setAttribute("aria-busy", "true");
    try {
      const fresh = await getService()?.call("get", [customer.id]);
      if (fresh && mine === turn) draw(fresh);
    } catch (error) {
      if (mine === turn) showError(alert, error);
    } finally {
      if (mine === turn) dialog.removeAttribute("aria-busy");
    }
  }

  async function remove() {
    const customer = shown;
    const service = getService();
    if (!customer || !service) return;
    const agreed = await confirmFirst({
      title: `Delete ${customerName(customer)}?`,
      text: "The customer will be deleted. This cannot be undone. Payment logs stay.",
      yes: "Delete customer",
    });
    if (!agreed) return;
    clearError(alert);
    dialog.setAttribute("aria-busy", "true");
    try {
      await service.call("delete", [customer.id]);
      dialog.close();
      onDeleted(customer);
    } catch (error) {
      showError(alert, error, {
        check: "close this view and search for the customer; if they are gone, it was deleted.",
      });
      alert.scrollIntoView({ block: "nearest" });
    } finally {
      dialog.removeAttribute("aria-busy");
    }
  }

  byId("edit-customer").addEventListener("click", () => shown && onEdit(shown));
  byId("delete-customer").addEventListener("click", remove);
  dialog.addEventListener("close", () => {
    shown = null;
    turn += 1;
    byId("detail-portrait").replaceChildren();
  });

  return {
    /**
     * @param {Customer} customer
     * @param {() => HTMLElement | null} findOpener
     */
    open(customer, findOpener) {
      clearError(alert);
      showStatus("", status);
      draw(customer);
      openDialog(dialog, findOpener);
      byId("detail-title").focus();
      byId("detail-body").scrollTop = 0;
      refresh(customer);
      addresses.show(customer.id);
    },
    /** @param {Customer} customer As just saved. */
    update(customer) {
      if (!dialog.open || shown?.id !== customer.id) return;
      turn += 1;
      dialog.removeAttribute("aria-busy");
      clearError(alert);
      draw(customer);
      showStatus("Customer changed.", status);
    },
  };
}

/**
 * Known fields first and in order, then whatever else the service has sent.
 * @param {Customer} customer
 */
function facts(customer) {
  const others = Object.keys(customer).filter((name) => !LABELS.has(name) && !ELSEWHERE.has(name));
  const names = [...LABELS.keys(), ...others].filter((name) => customer[name] !== undefined);
  const rows = names.map((name) => {
    const label = LABELS.get(name) ?? name;
    const value = el("bdi", { class: name === "id" ? "mono" : null }, fact(name, customer[name]));
    return el("div", {}, el("dt", {}, el("bdi", {}, label)), el("dd", {}, value));
  });
  const mode = el("dd", {}, modeBadge(customer.test ? "test" : "live"));
  return [el("div", {}, el("dt", {}, "Mode"), mode), ...rows];
}

/**
 * @param {string} name
 * @param {any} value
 */
function fact(name, value) {
  if (value === null || value === "") return "—";
  if (name === "created_on") return readableDate(value, { withTime: true });
  if (name === "pay_providers" && Array.isArray(value)) {
    return value.map((provider) => `${provider.name} (${provider.id})`).join(", ") || "—";
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}
