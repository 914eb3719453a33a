// Customers have addresses: the one in the URL is open. Opening is a step that "back" undoes; the
// step to the one before or after is none, so that "back" still closes.

import { byId } from "./dom.js";
import { customerName } from "./format.js";
import { listing as words } from "./texts.js";
import { backCloses, readView, writeView } from "./view-state.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */
/** @typedef {ReturnType<typeof import("./customer-detail.js").createCustomerDetail>} Detail */
/** @typedef {ReturnType<typeof import("./customer-list.js").createCustomerList>} List */

/**
 * @param {object} parts
 * @param {List} parts.list
 * @param {Detail} parts.detail
 */
export function createRoute({ list, detail }) {
  /** @type {readonly (readonly [HTMLElement, 1 | -1])[]} */
  const steps = [
    [byId("previous-customer"), -1],
    [byId("next-customer"), 1],
  ];
  let open = "";
  /** The step back that closing took: what is opened before it has come would be closed by it. */
  let leaving = Promise.resolve();

  /** What the list knows of a customer. @param {string} id */
  const known = (id) => list.page()?.results.find((customer) => customer.id === id);

  /** @param {string} id @param {Customer} [customer] */
  function show(id, customer = known(id)) {
    open = id;
    detail.open(id, { customer, findOpener: () => list.openerOf(id) ?? byId("customers") });
    tell(customer);
  }

  /** Does what the address says. */
  function follow() {
    const id = readView().customer ?? "";
    if (id === open) return;
    if (id) show(id);
    else detail.close();
  }

  /** The title, and where one can go from here. @param {Customer} [customer] The one that is open. */
  function tell(customer = open ? known(open) : undefined) {
    const title = customer ? customerName(customer) : list.title();
    if (customer?.id === open || !open) document.title = words.title(title);
    for (const [button, step] of steps) {
      const { customer: beside, page } = besideOf(open, step);
      button.hidden = !known(open);
      button.setAttribute("aria-disabled", String(!beside && !page));
    }
    detail.keepFocus();
  }

  /**
   * Who stands before or after this customer, or else on which page.
   * @param {string} id
   * @param {1 | -1} step
   * @returns {{ customer?: Customer | undefined, page?: number | null }}
   */
  function besideOf(id, step) {
    const page = list.page();
    const at = page?.results.findIndex((customer) => customer.id === id) ?? -1;
    if (!page || at < 0) return {};
    const customer = page.results[at + step];
    return customer ? { customer } : { page: step > 0 ? page.next_page : page.previous_page };
  }

  for (const [button, step] of steps) {
    button.addEventListener("click", async () => {
      const from = open;
      if (button.getAttribute("aria-disabled") === "true") return;
      let { customer, page } = besideOf(from, step);
      if (page) {
        const { onCall } = detail;
        const retry = () => button.click();
        if (await list.load({ page }, { alert: byId("detail-alert"), onCall, retry })) {
          customer = list.page()?.results.at(step > 0 ? 0 : -1);
        }
      }
      if (!customer || open !== from) return;
      writeView({ customer: customer.id });
      show(customer.id, customer);
      button.focus();
    });
  }
  addEventListener("popstate", follow);

  return {
    follow,
    tell,
    /** @param {Customer} customer */
    async open(customer) {
      await leaving;
      writeView({ customer: customer.id }, { asNewStep: !open });
      show(customer.id, customer);
    },
    /** The detail view has been closed. */
    closed() {
      const here = document.activeElement;
      const lost = !here || here === document.body || !here.checkVisibility();
      const to = list.openerOf(open) ?? (lost ? byId("customers") : null);
      if (!document.querySelector("dialog[open]")) to?.focus();
      open = "";
      if (readView().customer) {
        if (backCloses()) {
          leaving = new Promise((done) =>
            addEventListener("popstate", () => done(), { once: true }),
          );
          history.back();
        } else writeView({ customer: null });
      }
      tell();
    },
  };
}
