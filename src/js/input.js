// What a caller hands over, read once, as JSON.stringify would read it: own enumerable string
// keys, `toJSON` honoured, `undefined` properties left out. The copy that comes back is plain, so
// that a getter or a Proxy cannot answer the check differently from the sending.
//
// What JSON would change or lose becomes a note in its place: a string that begins with a lone
// surrogate, which no other string here does. The Rust side (src/json.rs) turns notes into errors
// that name their path.

const DEEPEST = 500;

/**
 * @param {unknown} value
 * @param {string} [names] read these properties, inherited ones too, instead of the own ones;
 *   separated by spaces
 * @param {Record<string, unknown>} [kept] its properties that are objects or functions are kept
 *   here as they are, with a note in their place
 * @returns {unknown} the copy, which JSON.stringify can write
 */
export function snapshot(value, names, kept) {
  return attempt(() => copy(value, "", [], names?.split(" "), kept));
}

/** A customer or a change of one, and what is known of its photo's file. */
export function readCustomer(value) {
  const kept = { photo: undefined };
  const customer = snapshot(value, undefined, kept);
  const { photo } = kept;
  if (photo === undefined) {
    return { customer, about: null };
  }
  delete customer.photo;
  const isFile = photo instanceof Blob;
  return { customer, photo, about: isFile ? { size: photo.size } : note("an object") };
}

/** A call's options, and its signal. */
export function readOptions(value) {
  const kept = { signal: undefined };
  const options = snapshot(value, "signal timeoutMs maxRetries", kept);
  const { signal } = kept;
  const has = (method) => typeof signal?.[method] === "function";
  // A polyfill's is as good.
  if (
    typeof signal?.aborted === "boolean" &&
    has("addEventListener") &&
    has("removeEventListener")
  ) {
    delete options.signal;
  }
  return { options, signal };
}

/** A value that stands alone. */
export const lone = (value) => (value === undefined ? note("undefined") : snapshot(value));

const note = (what) => `\udc00${what}`;
const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);
const isIllFormed = (text) => /\p{Surrogate}/u.test(text);
const isKeepable = (value) =>
  typeof value === "function" ||
  (typeof value === "object" &&
    value !== null &&
    !["String", "Number", "Boolean"].includes(tagOf(value)));

function attempt(read) {
  try {
    return read();
  } catch {
    return note("a value that throws an error when it is read");
  }
}

function copy(given, key, parents, names, kept) {
  if (tagOf(given) === "Date" && Number.isNaN(Number(given))) {
    return note("an invalid Date"); // its toJSON answers null
  }
  const value = unwrap(given, key);
  switch (typeof value) {
    case "undefined":
    case "boolean":
      return value;
    case "string":
      return isIllFormed(value) ? note("text with a lone surrogate") : value;
    case "number":
      return Number.isFinite(value) ? value : note(String(value));
    case "bigint":
      return note("a BigInt");
    case "object":
      return value === null ? null : copyObject(value, parents, names, kept);
    default:
      return note(`a ${typeof value}`);
  }
}

/** The first steps of JSON.stringify: `toJSON`, then boxed primitives. */
function unwrap(given, key) {
  let value = given;
  if ((typeof value === "object" && value !== null) || typeof value === "bigint") {
    if (typeof value.toJSON === "function") {
      value = value.toJSON(key);
    }
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  switch (tagOf(value)) {
    case "Number":
      return Number(value);
    case "String":
      return String(value);
    case "Boolean":
    case "BigInt":
      return value.valueOf();
    default:
      return value;
  }
}

function copyObject(value, parents, names, kept) {
  if (parents.includes(value)) {
    return note("a cycle");
  }
  if (parents.length === DEEPEST) {
    return note(`values nested more than ${DEEPEST} deep`);
  }
  const within = [...parents, value];
  if (Array.isArray(value)) {
    return Array.from(value, (_, index) => {
      const item = attempt(() => copy(value[index], String(index), within));
      return item === undefined ? note("undefined in a list") : item;
    });
  }
  if (tagOf(value) !== "Object" && !names) {
    return note(`${/^[AEIO]/.test(tagOf(value)) ? "an" : "a"} ${tagOf(value)}`);
  }
  const entries = Object.create(null);
  for (const key of names ?? Object.keys(value)) {
    const item = attempt(() => {
      const property = value[key];
      if (kept && Object.keys(kept).includes(key) && isKeepable(property)) {
        kept[key] = property;
        return note(typeof property === "function" ? "a function" : "an object");
      }
      return copy(property, key, within);
    });
    if (item !== undefined) {
      entries[key] = isIllFormed(key) ? note("a key with a lone surrogate") : item;
    }
  }
  return entries;
}
