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
const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
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

/** The time of day. @param {string} instant RFC 3339 and valid */
export const readableTime = (instant) => time.format(new Date(instant));

/** A size in words that fit small ones too. @param {number} bytes */
export function readableSize(bytes) {
  if (bytes < 1024) return counted(bytes, "byte");
  const [size, unit] = bytes < 1024 ** 2 ? [bytes / 1024, "KB"] : [bytes / 1024 ** 2, "MB"];
  return `${size.toLocaleString(undefined, { maximumFractionDigits: 1 })} ${unit}`;
}

/** Where signs for another direction stand in a text, they do not reach beyond it. @param {string} text */
export function isolated(text) {
  if (!/[\p{Bidi_Control}\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/u.test(text))
    return text;
  return `\u2068${text.replace(/[\u2066-\u2069]/g, "")}\u2069`;
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}
