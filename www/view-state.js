// Which part of the list is shown, kept in the URL's hash: reload, back and bookmarks work,
// and it is never sent to a server.

export const PAGE_SIZES = [5, 10, 25, 50, 100];

/** @typedef {{ search: string, page: number, size: number }} View */

/** @returns {View} */
export function readView() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const page = Number(hash.get("page"));
  const size = Number(hash.get("size"));
  return {
    search: hash.get("search") ?? "",
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    size: PAGE_SIZES.includes(size) ? size : 10,
  };
}

/**
 * @param {View} view
 * @param {{ asNewStep: boolean }} options Whether "back" returns to the view before.
 */
export function writeView({ search, page, size }, { asNewStep }) {
  const hash = new URLSearchParams();
  if (search) hash.set("search", search);
  if (page !== 1) hash.set("page", String(page));
  if (size !== 10) hash.set("size", String(size));
  const url = hash.size > 0 ? `#${hash}` : location.pathname + location.search;
  if (asNewStep) history.pushState(null, "", url);
  else history.replaceState(null, "", url);
}
