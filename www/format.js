// How customers, dates and sizes read.

/** @typedef {import("./customers-client/index.js").Customer} Customer */

/** @param {Pick<Customer, "first_name" | "last_name">} customer */
export function customerName(customer) {
  return `${customer.first_name} ${customer.last_name}`.trim() || "(no name)";
}

/** @param {Pick<Customer, "first_name" | "last_name">} customer */
export function initials(customer) {
  const letters = [customer.first_name, customer.last_name].map((name) => {
    const [letter] = String(name ?? "").match(/[\p{L}\p{N}]/u) ?? [];
    return letter ?? "";
  });
  return letters.join("").toLocaleUpperCase() || "?";
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" });

/**
 * @param {string | undefined} instant RFC 3339
 * @param {{ withTime?: boolean }} [options]
 */
export function readableDate(instant, { withTime = false } = {}) {
  const date = new Date(instant ?? "");
  if (Number.isNaN(date.getTime())) return instant ?? "—";
  return (withTime ? moment : day).format(date);
}

/** @param {number} bytes */
export function kilobytes(bytes) {
  return (bytes / 1024).toFixed(1);
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}
