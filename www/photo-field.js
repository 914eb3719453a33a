// The photo in the customer form: choose, drop or paste, preview, remove.

import { byId, el } from "./dom.js";
import { readableSize } from "./format.js";
import { photo as words } from "./texts.js";

const SIGNATURES = [
  [0xff, 0xd8, 0xff], // JPEG
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], // PNG
];

/** @param {{ onChange: () => void }} options Called after every change. */
export function createPhotoField({ onChange }) {
  const input = /** @type {HTMLInputElement} */ (byId("photo"));
  const dialog = /** @type {HTMLElement} */ (input.closest("dialog"));
  const preview = /** @type {HTMLImageElement} */ (byId("photo-preview"));
  const remove = byId("photo-remove");
  const note = byId("photo-note");
  /** Whether the customer has a photo, and whether saving removes it. */
  let stored = false;
  let removing = false;
  let objectUrl = "";
  let fault = "";

  function draw() {
    if (objectUrl) URL.revokeObjectURL(objectUrl);
    const file = input.files?.[0];
    objectUrl = file && !fault ? URL.createObjectURL(file) : "";
    preview.hidden = !objectUrl;
    if (objectUrl) preview.src = objectUrl;
    else preview.removeAttribute("src");
    remove.hidden = !file && !stored;
    remove.textContent = !file && removing ? words.keep : words.remove;
    if (file) note.replaceChildren(el("bdi", {}, file.name), `, ${readableSize(file.size)}`);
    else note.textContent = removing ? words.removing : stored ? words.stored : "";
  }

  async function chosen() {
    removing = false;
    fault = "";
    const file = input.files?.[0];
    draw();
    onChange();
    if (!file?.size) return; // The package says that a file is empty.
    const found = await faultOf(file);
    if (file !== input.files?.[0] || !found) return;
    fault = found;
    draw();
    onChange();
  }

  /** @param {FileList | undefined} files */
  function take(files) {
    const [file] = files ?? [];
    if (!file) return;
    const one = new DataTransfer();
    one.items.add(file);
    input.files = one.files;
    chosen();
  }

  input.addEventListener("change", chosen);
  preview.addEventListener("error", () => {
    preview.hidden = true;
  });
  remove.addEventListener("click", () => {
    if (input.files?.length) input.value = "";
    else removing = !removing;
    fault = "";
    draw();
    if (remove.hidden) input.focus();
    onChange();
  });
  // A file that is dropped beside the field would replace the page.
  dialog.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    dialog.dataset.dropping = "";
  });
  dialog.addEventListener("dragleave", () => delete dialog.dataset.dropping);
  dialog.addEventListener("drop", (event) => {
    delete dialog.dataset.dropping;
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  dialog.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    // What spreadsheets copy is text that has its picture beside it.
    if (!data?.files.length || data.types.includes("text/plain")) return;
    event.preventDefault();
    take(data.files);
  });

  return {
    /** @param {string | null | undefined} photo */
    fill(photo) {
      input.value = "";
      stored = Boolean(photo);
      removing = false;
      fault = "";
      draw();
    },
    /** @returns {{ value: File | null | undefined, fault: string }} undefined: as it is; null: removed. */
    read() {
      return { value: input.files?.[0] ?? (removing ? null : undefined), fault };
    },
  };
}

/**
 * By its first bytes, whatever its name says. The package looks again before it sends.
 * @param {File} file
 */
async function faultOf(file) {
  try {
    const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
    const isPhoto = SIGNATURES.some((bytes) => bytes.every((byte, at) => head[at] === byte));
    return isPhoto ? "" : words.neither;
  } catch {
    return words.unreadable;
  }
}
