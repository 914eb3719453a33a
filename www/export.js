// Saves customers as a file, page by page: all there are, or those that a search finds.

import { BYTE_ORDER_MARK, csvOf } from "./csv.js";
import { el } from "./dom.js";
import { unsafeNumbers } from "./json-check.js";
import { clearError, showError, showStatus } from "./notice.js";
import { openFile } from "./save-file.js";
import { transfers, exporting as words } from "./texts-transfer.js";
import { makeTransfer } from "./transfer-dialog.js";
import { waitsIn } from "./wait.js";

/** @typedef {import("./customers-client/index.js").Customer} Customer */
/** @typedef {import("./service.js").Service} Service */
/** @typedef {(customer: Customer) => boolean} Fits */

const COLUMNS = /** @type {const} */ ([
  "id",
  "first_name",
  "last_name",
  "email",
  "phone",
  "country",
  "metadata",
  "photo",
  "test",
  "created_on",
  "pay_providers",
  "developer",
]);
const BATCH = 100;

/** @type {Record<string, { first: string, between: string, last: string, of: (batch: Customer[]) => string }>} */
const FORMATS = {
  csv: { first: BYTE_ORDER_MARK + csvOf([[...COLUMNS]]), between: "", last: "", of: asCsv },
  json: { first: "[\n", between: ",\n", last: "\n]\n", of: asJson },
};

/** @param {Customer[]} batch */
function asCsv(batch) {
  return csvOf(
    batch.map((customer) =>
      COLUMNS.map((name) => {
        const value = customer[name];
        return value && typeof value === "object" ? JSON.stringify(value) : value;
      }),
    ),
  );
}

/** @param {Customer[]} batch */
function asJson(batch) {
  return batch.map((customer) => JSON.stringify(customer)).join(",\n");
}

/** @type {ReturnType<typeof createExport> | undefined} */
let made;

/**
 * @param {() => Service} getService
 * @param {string} search
 * @param {Fits | null} fits Picks those that were found, where it was not the service that searched.
 */
export async function openExport(getService, search, fits) {
  made ??= createExport();
  (await made)(getService, search, fits);
}

async function createExport() {
  /** @type {() => Service} */
  let getService;
  let search = "";
  /** @type {Fits | null} */
  let fits = null;
  /** @type {AbortController | null} */
  let running = null;

  const found = el("span", { class: "hint", dir: "auto" });
  const which = choices(
    words.which,
    choice("which", "all", words.all),
    choice("which", "found", words.found, found),
  );
  const save = el("button", { type: "submit", class: "primary" }, words.save);
  const view = await makeTransfer({
    id: "export-dialog",
    title: words.title,
    body: [
      which,
      choices(
        words.format,
        choice("format", "csv", words.csv, el("span", { class: "hint" }, words.aboutCsv)),
        choice("format", "json", words.json, el("span", { class: "hint" }, words.aboutJson)),
      ),
    ],
    buttons: [save],
    async mayClose() {
      running?.abort();
      return !running;
    },
  });
  const onCall = waitsIn(view.wait);
  const picked = /** @param {string} name */ (name) =>
    String(new FormData(view.form).get(name) ?? "");

  view.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (running) return;
    running = new AbortController();
    const format = picked("format");
    const name = `customers-${new Date().toISOString().slice(0, 10)}.${format}`;
    clearError(view.alert);
    showStatus("", view.said);
    try {
      const output = await openFile(name);
      view.setBusy(true, transfers.cancel);
      showStatus(words.begun, view.said);
      try {
        const told = await write(output, FORMATS[format], running.signal);
        await output.close();
        showStatus(words.done(told.count, name, told.inexact), view.said);
      } catch (error) {
        await output.abandon().catch(() => {});
        throw error;
      }
    } catch (error) {
      if (/** @type {Error} */ (error)?.name === "AbortError") {
        showStatus(words.cancelled, view.said);
      } else {
        showStatus("", view.said);
        showError(view.alert, error, { lead: words.failed });
        view.alert.scrollIntoView({ block: "nearest" });
      }
    } finally {
      running = null;
      view.setBusy(false);
    }
  });

  /**
   * Holds no more than one batch of customers at a time.
   * @param {import("./save-file.js").Output} output
   * @param {typeof FORMATS[string]} format
   * @param {AbortSignal} signal
   */
  async function write(output, { first, between, last, of }, signal) {
    const told = { count: 0, inexact: 0 };
    /** @type {Customer[]} */
    let batch = [];
    let before = first;
    async function flush() {
      if (batch.length === 0) return;
      await output.write(before + of(batch));
      before = between;
      batch = [];
    }
    const isFound = picked("which") === "found";
    const params = {
      ...(isFound && !fits && { search }),
      page_size: BATCH,
      /** @param {{ loaded: number, total: number }} progress */
      onProgress: ({ loaded, total }) =>
        view.progress(loaded, total, words.progress(loaded, total)),
    };
    for await (const customer of getService().walk(params, { signal, onCall })) {
      if (isFound && fits?.(customer) === false) continue;
      told.count += 1;
      if (unsafeNumbers(customer.metadata).length > 0) told.inexact += 1;
      if (batch.push(customer) === BATCH) await flush();
    }
    await flush();
    await output.write((told.count === 0 ? first : "") + last);
    return told;
  }

  /** @param {() => Service} get @param {string} query @param {Fits | null} picks */
  return (get, query, picks) => {
    getService = get;
    search = query;
    fits = picks;
    found.textContent = `“${search}”`;
    which.hidden = !search;
    const [all, those] = view.form.querySelectorAll("input");
    (search ? those : all).checked = true;
    clearError(view.alert);
    showStatus("", view.said);
    view.open();
  };
}

/** @param {string} legend @param {...HTMLElement} all */
function choices(legend, ...all) {
  return el("fieldset", { class: "choices" }, el("legend", {}, legend), ...all);
}

/** @param {string} name @param {string} value @param {string} label @param {HTMLElement} [more] */
function choice(name, value, label, more) {
  const checked = value === "csv";
  return el(
    "label",
    { class: "choice" },
    el("input", { type: "radio", name, value, checked }),
    el("span", {}, label, more),
  );
}
