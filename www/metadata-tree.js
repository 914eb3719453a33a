// Metadata as a tree that can be read and folded. Keys and values are text, isolated from each other.

import { el } from "./dom.js";
import { isUnsafe } from "./json-check.js";
import { metadata as words } from "./texts.js";

/** Deeper than this it is shown as JSON: nobody reads it, and engines lay it out with pain. */
const MAX_DEPTH = 8;

/**
 * @param {object} value An object or an array.
 * @param {number} [depth]
 * @returns {HTMLElement}
 */
export function metadataTree(value, depth = 1) {
  const rows = Object.entries(value).map(([key, part]) =>
    el("div", {}, el("dt", {}, el("bdi", {}, key)), el("dd", {}, branch(part, depth))),
  );
  return el("dl", { class: "tree" }, ...rows);
}

/** @param {unknown} value @param {number} depth */
function branch(value, depth) {
  if (!value || typeof value !== "object") return leaf(value);
  const size = Object.keys(value).length;
  if (size === 0 || depth === MAX_DEPTH) return el("code", { dir: "auto" }, JSON.stringify(value));
  const summary = el("summary", {}, words.entries(size));
  return el("details", { open: depth < 3 }, summary, metadataTree(value, depth + 1));
}

/** @param {unknown} value */
function leaf(value) {
  if (typeof value === "string") return value ? el("bdi", {}, value) : el("code", {}, '""');
  const text = el("code", {}, String(value));
  return isUnsafe(value)
    ? el("span", {}, text, el("span", { class: "hint" }, words.inexact))
    : text;
}
