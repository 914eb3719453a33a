// The result of a call: the checked bytes, as the engine's own JSON.parse reads them.

import { parse } from "./module.js";

/**
 * Throws what `parse` throws.
 * @param {string} name the operation's
 * @param {{ empty?: boolean, renamed?: boolean }} checked what the Rust side has seen
 */
export function resultOf(name, { empty, renamed }, params, bytes) {
  if (name.startsWith("delete")) {
    return;
  }
  const body = empty ? [] : parse(bytes);
  if (!name.startsWith("list")) {
    return renamed ? rename(body) : body;
  }
  const items = Array.isArray(body) ? body : body.results;
  return name === "list" ? page(items, renamed, params ?? {}, body) : items;
}

/**
 * `next` and `previous` only say whether there is such a page: they are never followed (contract,
 * "Pages"). A bare array says nothing of its neighbours: only that there are pages before it is
 * known.
 */
function page(items, renamed, { page = 1, page_size = 10 }, { count, next = null, previous }) {
  return {
    count: count ?? items.length,
    page,
    page_size,
    next_page: next === null ? null : page + 1,
    previous_page: page > 1 && previous !== null ? page - 1 : null,
    results: renamed ? items.map(rename) : items,
  };
}

/** A customer whose `developer` some answers call `developer_id`. */
function rename(customer) {
  if ("developer" in customer) {
    return customer;
  }
  const { developer_id, ...rest } = customer;
  return { ...rest, developer: developer_id };
}
