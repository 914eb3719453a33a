// The calls that this page makes, each with the code that made it.

import { clientCode, codeOf } from "./code.js";
import { copyButton } from "./copy.js";
import { byId, el } from "./dom.js";
import { calls } from "./service.js";
import { callsPanel as words } from "./texts.js";

/** @typedef {import("./service.js").Call} Call */
/** @typedef {import("./customers-client/index.js").Attempt} Attempt */

/**
 * What is kept of a call. Not its arguments: a photo or a whole form would stay in memory.
 * @typedef {Pick<Call, "method" | "attempts" | "sent" | "repeats" | "state"> & {
 *   code: string, began: number, tookMs: number, until: number, item?: HTMLElement }} Entry
 */

const KEPT = 50;

export function createCallsPanel() {
  const panel = byId("calls");
  const list = byId("calls-list");
  const said = byId("calls-said");
  const toggle = byId("show-calls");
  /** @type {Entry[]} The latest first. */
  const entries = [];
  /** @type {WeakMap<Call, Entry>} */
  const known = new WeakMap();
  /** @type {Set<Entry>} */
  const changed = new Set();
  let frame = 0;
  let clock = 0;

  /** @param {Call} call */
  function begun({ method, args }) {
    const code = codeOf(method, args);
    const began = performance.now();
    /** @type {Entry} */
    const entry = { method, code, began, tookMs: 0, until: 0, ...fresh };
    entries.unshift(entry);
    for (const old of entries.splice(KEPT)) drop(old);
    return entry;
  }

  for (const type of ["begun", "attempted", "ended"]) {
    calls.addEventListener(type, (event) => {
      const call = /** @type {CustomEvent<Call>} */ (event).detail;
      const entry = known.get(call) ?? begun(call);
      known.set(call, entry);
      const { attempts, sent, repeats, state } = call;
      const retryInMs = state === "running" ? (attempts.at(-1)?.retryInMs ?? 0) : 0;
      const now = performance.now();
      Object.assign(entry, { attempts, sent, repeats, state, tookMs: now - entry.began });
      if (type === "attempted") entry.until = now + retryInMs;
      if (state !== "running") entry.until = 0;
      if (entries.includes(entry)) changed.add(entry);
      drawSoon();
    });
  }

  function drawSoon() {
    if (!panel.hidden && frame === 0) frame = requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    for (const entry of [...entries].reverse()) {
      if (entry.item && !changed.has(entry)) continue;
      entry.item ??= itemOf(entry, said);
      if (!entry.item.isConnected) list.prepend(entry.item);
      drawItem(entry.item, entry);
    }
    changed.clear();
    byId("calls-none").hidden = entries.length > 0;
    const waits = entries.filter(({ until }) => until > performance.now());
    for (const entry of waits) changed.add(entry);
    clearTimeout(clock);
    if (waits.length > 0) clock = setTimeout(drawSoon, 250);
  }

  /** @param {Entry} entry */
  function drop(entry) {
    changed.delete(entry);
    if (entry.item?.contains(document.activeElement)) byId("calls-title").focus();
    entry.item?.remove();
  }

  toggle.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    toggle.setAttribute("aria-expanded", String(!panel.hidden));
    toggle.textContent = panel.hidden ? words.show : words.hide;
    for (const entry of entries) changed.add(entry);
    drawSoon();
  });

  return {
    /** @param {import("./connection.js").Settings} settings */
    connected(settings) {
      const code = clientCode(settings);
      const what = el("p", {}, words.client);
      byId("calls-client").replaceChildren(what, ...codeAndCopy(code, words.createClient, said));
    },
  };
}

/** What a call is like when it begins. */
const fresh = { attempts: [], sent: 0, repeats: 0, state: /** @type {const} */ ("running") };

/** @param {Entry} entry @param {HTMLElement} said */
function itemOf({ method, code }, said) {
  const request = el("p", { class: "call-request" });
  const attempts = el("ol", { class: "call-attempts" });
  const what = el("div", {}, request, attempts);
  return el("li", { class: "call" }, what, ...codeAndCopy(code, `client.${method}`, said));
}

/** @param {string} code @param {string} what @param {HTMLElement} line */
function codeAndCopy(code, what, line) {
  const shown = el("pre", { class: "code", dir: "ltr" }, el("code", {}, code));
  return [shown, copyButton({ what, text: code, line })];
}

/** @param {HTMLElement} item @param {Entry} entry */
function drawItem(item, entry) {
  const [request, attempts] = item.children[0].children;
  const last = entry.attempts.at(-1);
  const asked = last ? [el("b", {}, last.method), ` ${last.path}`] : [`client.${entry.method}`];
  request.replaceChildren(el("bdi", {}, ...asked));
  const lines = entry.method === "listAll" ? [walkLine(entry)] : attemptLines(entry);
  if (entry.state === "running" && entry.until === 0) lines.push(el("li", {}, words.running));
  if (entry.state === "cancelled" && last?.code !== "aborted") {
    lines.push(el("li", { class: "call-fault" }, words.cancelled));
  }
  if (entry.state === "failed" && entry.sent === 0) {
    lines.push(el("li", { class: "call-fault" }, words.notSent));
  }
  attempts.replaceChildren(...lines.filter((line) => line !== null));
}

/** A walk of a thousand pages is one line. @param {Entry} entry */
function walkLine({ sent, repeats, tookMs, attempts, until }) {
  const last = attempts.at(-1);
  if (!last) return null;
  return el(
    "li",
    { class: last.code && "call-fault" },
    words.walk(sent, repeats, tookMs),
    again(last, until),
  );
}

/** @param {Entry} entry */
function attemptLines({ attempts, until }) {
  return attempts.map((one, at) =>
    el(
      "li",
      { class: one.code && "call-fault" },
      words.attempt(one),
      one.retryInMs === undefined ? null : again(one, at === attempts.length - 1 ? until : 0),
    ),
  );
}

/** Why it is sent again, and in how many seconds. @param {Attempt} attempt @param {number} until */
function again(attempt, until) {
  if (attempt.retryInMs === undefined) return null;
  const seconds = Math.ceil((until - performance.now()) / 1000);
  return el("span", { class: "call-again" }, words.again(attempt, seconds));
}
