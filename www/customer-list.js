// Search, pages and page size around the table. The address always says what is shown: it is
// written when a page has come, so that one that does not come changes nothing.

import { createCustomerTable } from "./customer-table.js";
import { byId, el } from "./dom.js";
import { findEverywhere } from "./find-all.js";
import { clearError, showError, showStatus } from "./notice.js";
import { listing as words } from "./texts.js";
import { readView, writeView } from "./view-state.js";
import { waitsIn } from "./wait.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */
/** @typedef {import("./customers-client/index.js").CustomerPage} CustomerPage */
/** @typedef {import("./service.js").Service} Service */
/** @typedef {Omit<import("./view-state.js").View, "customer">} Wanted */
/**
 * @typedef {object} Manner
 * @property {boolean} [asNewStep] Whether "back" returns to what was shown before.
 * @property {boolean} [quiet] Leaves the status line to whoever asked.
 * @property {string} [first] A sentence to say first.
 * @property {boolean} [toTop] Shows the list from its beginning.
 * @property {HTMLElement} [alert] Where to say that it failed.
 * @property {() => void} [retry] What to try again there.
 * @property {(call: import("./service.js").Call) => void} [onCall] Where to say that it waits.
 */

const TYPING_PAUSE_MS = 200;

/**
 * @param {object} options
 * @param {() => Service | null} options.getService
 * @param {() => string} options.getOrigin The service's origin.
 * @param {(customer: Customer) => void} options.onOpen
 * @param {() => void} options.onCreate
 * @param {() => void} options.onShown Something else is shown now.
 */
