// What an error tells of an answer's `Retry-After`, whatever a service writes there and in `Date`.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { CustomersClient } from "customers-client";

// Far from Greenwich: a date that is read as local is wrong by hours.
process.env.TZ = "America/Costa_Rica";

const baseUrl = "http://127.0.0.1:8000";
const LONGEST = Number.MAX_SAFE_INTEGER;

before(() => init());

/** An answer as a given `fetch` may make it: of its headers, any text. */
function answer(retryAfter, date, status = 429) {
  const headers = new Headers();
  headers.get = (name) => ({ "Retry-After": retryAfter, Date: date })[name] ?? null;
  return Object.defineProperty(new Response("", { status }), "headers", { value: headers });
}

async function waitOf(response) {
  const client = new CustomersClient({ baseUrl, maxRetries: 0, fetch: async () => response });
  const error = await client.get("1").catch((thrown) => thrown);
  assert.equal(error.code, "rate_limited", String(error.stack));
  return error.retryAfterMs;
}

/** What is to be waited, with the platform's own headers. */
async function waits(retryAfter, date) {
  const headers = { "Retry-After": retryAfter, ...(date === undefined ? {} : { Date: date }) };
  return waitOf(new Response("", { status: 429, headers }));
}

const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const two = (number) => String(number).padStart(2, "0");

/** HTTP's kinds of date: the one to send, and the two older ones to understand. */
const KINDS = {
  fixed: ({ weekday, day, month, year, time }) =>
    `${weekday.slice(0, 3)}, ${two(day)} ${month} ${year} ${time} GMT`,
  rfc850: ({ weekday, day, month, year, time }) =>
    `${weekday}, ${two(day)}-${month}-${two(year % 100)} ${time} GMT`,
  asctime: ({ weekday, day, month, year, time }) =>
    `${weekday.slice(0, 3)} ${month} ${String(day).padStart(2)} ${time} ${year}`,
};

function written(kind, ms) {
  const date = new Date(ms);
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":");
  const [day, year] = [date.getUTCDate(), date.getUTCFullYear()];
  const [weekday, month] = [DAYS[date.getUTCDay()], MONTHS[date.getUTCMonth()]];
  return KINDS[kind]({ weekday, day, month, year, time });
}

test("seconds can be as many as there are digits", async () => {
  for (const [text, ms] of [
    ["00", 0],
    ["007", 7000],
    ["4294967295", 4_294_967_295_000],
    ["9007199254740", 9_007_199_254_740_000],
    ["9007199254741", LONGEST],
    ["18446744073709551616", LONGEST],
    ["9".repeat(400), LONGEST],
    [`${"0".repeat(400)}5`, 5000],
  ]) {
    assert.equal(await waits(text), ms, text);
    // They are counted from the answer: no clock matters.
    assert.equal(await waits(text, "Sun, 06 Nov 1994 08:49:37 GMT"), ms, text);
  }
});

test("a number that is not plain digits is none", async () => {
  const texts = "-0 -120 +1 --1 1. .5 1,5 1e3 0x10 1_000 1s 1; ² ½ NaN Infinity -Infinity null";
  for (const text of [...texts.split(" "), "1 2", "1, 2", "1\t2", "120 seconds", "5 GMT"]) {
    assert.equal(await waits(text), undefined, text);
  }
  for (const text of ["٣", "१२", "３", "1\u{20e32}", "1\u200b", "\ud800"]) {
    assert.equal(await waitOf(answer(text)), undefined, text);
  }
});

