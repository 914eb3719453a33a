// What docs/openapi.yaml says of a parsed body, written down once more, field by field. It is a second
// opinion for the package's check of the same bodies, and shares no code with it.

const isText = (value) => typeof value === "string";
// Beyond the safe ones the number that JSON.parse reads is not the one that was written.
const isInteger = (value) => Number.isSafeInteger(value);
const isTextOrNull = (value) => value === null || isText(value);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isListOf = (is, value) => Array.isArray(value) && value.every((item) => is(item));

function isCustomer(value) {
  if (!isObject(value)) return false;
  const developer = Object.hasOwn(value, "developer") ? value.developer : value.developer_id;
  return (
    isText(value.id) &&
    isInteger(developer) &&
    isText(value.first_name) &&
    isText(value.last_name) &&
    isText(value.email) &&
    isTextOrNull(value.phone) &&
    isTextOrNull(value.country) &&
    isTextOrNull(value.photo) &&
    (value.metadata === null || isObject(value.metadata)) &&
    typeof value.test === "boolean" &&
    (!("created_on" in value) || isText(value.created_on)) &&
    (!("pay_providers" in value) || isListOf(isPayProvider, value.pay_providers))
  );
}

const isPayProvider = (value) => isObject(value) && isText(value.id) && isText(value.name);

const isAddress = (value) =>
  isObject(value) &&
  isText(value.id) &&
  isText(value.line1) &&
  isTextOrNull(value.line2) &&
  isText(value.city) &&
  isTextOrNull(value.state) &&
  isText(value.postal_code) &&
  isText(value.country) &&
  typeof value.is_default === "boolean";

const isPage = (value) =>
  isListOf(isCustomer, value) ||
  (isObject(value) &&
    isInteger(value.count) &&
    value.count >= 0 &&
    isTextOrNull(value.next) &&
    isTextOrNull(value.previous) &&
    isListOf(isCustomer, value.results));

const isAddresses = (value) =>
  isListOf(isAddress, value) || (isObject(value) && isListOf(isAddress, value.results));

const SHAPES = {
  customer: isCustomer,
  page: isPage,
  address: isAddress,
  addresses: isAddresses,
};

export const fits = (shape, value) => SHAPES[shape](value);

/** What a caller gets for a body of the right type. */
export function resultOf({ shape, page }, value) {
  if (shape === "customer") return renamed(value);
  if (shape === "address") return value;
  if (shape === "addresses") return Array.isArray(value) ? value : value.results;
  const before = page > 1 ? page - 1 : null;
  const bare = Array.isArray(value);
  return {
    count: bare ? value.length : value.count,
    page,
    page_size: 10,
    next_page: bare || value.next === null ? null : page + 1,
    previous_page: bare || value.previous !== null ? before : null,
    results: (bare ? value : value.results).map(renamed),
  };
}

/** Callers always see `developer`. */
function renamed(customer) {
  if (Object.hasOwn(customer, "developer")) return customer;
  const entries = Object.entries(customer);
  return Object.fromEntries(
    entries.map(([name, value]) => [name === "developer_id" ? "developer" : name, value]),
  );
}

/** A search with no results is answered by a 404 that wraps its message. */
export const isNoResults = (value) =>
  isObject(value) && isObject(value.message) && typeof value.message.content === "string";

export const nothing = ({ page }) => resultOf({ shape: "page", page }, []);

const CODES = {
  400: "bad_request",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  406: "not_acceptable",
  413: "payload_too_large",
  415: "unsupported_media_type",
  429: "rate_limited",
};

/** The code of the error for such an answer; a success's, where its body is not right. */
export function codeOf(status) {
  if (status < 400) return "unexpected_response";
  return CODES[status] ?? (status < 500 ? "client_error" : "server_error");
}

/**
 * Bodies of the right type that the package refuses all the same, on purpose. An integer has to
 * be written as such, with at most 15 digits (src/shape.rs): `5.0`, `5e0` and 16 digits are not.
 * And a count is not negative: `-0` is.
 */
export function reasonToRefuse(shape, text) {
  // The text is JSON: whatever looks like a number outside of its strings is one.
  const numbersChecked = text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') || /^-?\d{1,15}$/.test(token) ? token : '"odd"',
  );
  const value = JSON.parse(numbersChecked);
  if (!fits(shape, value)) return "an integer written oddly, or with over 15 digits";
  if (shape === "page" && Object.is(value.count, -0)) return "a count of -0";
  return undefined;
}

/** Equal to the last bit, `-0` and the order of items too; no recursion, since depth has no limit. */
export function same(one, other) {
  const pairs = [[one, other]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair;
    if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) {
      if (!Object.is(a, b)) return false;
      continue;
    }
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
    const names = Object.keys(a);
    if (Object.keys(b).length !== names.length) return false;
    for (const name of names) {
      if (!Object.hasOwn(b, name)) return false;
      pairs.push([a[name], b[name]]);
    }
  }
  return true;
}
