// Creates customers from a CSV file: choose it, say which column is what, look at the faults of
// every row, and only then send.

import { BYTE_ORDER_MARK, csvOf, readCsv } from "./csv.js";
import { confirmFirst } from "./dialog.js";
import { el } from "./dom.js";
import { createColumns } from "./import-columns.js";
import { checkRows, NEEDED, REASONS, rowsOf } from "./import-rows.js";
import { startImport } from "./import-run.js";
import { createImportTable } from "./import-table.js";
import { clearError, showError, showStatus } from "./notice.js";
import { openFile } from "./save-file.js";
import { importing as words } from "./texts-transfer.js";
import { makeTransfer } from "./transfer-dialog.js";
import { waitsIn } from "./wait.js";

/** @typedef {import("./import-rows.js").Row} Row */
/** @typedef {import("./service.js").Service} Service */

const MOST_BYTES = 20 * 2 ** 20;

/** @type {ReturnType<typeof createImport> | undefined} */
let made;

/** @param {() => Service} getService @param {() => void} onImported Told when customers were created. */
export async function openImport(getService, onImported) {
  made ??= createImport();
  (await made)(getService, onImported);
}

async function createImport() {
  /** @type {() => Service} */
  let getService;
  /** @type {Service} */
  let service;
  let onImported = () => {};
  /** @type {string[]} */
  let header = [];
  /** @type {Row[]} */
  let rows = [];
  /** Ends the reading and checking of what was chosen before. */
  let turn = new AbortController();
  /** @type {ReturnType<typeof startImport> | null} */
  let run = null;
  let isChecked = false;
  let hasRun = false;

  const file = /** @type {HTMLInputElement} */ (
    el("input", { type: "file", id: "import-file", accept: ".csv,.tsv,.txt,text/csv" })
  );
  const drop = el(
    "div",
    { class: "drop" },
    el("label", { for: file.id }, words.choose),
    file,
    el("p", { class: "hint" }, words.about),
  );
  const columns = createColumns(() => check());
  const table = createImportTable(look);
  const pause = el("button", { type: "button", click: pauseOrGoOn });
  const failed = el("button", { type: "button", click: saveFailed });
  const start = el("button", { type: "submit", class: "primary" });
  const view = await makeTransfer({
    id: "import-dialog",
    title: words.title,
    body: [drop, columns.element],
    below: table.parts,
    buttons: [failed, pause, start],
    async mayClose() {
      if (!run) return true;
      if ((await confirmFirst(words.stop)) && run) {
        run.stop();
        showStatus(words.stopping, view.said);
      }
      return false;
    },
  });
  const watch = waitsIn(view.wait);

  /** @param {Row["state"]} state */
  const count = (state) => rows.filter((row) => row.state === state).length;
  const failures = () =>
    rows.filter(({ state }) => (hasRun ? state !== "created" : isChecked && state === "faulty"));

  /** @param {File | undefined} chosen */
  async function read(chosen) {
    if (run || !chosen) return;
    reset();
    const { signal } = turn;
    try {
      if (chosen.size > MOST_BYTES) throw new Error(words.tooLarge);
      showStatus(words.reading, view.said);
      const sheet = await readCsv(chosen);
      if (signal.aborted) return;
      header = sheet.rows[0] ?? [];
      rows = rowsOf(sheet);
      if (rows.length === 0) throw new Error(words.empty);
      columns.offer(header, rows[0].cells);
      check(sheet.isUtf8 ? "" : words.notUtf8);
    } catch (error) {
      if (signal.aborted) return;
      reset();
      showError(view.alert, error);
    }
  }

  function reset() {
    turn.abort();
    turn = new AbortController();
    header = [];
    rows = [];
    isChecked = false;
    hasRun = false;
    clearError(view.alert);
    table.show([]);
    showStatus("", view.said);
    offer();
  }

  async function check(note = "") {
    turn.abort();
    turn = new AbortController();
    const { signal } = turn;
    const chosen = columns.read();
    const missing = NEEDED.filter((field) => chosen[field] === -1);
    clearError(view.alert);
    table.show([]);
    for (const row of rows) row.state = "faulty";
    isChecked = false;
    offer();
    if (missing.length > 0) {
      showStatus(words.missing(missing), view.said);
      return;
    }
    showStatus(words.checking, view.said);
    view.bar.hidden = false;
    try {
      const onProgress = (/** @type {number} */ done) => view.progress(done, rows.length, "");
      await checkRows(rows, chosen, header.length, { signal, onProgress });
      isChecked = true;
      table.show(failures());
      offer();
      showStatus(words.checked(count("ready"), count("faulty"), note), view.said);
    } catch (error) {
      if (!signal.aborted) showError(view.alert, error);
    }
    if (!signal.aborted) view.bar.hidden = true;
  }

  /** What can be done now. */
  function offer() {
    const ready = count("ready");
    const lost = failures().length;
    start.textContent = words.create(ready);
    start.setAttribute("aria-disabled", String(run !== null || ready === 0));
    failed.textContent = words.saveFailed(lost);
    failed.hidden = run !== null || lost === 0;
    pause.hidden = run === null;
    columns.element.hidden = rows.length === 0 || hasRun;
    drop.hidden = run !== null;
  }

  async function create() {
    const [total, before] = [count("ready"), count("created")];
    let told = 0;
    table.show(failures().filter(({ state }) => state !== "ready"));
    hasRun = true;
    clearError(view.alert);
    pause.textContent = words.pause;
    showStatus(words.begun, view.said);
    view.setBusy(true, words.stop.yes);
    run = startImport({
      getService,
      rows,
      onCall: watch,
      onRow(row) {
        told += 1;
        view.progress(told, total, words.progress(told, total));
        if (row.state !== "created") table.update(row);
      },
      onTrouble(error) {
        showError(view.alert, error, { lead: words.pausedItself });
        showStatus(words.paused, view.said);
        view.alert.scrollIntoView({ block: "nearest" });
        pause.textContent = words.goOn;
      },
    });
    offer();
    addEventListener("beforeunload", warn);
    await run.done;
    removeEventListener("beforeunload", warn);
    run = null;
    const hadFocus = view.form.contains(document.activeElement);
    view.setBusy(false);
    table.show(rows);
    tell();
    const here = document.activeElement;
    if (hadFocus && !(view.form.contains(here) && here?.checkVisibility())) start.focus();
    if (count("created") > before) onImported();
  }

  /** What became of the rows. */
  function tell() {
    offer();
    showStatus(words.done(count), view.said);
  }

  /** @param {Event} event */
  function warn(event) {
    event.preventDefault();
  }

  function pauseOrGoOn() {
    const goOn = pause.textContent === words.goOn;
    if (goOn) run?.resume();
    else run?.hold();
    clearError(view.alert);
    pause.textContent = goOn ? words.pause : words.goOn;
    showStatus(goOn ? words.begun : words.paused, view.said);
  }

  /** @param {Row} row */
  async function look(row) {
    const email = String(row.customer.email).toLowerCase();
    try {
      const params = { page_size: 100 };
      const found = await getService().call("search", [email, params], { onCall: watch });
      const isThere = found.results.some((one) => one.email.toLowerCase() === email);
      if (!rows.includes(row)) return; // Another file was chosen.
      row.state = isThere ? "created" : "ready";
      row.faults = [];
      table.update(row);
      if (!run) tell();
      (run ? pause : start).focus();
      if (isThere) onImported();
    } catch (error) {
      if (/** @type {Error} */ (error)?.name !== "AbortError") showError(view.alert, error);
    }
  }

  async function saveFailed() {
    const reasons = header.indexOf(REASONS);
    const kept = (/** @type {string[]} */ cells) => cells.filter((_, index) => index !== reasons);
    const lines = failures().map((row) => [words.reason(row), ...kept(row.cells)]);
    try {
      const output = await openFile(words.failedFile);
      await output.write(BYTE_ORDER_MARK + csvOf([[REASONS, ...kept(header)], ...lines]));
      await output.close();
    } catch (error) {
      if (/** @type {Error} */ (error)?.name !== "AbortError") showError(view.alert, error);
    }
  }

  // Otherwise the same file, mended, would be no change.
  file.addEventListener("click", () => {
    file.value = "";
  });
  file.addEventListener("change", () => read(file.files?.[0]));
  view.form.addEventListener("dragover", (event) => event.preventDefault());
  view.form.addEventListener("drop", (event) => {
    event.preventDefault();
    read(event.dataTransfer?.files[0]);
  });
  view.form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (start.getAttribute("aria-disabled") === "false") create();
  });

  /** @param {() => Service} get @param {() => void} then */
  return (get, then) => {
    // What became of the rows belongs to the account that they were sent to.
    if (get() !== service) {
      file.value = "";
      reset();
    }
    getService = get;
    service = get();
    onImported = then;
    view.open();
  };
}
