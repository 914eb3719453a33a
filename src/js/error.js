/** The one error of this package; its properties are described in the type declarations. */
export class CustomersError extends Error {
  name = "CustomersError";

  constructor(message, { cause, ...details } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, { fields: {}, attempts: 0, outcomeUnknown: false }, details);
  }

  /** Everything but the cause and the stack: fit for a log. */
  toJSON() {
    const { name, message } = this;
    return { name, message, ...this };
  }
}

/** By `name`, so that it holds across realms and duplicate copies of the package. */
export function isCustomersError(error) {
  return typeof error === "object" && error !== null && error.name === "CustomersError";
}

/** An error as the Rust side tells it. */
export function errorOf(json, cause) {
  const { message, fields, ...details } = JSON.parse(json);
  return new CustomersError(message, { ...details, fields: byPath(fields), cause });
}

/** A flat list of path, message, path, message … as messages by path. */
export function byPath(list) {
  const fields = new Map();
  for (let at = 0; at < list.length; at += 2) {
    fields.set(list[at], [...(fields.get(list[at]) ?? []), list[at + 1]]);
  }
  return Object.fromEntries(fields); // a path may be "__proto__"
}
