// What a browser would lose of JSON that was typed or stored. No document and no words here.

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],]/g;

/**
 * @typedef {object} Loss
 * @property {"number" | "key"} kind A number that would be saved as another, or a doubled key.
 * @property {string} path Where it stands, such as `plan.seats[0]`.
 * @property {number} line From 1.
 * @property {string} text As it was typed.
 * @property {string} becomes What would be saved of a number; "null" where it is too large.
 */

/**
 * Numbers that would not come back as they were typed, and doubled keys, of which all but the
 * last would be lost. `1.0` and `1e2` come back as 1 and 100: that is the same number, and no loss.
 * @param {string} json What JSON.parse accepts.
 * @returns {Loss[]}
 */
export function lossesOf(json) {
  /** @type {Loss[]} */
  const losses = [];
  /** @type {{ keys: Set<string> | null, at: string | number | null }[]} Objects have keys; arrays have none. */
  const within = [];
  let line = 1;
  let before = 0;
  for (const { 0: text, index } of json.matchAll(TOKEN)) {
    const place = within.at(-1);
    /** @param {Loss["kind"]} kind @param {string} [becomes] */
    const lose = (kind, becomes = "") => {
      line += json.slice(before, index).split("\n").length - 1;
      before = index;
      losses.push({ kind, path: pathOf(within.map(({ at }) => at)), line, text, becomes });
    };
    if (text === "{") within.push({ keys: new Set(), at: null });
    else if (text === "[") within.push({ keys: null, at: 0 });
    else if (text === "}" || text === "]") within.pop();
    else if (text === ",") {
      if (place) place.at = typeof place.at === "number" ? place.at + 1 : null;
    } else if (text[0] !== '"') {
      const becomes = JSON.stringify(Number(text));
      if (plain(text) !== plain(becomes)) lose("number", becomes);
    } else if (place?.keys && place.at === null) {
      place.at = String(JSON.parse(text));
      if (place.keys.has(place.at)) lose("key");
      place.keys.add(place.at);
    }
  }
  return losses;
}

/**
 * Numbers of a stored value that may have been others before they were read: what is larger than
 * a browser can count without gaps.
 * @param {unknown} value
 * @returns {number[]} Each once.
 */
export function unsafeNumbers(value) {
  const found = new Set();
  /** @param {unknown} part */
  const look = (part) => {
    if (isUnsafe(part)) found.add(part);
    else if (part && typeof part === "object") for (const one of Object.values(part)) look(one);
  };
  look(value);
  return [...found];
}

/** @param {unknown} value @returns {value is number} */
export function isUnsafe(value) {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return false;
  return Number.isInteger(value) || !Number.isFinite(value);
}

/**
 * A number's digits without needless zeros, so that two spellings of one number are equal.
 * @param {string} number
 */
function plain(number) {
  const [, sign, whole = "", part = "", power = "0"] =
    number.match(/^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i) ?? [];
  if (sign === undefined) return number;
  const digits = (whole + part).replace(/^0+/, "");
  const short = digits.replace(/0+$/, "");
  if (!short) return `${sign}0`;
  return `${sign}${short}e${Number(power) - part.length + digits.length - short.length}`;
}

/** @param {(string | number | null)[]} steps */
function pathOf(steps) {
  const parts = steps.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(String(step))
      ? `.${step}`
      : `[${JSON.stringify(step)}]`;
  });
  return parts.join("").replace(/^\./, "");
}
