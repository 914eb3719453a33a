// Metadata as JSON in a text area, with its size as the service counts it and the tree that it
// makes. It refuses what a browser would lose without a word.

import { MAX_METADATA_BYTES, metadataSize } from "./customers-client/index.js";
import { byId } from "./dom.js";
import { readableSize } from "./format.js";
import { lossesOf, unsafeNumbers } from "./json-check.js";
import { metadataTree } from "./metadata-tree.js";
import { metadata as words } from "./texts.js";

/** @typedef {import("./customers-client/index.js").Metadata} Metadata */

/** @param {{ onLoss: () => void }} options Called when what was just typed would be lost. */
export function createMetadataField({ onLoss }) {
  const area = /** @type {HTMLTextAreaElement} */ (byId("metadata"));
  const agreed = /** @type {HTMLInputElement} */ (byId("metadata-agreed"));
  const tree = byId("metadata-tree");
  let original = "";
  /** Stored numbers that may not be what the service has. @type {number[]} */
  let unsafe = [];

  function draw() {
    const { value, lossy } = parse(area.value);
    byId("metadata-size").textContent = sizeText(value);
    const entries = value && typeof value === "object" ? Object.keys(value).length : 0;
    tree.hidden = entries === 0;
    tree.replaceChildren(...(entries > 0 ? [metadataTree(Object(value))] : []));
    if (lossy) onLoss();
  }
  area.addEventListener("input", draw);

  return {
    /** @param {Metadata | null | undefined} metadata */
    fill(metadata) {
      original = metadata ? JSON.stringify(metadata, null, 2) : "";
      unsafe = unsafeNumbers(metadata);
      area.value = original;
      agreed.checked = false;
      byId("metadata-unsafe").hidden = unsafe.length === 0;
      byId("metadata-unsafe-text").textContent = words.unsafe(unsafe.map(String));
      draw();
    },
    /** @returns {{ changed: boolean, value: Metadata | null, fault?: string }} An empty area means null. */
    read() {
      const { value, fault } = parse(area.value);
      // Compared as JSON: new white space alone is no change.
      const before = original ? JSON.stringify(JSON.parse(original)) : "null";
      const changed = fault !== undefined || JSON.stringify(value) !== before;
      const still = unsafeNumbers(value).some((number) => unsafe.includes(number));
      const asks = changed && still && !agreed.checked;
      // The package says what is wrong with JSON that is no object.
      const metadata = /** @type {Metadata | null} */ (value);
      return { changed, value: metadata, fault: fault ?? (asks ? words.agreeFirst : undefined) };
    },
  };
}

/**
 * @param {string} text
 * @returns {{ value: unknown, fault?: string, lossy?: boolean }}
 */
function parse(text) {
  if (text.trim() === "") return { value: null };
  try {
    const value = JSON.parse(text);
    const [loss] = lossesOf(text);
    return loss ? { value, fault: words.loss(loss), lossy: true } : { value };
  } catch (error) {
    return { value: null, fault: words.notJson(/** @type {Error} */ (error).message) };
  }
}

/** @param {unknown} metadata */
function sizeText(metadata) {
  try {
    const size = metadata === null ? 0 : metadataSize(metadata);
    return words.size(readableSize(size), readableSize(MAX_METADATA_BYTES));
  } catch {
    return ""; // Not measurable; the check beside the field says why.
  }
}
