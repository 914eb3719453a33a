// The desk: one client, one list, one detail view, one form, wired together.

import { connect, initialSettings, rememberSettings, serviceOrigin } from "./connection.js";
import { createConnectionDialog } from "./connection-dialog.js";
import { createCustomerDetail } from "./customer-detail.js";
import { createCustomerForm } from "./customer-form.js";
import { createCustomerList } from "./customer-list.js";
import init from "./customers-client/index.js";
import { byId } from "./dom.js";
import { customerName } from "./format.js";
import { clearError, showError, showStatus } from "./notice.js";

/** @typedef {import("./service.js").Service} Service */
/** @typedef {import("./connection.js").Settings} Settings */

export async function openDesk() {
  // The forms check with the package's own rules, so it comes first.
  await init();

  /** @type {Service | null} */
  let service = null;
  /** @type {Settings | null} */
  let settings = initialSettings();
  const getService = () => service;

  const list = createCustomerList({
    getService,
    onOpen: (customer) => detail.open(customer, () => openerOf(customer.id)),
  });
  const detail = createCustomerDetail({
    getService,
    getOrigin: () => serviceOrigin(settings ?? { baseUrl: location.origin, apiKey: "" }),
    onEdit: (customer) => form.open(customer),
    onDeleted(customer) {
      showStatus(`Customer deleted: ${customerName(customer)}.`);
      list.loadAfterDelete();
    },
  });
  const form = createCustomerForm({
    getService,
    onSaved(customer, what) {
      detail.update(customer);
      showStatus(`Customer ${what}: ${customerName(customer)}.`);
      list.load({ quiet: true });
    },
  });
  const connection = createConnectionDialog({ connect: use });

  /** @param {string} id */
  function openerOf(id) {
    return list.openerOf(id) ?? byId("customers");
  }

  /**
   * Changes to another service or key; where that fails, all stays as it is.
   * @param {Settings} chosen
   */
  async function use(chosen) {
    const next = connect(chosen);
    service = next;
    settings = chosen;
    rememberSettings(chosen);
    clearError(byId("alert"));
    showConnection(next.mode, serviceOrigin(chosen));
    list.clear();
    list.load();
  }

  byId("new-customer").addEventListener("click", () => {
    if (service) form.open(null);
    else connection.open(settings);
  });
  byId("open-connection").addEventListener("click", () => connection.open(settings));

  if (!settings) {
    byId("list").removeAttribute("aria-busy");
    showStatus("Not connected.");
    connection.open(null);
    return;
  }
  try {
    await use(settings);
  } catch (error) {
    byId("list").removeAttribute("aria-busy");
    showStatus("Not connected.");
    showError(byId("alert"), error);
  }
}

/**
 * @param {"test" | "live" | "unknown"} mode
 * @param {string} origin
 */
function showConnection(mode, origin) {
  const badge = byId("mode");
  badge.className = `badge badge-${mode}`;
  badge.textContent = mode === "unknown" ? "mode unknown" : `${mode} mode`;
  badge.hidden = false;
  byId("host").textContent = new URL(origin).host;
}
