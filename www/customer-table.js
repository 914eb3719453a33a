// The table's rows. All customer text is text: nothing here reads markup, and what one cell does
// to the direction of writing ends with it.

import { avatar } from "./avatar.js";
import { byId, el } from "./dom.js";
import { customerName, readableDate, readableTime } from "./format.js";
import { listing } from "./texts.js";
import { addressOf } from "./view-state.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */

const { columns } = listing;

/**
 * @param {object} options
 * @param {() => string} options.getOrigin The service's origin.
 * @param {(customer: Customer) => void} options.onOpen
 */
export function createCustomerTable({ getOrigin, onOpen }) {
  const rows = byId("rows");
  const empty = byId("empty");

  /** The link that opens this customer, if its row is shown. @param {string} id */
  function openerOf(id) {
    return /** @type {HTMLElement | null} */ (
      rows.querySelector(`a[data-customer="${CSS.escape(id)}"]`)
    );
  }

  /** @param {Customer[]} customers */
  function rowsOf(customers) {
    return customers.map((customer) => {
      const row = rowOf(customer, getOrigin());
      row.addEventListener("click", (event) => {
        if (!opens(event)) return;
        event.preventDefault();
        onOpen(customer);
      });
      return row;
    });
  }

  return {
    openerOf,
    /**
     * @param {Customer[]} customers
     * @param {(Node | string)[]} [whenEmpty]
     */
    draw(customers, whenEmpty = []) {
      const focused = /** @type {HTMLElement | null} */ (document.activeElement);
      const focusedId = rows.contains(focused) ? focused?.dataset.customer : undefined;
      const left = empty.contains(focused) || focusedId !== undefined;
      rows.replaceChildren(...rowsOf(customers));
      empty.replaceChildren(...(customers.length === 0 ? whenEmpty : []));
      empty.hidden = customers.length > 0 || whenEmpty.length === 0;
      byId("skeleton").hidden = true;
      if (left) (openerOf(focusedId ?? "") ?? byId("customers")).focus();
    },
    /** @param {Customer[]} customers */
    append(customers) {
      rows.append(...rowsOf(customers));
    },
  };
}

/**
 * The whole row opens, but what the browser does with a link by itself (another tab, another
 * window) it does, and text can be selected.
 * @param {MouseEvent} event
 */
function opens(event) {
  const link = event.target instanceof Element && event.target.closest("a");
  if (link) return !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  return getSelection()?.type !== "Range";
}

/**
 * @param {Customer} customer
 * @param {string} ownOrigin
 */
function rowOf(customer, ownOrigin) {
  const { id, email, phone, country, pay_providers: providers = [] } = customer;
  const name = customerName(customer);
  const link = el(
    "a",
    { href: addressOf({ customer: id }), "data-customer": id, class: "clamp", title: name },
    el("bdi", {}, name),
  );
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, el("div", { class: "who" }, avatar(customer, ownOrigin), link)),
    cell("email", email),
    cell("phone", phone),
    cell("country", country),
    cell("pays", providers.map((one) => one.name).join(", ")),
    el("td", { class: "created", "data-label": columns.created }, moment(customer.created_on)),
  );
}

/**
 * @param {"email" | "phone" | "country" | "pays"} column
 * @param {string | null} text
 */
function cell(column, text) {
  const value = text ? el("bdi", { class: "clamp", title: text }, text) : "—";
  const label = { "data-label": columns[column] };
  return el("td", { ...label, class: text ? column : `${column} nothing` }, value);
}

/** Local time, and the service's own on pointing at it. @param {string | undefined} instant */
function moment(instant) {
  if (!instant || Number.isNaN(Date.parse(instant))) return el("bdi", {}, instant || "—");
  const exact = instant.replace("T", " ").replace(/Z$/, " UTC");
  const time = el("span", { class: "time" }, readableTime(instant));
  return el("time", { datetime: instant, title: exact }, readableDate(instant), " ", time);
}

/** @param {"test" | "live" | "unknown"} mode */
export function modeBadge(mode) {
  return el("span", { class: `badge badge-${mode}` }, mode);
}
