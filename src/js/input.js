// The reader of what a caller hands over. It reads each thing once and answers a plain copy, so that
// no getter and no Proxy can give the check one value and the sending another.
//
// A note takes the place of what JSON would change or lose. It is the thing's name as bytes, since
// no JSON value is bytes. The Rust side (src/value.rs) makes faults of notes, which name their path.

const DEEPEST = 500;

/** Copies metadata, or any other value, as JSON.stringify reads it. */
export function readJson(value) {
  return attempt(() => copy(value, "", []));
}

/**
 * Copies a form in the same way: own enumerable string keys, `toJSON` honoured, no `undefined`.
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
 * Copies an object of options, parameters or headers. An object in it becomes a note.
 * @param {unknown} value
 * @param {string} [names] keys to read even where they are inherited; own keys are always read
 * @param {string} [aside] names of keys whose objects and functions are also kept as they are
 * @returns {[unknown, object]} the copy, and an object with what was kept
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

/** Copies a value that stands alone. An object becomes a note. */
export function readOne(value) {
  return attempt(() => (isObject(value) ? note(kindOf(value)) : copy(value, "", [])));
}

/** Goes by what Object.prototype.toString says, which is right for other windows and realms too. */
export function isA(value, names) {
  return attempt(() => isObject(value) && names.split(" ").includes(tagOf(value))) === true;
}

const note = (what) => new TextEncoder().encode(what);
const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);
const isIllFormed = (text) => /\p{Surrogate}/u.test(text);
const isObject = (value) =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** What kind of object this is, in words. */
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

/** A plain object with these keys, as far as `read` finds something at them. */
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
    return note("an invalid Date"); // its `toJSON` would answer null
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

/** Does what JSON.stringify does first: calls `toJSON`, then unwraps boxed primitives. */
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
