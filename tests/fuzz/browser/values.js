// JSON's values as text: what a service may write, and what nobody should.

const PLAIN =
  "The quick brown fox's 0123456789 jumps+over@lazy.dogs-AND_SPHINX/of/black~quartz!*()";
const FILLER = PLAIN.repeat(6);

/** Pieces of strings that a scanner could misread, and must not. */
const ODD = [
  ...[
    '\\"',
    "\\\\",
    "\\/",
    "\\b",
    "\\f",
    "\\n",
    "\\r",
    "\\t",
    "\\u0022",
    "\\u005c",
    "\\u005C\\u0022",
  ],
  ...["\\u0000", "\\ud83d\\ude00", "\\ud800", "\\udfff", "\\uDC00\\uD800", "\\\\\\\\", '\\\\\\"'],
  ...["{", "}", "[", "]", ":", ",", "'", "}]}", '{\\"id\\":1}', "//", "\\\\u0022"],
  ...[
    "é",
    "ñ",
    "ß",
    "中",
    "😀",
    "\u007f",
    "\u0080",
    "\u0085",
    "\u00a2",
    "\u0122",
    "\u2028",
    "\ufeff",
  ],
];

/** Pieces that JSON does not allow in a string, or that end it early. */
const BROKEN = ['"', "\\", "\\x", "\\u12", "\\u12G4", "\\U0041", "\\'", '\\u"', "\\\n"];
for (let control = 0; control < 32; control++) BROKEN.push(String.fromCharCode(control));

const ODD_NUMBERS = (
  "0 -0 -1 1.0 -0.0 1.5 1e2 1E2 1e+2 1e-2 1e0 5E+0 0e0 0.1e1 100e-2 1e15 1e999 -1e999 1e-999 1E400 " +
  "999999999999999 -999999999999999 1000000000000000 -1000000000000000 9007199254740991 " +
  "9007199254740993 12345678901234567890 1e1000000000 100000000000000.0 0.30000000000000004"
).split(" ");

const NO_NUMBERS = (
  "01 00 -01 +1 1. .5 - -- 1e 1e+ 1-1 0x10 1_000 1n NaN Infinity -Infinity ١ 1e1.5 --1 1+1 0b1 " +
  "tru True nul Null NULL nullx truefalse falsee undefined ''"
).split(" ");

/** Names of fields that the package knows. */
export const NAMES = (
  "id developer developer_id first_name last_name email phone photo country metadata test " +
  "created_on pay_providers name line1 line2 city state postal_code is_default " +
  "count next previous results"
).split(" ");

const STRANGERS = (
  "__proto__ constructor toString hasOwnProperty length 0 -1 Developer developer_i developer_id_ " +
  'i idd ID email\\u0000 \\u0000id id\\" \\\\id first_name\\n resultſ rеsults loyalty tags a'
).split(" ");
STRANGERS.push("", " ", " id", "id ", "\ufeffid", "{", "}", '\\"', "\\ud800");

export function string(random) {
  // A scanner may read 8 or 16 bytes at a time: any length to 40, and what is odd at any place.
  let text = filler(random, random.pick([20, 20, 20, 41, 41, random.oneIn(4) ? 220 : 2]));
  for (let odd = random.below(5); odd > 1; odd--)
    text += random.pick(ODD) + filler(random, random.oneIn(3) ? 1 : 14);
  return `"${text}"`;
}

/** The fault stands at any distance from the string's beginning and end. */
export function brokenString(random) {
  return `"${filler(random, 41)}${random.pick(BROKEN)}${filler(random, 41)}"`;
}

function filler(random, limit) {
  const from = random.below(PLAIN.length);
  return FILLER.slice(from, from + random.below(limit));
}

export function integer(random) {
  const digits = String(1 + random.below(9e14)).slice(0, 1 + random.below(15));
  return random.oneIn(8) ? `-${digits}` : digits;
}

export const oddNumber = (random) => random.pick(ODD_NUMBERS);
export const noValue = (random) => random.pick(NO_NUMBERS);

/** A name between its quotes, some letters of it escaped. */
export function key(random, name) {
  if (!random.oneIn(12)) return `"${name}"`;
  return `"${name.replaceAll(/(?<!\\)[a-z]/g, (letter) => {
    if (random.oneIn(3)) return letter;
    const hex = letter.charCodeAt(0).toString(16);
    return `\\u00${random.oneIn(2) ? hex.toUpperCase() : hex}`;
  })}"`;
}

export const stranger = (random) => `"${random.pick(STRANGERS)}"`;

/** Any JSON, also with names that the package knows: it must not look inside an unknown field. */
export function anything(random, depth = 0) {
  switch (random.below(depth > 2 ? 7 : 10)) {
    case 0:
      return "null";
    case 1:
      return random.oneIn(2) ? "true" : "false";
    case 2:
      return oddNumber(random);
    case 3:
      return integer(random);
    case 4:
      return random.oneIn(2) ? "[]" : "{}";
    case 5:
    case 6:
      return string(random);
    case 7: {
      const items = Array.from({ length: random.below(4) }, () => anything(random, depth + 1));
      return `[${items.join()}]`;
    }
    default: {
      const members = Array.from({ length: random.below(4) }, () => {
        const name = random.oneIn(3) ? stranger(random) : key(random, random.pick(NAMES));
        return `${name}:${anything(random, depth + 1)}`;
      });
      return `{${members.join()}}`;
    }
  }
}

/** Deeper than any recursion would bear, if `depth` is; its brackets may not match. */
export function deep(random, depth) {
  const [open, close] = random.pick([
    ["[", "]"],
    ['{"a":', "}"],
    ['{"results":[', "]}"],
    ['[{"}":"]","id":', "}]"],
  ]);
  const inner = random.oneIn(4) ? anything(random) : random.pick(["1", '""', "{}", "[]"]);
  const text = open.repeat(depth) + inner + close.repeat(depth);
  switch (random.below(8)) {
    case 0:
      return text + random.pick(["]", "}"]);
    case 1:
      return text.slice(0, -1);
    case 2:
      return text.slice(0, -1) + random.pick(["]", "}"]);
    default:
      return text;
  }
}
