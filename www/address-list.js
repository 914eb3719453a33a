// The addresses of the customer in the detail view.

import { createAddressForm } from "./address-form.js";
import { MAX_ADDRESSES } from "./customers-client/index.js";
import { confirmFirst } from "./dialog.js";
import { byId, el } from "./dom.js";
import { draftOf } from "./draft.js";
import { clearError, showError, showStatus } from "./notice.js";
import { addresses as words } from "./texts.js";

/** @typedef {import("./customers-client/index.js").Address} Address */
/** @typedef {import("./service.js").Call} Call */
/** @typedef {import("./service.js").Service} Service */

/**
 * @param {object} options
 * @param {() => Service | null} options.getService
 * @param {(call: Call) => void} options.onCall
 * @param {(error: unknown) => boolean} options.isGone Whether the customer is what is missing.
 */
export function createAddressList({ getService, onCall, isGone }) {
  const list = byId("addresses");
  const title = byId("addresses-title");
  const add = byId("add-address");
  const alert = byId("addresses-alert");
  const status = byId("detail-status");
  let customerId = "";
  /** The list that is on its way; the next one, and closing the view, put an end to it. */
  let loading = new AbortController();

  const form = createAddressForm({
    create: (values, onCall) => write("createAddress", [customerId, values], onCall),
    update: (address, patch, onCall) =>
      write("updateAddress", [customerId, address.id, patch], onCall),
    // Back may have closed the view meanwhile.
    onSaved: (what) =>
      showStatus(words[what], byId("detail").hasAttribute("open") ? status : undefined),
  });

  /**
   * Loads the list again after a failure too: it may have been carried out all the same.
   * @template {"createAddress" | "updateAddress" | "deleteAddress"} M
   * @param {M} method
   * @param {Parameters<import("./customers-client/index.js").CustomersClient[M]>} args
   * @param {(call: Call) => void} onCall
   */
  async function write(method, args, onCall) {
    try {
      await getService()?.call(method, args, { onCall });
    } finally {
      await load();
    }
  }

  async function load() {
    loading.abort();
    loading = new AbortController();
    const { signal } = loading;
    list.setAttribute("aria-busy", "true");
    try {
      const found = await getService()?.call("listAddresses", [customerId], { signal, onCall });
      if (!found || signal.aborted) return;
      if (alert.contains(document.activeElement)) title.focus();
      clearError(alert);
      draw(found);
    } catch (error) {
      if (signal.aborted || isGone(error)) return;
      const action = { label: words.again, run: load };
      showError(alert, error, { lead: words.notLoaded, action });
      list.replaceChildren();
    } finally {
      if (!signal.aborted) list.removeAttribute("aria-busy");
    }
  }

  /** @param {Address[]} found */
  function draw(found) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const hadFocus = list.contains(focused);
    const key = focused?.dataset.action;
    const isFull = found.length >= MAX_ADDRESSES;
    title.textContent = words.title(found.length, MAX_ADDRESSES);
    list.replaceChildren(...found.map(item));
    if (found.length === 0) list.append(el("li", { class: "hint" }, words.none));
    // aria-disabled rather than disabled: it keeps its focus, and its reason can be read.
    add.setAttribute("aria-disabled", String(isFull));
    byId("addresses-full").hidden = !isFull;
    if (hadFocus) (findAction(key) ?? title).focus();
    restore(found);
  }

  /** @param {Address | null} address */
  const draftName = (address) => `address ${customerId} ${address?.id ?? ""}`;

  /** A form that was open when the page was reloaded is open again. @param {Address[]} found */
  function restore(found) {
    if (document.querySelector("#address-dialog[open]")) return;
    if (draftOf(draftName(null))) open(null, () => add);
    for (const address of found) if (draftOf(draftName(address))) edit(address);
  }

  /** @param {Address | null} address @param {() => HTMLElement | null} findOpener */
  function open(address, findOpener) {
    form.open(address, draftName(address), findOpener);
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
      address.is_default ? el("span", { class: "badge badge-default" }, words.isDefault) : null,
      el(
        "div",
        { class: "item-actions" },
        action(words.edit, address, edit),
        address.is_default ? null : action(words.makeDefault, address, makeDefault),
        action(words.remove, address, remove),
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
    open(address, () => findAction(`${words.edit} ${address.id}`) ?? title);
  }

  /** @param {Address} address */
  function makeDefault(address) {
    return change(words.defaultChanged, () =>
      write("updateAddress", [customerId, address.id, { is_default: true }], onCall),
    );
  }

  /** @param {Address} address */
  async function remove(address) {
    if (!(await confirmFirst(words.deleteFirst(address.line1)))) return;
    await change(words.deleted, () => write("deleteAddress", [customerId, address.id], onCall));
  }

  /**
   * @param {string} done
   * @param {() => Promise<void>} run
   */
  async function change(done, run) {
    clearError(byId("detail-alert"));
    showStatus(words.saving, status);
    try {
      await run();
      showStatus(done, status);
    } catch (error) {
      showStatus("", status);
      if (byId("detail").hasAttribute("data-gone")) return; // That has been said already.
      const top = byId("detail-alert");
      showError(top, error, { check: words.check });
      top.scrollIntoView({ block: "nearest" });
    }
  }

  add.addEventListener("click", () => {
    if (add.getAttribute("aria-disabled") !== "true") open(null, () => add);
  });

  return {
    /** @param {string} id The customer whose addresses to show. */
    show(id) {
      customerId = id;
      title.textContent = words.untold;
      list.replaceChildren();
      clearError(alert);
      add.removeAttribute("aria-disabled");
      byId("addresses-full").hidden = true;
      return load();
    },
    close: () => loading.abort(),
  };
}
