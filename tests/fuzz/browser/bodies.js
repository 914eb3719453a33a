// A body to answer with, by its number: which call gets it, its status, its bytes.

import { write } from "./documents.js";
import { Random } from "./random.js";

/** Each shape with the calls that get it; writes are among them, since their errors differ. */
const CALLS = [
  ["customer", "get", "get", "get", "update", "create"],
  ["page", "list", "list", "search"],
  ["address", "updateAddress", "createAddress"],
  ["addresses", "listAddresses"],
];
const OFTEN = [0, 0, 0, 1, 1, 1, 2, 3, 3];
const STATUSES = [400, 400, 401, 403, 404, 404, 404, 405, 406, 413, 415, 429, 500, 502, 503, 504];

const BYTES = [0x00, 0x09, 0x0a, 0x1f, 0x20, 0x22, 0x22, 0x22, 0x2c, 0x2f, 0x3a, 0x5b, 0x5c, 0x5c];
BYTES.push(0x5c, 0x5d, 0x7b, 0x7d, 0x7f, 0x80, 0xa2, 0xbf, 0xc2, 0xdc, 0xe2, 0xf0, 0xff);

/** Sequences that are not UTF-8, or barely are: too long, surrogates, too large, cut off, marks. */
const SEQUENCES = [
  "c080",
  "e08080",
  "c1bf",
  "eda080",
  "edbfbf",
  "f4908080",
  "f5808080",
  "c2",
  "e4b8",
];
SEQUENCES.push(
  "f09f98",
  "80",
  "fe",
  "fffe",
  "efbbbf",
  "efbfbf",
  "f48fbfbf",
  "c2a2",
  "e2808e",
  "feff",
);
const RAW = SEQUENCES.map((hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16)));

const encoder = new TextEncoder();

export function bodyOf(seed, number) {
  const random = new Random(seed, number);
  const [shape, ...methods] = CALLS[random.pick(OFTEN)];
  const method = random.pick(methods);
  const body = { number, shape, method, status: 200, page: 1 + random.below(3) };
  if (random.oneIn(8)) {
    body.status = random.oneIn(3) ? 400 + random.below(200) : random.pick(STATUSES);
    // A search that nobody matches: the one error status that is a success.
    if (method === "search" && random.oneIn(2)) body.status = 404;
    if (random.oneIn(30)) body.status = random.pick([301, 302, 307, 308]);
  } else if (random.oneIn(4)) {
    body.status = random.pick([201, 202, 206, 299]);
  }
  const says = body.status < 300 || random.oneIn(6) ? shape : "refusal";
  let bytes = encoder.encode(write(random, says));
  if (random.oneIn(30)) bytes = splice(random, bytes, encoder.encode(write(random, says)));
  if (random.oneIn(4))
    for (let left = random.pick([1, 1, 2, 3]); left > 0; left--) bytes = damage(random, bytes);
  return { ...body, bytes };
}

function damage(random, bytes) {
  const at = random.below(bytes.length + 1);
  const to = at + random.below(random.oneIn(4) ? bytes.length - at + 1 : 9);
  switch (random.below(12)) {
    case 0: {
      const changed = bytes.slice();
      changed[at] ^= 1 << random.below(8);
      return changed;
    }
    case 1: {
      const changed = bytes.slice();
      changed[at] = random.oneIn(2) ? random.below(256) : random.pick(BYTES);
      return changed;
    }
    case 2:
    case 3:
    case 4:
      return joined(bytes.subarray(0, at), [random.pick(BYTES)], bytes.subarray(at));
    case 5:
    case 6:
      return joined(bytes.subarray(0, at), random.pick(RAW), bytes.subarray(at));
    case 7:
      return bytes.slice(0, at);
    case 8:
      return joined(bytes.subarray(0, at), bytes.subarray(to));
    case 9:
      return joined(bytes.subarray(0, to), bytes.subarray(at));
    case 10:
      return joined(random.oneIn(2) ? [0xef, 0xbb, 0xbf] : [random.pick(BYTES)], bytes);
    default:
      return joined(bytes, random.oneIn(2) ? [random.pick(BYTES)] : bytes.subarray(at, to));
  }
}

/** The beginning of one and the end of the other, mostly cut where tokens end. */
function splice(random, one, other) {
  const cut = (bytes) => {
    const from = random.below(bytes.length + 1);
    const end = random.oneIn(4) ? -1 : bytes.indexOf(random.pick([0x22, 0x2c, 0x7d, 0x5d]), from);
    return end < 0 ? from : end;
  };
  return joined(one.subarray(0, cut(one)), other.subarray(cut(other)));
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Makes a body shorter, as long as `fails` says that it still fails in the same way. */
export async function shrink(bytes, fails) {
  let smallest = bytes;
  // Long ones take long: whoever waits for this worker would think that it hangs.
  let tries = Math.min(2000, Math.ceil(5e7 / (bytes.length + 1)));
  for (let size = bytes.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at + size <= smallest.length && tries > 0; tries--) {
      const smaller = joined(smallest.subarray(0, at), smallest.subarray(at + size));
      if (await fails(smaller)) smallest = smaller;
      else at += size;
    }
  }
  return smallest;
}
