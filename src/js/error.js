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

/** What the Rust side calls: its error as JSON, and the value that caused it. */
export function customersError(json, cause) {
  const { message, ...details } = JSON.parse(json);
  return new CustomersError(message, { ...details, cause });
}
