// The desk: one client, one list, one detail view, one form, wired together.

import { createCallsPanel } from "./calls-panel.js";
import {
  connect,
  demoSettings,
  initialSettings,
  rememberSettings,
  serviceOrigin,
} from "./connection.js";
import { createConnectionDialog } from "./connection-dialog.js";
import { createCustomerDetail } from "./customer-detail.js";
import { createCustomerForm } from "./customer-form.js";
import { createCustomerList } from "./customer-list.js";
import init from "./customers-client/index.js";
import { byId } from "./dom.js";
import { customerName } from "./format.js";
import { listenToKeys } from "./keys.js";
import { clearError, showError, showStatus } from "./notice.js";
import { createRoute } from "./route.js";
import { detail as said, connecting as words } from "./texts.js";
import { listenToTransfers } from "./transfers.js";

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

  const getOrigin = () => serviceOrigin(settings ?? { baseUrl: location.origin, apiKey: "" });

  const list = createCustomerList({
    getService,
    getOrigin,
    onOpen: (customer) => route.open(customer),
    onCreate: () => form.open(null),
    onShown: () => route.tell(),
  });
  const detail = createCustomerDetail({
    getService,
    getOrigin,
    onShown(customer) {
      route.tell(customer);
      form.restore(customer);
    },
    onEdit: (customer) => form.open(customer),
    onDeleted(customer) {
      detail.say(said.done("deleted", customerName(customer)));
      list.gone(customer.id);
    },
    onGone: (id) => list.gone(id),
    onClose: () => route.closed(),
  });
  const route = createRoute({ list, detail });
  const form = createCustomerForm({
    getService,
    onSaved(customer, what) {
      if (what === "created") route.open(customer);
      if (what === "changed") detail.update(customer);
      if (what !== "unchanged") list.changed(customer);
      detail.say(said.done(what, customerName(customer)));
    },
    onGone: () => detail.gone(),
  });
  const panel = createCallsPanel();
  const connection = createConnectionDialog({ getSettings: () => settings, onConnected: use });

  /**
   * From here on it is this service, and nothing of the one before stays in sight.
   * @param {Settings} chosen
   * @param {Service} connected
   */
  function use(chosen, connected) {
    service = connected;
    settings = chosen;
    rememberSettings(chosen);
    panel.connected(chosen);
    clearError(byId("alert"));
    showConnection(connected.mode, serviceOrigin(chosen));
    detail.close?.();
    list.clear();
    list.load();
    route.follow();
  }

  if (demoSettings()) {
    // A sandbox has the documentation beside the page.
    for (const link of document.querySelectorAll("a[data-here]")) {
      link.setAttribute("href", link.getAttribute("data-here") ?? "");
    }
  }
  listenToKeys();
  byId("skip").addEventListener("click", (event) => {
    // Its address would take the place of the view's.
    event.preventDefault();
    byId("customers").focus();
    byId("customers").scrollIntoView();
  });
  byId("new-customer").addEventListener("click", () => {
    if (service) form.open(null);
    else connection.open();
  });
  byId("open-connection").addEventListener("click", () => connection.open());
  listenToTransfers({
    getService,
    onUnconnected: () => connection.open(),
    onImported: () => list.load(),
  });

  if (!settings) {
    byId("list").removeAttribute("aria-busy");
    showStatus(words.none);
    connection.open();
    return;
  }
  try {
    use(settings, connect(settings));
    form.restore(null);
  } catch (error) {
    byId("list").removeAttribute("aria-busy");
    showStatus(words.none);
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
  badge.textContent = words.mode(mode);
  badge.hidden = false;
  byId("host").textContent = new URL(origin).host;
}
