// What the desk says while customers are exported or imported: it comes with those, when they are
// first used.

import { counted } from "./format.js";

/** @param {number} count */
const customers = (count) => counted(count, "customer");

export const transfers = { close: "Close", cancel: "Cancel" };

export const exporting = {
  title: "Export customers",
  which: "Which customers?",
  all: "All customers",
  found: "Those found by the search ",
  format: "As what?",
  csv: "CSV, for spreadsheets",
  aboutCsv: "A column for each documented field; metadata as JSON.",
  json: "JSON, for programs",
  aboutJson: "Each customer whole, as the service gives it.",
  save: "Export",
  begun: "Exporting…",
  cancelled: "Cancelled. Nothing was saved.",
  failed: "The export did not succeed, and nothing was saved.",
  /** @param {number} loaded @param {number} total */
  progress: (loaded, total) => `${loaded.toLocaleString()} of ${customers(total)}`,
  /** @param {number} count @param {string} name @param {number} inexact */
  done: (count, name, inexact) =>
    `${customers(count)} exported to ${name}.` +
    (inexact > 0
      ? ` The metadata of ${customers(inexact)} has numbers that are too large for a browser: in the file they may be others.`
      : ""),
};

/** @type {Record<string, string>} */
const FIELD_NAMES = {
  first_name: "First name",
  last_name: "Last name",
  email: "E-mail",
  phone: "Phone",
  country: "Country",
  metadata: "Metadata",
};

export const importing = {
  title: "Import customers",
  choose: "Choose a CSV file, or drop it here",
  about:
    "Its first row names the columns. First name, last name and e-mail are needed; phone, country and metadata (as JSON) are optional. Nothing is sent before you have seen what was found.",
  which: "Which column is what?",
  none: "Not in this file",
  optional: " optional",
  /** @param {string} field */
  field: (field) => FIELD_NAMES[field] ?? field,
  /** @param {number} index */
  column: (index) => `Column ${index + 1}`,
  /** @param {string} text */
  example: (text) => (text ? `Such as ${text.slice(0, 60)}` : ""),
  /** @param {string[]} fields */
  missing: (fields) =>
    `Please choose the column for: ${fields.map((field) => importing.field(field)).join(", ")}.`,
  reading: "Reading the file…",
  tooLarge: "The file is larger than 20 MB. Please divide it.",
  empty: "There are no rows below the first in this file.",
  notUtf8: "The file is not in UTF-8: please look whether letters with accents are right.",
  checking: "Checking every row…",
  /** @param {number} ready @param {number} faulty @param {string} note */
  checked: (ready, faulty, note) =>
    [
      `${counted(ready, "row")} can be created.`,
      faulty > 0 && `${counted(faulty, "row has", "rows have")} faults and will be left out.`,
      note,
    ]
      .filter(Boolean)
      .join(" "),
  /** @param {number} row */
  twice: (row) => `The same e-mail stands in row ${row.toLocaleString()}.`,
  quote: "A quotation mark in this row is not where it should be.",
  /** @param {number} cells @param {number} columns */
  tooMany: (cells, columns) => `${cells} cells for ${columns} columns: is there a comma too many?`,
  notJson: "This is not JSON.",
  /** @param {string} path */
  lost: (path) => `A number or a doubled key would be lost at ${path}.`,
  /** @param {number} count */
  create: (count) => (count > 0 ? `Create ${customers(count)}` : "Create customers"),
  begun: "Creating customers…",
  pause: "Pause",
  goOn: "Go on",
  paused: "Paused.",
  stopping: "Stopping: what is on its way is waited for.",
  pausedItself: "The import has paused.",
  stop: {
    title: "Stop the import?",
    text: "What has been created stays. The other rows are not sent; you can go on with them later, or save them as a file.",
    yes: "Stop",
    no: "Go on",
  },
  /** @param {number} done @param {number} of */
  progress: (done, of) => `${done.toLocaleString()} of ${counted(of, "row")}`,
  /** @param {(state: import("./import-rows.js").Row["state"]) => number} count */
  done: (count) =>
    [
      `${customers(count("created"))} created.`,
      ...[
        { rows: count("refused"), what: "refused." },
        { rows: count("faulty"), what: "left out." },
        { rows: count("unknown"), what: "of unknown outcome." },
        { rows: count("ready"), what: "not sent." },
      ].map(({ rows, what }) => rows > 0 && `${counted(rows, "row")} ${what}`),
    ]
      .filter(Boolean)
      .join(" "),
  unknown: "No answer came: the customer may have been created all the same.",
  look: "Look now",
  /** @param {string} email */
  lookFor: (email) => `Look now: ${email}`,
  caption: "Rows of the file, and what became of them",
  /** @param {number} number */
  row: (number) => `Row ${number.toLocaleString()}`,
  /** @param {string} field "" for the whole row. @param {string} text */
  fault: (field, text) =>
    field && !text.startsWith(importing.field(field)) ? `${importing.field(field)}: ${text}` : text,
  outcome: {
    ready: "Not sent",
    faulty: "Left out",
    created: "Created",
    refused: "Refused",
    unknown: "Outcome unknown",
  },
  /** @param {number} count */
  more: (count) =>
    `And ${counted(count, "more row")}: the file of failed rows has all that failed.`,
  /** @param {number} count */
  saveFailed: (count) => `Save ${counted(count, "failed row")}`,
  failedFile: "customers-to-mend.csv",
  /** Of a row, for the file. @param {import("./import-rows.js").Row} row */
  reason: ({ state, faults }) =>
    [
      `${importing.outcome[state]}:`,
      ...faults.map(({ field, text }) => importing.fault(field, text)),
    ].join(" "),
};
