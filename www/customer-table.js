// The table's rows. All customer text is text: nothing here reads markup.

import { byId, el } from "./dom.js";
import { customerName, initials, readableDate } from "./format.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */

/** @param {{ onOpen: (customer: Customer) => void }} options */
export function createCustomerTable({ onOpen }) {
  const rows = byId("rows");
  const empty = byId("empty");

  /** @param {string} id */
  function openerOf(id) {
    return /** @type {HTMLElement | null} */ (
      rows.querySelector(`button[data-customer="${CSS.escape(id)}"]`)
    );
  }

  return {
    /** The button that opens this customer, if its row is shown. */
    openerOf,
    /**
     * @param {Customer[]} customers
     * @param {Node[]} whenEmpty
     */
    draw(customers, whenEmpty) {
      const focused = /** @type {HTMLElement | null} */ (document.activeElement);
      const focusedId = rows.contains(focused) ? focused?.dataset.customer : undefined;
      rows.replaceChildren(...customers.map((customer) => row(customer, onOpen)));
      empty.replaceChildren(...whenEmpty);
      empty.hidden = customers.length > 0;
      if (focusedId !== undefined) (openerOf(focusedId) ?? byId("customers")).focus();
    },
  };
}

/**
 * @param {Customer} customer
 * @param {(customer: Customer) => void} onOpen
 */
function row(customer, onOpen) {
  const open = el(
    "button",
    {
      type: "button",
      class: "link",
      dir: "auto",
      "data-customer": customer.id,
      "aria-haspopup": "dialog",
      click: () => onOpen(customer),
    },
    customerName(customer),
  );
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, el("div", { class: "who" }, avatar(customer), open)),
    cell("E-mail", customer.email, "email"),
    cell("Country", customer.country, "country"),
    cell("Phone", customer.phone, "nowrap"),
    el("td", { "data-label": "Mode" }, modeBadge(customer.test ? "test" : "live")),
    el(
      "td",
      { "data-label": "Created", class: "nowrap" },
      customer.created_on
        ? el("time", { datetime: customer.created_on }, readableDate(customer.created_on))
        : "—",
    ),
  );
}

/**
 * @param {string} label Shown where the table is cards.
 * @param {string | null | undefined} text
 * @param {string} className
 */
function cell(label, text, className) {
  const value = el("span", { dir: "auto" }, text || "—");
  return el("td", { "data-label": label, class: className }, value);
}

/** @param {Customer} customer */
function avatar(customer) {
  return el("span", { class: "avatar", "aria-hidden": "true" }, initials(customer));
}

/** @param {"test" | "live" | "unknown"} mode */
export function modeBadge(mode) {
  return el("span", { class: `badge badge-${mode}` }, mode);
}
