// A button that copies a text.

import { el } from "./dom.js";
import { showStatus } from "./notice.js";
import { copying as words } from "./texts.js";

const SAID_MS = 2000;

/**
 * @param {object} options
 * @param {string} options.what What is copied, for those who hear the button's name.
 * @param {string} options.text
 * @param {HTMLElement} options.line A status line, which says aloud that it was copied.
 */
export function copyButton({ what, text, line }) {
  const button = el("button", { type: "button", class: "copy", click: copy }, words.copy);
  button.setAttribute("aria-label", words.name(what));

  async function copy() {
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    const said = done ? words.copied : words.notCopied;
    button.textContent = said;
    button.setAttribute("aria-label", said);
    showStatus(said, line);
    setTimeout(() => {
      button.textContent = words.copy;
      button.setAttribute("aria-label", words.name(what));
      if (line.textContent === said) showStatus("", line);
    }, SAID_MS);
  }

  return button;
}
