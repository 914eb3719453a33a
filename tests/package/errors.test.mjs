// The error that an answer becomes: its texts have no secrets, stand on one line, and are not too long.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { checkNewCustomer, isCustomersError } from "customers-client";
import { ana, answered, call, failure, fixture, scripted } from "./scripted.mjs";

/** The error that an answer becomes, without another attempt. */
function told(end, { operation = "get", ...options } = {}) {
  return failure(call(scripted([end], options).client, operation, { maxRetries: 0 }));
}

/** The message of a service's error that says this. */
const message = async (detail, options) => (await told(answered(400, { detail }), options)).message;

before(() => init());

test("bodies that say nothing leave the status's own message", async () => {
  const markup = "<html><body><h1>502 Bad Gateway</h1></body></html>";
  for (const body of [
    "",
    markup,
    '{"detail": "cut',
    new Uint8Array([0xff, 0xfe]),
    new Uint8Array([0x22, 0xe9, 0x22]),
    "{}",
    "[]",
    "null",
    "nul",
    '{"detail": "a"} {}',
    '{"detail": 5}',
    '{"detail": "<p>no</p>"}',
    '"\\ud800"x',
    "[".repeat(1_000_000),
    `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`,
  ]) {
    const error = await told(answered(502, body));
    assert.equal(error.message, "The service answered 502: the fault is on its side.");
    assert.deepEqual([error.code, error.status, error.fields], ["server_error", 502, {}]);
  }
});

test("an error's body may nest at any depth", async () => {
  // At some of these depths the engine can parse the body, but not stringify it any more.
  const nested = (depth) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  const writes = (depth) => {
    try {
      return JSON.stringify(JSON.parse(nested(depth))) !== undefined;
    } catch {
      return false;
    }
  };
  let [deepest, tooDeep] = [1, 100_000];
  while (tooDeep - deepest > 1) {
    const depth = Math.floor((deepest + tooDeep) / 2);
    if (writes(depth)) deepest = depth;
    else tooDeep = depth;
  }
  for (let depth = deepest - 50; depth < deepest + 50; depth += 1) {
    const error = await told(answered(400, nested(depth)));
    assert.ok(isCustomersError(error), `${depth}: ${error}`);
    assert.equal(error.message, "The service answered 400: it could not accept the request.");
  }
});

test("a byte order mark does not hide what an error says", async () => {
  const error = await told(answered(404, '\u{feff}{"detail": "Invalid page."}'));
  assert.equal(error.message, "Invalid page.");
});

test("half a character in what an error says is shown as one that is missing", async () => {
  const error = await told(answered(400, '{"detail": "a\\ud83dz", "phone": ["\\udc00 b"]}'));
  assert.equal(error.message, "a\u{fffd}z");
});

test("messages by path keep their order, whatever the paths are", async () => {
  const body = '{"__proto__": ["p"], "b": ["1", "2"], "constructor": "c", "a": {"0": ["x"]}}';
  const { fields, message } = await told(answered(400, body));
  assert.equal(message, "__proto__: p");
  assert.deepEqual(Object.entries(fields), [
    ["__proto__", ["p"]],
    ["b", ["1", "2"]],
    ["constructor", ["c"]],
    ["a.0", ["x"]],
  ]);
});

test("a long message is shortened to one line", async () => {
  const long = await message(`a\n\tb ${"é".repeat(1000)}`);
  assert.ok(long.startsWith("a b éé") && long.endsWith("…"), long);
  assert.equal([...long].length, 301);
});

test("characters are counted, not bytes and not halves of them", async () => {
  for (const character of ["x", "é", "😀"]) {
    for (const length of [1, 299, 300]) {
      assert.equal(await message(character.repeat(length)), character.repeat(length));
    }
    for (const length of [301, 302, 5_000]) {
      assert.equal(await message(character.repeat(length)), `${character.repeat(300)}…`);
    }
  }
  assert.equal(await message(` ${"x ".repeat(150)} `), "x ".repeat(150).trim());
});

test("titles, fields and request ids are shortened too", async () => {
  const long = "x".repeat(301);
  const short = `${"x".repeat(300)}…`;
  const headers = { "X-Request-Id": long };
  const wrapped = await told(answered(404, { title: long, content: "No." }, headers));
  assert.deepEqual([wrapped.title, wrapped.requestId], [short, short]);
  const { fields } = await told(answered(400, { [long]: ["a\nb", long] }));
  assert.deepEqual(fields, { [short]: ["a b", short] });
});

test("what the service says shows no credential wherever it stands", async () => {
  const body = { secret: ["secret and c2VjcmV0Og== here"], plain: ["no"] };
  const headers = { "X-Request-Id": "r-secret" };
  const error = await told(answered(400, body, headers), { apiKey: "secret", operation: "create" });
  assert.deepEqual(error.fields, {
    "[redacted]": ["[redacted] and [redacted] here"],
    plain: ["no"],
  });
  assert.equal(error.message, "[redacted]: [redacted] and [redacted] here");
  assert.equal(error.requestId, "r-[redacted]");

  const wrapped = answered(404, { title: "secret", content: "Wrong: secret" });
  const other = await told(wrapped, { accessToken: "secret" });
  assert.deepEqual([other.title, other.message], ["[redacted]", "Wrong: [redacted]"]);
});

