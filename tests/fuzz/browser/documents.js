// Bodies of every shape, and edits of them that keep most of their structure.
//
// A value is a JSON text, or { members: [[key, value], …] }, or { items: [value, …] }; a key is a
// text with its quotes, and may stand twice.

import {
  anything,
  brokenString,
  deep,
  integer,
  key,
  NAMES,
  noValue,
  oddNumber,
  stranger,
  string,
} from "./values.js";

const nullable = (random) => (random.oneIn(3) ? "null" : string(random));
const truth = (random) => (random.oneIn(2) ? "true" : "false");

function object(random, all, fields) {
  const members = fields.map(([name, value]) => [key(random, name), value]);
  const made = { members };
  all.push(made);
  return made;
}

function items(random, all, make) {
  // Mostly one: a run is measured by its number of bodies, and short ones are faster.
  const length = random.oneIn(3) ? random.below(4) : 1;
  return { items: Array.from({ length }, () => make(random, all)) };
}

function customer(random, all) {
  const fields = [
    ["id", string(random)],
    [random.oneIn(3) ? "developer_id" : "developer", integer(random)],
    ["first_name", string(random)],
    ["last_name", string(random)],
    ["email", string(random)],
    ["phone", nullable(random)],
    ["photo", nullable(random)],
    ["country", nullable(random)],
    ["metadata", random.oneIn(3) ? `{"tier":${anything(random, 1)}}` : "null"],
    ["test", truth(random)],
  ];
  if (random.oneIn(2)) fields.push(["created_on", string(random)]);
  if (random.oneIn(3)) fields.push(["pay_providers", items(random, all, provider)]);
  return object(random, all, fields);
}

const provider = (random, all) =>
  object(random, all, [
    ["id", string(random)],
    ["name", string(random)],
  ]);

const address = (random, all) =>
  object(random, all, [
    ["id", string(random)],
    ["line1", string(random)],
    ["line2", nullable(random)],
    ["city", string(random)],
    ["state", nullable(random)],
    ["postal_code", string(random)],
    ["country", string(random)],
    ["is_default", truth(random)],
  ]);

function page(random, all, make) {
  const results = items(random, all, make);
  if (random.oneIn(3)) return results;
  return object(random, all, [
    ["count", integer(random).replace("-", "")],
    ["next", nullable(random)],
    ["previous", nullable(random)],
    ["results", results],
  ]);
}

/** What the service says when it refuses: FlatError, NoResults and FieldErrors of docs/openapi.yaml. */
function refusal(random, all) {
  const said = [
    ["code", integer(random)],
    ["title", string(random)],
    ["content", string(random)],
    ["type", '"danger"'],
  ];
  switch (random.below(6)) {
    case 0:
      return object(random, all, said);
    case 1:
    case 2:
      return object(random, all, [["message", object(random, all, said)]]);
    case 3:
      return object(random, all, [["detail", string(random)]]);
    case 4:
      return anything(random);
    default: {
      const names = [random.pick(NAMES), random.pick(NAMES), "non_field_errors"];
      const fields = names.map((name) => [name, { items: [string(random), anything(random)] }]);
      return object(random, all, fields);
    }
  }
}

const MAKE = {
  customer,
  address,
  page: (random, all) => page(random, all, customer),
  addresses: (random, all) => page(random, all, address),
  refusal,
};

const wrong = (random) =>
  random.pick([anything, anything, oddNumber, oddNumber, noValue, brokenString])(random);

