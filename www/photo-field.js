// The photo in the customer form: choose, preview, remove.

import { byId } from "./dom.js";
import { kilobytes } from "./format.js";

/** @param {{ onChange: () => void }} options Called after a removal: it is no input event. */
export function createPhotoField({ onChange }) {
  const input = /** @type {HTMLInputElement} */ (byId("photo"));
  const preview = /** @type {HTMLImageElement} */ (byId("photo-preview"));
  const remove = byId("photo-remove");
  const note = byId("photo-note");
  /** Whether the customer has a photo, and whether saving removes it. */
  let stored = false;
  let removing = false;
  let objectUrl = "";

  function draw() {
    if (objectUrl) URL.revokeObjectURL(objectUrl);
    const file = input.files?.[0];
    objectUrl = file ? URL.createObjectURL(file) : "";
    preview.hidden = !file;
    if (file) preview.src = objectUrl;
    else preview.removeAttribute("src");
    remove.hidden = !file && !stored;
    remove.textContent = !file && removing ? "Keep the photo" : "Remove photo";
    note.textContent = noteFor(file);
  }

  /** @param {File | undefined} file */
  function noteFor(file) {
    if (file) return `${kilobytes(file.size)} KB`;
    if (removing) return "The photo will be removed when you save.";
    return stored ? "This customer has a photo." : "";
  }

  preview.addEventListener("error", () => {
    preview.hidden = true; // The package says what is wrong with the file.
  });
  input.addEventListener("change", () => {
    removing = false;
    draw();
  });
  remove.addEventListener("click", () => {
    if (input.files?.length) input.value = "";
    else removing = !removing;
    draw();
    if (remove.hidden) input.focus();
    onChange();
  });

  return {
    /** @param {string | null | undefined} photo */
    fill(photo) {
      input.value = "";
      stored = Boolean(photo);
      removing = false;
      draw();
    },
    /** @returns {File | null | undefined} undefined: as it is; null: removed. */
    read() {
      return input.files?.[0] ?? (removing ? null : undefined);
    },
  };
}
