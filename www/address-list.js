// The addresses of the customer in the detail view.

import { createAddressForm } from "./address-form.js";
import { MAX_ADDRESSES } from "./customers-client/index.js";
import { confirmFirst } from "./dialog.js";
import { byId, el } from "./dom.js";
import { clearError, showError, showStatus } from "./notice.js";

/** @typedef {import("./customers-client/index.js").Address} Address */
/** @typedef {import("./service.js").Service} Service */

/** @param {{ getService: () => Service | null }} options */
export function createAddressList({ getService }) {
  const list = byId("addresses");
  const title = byId("addresses-title");
  const add = byId("add-address");
  const alert = byId("detail-alert");
  const status = byId("detail-status");
  let customerId = "";
  /** Loads overtake each other; only the last one is drawn. */
  let turn = 0;

  const addressForm = createAddressForm({
    async save(address, values) {
      const service = getService();
      try {
        if (address) await service?.call("updateAddress", [customerId, address.id, values]);
        else await service?.call("createAddress", [customerId, values]);
      } finally {
        await load(); // After a failure too: it may have been carried out all the same.
      }
      showStatus(address ? "Address changed." : "Address added.", status);
    },
  });

  async function load() {
    turn += 1;
    const mine = turn;
    list.setAttribute("aria-busy", "true");
    try {
      const addresses = await getService()?.call("listAddresses", [customerId]);
      if (mine === turn && addresses) draw(addresses);
    } catch (error) {
      if (mine === turn) showError(alert, error, { lead: "The addresses could not be loaded." });
    } finally {
      if (mine === turn) list.removeAttribute("aria-busy");
    }
  }

  /** @param {Address[]} addresses */
  function draw(addresses) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const hadFocus = list.contains(focused);
    const key = focused?.dataset.action;
    title.textContent = `Addresses (${addresses.length} of ${MAX_ADDRESSES})`;
    list.replaceChildren(...addresses.map(item));
    if (addresses.length === 0) list.append(el("li", { class: "hint" }, "No address yet."));
    if (hadFocus) (findAction(key) ?? title).focus();
  }

  /** @param {string | undefined} key */
  function findAction(key) {
    return /** @type {HTMLElement | null} */ (
      key ? list.querySelector(`[data-action="${CSS.escape(key)}"]`) : null
    );
  }

  /** @param {Address} address */
  function item(address) {
    const town = [address.postal_code, address.city, address.state].filter(Boolean).join(" ");
    const lines = [address.line1, address.line2, town, address.country].filter(Boolean);
    return el(
      "li",
      {},
      el("address", {}, ...lines.map((line) => el("span", { dir: "auto" }, line))),
      address.is_default ? el("span", { class: "badge badge-default" }, "default") : null,
      el(
        "div",
        { class: "item-actions" },
        action("Edit", address, edit),
        address.is_default ? null : action("Make default", address, makeDefault),
        action("Delete", address, remove),
      ),
    );
  }

  /**
   * @param {string} label
   * @param {Address} address
   * @param {(address: Address) => void} run
   */
  function action(label, address, run) {
    const attributes = {
      type: "button",
      class: "link",
      "data-action": `${label} ${address.id}`,
      "aria-label": `${label}: ${address.line1}`,
      click: () => run(address),
    };
    return el("button", attributes, label);
  }

  /** @param {Address} address */
  function edit(address) {
    addressForm.open(address, () => findAction(`Edit ${address.id}`) ?? title);
  }

  /** @param {Address} address */
  function makeDefault(address) {
    return change("The default address was changed.", (service) =>
      service.call("updateAddress", [customerId, address.id, { is_default: true }]),
    );
  }

  /** @param {Address} address */
  async function remove(address) {
    const agreed = await confirmFirst({
      title: "Delete this address?",
      text: `“${address.line1}” will be deleted. This cannot be undone.`,
      yes: "Delete address",
    });
    if (!agreed) return;
    await change("Address deleted.", (service) =>
      service.call("deleteAddress", [customerId, address.id]),
    );
  }

  /**
   * @param {string} done
   * @param {(service: Service) => Promise<unknown>} write
   */
  async function change(done, write) {
    const service = getService();
    if (!service) return;
    clearError(alert);
    try {
      await write(service);
      showStatus(done, status);
    } catch (error) {
      showError(alert, error, {
        check: "see the list of addresses: it has just been loaded again.",
      });
      alert.scrollIntoView({ block: "nearest" });
    }
    await load();
  }

  add.addEventListener("click", () => {
    clearError(alert);
    addressForm.open(null, () => add);
  });

  return {
    /** @param {string} id The customer whose addresses to show. */
    show(id) {
      customerId = id;
      title.textContent = "Addresses";
      list.replaceChildren();
      return load();
    },
  };
}
