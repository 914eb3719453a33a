// What a caller hands over, read once, so that a getter or a Proxy cannot answer the check
// differently from the sending: what comes back is a plain copy, which nobody else has.
//
// What JSON would change or lose becomes a note in its place: its name as bytes, which no JSON
// value is. The Rust side (src/value.rs) turns notes into faults that name their path.

const DEEPEST = 500;

/** Metadata, or another value, as JSON.stringify reads it. */
export function readJson(value) {
  return attempt(() => copy(value, "", []));
}

/**
 * A form, likewise: own enumerable string keys, `toJSON` honoured, `undefined` left out.
 * @param {unknown} value
 * @param {string} texts names of fields that take strings only, whatever `toJSON` says
 * @returns {[unknown, unknown]} the copy, and what stands at `photo` where that is an object
 */
export function readForm(value, texts) {
  const names = texts.split(" ");
  let photo;
  const field = (item, key, within) => {
    if (key === "photo" && isObject(item)) {
      photo = item;
      return undefined;
    }
    return names.includes(key) ? readOne(item) : copy(item, key, within);
  };
  return [attempt(() => copy(value, "", [], field)), photo];
}

/**
 * An object of options or headers: what stands in it is no object, or is kept aside.
 * @param {unknown} value
 * @param {string} [names] read these, inherited ones too, and which other own keys there are.
 *   Without it: the own ones.
 * @param {string} [aside] of these names, objects and functions are kept as they are
 * @returns {[unknown, object]} the copy, and what was kept
 */
export function readRecord(value, names, aside = "") {
  const keep = aside.split(" ");
  const kept = {};
  const read = (key) => {
    const item = value[key];
    if (keep.includes(key) && isObject(item)) {
      kept[key] = item;
    }
    return readOne(item);
  };
  const keys = () => new Set([...(names?.split(" ") ?? []), ...Object.keys(value)]);
  const isRecord = () => isObject(value) && tagOf(value) === "Object";
  const record = () => (isRecord() ? entriesOf(keys(), read) : readOne(value));
  return [attempt(record), kept];
}

/** A value that stands alone, and is no object. */
export function readOne(value) {
  return attempt(() => (isObject(value) ? note(kindOf(value)) : copy(value, "", [])));
}

/** By brand, which a constructor of another window or realm gives too. */
export function isA(value, names) {
  return attempt(() => isObject(value) && names.split(" ").includes(tagOf(value))) === true;
}

const note = (what) => new TextEncoder().encode(what);
const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);
const isIllFormed = (text) => /\p{Surrogate}/u.test(text);
const isObject = (value) =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** In words. */
function kindOf(value) {
  const tag = typeof value === "function" ? "function" : tagOf(value);
  const name = ["Object", "Array"].includes(tag) ? tag.toLowerCase() : tag;
  return `${/^[AEIOaeio]/.test(name) ? "an" : "a"} ${name}`;
}

export function attempt(read) {
  try {
    return read();
  } catch {
    return note("a value that throws an error when it is read");
  }
}

/** An object with these keys, whatever they are called, where there is something at them. */
function entriesOf(keys, read) {
  const entries = Array.from(keys, (key) => {
    const item = attempt(() => read(key));
    const isNoKey = item !== undefined && isIllFormed(key);
    return [key, isNoKey ? note("a key with a lone surrogate") : item];
  });
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

function copy(given, key, parents, field) {
  if (isA(given, "Date") && Number.isNaN(Number(given))) {
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
      return value === null ? null : copyObject(value, parents, field);
    default:
      return note(`a ${typeof value}`);
  }
}

/** The first steps of JSON.stringify: `toJSON`, then boxed primitives. */
function unwrap(given, key) {
  const mayConvert = (typeof given === "object" && given !== null) || typeof given === "bigint";
  const value = mayConvert && typeof given.toJSON === "function" ? given.toJSON(key) : given;
  const unbox = { Number, String, Boolean: (boxed) => boxed.valueOf() };
  return isA(value, "Number String Boolean BigInt")
    ? (unbox[tagOf(value)] ?? BigInt)(value)
    : value;
}

function copyObject(value, parents, read = copy) {
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
  return tagOf(value) === "Object"
    ? entriesOf(Object.keys(value), (key) => read(value[key], key, within))
    : note(kindOf(value));
}