test("a secret is redacted wherever it stands", async () => {
  for (const [text, accessToken, expected] of [
    ["key", "key", "[redacted]"],
    ["keykey", "key", "[redacted][redacted]"],
    ["kkey", "key", "k[redacted]"],
    ["xxx", "xx", "[redacted]x"],
    ["éké", "k", "é[redacted]é"],
    ["a$&b", "$&", "a[redacted]b"],
    ["a.b", ".", "a[redacted]b"],
  ]) {
    assert.equal(await message(text, { accessToken }), expected);
  }
});

test("any secret of a few letters is redacted in any text of them", async () => {
  const texts = (length) =>
    length === 0 ? [""] : texts(length - 1).flatMap((text) => [`${text}a`, `${text}b`]);
  for (const accessToken of [...texts(1), ...texts(2), ...texts(3)]) {
    for (const text of texts(6)) {
      const expected = text.split(accessToken).join("[redacted]");
      assert.equal(await message(text, { accessToken }), expected, `${accessToken} in ${text}`);
    }
  }
});

test("a credential is redacted before a message is shortened", async () => {
  const text = `${"x".repeat(295)}sk_test_1`;
  assert.equal(await message(text, { accessToken: "sk_test_1" }), `${"x".repeat(295)}[reda…`);
});

test("where the outcome is unknown the message says how to find out", async () => {
  for (const [detail, begin] of [
    ["Bad.", "Bad. The change may have been made all the same: look first"],
    ["é".repeat(1000), "ééééé"],
  ]) {
    const { message } = await told(answered(502, { detail }), { operation: "create" });
    assert.ok(message.startsWith(begin), message);
    assert.ok(message.endsWith("(search by email, get by id) before you repeat it."), message);
    assert.ok([...message].length <= 301, message);
  }
  const read = await told(answered(502, { detail: "Bad." }));
  assert.equal(read.message, "Bad.");
});

test("headers are kept where they say something", async () => {
  const headers = { "Retry-After": "70", "X-Request-Id": "abc" };
  const error = await told(answered(429, "", headers));
  assert.deepEqual([error.retryAfterMs, error.requestId], [70_000, "abc"]);
  const without = await told(answered(429));
  assert.ok(!("retryAfterMs" in without || "requestId" in without));
});

test("a Retry-After that is a number of seconds is no year", async () => {
  const now = { Date: "Sun, 06 Nov 1994 08:49:37 GMT" };
  for (const [value, expected] of [
    ["0", 0],
    [" 3 ", 3_000],
    ["1994", 1_994_000],
    ["-1", undefined],
    ["1.5", undefined],
    ["", undefined],
  ]) {
    const error = await told(answered(503, "", { "Retry-After": value, ...now }));
    assert.deepEqual([error.code, error.retryAfterMs], ["server_error", expected], value);
  }
});

test("the message of many faults names the first and counts the others", async () => {
  const { client } = scripted([answered(500)]);
  const one = await failure(client.create({ ...ana, email: "ana@" }));
  assert.equal(one.message, "Nothing was sent. email: Enter a valid email address.");
  const three = await failure(client.create({ ...ana, email: "", phone: 5 }, { timeoutMs: 0 }));
  const says = "Nothing was sent. email: This field may not be blank. (And 2 more.)";
  assert.equal(three.message, says);
  assert.deepEqual(Object.keys(three.fields), ["email", "phone", "timeoutMs"]);
});

test("an error has what there is to tell, and its JSON too", async () => {
  const error = await told(answered(406, fixture("edition2_not_acceptable")));
  const expected = {
    name: "CustomersError",
    message: "Customer already has 3 addresses registered.",
    code: "not_acceptable",
    fields: {},
    issues: [],
    attempts: 1,
    outcomeUnknown: false,
    status: 406,
    title: "Address registration failure",
  };
  assert.deepEqual(JSON.parse(JSON.stringify(error)), expected);
  for (const [name, value] of Object.entries(expected)) assert.deepEqual(error[name], value);
});

test("what the caller calls a field is not changed: a call's error and the check agree", async () => {
  const form = { ...ana, [`a  ${"b".repeat(400)}`]: 5n };
  const { fields } = await failure(scripted([answered(500)]).client.create(form));
  assert.deepEqual(fields, checkNewCustomer(form));
});

test("an answer of more bytes than the module has room for is no success, and no crash", async () => {
  const endless = new Response("");
  const bytes = new ArrayBuffer(2 ** 31);
  Object.defineProperty(endless, "arrayBuffer", { value: async () => bytes });
  const error = await told(() => endless);
  assert.equal(error.code, "unexpected_response");
  assert.equal(error.message, "The service answered a success whose body is too large.");
  assert.deepEqual(checkNewCustomer({ ...ana, phone: 5 }), { phone: ["Not a valid string."] });
});
