// Metadata as JSON in a text area, with its size as the service counts it.

import { MAX_METADATA_BYTES, metadataSize } from "./customers-client/index.js";
import { byId } from "./dom.js";
import { kilobytes } from "./format.js";

/** @typedef {import("./customers-client/index.js").Metadata} Metadata */

export function createMetadataField() {
  const area = /** @type {HTMLTextAreaElement} */ (byId("metadata"));
  const size = byId("metadata-size");
  let original = "";

  function drawSize() {
    const { value, fault } = parse(area.value);
    size.textContent = fault ? "" : sizeText(value);
  }
  area.addEventListener("input", drawSize);

  return {
    /** @param {Metadata | null | undefined} metadata */
    fill(metadata) {
      original = metadata ? JSON.stringify(metadata, null, 2) : "";
      area.value = original;
      drawSize();
    },
    /** @returns {{ changed: boolean, value: any, fault?: string }} An empty area means null. */
    read() {
      const { value, fault } = parse(area.value);
      // Compared as JSON: new white space alone is no change.
      const before = original ? JSON.stringify(JSON.parse(original)) : "null";
      return { changed: fault !== undefined || JSON.stringify(value) !== before, value, fault };
    },
  };
}

/**
 * @param {string} text
 * @returns {{ value: any, fault?: string }}
 */
function parse(text) {
  if (text.trim() === "") return { value: null };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { value: null, fault: `This is not JSON: ${/** @type {Error} */ (error).message}.` };
  }
}

/** @param {unknown} metadata */
function sizeText(metadata) {
  const limit = `${MAX_METADATA_BYTES / 1024} KB`;
  if (metadata === null) return `0 of ${limit}`;
  try {
    return `${kilobytes(metadataSize(metadata))} of ${limit}`;
  } catch {
    return ""; // Not measurable; the check beside the field says why.
  }
}
