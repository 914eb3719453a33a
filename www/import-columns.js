// Which column of the file is which field: guessed, and to be put right by the user.

import { el } from "./dom.js";
import { FIELDS, guessColumns, NEEDED, REASONS } from "./import-rows.js";
import { importing as words } from "./texts-transfer.js";

/** @typedef {import("./import-rows.js").Columns} Columns */

/** @param {() => void} onChange */
export function createColumns(onChange) {
  /** @type {string[]} */
  let example = [];
  const selects = new Map(FIELDS.map((field) => [field, select(field)]));
  const element = /** @type {HTMLFieldSetElement} */ (
    el(
      "fieldset",
      { class: "columns", hidden: true, change: onChange },
      el("legend", {}, words.which),
    )
  );
  for (const [field, control] of selects) {
    const optional = el("span", { class: "optional" }, words.optional);
    element.append(
      el(
        "div",
        {},
        el(
          "label",
          { for: control.id },
          words.field(field),
          NEEDED.includes(field) ? "" : optional,
        ),
        control,
        el("p", { class: "hint", id: `${control.id}-hint`, dir: "auto" }),
      ),
    );
  }

  return {
    element,
    /** @param {string[]} header @param {string[]} first The first row, as an example. */
    offer(header, first) {
      example = first;
      const guess = guessColumns(header);
      for (const [field, control] of selects) {
        const options = [...header.entries()]
          .filter(([, name]) => name !== REASONS)
          .map(([index, name]) =>
            el("option", { value: index }, name.trim() || words.column(index)),
          );
        control.replaceChildren(el("option", { value: -1 }, words.none), ...options);
        control.value = String(guess[field]);
      }
    },
    /** @returns {Columns} */
    read() {
      const entries = [...selects].map(([field, control]) => {
        const index = Number(control.value);
        const hint = /** @type {HTMLElement} */ (control.nextElementSibling);
        hint.textContent = words.example(example[index] ?? "");
        return [field, index];
      });
      return Object.fromEntries(entries);
    },
  };
}

/** @param {string} field */
function select(field) {
  const id = `import-${field}`;
  return /** @type {HTMLSelectElement} */ (el("select", { id, "aria-describedby": `${id}-hint` }));
}
