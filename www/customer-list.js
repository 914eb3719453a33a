// Search, pages and page size around the table.

import { createCustomerTable } from "./customer-table.js";
import { byId, el } from "./dom.js";
import { counted } from "./format.js";
import { clearError, showError, showStatus } from "./notice.js";
import { readView, writeView } from "./view-state.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */
/** @typedef {import("./customers-client/index.js").CustomerPage} CustomerPage */
/** @typedef {import("./service.js").Service} Service */

const TYPING_PAUSE_MS = 200;
const SLOW_MS = 1500;

/**
 * @param {object} options
 * @param {() => Service | null} options.getService
 * @param {(customer: Customer) => void} options.onOpen
 */
export function createCustomerList({ getService, onOpen }) {
  const search = /** @type {HTMLInputElement} */ (byId("search"));
  const size = /** @type {HTMLSelectElement} */ (byId("page-size"));
  const previous = byId("previous");
  const next = byId("next");
  const alert = byId("alert");
  const list = byId("list");
  const table = createCustomerTable({ onOpen });

  let view = readView();
  /** @type {CustomerPage | null} */
  let shown = null;
  /** @type {AbortController | null} */
  let inFlight = null;
  let typing = 0;

  /** @param {{ quiet?: boolean }} [options] Quiet leaves the status line to whoever asked. */
  async function load({ quiet = false } = {}) {
    const service = getService();
    if (!service) return;
    inFlight?.abort();
    const call = new AbortController();
    inFlight = call;
    list.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => showStatus("Waiting for the service…"), SLOW_MS);
    try {
      const query = view.search.trim();
      const params = { page: view.page, page_size: view.size };
      const page = query
        ? await service.call("search", [query, params], { signal: call.signal })
        : await service.call("list", [params], { signal: call.signal });
      if (call.signal.aborted) return;
      if (alert.contains(document.activeElement)) byId("customers").focus();
      clearError(alert);
      draw(page, query);
      if (!quiet) showStatus(summary(page, query));
    } catch (error) {
      if (call.signal.aborted) return;
      failed(error);
    } finally {
      clearTimeout(slow);
      if (inFlight === call) list.removeAttribute("aria-busy");
    }
  }

  /** @param {any} error */
  function failed(error) {
    if (error?.code === "not_found" && view.page > 1) {
      // A bookmark or a deletion can point past the end.
      change({ page: 1 }, { asNewStep: false });
      return;
    }
    showStatus(shown ? "The list may be out of date." : "No customers could be shown.");
    showError(alert, error, { action: { label: "Try again", run: () => load() } });
    alert.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {CustomerPage} page
   * @param {string} query
   */
  function draw(page, query) {
    shown = page;
    table.draw(page.results, whenEmpty(query));
    const pages = page.next_page ? Math.ceil(page.count / page.page_size) : page.page;
    byId("position").textContent =
      `Page ${page.page} of ${Math.max(pages, page.page)} · ${counted(page.count, "customer")}`;
    previous.setAttribute("aria-disabled", String(!page.previous_page));
    next.setAttribute("aria-disabled", String(!page.next_page));
  }

  /** @param {string} query */
  function whenEmpty(query) {
    if (!query) return [document.createTextNode("There are no customers yet.")];
    const clear = () => {
      search.value = "";
      search.focus();
      change({ search: "", page: 1 }, { asNewStep: false });
    };
    return [
      document.createTextNode("No customers match this search. "),
      el("button", { type: "button", click: clear }, "Clear the search"),
    ];
  }

  /**
   * @param {Partial<import("./view-state.js").View>} to
   * @param {{ asNewStep: boolean }} options
   */
  function change(to, options) {
    view = { ...view, ...to };
    writeView(view, options);
    load();
  }

  function fillControls() {
    search.value = view.search;
    size.value = String(view.size);
  }

  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      if (search.value.trim() === view.search.trim()) return;
      change({ search: search.value, page: 1 }, { asNewStep: false });
    }, TYPING_PAUSE_MS);
  });
  size.addEventListener("change", () =>
    change({ size: Number(size.value), page: 1 }, { asNewStep: true }),
  );
  // aria-disabled rather than disabled: a button keeps its focus on the last page.
  previous.addEventListener("click", () => {
    if (shown?.previous_page) change({ page: shown.previous_page }, { asNewStep: true });
  });
  next.addEventListener("click", () => {
    if (shown?.next_page) change({ page: shown.next_page }, { asNewStep: true });
  });
  addEventListener("popstate", () => {
    view = readView();
    fillControls();
    load();
  });
  fillControls();

  return {
    load,
    openerOf: table.openerOf,
    /** After a deletion, the last page may be gone. */
    async loadAfterDelete() {
      if (shown?.results.length === 1 && view.page > 1) {
        view = { ...view, page: view.page - 1 };
        writeView(view, { asNewStep: false });
      }
      await load({ quiet: true });
    },
    /** Another account: nothing of the one before stays on the screen. */
    clear() {
      inFlight?.abort();
      shown = null;
      table.draw([], []);
      byId("empty").hidden = true;
      byId("position").textContent = "";
      previous.setAttribute("aria-disabled", "true");
      next.setAttribute("aria-disabled", "true");
    },
  };
}

/**
 * @param {CustomerPage} page
 * @param {string} query
 */
function summary(page, query) {
  if (!query) return counted(page.count, "customer");
  if (page.count === 0) return `No customers match “${query}”`;
  return `${counted(page.count, "customer matches", "customers match")} “${query}”`;
}
