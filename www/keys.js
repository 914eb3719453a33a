// The list by keyboard: "/" goes to the search, arrows move through the rows. Enter is the link's.

import { byId } from "./dom.js";

const STORED = "customer-desk.slash";
const MOVES = ["ArrowDown", "ArrowUp", "Home", "End"];

export function listenToKeys() {
  const search = /** @type {HTMLInputElement} */ (byId("search"));
  const rows = byId("rows");
  const slash = /** @type {HTMLInputElement} */ (byId("slash"));

  // A key that is no chord can be in the way of speech input: it can be turned off.
  try {
    slash.checked = localStorage.getItem(STORED) !== "off";
  } catch {
    // Blocked storage forgets it at each reload.
  }
  slash.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, slash.checked ? "on" : "off");
    } catch {
      // As above.
    }
  });

  document.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, defaultPrevented } = event;
    if (defaultPrevented || ctrlKey || metaKey || altKey) return;
    if (document.querySelector("dialog[open]")) return;
    const here = /** @type {HTMLElement | null} */ (document.activeElement);
    if (
      key === "/" &&
      slash.checked &&
      !here?.matches("input:not([type=checkbox]), select, textarea")
    ) {
      event.preventDefault();
      search.focus();
      search.select();
      return;
    }
    const at = /** @type {HTMLElement[]} */ ([...rows.querySelectorAll("a[data-customer]")]);
    const from = here ? at.indexOf(here) : -1;
    if (!MOVES.includes(key) || (from < 0 && !(here === search && key === "ArrowDown"))) return;
    const [first, last] = [at[0], at.at(-1)];
    const to = {
      ArrowDown: at[from + 1] ?? last,
      ArrowUp: at[from - 1] ?? search,
      Home: first,
      End: last,
    };
    event.preventDefault();
    to[/** @type {keyof typeof to} */ (key)]?.focus();
  });
}