/** Edits of one object's members. Some leave the object as right as it was, which is a test too. */
const EDITS = [
  function replaceValue(random, members) {
    random.pick(members)[1] = wrong(random);
  },
  function nullify(random, members) {
    random.pick(members)[1] = "null";
  },
  function misspellNumber(random, members) {
    const number = members.find(([, value]) => /^-?\d/.test(value)) ?? random.pick(members);
    number[1] = oddNumber(random);
  },
  function remove(random, members) {
    members.splice(random.below(members.length), 1);
  },
  function duplicate(random, members) {
    const [name, value] = random.pick(members);
    const other = random.oneIn(3) ? value : wrong(random);
    const spelled = random.oneIn(2) ? name : key(random, name.slice(1, -1));
    members.splice(random.below(members.length + 1), 0, [spelled, other]);
  },
  function duplicateEarlier(random, members) {
    const at = random.below(members.length);
    members.splice(random.below(at + 1), 0, [members[at][0], wrong(random)]);
  },
  function otherDeveloper(random, members) {
    const value = random.oneIn(2) ? integer(random) : wrong(random);
    const name = random.oneIn(2) ? "developer" : "developer_id";
    members.splice(random.below(members.length + 1), 0, [key(random, name), value]);
  },
  function addStranger(random, members) {
    members.splice(random.below(members.length + 1), 0, [stranger(random), anything(random)]);
  },
  function addKnown(random, members) {
    const name = key(random, random.pick(NAMES));
    members.splice(random.below(members.length + 1), 0, [name, anything(random)]);
  },
  function addMany(random, members) {
    // More than the checker remembers the order of.
    for (let left = random.below(24); left > 0; left--) {
      const name = random.oneIn(4) ? key(random, random.pick(NAMES)) : stranger(random);
      members.splice(random.oneIn(3) ? random.below(members.length + 1) : 0, 0, [name, "1"]);
    }
  },
  function nest(random, members) {
    members.splice(random.below(members.length + 1), 0, [
      stranger(random),
      deep(random, random.below(40)),
    ]);
  },
  function swapValues(random, members) {
    const [one, other] = [random.pick(members), random.pick(members)];
    [one[1], other[1]] = [other[1], one[1]];
  },
  function reorder(random, members) {
    for (let at = members.length - 1; at > 0; at--) {
      const other = random.below(at + 1);
      [members[at], members[other]] = [members[other], members[at]];
    }
  },
  function rename(random, members) {
    const member = random.pick(members);
    member[0] = random.oneIn(2) ? stranger(random) : key(random, random.pick(NAMES));
  },
  function breakKey(random, members) {
    const member = random.pick(members);
    member[0] = random.oneIn(2)
      ? brokenString(random)
      : random.pick(["id", "1", "null", "[]", "{}"]);
  },
  function wrapInList(random, members) {
    const member = random.pick(members);
    member[1] = { items: random.oneIn(2) ? [member[1]] : [member[1], member[1]] };
  },
  function wrapInObject(random, members) {
    const member = random.pick(members);
    member[1] = { members: [[key(random, random.pick(NAMES)), member[1]]] };
  },
];

const SPACES = ["", "", " ", "\n", "\r\n", "\t", "  \n\t "];
const NO_SPACES = ["\v", "\f", "\u00a0", "\ufeff", "\u2028", "\u0000", "/**/", ",", ":", "\u0085"];

/** The text of a body of this shape, with some edits. */
export function write(random, shape) {
  const all = [];
  let document = MAKE[shape](random, all);
  const edits = random.pick([0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 4]);
  for (let edit = 0; edit < edits && all.length > 0; edit++) {
    // The object that was made last holds the others.
    const { members } = random.oneIn(3) ? all.at(-1) : random.pick(all);
    if (members.length > 0) random.pick(EDITS)(random, members);
  }
  if (random.oneIn(60)) document = { items: [document] };
  if (random.oneIn(200)) document = wrong(random);
  if (random.oneIn(1000)) {
    const depth = random.oneIn(20) ? 100_000 : random.below(3000);
    document = { members: [[stranger(random), deep(random, depth)], ...(document.members ?? [])] };
  }
  return text(document, spaces(random));
}

/** What stands between two tokens: mostly nothing. */
function spaces(random) {
  if (random.oneIn(30)) return () => random.pick(random.oneIn(60) ? NO_SPACES : SPACES);
  const always = random.oneIn(4) ? random.pick(SPACES) : "";
  return () => always;
}

function text(value, space) {
  if (typeof value === "string") return space() + value + space();
  const [parts, open, close] = value.items
    ? [value.items.map((item) => text(item, space)), "[", "]"]
    : [
        value.members.map(([name, held]) => `${space()}${name}${space()}:${text(held, space)}`),
        "{",
        "}",
      ];
  return `${space()}${open}${parts.join() || space()}${close}${space()}`;
}
