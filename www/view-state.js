// What is shown, kept in the URL's hash: reload, back and bookmarks work, every customer has an
// address, and none of it is ever sent to a server.

export const PAGE_SIZES = [5, 10, 25, 50, 100];

/**
 * @typedef {object} View
 * @property {string} search
 * @property {boolean} everywhere Whether all fields of everyone are searched, and not by the service.
 * @property {number} page
 * @property {number} size
 * @property {string | null} customer The one whose details are open.
 */

/** @returns {View} */
export function readView() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const page = Number(hash.get("page"));
  const size = Number(hash.get("size"));
  const search = hash.get("search") ?? "";
  return {
    search,
    everywhere: hash.get("in") === "all" && search.trim() !== "",
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    size: PAGE_SIZES.includes(size) ? size : 10,
    customer: hash.get("customer") || null,
  };
}

/**
 * The present view's address, with these changes.
 * @param {Partial<View>} changes
 */
export function addressOf(changes) {
  const { search, everywhere, page, size, customer } = { ...readView(), ...changes };
  const hash = new URLSearchParams();
  if (search) hash.set("search", search);
  if (everywhere) hash.set("in", "all");
  if (page !== 1) hash.set("page", String(page));
  if (size !== 10) hash.set("size", String(size));
  if (customer) hash.set("customer", customer);
  return hash.size > 0 ? `#${hash}` : location.pathname + location.search;
}

/**
 * @param {Partial<View>} changes
 * @param {{ asNewStep?: boolean }} [options] Whether "back" returns to the view before.
 */
export function writeView(changes, { asNewStep = false } = {}) {
  const url = addressOf(changes);
  if (asNewStep) history.pushState({ customer: Boolean(changes.customer) }, "", url);
  else history.replaceState(history.state, "", url);
}

/** Whether going back closes the customer that is open, because opening them was a step. */
export function backCloses() {
  return history.state?.customer === true;
}
