// Judges whether the result or the error of a call is right for the bytes of its answer.

import { codeOf, fits, isNoResults, nothing, reasonToRefuse, resultOf, same } from "./contract.js";

const utf8 = new TextDecoder("utf-8", { fatal: true });
/** Errors are not read deeper than this, a value in its brackets counted too (src/scan.rs). */
const DEEPEST_ERROR = 32;
const WRITES = ["update", "create", "updateAddress", "createAddress"];

/** @returns {{ verdict?: string, fault?: string }} A word for the statistics, or what is wrong. */
export function judge(body, outcome) {
  const read = readJson(body.bytes);
  if (body.status < 300) return judgeSuccess(body, read, outcome);
  if (body.method === "search" && body.status === 404) {
    const judged = judgeNoResults(body, read, outcome);
    if (judged) return judged;
  }
  if (!outcome.error)
    return { fault: `an answer ${body.status >= 400 ? "4xx or 5xx" : "3xx"} is a success` };
  return judgeError(body, outcome.error, `error, ${codeOf(body.status)}`);
}

function judgeSuccess(body, read, { value, error }) {
  const right = read !== undefined && fits(body.shape, read.value);
  if (!error) {
    if (!read) return { fault: "accepted: no JSON" };
    if (!right) return { fault: `accepted: wrong type, as ${body.shape}` };
    const wanted = resultOf(body, read.value);
    return same(value, wanted) ? { verdict: "accepted" } : { fault: `changed: ${body.shape}` };
  }
  const judged = judgeError(body, error, read ? "refused, wrong type" : "refused, no JSON");
  if (judged.fault || !right) return judged;
  const reason = reasonToRefuse(body.shape, read.text);
  return reason
    ? { verdict: `refused, ${reason}` }
    : { fault: `refused: right, as ${body.shape}: ${kindOf(error.message)}` };
}

/** A message without what differs from body to body, and without the advice that writes get. */
const kindOf = (message) => message.replaceAll(/\d+/g, "N").replace(/ The change may .*/, "");

/** The result of a search that nobody matches, which is a 404; undefined for any other error status. */
function judgeNoResults(body, read, { value, error }) {
  const empty = same(value, nothing(body));
  if (!read) return undefined;
  if (!isNoResults(read.value)) return undefined;
  if (error && depthOf(read.text) >= DEEPEST_ERROR)
    return judgeError(body, error, "error, a search with no results too deep to be read");
  return empty
    ? { verdict: "no results" }
    : { fault: "a search with no results is not an empty page" };
}

/** The text and the value of bytes, if they are JSON. */
function readJson(bytes) {
  try {
    const text = utf8.decode(bytes);
    return { text, value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** How many brackets of JSON are open at once, at most. */
function depthOf(text) {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === "[" || token === "{") depth += 1;
    else if (token === "]" || token === "}") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** An error of the one kind, whatever the bytes were. */
function judgeError({ method, status }, error, verdict) {
  if (error?.name !== "CustomersError" || !(error instanceof Error))
    return { fault: `thrown: no CustomersError but ${error?.name ?? typeof error}` };
  if (error.code !== codeOf(status)) return { fault: `code: ${error.code} for ${codeOf(status)}` };
  if (error.status !== status || error.attempts !== 1)
    return { fault: "error: status or attempts are not those of the answer" };
  const unknown = WRITES.includes(method) && (status < 300 || status === 502 || status === 504);
  if (error.outcomeUnknown !== unknown) return { fault: `outcomeUnknown: ${!unknown}` };
  const { message } = error;
  if (
    typeof message !== "string" ||
    /^\p{White_Space}*$/u.test(message) ||
    [...message].length > 302
  )
    return { fault: "message: blank or too long" };
  if (/[\r\n]|<[a-z!/]/i.test(message)) return { fault: "message: not one line of plain text" };
  const isTexts = (list) => Array.isArray(list) && list.every((item) => typeof item === "string");
  if (!Object.values(error.fields).every(isTexts)) return { fault: "fields: not lists of texts" };
  return { verdict };
}
