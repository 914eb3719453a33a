// The one error of this package, and how everything that can go wrong becomes one.

/** Its properties are described in the type declarations. */
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

const LONGEST = 300;

/** How to find out what became of a write that had no answer. */
const FIND_OUT =
  " The change may have been made all the same: " +
  "look first (search by email, get by id) before you repeat it.";

/**
 * An error that is fit to be shown: each of `secrets` becomes `[redacted]` in every text that came
 * from outside, only then are texts shortened, and where nobody can know whether a write was
 * carried out, the message says how to find out.
 * @param {{ message: string, fields?: string[] }} details `fields` is path, message, path, message …
 * @param {string[]} secrets
 */
export function errorOf({ code, message, fields = [], ...details }, secrets = [], cause) {
  // One may begin with another: the longest first.
  const all = [...secrets].sort((one, other) => other.length - one.length);
  const clean = (text, longest = LONGEST) => {
    const redacted = all.reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text);
    const characters = [...redacted.trim().replace(/\s+/g, " ")];
    return characters.slice(0, longest).join("") + (characters.length > longest ? "…" : "");
  };
  const findOut = details.outcomeUnknown ? FIND_OUT : "";
  // What the caller's own fields are called is theirs.
  const shown = code === "invalid_input" ? fields : fields.map((text) => clean(text));
  const known = { code, fields: byPath(shown), cause };
  for (const [name, value] of Object.entries(details)) {
    if (value !== undefined) {
      known[name] = typeof value === "string" ? clean(value) : value;
    }
  }
  return new CustomersError(clean(message, LONGEST - findOut.length) + findOut, known);
}

/** What is wrong with what the caller gave, as the details of an error. */
export function refusal(faults) {
  const others = faults.length / 2 - 1;
  const more = others ? ` (And ${others} more.)` : "";
  return {
    code: "invalid_input",
    message: `Nothing was sent. ${faults[0]}: ${faults[1]}${more}`,
    fields: faults,
  };
}

/** A flat list of path, message, path, message … as messages by path. */
export function byPath(list) {
  const fields = new Map();
  for (let at = 0; at < list.length; at += 2) {
    fields.set(list[at], [...(fields.get(list[at]) ?? []), list[at + 1]]);
  }
  return Object.fromEntries(fields); // a path may be "__proto__"
}