export function createCustomerList({ getService, getOrigin, onOpen, onCreate, onShown }) {
  const search = /** @type {HTMLInputElement} */ (byId("search"));
  const size = /** @type {HTMLSelectElement} */ (byId("page-size"));
  const previous = byId("previous");
  const next = byId("next");
  const list = byId("list");
  const further = byId("further");
  const waits = waitsIn(byId("list-wait"));
  const table = createCustomerTable({ getOrigin, onOpen });

  /** @type {{ view: Wanted, page: CustomerPage } | null} */
  let shown = null;
  let wanted = wantedNow();
  let inFlight = new AbortController();
  /** What is in flight because of a step back or forward. @type {AbortController | null} */
  let followed = null;
  let typing = 0;
  /** What to do again when the service can be reached again. */
  let again = () => load();

  /**
   * @param {Partial<Wanted>} [change] To what is shown.
   * @param {Manner} [manner]
   * @returns {Promise<boolean>} Whether it is shown now.
   */
  async function load(change = {}, manner = {}) {
    const service = getService();
    if (!service) return false;
    inFlight.abort();
    inFlight = new AbortController();
    wanted = { ...wanted, ...change };
    const { signal } = inFlight;
    const { onCall = waits } = manner;
    const asked = wanted;
    const query = asked.search.trim();
    again = () => load(asked, manner);
    list.setAttribute("aria-busy", "true");
    byId("finding").hidden = true;
    try {
      let said = "";
      if (asked.everywhere) {
        said = await findAll(service, asked, manner, signal);
        if (!signal.aborted && shown?.page.results.length === 0) table.draw([], whenEmpty(query));
      } else {
        const params = { page: asked.page, page_size: asked.size };
        const page = query
          ? await service.call("search", [query, params], { signal, onCall })
          : await service.call("list", [params], { signal, onCall });
        if (signal.aborted) return false;
        draw(asked, page, manner);
        said = (manner.first ?? "") + words.summary(page, pagesOf(page), query);
      }
      if (signal.aborted) return false;
      again = () => load();
      const alert = byId("alert");
      if (alert.contains(document.activeElement)) byId("customers").focus();
      clearError(alert);
      // Behind a dialog it disturbs nobody.
      if (!manner.quiet || document.querySelector("dialog[open]")) showStatus(said);
      return true;
    } catch (error) {
      return signal.aborted ? false : failed(error, manner);
    } finally {
      if (inFlight.signal === signal) followed = null;
      if (!signal.aborted) list.removeAttribute("aria-busy");
    }
  }

  /**
   * @param {Service} service
   * @param {Wanted} asked
   * @param {Manner} manner
   * @param {AbortSignal} signal
   */
  function findAll(service, asked, manner, signal) {
    /** @type {Customer[]} */
    const results = [];
    const page = {
      count: 0,
      page: 1,
      page_size: 100,
      next_page: null,
      previous_page: null,
      results,
    };
    draw(asked, page, manner);
    /** @param {Customer[]} found */
    const onFound = (found) => {
      results.push(...found);
      table.append(found);
    };
    return findEverywhere(service, asked.search.trim(), { signal, onCall: waits, onFound });
  }

  /**
   * @param {unknown} error
   * @param {Manner} manner
   */
  function failed(error, manner) {
    const { page } = wanted;
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "not_found" && page > 1) {
      // A bookmark or a deletion can point past the end.
      return load({ page: 1 }, { ...manner, asNewStep: false, first: words.noPage(page) });
    }
    const retry = manner.retry ?? again;
    if (manner.retry) again = () => load(); // The other view asks again itself.
    // Back and forward have changed the address already: what it does not name is not shown.
    if (shown && !same(shown.view, wantedNow())) clear();
    if (shown) {
      wanted = shown.view;
      size.value = String(wanted.size);
    }
    if (error instanceof DOMException && error.name === "AbortError") {
      showStatus(words.cancelled);
      if (!shown) table.draw([], [el("button", { type: "button", click: retry }, words.load)]);
      return false;
    }
    showStatus(shown ? words.failed(shown.view) : words.nothing);
    const alert = manner.alert ?? byId("alert");
    showError(alert, error, { action: { label: words.again, run: retry } });
    alert.scrollIntoView({ block: "nearest" });
    return false;
  }

  /**
   * @param {Wanted} view
   * @param {CustomerPage} page
   * @param {Manner} manner
   */
  function draw(view, page, { asNewStep = false, toTop = false }) {
    shown = { view, page };
    // Under an open customer the list is no step of its own.
    writeView(view, { asNewStep: asNewStep && !readView().customer });
    table.draw(page.results, view.everywhere ? [] : whenEmpty(view.search.trim()));
    byId("position").textContent = words.position(page, pagesOf(page));
    previous.setAttribute("aria-disabled", String(!page.previous_page));
    next.setAttribute("aria-disabled", String(!page.next_page));
    further.hidden = view.everywhere || view.search.trim() === "";
    byId("pager").hidden = view.everywhere;
    if (toTop && list.getBoundingClientRect().top < 0) byId("customers").scrollIntoView();
    onShown();
  }

  /** @param {string} query */
  function whenEmpty(query) {
    /** @param {string} label @param {() => void} click */
    const button = (label, click) => el("button", { type: "button", click }, label);
    if (!query) return [el("p", {}, words.none), button(words.createFirst, onCreate)];
    const clearSearch = () => {
      search.value = "";
      search.focus();
      load({ search: "", page: 1 });
    };
    return [el("p", {}, words.noMatch), button(words.clear, clearSearch)];
  }

  function clear() {
    shown = null;
    table.draw([]);
    byId("skeleton").hidden = false;
    byId("position").textContent = "";
    further.hidden = true;
    for (const button of [previous, next]) button.setAttribute("aria-disabled", "true");
  }

  /** @param {Customer[]} results In place: they may still be coming. */
  function redraw(results) {
    shown?.page.results.splice(0, Infinity, ...results);
    table.draw(results);
  }

  function fillControls() {
    search.value = wanted.search;
    size.value = String(wanted.size);
  }

  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      if (search.value.trim() === wanted.search.trim()) return;
      load({ search: search.value, everywhere: false, page: 1 });
    }, TYPING_PAUSE_MS);
  });
  byId("search-all").addEventListener("click", () => {
    search.focus(); // The button goes.
    load({ everywhere: true, page: 1 }, { asNewStep: true });
  });
  size.addEventListener("change", () =>
    load({ size: Number(size.value), page: 1 }, { asNewStep: true }),
  );
  // aria-disabled rather than disabled: a button keeps its focus on the last page.
  for (const [button, key] of /** @type {const} */ ([
    [previous, "previous_page"],
    [next, "next_page"],
  ])) {
    button.addEventListener("click", () => {
      const page = shown?.page[key];
      if (page) load({ page }, { asNewStep: true, toTop: true });
    });
  }
  addEventListener("popstate", () => {
    const now = wantedNow();
    const isShown = shown && same(shown.view, now);
    // A customer was opened or closed: the list, and what is being typed, are no part of that.
    if (isShown && followed !== inFlight) return;
    wanted = now;
    fillControls();
    if (isShown) {
      inFlight.abort();
      list.removeAttribute("aria-busy");
    } else {
      load();
      followed = inFlight;
    }
  });
  addEventListener("online", () => {
    if (!wanted.everywhere) again();
  });
  fillControls();

  return {
    load,
    clear() {
      inFlight.abort();
      clear();
    },
    openerOf: table.openerOf,
    title: () => words.titleOf(wanted),
    page: () => shown?.page,
    /** @param {Customer} customer As just saved. */
    changed(customer) {
      const results = shown?.page.results ?? [];
      if (wanted.everywhere)
        // Everyone is not read again for one.
        redraw(results.map((one) => (one.id === customer.id ? customer : one)));
      else load({}, { quiet: true });
    },
    /** One is gone, and with them perhaps the last page. @param {string} id */
    gone(id) {
      const rest = shown?.page.results.filter((one) => one.id !== id) ?? [];
      if (shown) redraw(rest);
      if (!wanted.everywhere)
        load(rest.length === 0 && wanted.page > 1 ? { page: wanted.page - 1 } : {}, {
          quiet: true,
        });
    },
  };
}

/** @returns {Wanted} */
function wantedNow() {
  const { customer, ...wanted } = readView();
  return wanted;
}

/** @param {Wanted} one @param {Wanted} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** @param {CustomerPage} page */
function pagesOf({ page, next_page, count, page_size }) {
  return next_page ? Math.max(page, Math.ceil(count / page_size)) : page;
}
