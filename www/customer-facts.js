// What is known of a customer, as the detail view says it.

import { copyButton } from "./copy.js";
import { modeBadge } from "./customer-table.js";
import { el } from "./dom.js";
import { readableDate } from "./format.js";
import { facts as words } from "./texts.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */
/** @typedef {import("./customers-client/index.js").PayProvider} PayProvider */

/** Shown in places of their own. */
const ELSEWHERE = new Set([
  "first_name",
  "last_name",
  "email",
  "phone",
  "country",
  "photo",
  "metadata",
]);
const ORDER = ["created_on", "pay_providers", "test", "developer", "id"];
/** What reads as a telephone number; "ask at the desk" does not. */
const DIALLED = /^\+?[\d\s().\-/]{3,}$/;

/**
 * How to reach the person: links that work, and buttons that copy.
 * @param {Customer} customer
 * @param {HTMLElement} line Says aloud what was copied.
 */
export function contactOf({ email, phone, country }, line) {
  const mail = `mailto:${encodeURIComponent(email).replace("%40", "@")}`;
  return [
    el("p", {}, link(mail, email), copyButton({ what: words.email, text: email, line })),
    phone ? el("p", {}, phoneOf(phone)) : null,
    country ? el("p", {}, el("bdi", {}, country)) : null,
  ].filter((part) => part !== null);
}

/** @param {string} phone */
function phoneOf(phone) {
  const number = `tel:${phone.replace(/[^\d+]/g, "")}`;
  return DIALLED.test(phone.trim()) ? link(number, phone) : el("bdi", {}, phone);
}

/** @param {string} href @param {string} text */
function link(href, text) {
  return el("a", { href }, el("bdi", {}, text));
}

/**
 * Known fields first and in order, then whatever else the service has sent.
 * @param {Customer} customer
 * @param {HTMLElement} line Says aloud what was copied.
 */
export function factsOf(customer, line) {
  const { id } = customer;
  /** @type {Map<string, unknown>} */
  const values = new Map(Object.entries(customer));
  const others = [...values.keys()].filter((name) => !ORDER.includes(name) && !ELSEWHERE.has(name));
  return [...ORDER, ...others]
    .filter((name) => values.get(name) !== undefined)
    .map((name) => {
      const value = el(
        "bdi",
        { class: name === "id" ? "mono" : null },
        fact(name, values.get(name)),
      );
      const copy = name === "id" ? copyButton({ what: words.id, text: id, line }) : null;
      return el(
        "div",
        {},
        el("dt", {}, el("bdi", {}, words.label(name))),
        el("dd", {}, value, copy),
      );
    });
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function fact(name, value) {
  if (name === "test") return modeBadge(value ? "test" : "live");
  if (value === null || value === "") return "—";
  if (name === "created_on" && typeof value === "string") {
    return el("time", { datetime: value, title: value }, readableDate(value, { withTime: true }));
  }
  if (name === "pay_providers" && Array.isArray(value)) {
    const providers = /** @type {PayProvider[]} */ (value);
    return providers.map((provider) => `${provider.name} (${provider.id})`).join(", ") || "—";
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}
