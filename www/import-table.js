// The rows of an import that need a look, and what became of the others: a bounded number of them.

import { el } from "./dom.js";
import { importing as words } from "./texts-transfer.js";

/** @typedef {import("./import-rows.js").Row} Row */

const MOST = 100;
const VALUE = 60;
/** What needs a look comes first. @type {Row["state"][]} */
const ORDER = ["unknown", "refused", "faulty", "ready", "created"];

/** @param {(row: Row) => void} onLook Its user wants to know what became of a row. */
export function createImportTable(onLook) {
  const list = el("ol", { class: "results", role: "list", "aria-label": words.caption });
  const more = el("p", { class: "hint" });
  /** @type {Map<Row, HTMLElement>} */
  const shown = new Map();

  /** @param {Row} row */
  function draw(row) {
    const item = shown.get(row) ?? el("li");
    const { state, number, customer, faults } = row;
    item.replaceChildren(
      el("span", {}, words.row(number)),
      el("strong", { class: state }, words.outcome[state]),
      el("bdi", {}, String(customer.email ?? "")),
      ...faults.map(({ field, value, text }) => {
        const short = value.length > VALUE ? `${value.slice(0, VALUE)}…` : value;
        const said = field === "email" || !value ? null : el("bdi", {}, `“${short}” `);
        return el("p", {}, said, words.fault(field, text));
      }),
    );
    if (state === "unknown") {
      const name = words.lookFor(String(customer.email));
      const click = () => onLook(row);
      item.append(el("button", { type: "button", "aria-label": name, click }, words.look));
    }
    shown.set(row, item);
    return item;
  }

  return {
    parts: [list, more],
    /** @param {Row[]} rows */
    show(rows) {
      shown.clear();
      const first = ORDER.flatMap((state) => rows.filter((row) => row.state === state));
      list.replaceChildren(...first.slice(0, MOST).map(draw));
      more.textContent = rows.length > MOST ? words.more(rows.length - MOST) : "";
    },
    /** A row has changed: it is shown as long as there is room. @param {Row} row */
    update(row) {
      const isNew = !shown.has(row);
      if (isNew && shown.size >= MOST) return;
      const item = draw(row);
      if (isNew) list.append(item);
    },
  };
}