test("each kind of date is counted from each kind, whatever zone this machine is in", async () => {
  assert.notEqual(new Date(0).getTimezoneOffset(), 0);
  for (const [from, seconds] of [
    ["1994-11-06T08:49:37Z", 10],
    ["1999-12-31T23:59:59Z", 1],
    ["2011-12-31T23:59:59Z", 1],
    ["2012-02-28T12:00:00Z", 24 * 60 * 60],
    ["2024-02-29T00:00:00Z", 24 * 60 * 60],
    ["2026-03-29T00:30:00Z", 2 * 60 * 60],
    ["2048-01-01T00:00:00Z", 366 * 24 * 60 * 60],
  ]) {
    const now = Date.parse(from);
    for (const kind of Object.keys(KINDS)) {
      for (const clock of Object.keys(KINDS)) {
        const [later, date] = [written(kind, now + seconds * 1000), written(clock, now)];
        assert.equal(await waits(later, date), seconds * 1000, `${later} at ${date}`);
        assert.equal(await waits(date, date), 0, date);
        assert.equal(await waits(date, written(kind, now + seconds * 1000)), 0, "it is over");
      }
    }
  }
  const last = "Fri, 31 Dec 9999 23:59:59 GMT";
  assert.equal(await waits(last, "Fri, 31 Dec 9999 23:59:58 GMT"), 1000);
  assert.equal(await waits(last, "Thu, 01 Jan 1970 00:00:10 GMT"), Date.parse(last) - 10_000);
});

test("without a Date that can be read, a date is counted from this machine's clock", async () => {
  for (const date of [undefined, "", "0", "784111777", "1994-11-06T08:49:37Z", "Sun", "now"]) {
    for (const kind of Object.keys(KINDS)) {
      const wait = await waits(written(kind, Date.now() + 3_600_000), date);
      assert.ok(wait > 3_590_000 && wait <= 3_600_000, `${kind}, ${date}: ${wait}`);
    }
  }
});

test("what is neither seconds nor a date is as good as absent", async () => {
  const now = "Sun, 06 Nov 1994 08:49:37 GMT";
  for (const text of [
    "   ",
    "soon",
    "GMT",
    "Sun",
    "Sunday, GMT",
    "Sun, 06 Nov 1994",
    "06 Nov 1994 08:49:47 GMT",
    "11/06/1994 08:49:47",
    "1994-11-06 08:49:47",
    "19941106T084947Z",
    "Sun, 99 Nov 1994 08:49:47 GMT",
    "Sun, 06 Nov 1994 25:00:00 GMT",
    "Sun, 06 Nov 1994 08:61:00 GMT",
    "Sun, : GMT",
    "<p>Sun, 06 Nov 1994 08:49:47 GMT</p>",
    '"120"',
    "x".repeat(100_000),
  ]) {
    assert.equal(await waits(text, now), undefined, text.slice(0, 80));
  }
});

test("whatever stands in the two headers, a wait is a whole number of milliseconds", async () => {
  const pieces = "0 1 9 19941106 - . : , T Z + GMT Sun Sunday, Nov 06 08:49:47 1994 e x ² \ud800"
    .split(" ")
    .concat(" ", "\t", "", "-Nov-");
  let state = 1;
  const below = (end) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % end;
  };
  const text = () => Array.from({ length: below(9) }, () => pieces[below(pieces.length)]).join("");
  for (let run = 0; run < 20_000; run += 1) {
    const [retryAfter, date] = [text(), below(2) ? text() : undefined];
    const wait = await waitOf(answer(retryAfter, date));
    const said = JSON.stringify([retryAfter, date, wait]);
    if (/^[0-9]+$/.test(retryAfter)) {
      assert.equal(wait, Math.min(Number(retryAfter) * 1000, LONGEST), said);
    } else if (!/[A-Z]/.test(retryAfter)) {
      assert.equal(wait, undefined, said);
    }
    assert.ok(wait === undefined || (Number.isSafeInteger(wait) && wait >= 0), said);
  }
});

test("a write is repeated after a 503 only where its Retry-After can be read", async () => {
  for (const [retryAfter, attempts] of [
    ["0", 3],
    ["Sun, 06 Nov 1994 08:49:37 GMT", 3],
    ["soon", 1],
    ["-1", 1],
    ["61", 1],
    ["9".repeat(400), 1],
  ]) {
    const fetch = async () => answer(retryAfter, undefined, 503);
    const client = new CustomersClient({ baseUrl, fetch });
    await assert.rejects(client.delete("1"), { code: "server_error", attempts }, retryAfter);
  }
});
