// What a caller hands over, read once, as JSON.stringify would read it: own enumerable string
// keys, `toJSON` honoured, `undefined` properties left out. The copy that comes back is plain, so
// that a getter or a Proxy cannot answer the check differently from the sending.
//
// What JSON would change or lose becomes a note in its place: its name as bytes, which no JSON
// value is. The Rust side (`Value::Unsendable`) turns notes into errors that name their path.

const DEEPEST = 500;

/**
 * @param {unknown} value
 * @param {string} keep names of properties to hand over as they are, if they are objects or
 *   functions; separated by spaces
 * @param {string} [names] read these properties, inherited ones too, instead of the own ones
 * @returns {unknown[]} the copy, then what was kept, in the order of `keep`
 */
export function snapshot(value, keep, names) {
  const kept = keep.split(" ");
  const found = [undefined];
  const isKept = (key, item) => {
    const index = kept.indexOf(key);
    const aside = index >= 0 && (typeof item === "function" || isPlainlyAnObject(item));
    if (aside) {
      found[index + 1] = item;
    }
    return aside;
  };
  found[0] = attempt(() => copy(value, "", [], isKept, names?.split(" ")));
  return found;
}

const note = (what) => new TextEncoder().encode(what);
const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);
const isPlainlyAnObject = (value) =>
  typeof value === "object" &&
  value !== null &&
  !["String", "Number", "Boolean"].includes(tagOf(value));
const isIllFormed = (text) => /\p{Surrogate}/u.test(text);

function attempt(read) {
  try {
    return read();
  } catch {
    return note("a value that throws an error when it is read");
  }
}

function copy(given, key, parents, isKept, names) {
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
      return value === null ? null : copyObject(value, parents, isKept, names);
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

function copyObject(value, parents, isKept, names) {
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
      return isKept?.(key, property) ? undefined : copy(property, key, within);
    });
    if (item !== undefined) {
      entries[key] = isIllFormed(key) ? note("a key with a lone surrogate") : item;
    }
  }
  return entries;
}
